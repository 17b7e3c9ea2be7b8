"""The nouns of a draft: which part each is, its form, its words, and how a row of it is printed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from holdepunkt.policy.forms.rhythm import RhythmForm
from holdepunkt.policy.forms.text import LINKS, GoalForm, LinkForm, NationalGoalForm, PartForm, PassageForm, PromiseForm
from holdepunkt.policy.models import Goal, NationalGoal, Passage, PolicyLink, PolicyVersion, Promise, Rhythm
from holdepunkt.policy.rules.kinds import Modal, RhythmKind


@dataclass(frozen=True)
class Noun:
    """One kind of part on screen."""

    address: str
    kind: type[Any]
    form: Callable[..., PartForm]
    title: Any
    one: Any
    lead: Any
    note: Callable[[Any, PolicyVersion], str]
    table: str


def _passage_note(row: Passage, _version: PolicyVersion) -> str:
    return str(row.get_kind_display())


def _goal_note(row: Goal, version: PolicyVersion) -> str:
    level = version.levels[row.level - 1]["singular"] if 1 <= row.level <= len(version.levels) else ""
    count = len(row.targets.all())
    figures = ngettext("%(n)s måltal", "%(n)s måltal", count) % {"n": count} if count else ""
    theirs = _("en andens mål") if row.of_other_body else ""
    return " · ".join(part for part in (level, figures, theirs) if part)


def _promise_note(row: Promise, _version: PolicyVersion) -> str:
    said = [
        _("frivilligt") if row.modal == Modal.MAY else "",
        _("om politikken selv") if row.about_itself else "",
        _("en andens opgave") if row.by_other_body else "",
        ", ".join(goal.title for goal in row.goals.all()),
    ]
    return " · ".join(part for part in said if part)


def _rhythm_note(row: Rhythm, _version: PolicyVersion) -> str:
    return str(row.get_kind_display())


NOUNS: Mapping[str, Noun] = {
    noun.address: noun
    for noun in (
        Noun(
            "afsnit",
            Passage,
            PassageForm,
            gettext_lazy("Afsnit"),
            gettext_lazy("afsnit"),
            gettext_lazy("Teksten, stykke for stykke, med enkle ord. Hvert stykke er af en slags."),
            _passage_note,
            "passages",
        ),
        Noun(
            "maal",
            Goal,
            GoalForm,
            gettext_lazy("Mål"),
            gettext_lazy("mål"),
            gettext_lazy("Målene under deres eget navn. Et mål kan stå under et andet."),
            _goal_note,
            "goals",
        ),
        Noun(
            "forpligtelser",
            Promise,
            PromiseForm,
            gettext_lazy("Det vil vi"),
            gettext_lazy("punkt"),
            gettext_lazy("Én sætning for hver ting, nogen vil gøre. Kun dem kan man holde eller ikke holde."),
            _promise_note,
            "promises",
        ),
        Noun(
            "rytme",
            Rhythm,
            RhythmForm,
            gettext_lazy("Rytmen"),
            gettext_lazy("rytme"),
            gettext_lazy("Det, politikken siger om sit eget arbejde: planer, status, evaluering."),
            _rhythm_note,
            "rhythm",
        ),
        Noun(
            "nationale-maal",
            NationalGoal,
            NationalGoalForm,
            gettext_lazy("Nationale mål"),
            gettext_lazy("nationalt mål"),
            gettext_lazy("Mål, som er statens, og som jeres mål tjener."),
            lambda row, _version: str(row.set_name),
            "national_goals",
        ),
        Noun(
            "andre-politikker",
            PolicyLink,
            LinkForm,
            gettext_lazy("Andre politikker"),
            gettext_lazy("anden politik"),
            gettext_lazy("Politikker og strategier, som denne ses sammen med, hviler på eller peger på."),
            lambda row, _version: str(LINKS.get(row.kind, row.kind)),
            "links",
        ),
    )
}


def noun_at(address: str) -> Noun:
    """The noun at an address; 404 for an address of none."""
    if address not in NOUNS:
        raise Http404(address)
    return NOUNS[address]


def form_for(noun: Noun, part: Any, kind: str, **more: Any) -> PartForm:
    """The form of a noun; the rhythm's asks for the kind as well."""
    if noun.kind is not Rhythm:
        return noun.form(part=part, **more)
    wanted = part.kind if part is not None else kind
    if wanted not in set(RhythmKind):
        raise Http404(wanted)
    return noun.form(part=part, kind=RhythmKind(wanted), **more)
