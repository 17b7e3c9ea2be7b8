"""Forms about plans: the draft, the hearing, the approval, and the next plan."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from holdepunkt import clock
from holdepunkt.people.models import Unit
from holdepunkt.policy.forms.fields import ManyRows, OneRow
from holdepunkt.policy.labels import LABELS
from holdepunkt.policy.models import ActionPlan, Effort, Goal, PolicyVersion
from holdepunkt.policy.rules.kinds import CarryOver
from holdepunkt.ui.forms import BigChoices, KeyedForm


def day_field(label: Any, **more: Any) -> forms.DateField:
    """A date with the browser's own picker."""
    return forms.DateField(label=label, widget=forms.DateInput, **more)


def text_field(label: Any, rows: int = 4, **more: Any) -> forms.CharField:
    """A field for several lines."""
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **more)


class PlanForm(KeyedForm):
    """The plan itself: title, who makes it, its period and its goals."""

    title = forms.CharField(label=_("Titel"), max_length=200)
    local_word = forms.CharField(
        label=_("Hvad kalder I planen?"), max_length=60, help_text=_("For eksempel handleplan eller indsatsplan.")
    )
    drafted_by: "forms.ModelChoiceField[Unit]" = OneRow(label=_("Hvem laver planen?"), queryset=None)
    period_from = day_field(_("Gælder fra"))
    period_to = day_field(_("Gælder til"))
    plain = text_field(_("Planen med enkle ord"), rows=3, required=False)
    goals: "forms.ModelMultipleChoiceField[Goal]" = ManyRows(label=_("Mål i planen"), queryset=None, required=False)
    own_choice: "forms.ModelMultipleChoiceField[Goal]" = ManyRows(
        label=_("Mål ud over dem, politikken binder til"), queryset=None, required=False,
        help_text=_("Jeres eget frie valg. De tæller ikke med i dem, I er bundet til."),
    )  # fmt: skip

    def __init__(self, *args: Any, units: QuerySet[Unit], goals: QuerySet[Goal], goal_word: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["drafted_by"].queryset = units  # type: ignore[attr-defined]
        for name in ("goals", "own_choice"):
            self.fields[name].queryset = goals  # type: ignore[attr-defined]
        self.fields["goals"].label = gettext("%(goals)s i planen") % {"goals": goal_word.capitalize()}

    def clean(self) -> dict[str, Any]:
        """A goal is either bound or a free choice; the period ends after it begins."""
        found = super().clean() or self.cleaned_data
        both = set(found.get("goals") or ()) & set(found.get("own_choice") or ())
        if both:
            names = ", ".join(sorted(str(goal) for goal in both))
            self.add_error("own_choice", gettext("Vælg ét af de to steder for: %(goals)s") % {"goals": names})
        before, after = found.get("period_from"), found.get("period_to")
        if before and after and after < before:
            self.add_error("period_to", gettext("Slutdatoen ligger før den første dag."))
        return found


class AskForm(KeyedForm):
    """Ask a body about the plan."""

    unit: "forms.ModelChoiceField[Unit]" = OneRow(label=_("Hvem spørger I?"), queryset=None)
    asked_on = day_field(_("Spurgt den"))
    due_on = day_field(_("Frist for svar"), required=False)

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class WordsForm(KeyedForm):
    """What a body said, and what it led to."""

    said_on = day_field(_("Svarede den"))
    words = text_field(_("Det sagde de, med deres egne ord"), rows=6)
    considered = text_field(
        _("Hvad førte det til?"), required=False, help_text=_("Både det, I fulgte, og det, I ikke fulgte, og hvorfor.")
    )


def _not_in_the_future(chosen: date) -> date:
    if chosen > clock.today():
        raise forms.ValidationError(gettext("Dagen er ikke kommet endnu."))
    return chosen


class ApproveForm(KeyedForm):
    """Who approved the plan, and when."""

    unit: "forms.ModelChoiceField[Unit]" = OneRow(label=_("Godkendt af"), queryset=None)
    on = day_field(_("Godkendt den"))

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]

    def clean_on(self) -> date:
        """One records an approval that has happened."""
        return _not_in_the_future(self.cleaned_data["on"])


class AnnexForm(KeyedForm):
    """The day and the version a plan is annexed to."""

    version_of: "forms.ModelChoiceField[PolicyVersion]" = OneRow(label=_("Bilag til"), queryset=None)
    on = day_field(_("Vedlagt den"))

    def __init__(self, *args: Any, versions: QuerySet[PolicyVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version_of"].queryset = versions  # type: ignore[attr-defined]

    def clean_on(self) -> date:
        """One records what has happened."""
        return _not_in_the_future(self.cleaned_data["on"])


class CorrectForm(KeyedForm):
    """Why an approved plan is corrected."""

    reason = text_field(_("Hvorfor bliver planen rettet?"), rows=3)


class NextForm(KeyedForm):
    """The plan that follows: its title and period."""

    title = forms.CharField(label=_("Titel"), max_length=200)
    period_from = day_field(_("Gælder fra"))
    period_to = day_field(_("Gælder til"))


class CarryForm(KeyedForm):
    """One choice for each effort of the former plan, all on one page."""

    def __init__(self, *args: Any, rows: Iterable[tuple[Effort, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.efforts = [effort for effort, _how, _reason in rows]
        for effort, how, reason in rows:
            self.fields[f"how_{effort.pk}"] = forms.ChoiceField(
                label=str(effort),
                choices=list(LABELS[CarryOver].items()),
                widget=BigChoices(tones={"continue": "good", "change": "begun", "stop": "bad"}),
                required=False,
                initial=how,
            )
            self.fields[f"why_{effort.pk}"] = forms.CharField(
                label=gettext("Hvorfor stopper »%(effort)s«?") % {"effort": effort},
                required=False,
                initial=reason,
                help_text=_("Kun hvis den stopper."),
            )

    def clean(self) -> dict[str, Any]:
        """Stopping needs a reason."""
        found = super().clean() or self.cleaned_data
        for effort in self.efforts:
            if found.get(f"how_{effort.pk}") == CarryOver.STOP and not found.get(f"why_{effort.pk}"):
                self.add_error(f"why_{effort.pk}", gettext("Skriv, hvorfor den stopper."))
        for words in self._about_others():
            self.add_error(
                None, gettext("En indsats står her ikke længere. Du skrev om den: »%(words)s«") % {"words": words}
            )
        return found

    def _about_others(self) -> list[str]:
        """Reasons that were typed for efforts that have left the former plan since the page was opened."""
        names = [name for name in self.data if name.startswith("why_") and name not in self.fields]
        return [words for name in names if (words := str(self.data.get(name, "")).strip())]

    @property
    def choices(self) -> list[tuple[Effort, CarryOver, str]]:
        """The choices that were made or changed here: effort, how, reason."""
        found = self.cleaned_data
        return [
            (effort, CarryOver(found[f"how_{effort.pk}"]), found[f"why_{effort.pk}"])
            for effort in self.efforts
            if found[f"how_{effort.pk}"] and self._changed(effort)
        ]

    def _changed(self, effort: Effort) -> bool:
        found = self.cleaned_data
        return found[f"how_{effort.pk}"] != self.fields[f"how_{effort.pk}"].initial or (
            found[f"how_{effort.pk}"] == CarryOver.STOP
            and found[f"why_{effort.pk}"] != self.fields[f"why_{effort.pk}"].initial
        )


def carry_values(rows: Iterable[tuple[Effort, str, str]]) -> dict[str, Any]:
    """The choices as they stand under the form's field names."""
    found: dict[str, Any] = {}
    for effort, how, reason in rows:
        found |= {f"how_{effort.pk}": how, f"why_{effort.pk}": reason}
    return found


def plan_values(plan: ActionPlan) -> dict[str, Any]:
    """A plan's present values under the form's field names."""
    links = list(plan.plan_goals.select_related("goal"))
    names = ("title", "local_word", "drafted_by", "period_from", "period_to", "plain")
    return {name: getattr(plan, name) for name in names} | {
        "goals": [link.goal for link in links if not link.own_choice],
        "own_choice": [link.goal for link in links if link.own_choice],
        "_version": plan.version,
    }
