"""The form for one thing a policy says about its own working; each kind asks only for its own fields."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from holdepunkt.people.models import UNIT_KINDS
from holdepunkt.policy.forms.fields import LinesField, RowLabel, RowLabels
from holdepunkt.policy.forms.text import PartForm
from holdepunkt.policy.labels import choices
from holdepunkt.policy.pack.kinds import Subject
from holdepunkt.policy.pack.rhythm_keys import USES
from holdepunkt.policy.rules.kinds import Modal, RhythmKind

SUBJECTS = {
    Subject.POLICY: gettext_lazy("politikken"),
    Subject.PLAN: gettext_lazy("planen"),
    Subject.STATUS: gettext_lazy("status"),
}
YEARS = ("from_year", "to_year")
SAYS_WHAT_ABOUT = (RhythmKind.DRAFTED_BY, RhythmKind.HEARD, RhythmKind.APPROVED_BY, RhythmKind.INVOLVE)
WITHOUT_YEARS = (RhythmKind.EVALUATION_IN_YEAR,)


def asked(kind: RhythmKind) -> tuple[str, ...]:
    """The fields of a kind: those the pack's checker knows for it, and the years it holds."""
    about = ("about",) if kind in SAYS_WHAT_ABOUT else ()
    return (*about, *USES[kind], *(() if kind in WITHOUT_YEARS else YEARS))


NEEDED: dict[RhythmKind, tuple[str, ...]] = {
    RhythmKind.PLAN_EVERY_YEARS: ("every",),
    RhythmKind.STATUS_EVERY_YEARS: ("every",),
    RhythmKind.EVALUATION_IN_YEAR: ("year",),
    RhythmKind.EVALUATION_EVERY_YEARS: ("every",),
    RhythmKind.APPROVED_BY: ("unit",),
    RhythmKind.BOUND_TO_GOALS: ("count",),
    RhythmKind.STRATEGY_PER_GOAL: ("unit",),
    RhythmKind.PLAN_HOLDS: ("what",),
}
TOLD: dict[RhythmKind, Any] = {
    RhythmKind.PLAN_EVERY_YEARS: gettext_lazy("Der bliver lavet en plan med faste mellemrum."),
    RhythmKind.STATUS_EVERY_YEARS: gettext_lazy("Et udvalg får en status med faste mellemrum."),
    RhythmKind.EVALUATION_IN_YEAR: gettext_lazy("Politikken bliver evalueret i et år, teksten nævner."),
    RhythmKind.EVALUATION_EVERY_YEARS: gettext_lazy("Politikken bliver evalueret med faste mellemrum."),
    RhythmKind.DRAFTED_BY: gettext_lazy("Teksten siger, hvem der skriver politikken, planen eller status."),
    RhythmKind.HEARD: gettext_lazy("Nogen bliver hørt, før det bliver besluttet."),
    RhythmKind.APPROVED_BY: gettext_lazy("Teksten siger, hvem der godkender."),
    RhythmKind.BOUND_TO_GOALS: gettext_lazy("Et udvalg eller en afdeling skal arbejde med et bestemt antal mål."),
    RhythmKind.FURTHER_GOALS_VOLUNTARY: gettext_lazy("Flere mål end dem, man er bundet til, er et frit valg."),
    RhythmKind.ANNEXED_AFTER_APPROVAL: gettext_lazy("Planen bliver lagt ved politikken, når den er godkendt."),
    RhythmKind.REPORT_ON_NEWEST_FIGURES: gettext_lazy("Status bygger på de nyeste tal, der findes."),
    RhythmKind.GATHERING: gettext_lazy("Der bliver holdt et møde, hvor mange kan være med."),
    RhythmKind.DIALOGUES: gettext_lazy("Der bliver talt sammen på tværs af afdelinger."),
    RhythmKind.STRATEGY_PER_GOAL: gettext_lazy("Hvert mål får sin egen strategi."),
    RhythmKind.PLAN_HOLDS: gettext_lazy("Teksten siger, hvad planen skal indeholde."),
    RhythmKind.INVOLVE: gettext_lazy("Borgere, medarbejdere eller andre bliver taget med."),
}


class RhythmForm(PartForm):
    """One promise of the policy about itself, as a rule that can be checked."""

    names = "plain"
    plain = forms.CharField(
        label=gettext_lazy("Det siger politikken, i én kort sætning"),
        max_length=400,
        help_text=gettext_lazy("For eksempel: Udvalget får en status hvert år."),
    )
    stated = forms.ChoiceField(label=gettext_lazy("Skal eller kan?"), choices=choices(Modal), initial=Modal.SHALL)
    about = forms.ChoiceField(label=gettext_lazy("Det gælder"), choices=[("", "–"), *SUBJECTS.items()], required=False)
    every = forms.IntegerField(
        label=gettext_lazy("Hvert … år"),
        min_value=1,
        max_value=50,
        required=False,
        help_text=gettext_lazy("1 betyder hvert år, 2 hvert andet år."),
    )
    year = forms.IntegerField(label=gettext_lazy("I året"), min_value=1900, max_value=2200, required=False)
    from_year = forms.IntegerField(label=gettext_lazy("Fra året"), min_value=1900, max_value=2200, required=False)
    to_year = forms.IntegerField(label=gettext_lazy("Til og med året"), min_value=1900, max_value=2200, required=False)
    count = forms.IntegerField(label=gettext_lazy("Hvor mange?"), min_value=1, max_value=1000, required=False)
    unit = RowLabel(
        label=gettext_lazy("Hvem?"), queryset=None, required=False, empty_label=gettext_lazy("Det siger teksten ikke")
    )
    units = RowLabels(label=gettext_lazy("Flere navngivne"), queryset=None, required=False)
    each = forms.ChoiceField(
        label=gettext_lazy("Eller alle af slagsen"), required=False, choices=[("", "–"), *UNIT_KINDS.items()]
    )
    who = LinesField(label=gettext_lazy("Andre, som teksten nævner"), rows=3, longest=300)
    what = LinesField(label=gettext_lazy("Det skal planen indeholde"), rows=3, longest=300)
    goals = RowLabels(label=gettext_lazy("Målene"), queryset=None, required=False)
    promise = RowLabel(label=gettext_lazy("Hører til"), queryset=None, required=False)
    passage = RowLabel(label=gettext_lazy("Står i afsnittet"), queryset=None, required=False)

    def __init__(self, *args: Any, kind: RhythmKind, **more: Any) -> None:
        super().__init__(*args, **more)
        self.kind = kind
        always = {"plain", "stated", "promise", "passage", "_key", "_version"}
        for name in list(self.fields):
            if name not in always and name not in asked(kind):
                del self.fields[name]
        for name in NEEDED.get(kind, ()):
            self.fields[name].required = True

    def clean(self) -> dict[str, Any]:
        """A rhythm nobody can keep is told at once: years the wrong way round, a step past the end."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("from_year"), cleaned.get("to_year")
        if first and last and last < first:
            self.add_error(
                "to_year", _("Det slutter i %(last)s og begynder i %(first)s.") % {"last": last, "first": first}
            )
        elif first and last and (every := cleaned.get("every")) and every > last - first + 1:
            self.add_error(
                "every",
                _("Hvert %(every)s. år kan ikke nås fra %(first)s til %(last)s.")
                % {"every": every, "first": first, "last": last},
            )
        wanted, goals = cleaned.get("count"), self.version_of.goals.filter(parent=None).count()
        if self.kind == RhythmKind.BOUND_TO_GOALS and wanted and wanted > goals:
            self.add_error(
                "count",
                _("Der er %(goals)s mål. Ingen kan være bundet til %(count)s.") % {"goals": goals, "count": wanted},
            )
        return cleaned

    def fields_of_part(self) -> dict[str, Any]:
        """The kind goes with the answers."""
        return {"kind": self.kind} | self.answers
