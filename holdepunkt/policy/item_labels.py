"""Danish words on screen for items and evaluations; the rules themselves know no language of the screen."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from holdepunkt.policy.labels import label
from holdepunkt.policy.rules.evaluation import Advice, EvaluationStage
from holdepunkt.policy.rules.item import Change, ChangeKind, Gap, GapKind
from holdepunkt.policy.rules.kinds import EffortStage
from holdepunkt.policy.rules.paper import PaperFormat

ADVICE: dict[Advice, Any] = {
    Advice.KEEP: gettext_lazy("behold"),
    Advice.CHANGE: gettext_lazy("lav om"),
    Advice.DROP: gettext_lazy("drop"),
    Advice.NEW: gettext_lazy("tag noget nyt med"),
}
EVALUATION_STAGES: dict[EvaluationStage, Any] = {
    EvaluationStage.DRAFT: gettext_lazy("kladde"),
    EvaluationStage.DONE: gettext_lazy("færdig"),
    EvaluationStage.PUBLISHED: gettext_lazy("offentlig"),
}
FORMATS: dict[PaperFormat, Any] = {
    PaperFormat.DOCX: gettext_lazy("Word"),
    PaperFormat.PDF: gettext_lazy("PDF"),
    PaperFormat.XLSX: gettext_lazy("Excel"),
    PaperFormat.HTML: gettext_lazy("HTML til udskrift"),
}
GAPS: dict[GapKind, Any] = {
    GapKind.NOT_APPROVED: gettext_lazy("Afdelingschefen har ikke godkendt årets status endnu."),
    GapKind.REOPENED: gettext_lazy("Årets status er åbnet igen. Punktet bygger på den gamle udgave."),
    GapKind.NO_CASE_NUMBER: gettext_lazy("Der er ikke noget sagsnummer."),
    GapKind.NO_MEETING: gettext_lazy("Mødet har ingen dato."),
    GapKind.NO_AGENDA_DAY: gettext_lazy("Vi ved ikke, hvornår dagsordenen kommer ud."),
    GapKind.NOT_HEARD: gettext_lazy("%(about)s er ikke hørt."),
    GapKind.NOT_ANSWERED: gettext_lazy("%(about)s er spurgt, men har ikke svaret endnu."),
    GapKind.EMPTY_FIELD: gettext_lazy("Feltet »%(about)s« er tomt."),
    GapKind.SILENT: gettext_lazy("%(about)s er uden melding i år."),
}
TONES = {
    EffortStage.DONE: "done",
    EffortStage.ON_TRACK: "good",
    EffortStage.LATE: "late",
    EffortStage.NOT_STARTED: "idle",
    EffortStage.STOPPED: "bad",
}
CHANGE_TONES = {
    ChangeKind.BETTER: "good",
    ChangeKind.WORSE: "late",
    ChangeKind.NEW: "begun",
    ChangeKind.ENDED: "idle",
    ChangeKind.FIGURE: "idle",
}


def gap_text(gap: Gap) -> str:
    """What is missing, in a sentence."""
    return str(GAPS[gap.kind]) % {"about": gap.about}


def stage_text(stage: EffortStage | None) -> str:
    """The word for an effort's stage; a silent one has a word too."""
    return label(stage) if stage else _("uden melding")


def change_text(change: Change) -> str:
    """What changed about one effort since last year, in a sentence."""
    parts = []
    if change.kind is ChangeKind.NEW:
        parts.append(_("ny i år: %(now)s") % {"now": stage_text(change.now)})
    elif change.kind is ChangeKind.ENDED:
        parts.append(_("er ikke med længere, stod sidst som %(before)s") % {"before": stage_text(change.before)})
    elif change.kind is not ChangeKind.FIGURE:
        words = {"before": stage_text(change.before), "now": stage_text(change.now)}
        parts.append(_("fra %(before)s til %(now)s") % words)
    if change.figure_before:
        words = {"before": change.figure_before, "now": change.figure_now or _("intet tal")}
        parts.append(_("tallet gik fra %(before)s til %(now)s") % words)
    return "; ".join(parts)
