"""The Danish words of a status round: why a stage was computed, who took part, what to do next."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from holdepunkt.policy.labels import label
from holdepunkt.policy.models import Figure
from holdepunkt.policy.rules.kinds import EffortStage
from holdepunkt.policy.rules.status import SILENT, Because, Computed
from holdepunkt.ui.jinja import danish_date, number

TONES: dict[str, str] = {
    EffortStage.NOT_STARTED: "idle",
    EffortStage.ON_TRACK: "good",
    EffortStage.LATE: "late",
    EffortStage.DONE: "done",
    EffortStage.STOPPED: "bad",
}
CHIPS = {
    "citizens": gettext_lazy("borgere"),
    "close_ones": gettext_lazy("pårørende og netværk"),
    "council": gettext_lazy("udsatterådet"),
    "volunteers": gettext_lazy("frivillige"),
    "associations": gettext_lazy("foreninger"),
    "employees": gettext_lazy("medarbejdere"),
    "departments": gettext_lazy("andre afdelinger"),
}
BECAUSE = {
    Because.STOPPED: gettext_lazy("Stoppet den %(on)s."),
    Because.MILESTONE_MISSED: gettext_lazy("”%(step)s” skulle være nået den %(on)s."),
    Because.ALL_REACHED: gettext_lazy("Alle milepæle er nået. Den sidste var ”%(step)s”, den %(on)s."),
    Because.REACHED_SO_FAR: gettext_lazy("Alle milepæle er nået, og indsatsen løber videre."),
    Because.NEXT_MILESTONE: gettext_lazy("Næste milepæl er ”%(step)s”, den %(on)s."),
    Because.NOT_BEGUN: gettext_lazy("Indsatsen begynder den %(on)s."),
    Because.ENDED_UNTOLD: gettext_lazy("Indsatsen sluttede den %(on)s, og ingen har skrevet, at den er nået."),
    Because.UNDER_WAY: gettext_lazy("Indsatsen løber, og den har ingen milepæle."),
    Because.NO_DATES: gettext_lazy("Indsatsen har hverken datoer eller milepæle."),
}


def why(computed: Computed) -> str:
    """Say which date or milestone decided the computed stage."""
    on = danish_date(computed.on) if isinstance(computed.on, date) else ""
    return str(BECAUSE[computed.because]) % {"step": computed.step, "on": on}


def stage_label(stage: str) -> str:
    """The word for a stage; silence has its own words, and is no stage."""
    return label(EffortStage(stage)) if stage and stage != SILENT else _("har ikke svaret")


def stage_tone(stage: str) -> str:
    """The tone of a stage's mark."""
    return TONES[EffortStage(stage)] if stage and stage != SILENT else "idle"


def chip_labels(values: Iterable[str]) -> list[str]:
    """The words for those who took part."""
    return [str(CHIPS[value]) for value in values if value in CHIPS]


def figure_words(figure: Figure) -> str:
    """A figure as it is read: the number, or *under fem*, with its unit."""
    if figure.value is None:
        return _("under fem %(unit)s") % {"unit": figure.unit}
    value = figure.value.normalize() if figure.value % 1 else int(figure.value)
    return f"{number(value)} {figure.unit}".strip()


def typed_again(figure: Figure) -> dict[str, str]:
    """A figure back as it would be typed, for a form."""
    value = _("under fem") if figure.value is None else f"{figure.value.normalize():f}".replace(".", ",")
    return {"value": value, "source": figure.source, "as_of": figure.as_of.isoformat()}
