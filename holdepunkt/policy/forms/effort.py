"""Forms about efforts: everything the plan says of one, and what is noted while it runs."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from holdepunkt import clock
from holdepunkt.people.models import Unit, User
from holdepunkt.people.numbers import whole_number
from holdepunkt.policy.forms.fields import ManyRows, OneRow
from holdepunkt.policy.forms.plan import day_field, text_field
from holdepunkt.policy.models import Effort, Goal, Promise
from holdepunkt.policy.rules.plan import figure_must_hide
from holdepunkt.ui.forms import KeyedForm

SPARE_ROWS = 3
MOST_ROWS = 60
STEP = re.compile(r"(?:step|due)_([1-9][0-9]?)")
IN_THOUSANDS = re.compile(r"-?\d{1,3}(\.\d{3})+(,\d+)?")
PLAIN_FIELDS = (
    "title", "working_title", "plain", "unit", "lead", "citizens_take_part", "employees_take_part",
    "others_take_part", "starts_on", "ends_on", "economy", "expected_effect", "indicator", "indicator_unit",
    "about_people",
)  # fmt: skip


class EffortForm(KeyedForm):
    """An effort in a plan. Milestones are rows; there are always a few empty ones."""

    title = forms.CharField(label=_("Officiel ordlyd"), max_length=400)
    working_title = forms.CharField(
        label=_("Arbejdstitel"), max_length=120, required=False, help_text=_("Det korte navn, I bruger til daglig.")
    )
    plain = text_field(_("Med enkle ord"), rows=3, required=False)
    goals: "forms.ModelMultipleChoiceField[Goal]" = ManyRows(label=_("Mål, den tjener"), queryset=None, required=False)
    promises = forms.MultipleChoiceField(
        label=_("Forpligtelser, den tjener"), required=False, widget=forms.CheckboxSelectMultiple
    )
    unit: "forms.ModelChoiceField[Unit]" = OneRow(
        label=_("Ansvarlig enhed"), queryset=None, required=False,
        help_text=_("Skal være på plads, før planen bliver godkendt."),
    )  # fmt: skip
    lead: "forms.ModelChoiceField[User]" = OneRow(
        label=_("Navngiven ansvarlig"), queryset=None, required=False,
        help_text=_("Skal være på plads, før planen bliver godkendt. Navnet vises kun internt."),
    )  # fmt: skip
    partners: "forms.ModelMultipleChoiceField[Unit]" = ManyRows(
        label=_("Samarbejdsparter"), queryset=None, required=False
    )
    citizens_take_part = text_field(_("Sådan er borgere med"), rows=2, required=False)
    employees_take_part = text_field(_("Sådan er medarbejdere med"), rows=2, required=False)
    others_take_part = text_field(_("Sådan er andre med"), rows=2, required=False)
    starts_on = day_field(_("Begynder"), required=False)
    ends_on = day_field(_("Slutter"), required=False)
    economy = text_field(_("Økonomi"), rows=2, required=False)
    expected_effect = text_field(_("Forventet virkning"), rows=2, required=False)
    indicator = forms.CharField(
        label=_("Indikator"), max_length=200, required=False, help_text=_("Det tal, I vil kunne se det på.")
    )
    indicator_unit = forms.CharField(
        label=_("Måleenhed"),
        max_length=60,
        required=False,
        help_text=_("For eksempel personer, boliger eller procent."),
    )
    about_people = forms.BooleanField(label=_("Tallet handler om mennesker"), required=False)
    _rows = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        units: QuerySet[Unit],
        leads: QuerySet[User],
        goals: QuerySet[Goal],
        promises: Iterable[Promise],
        rows: int = SPARE_ROWS,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        querysets = {"unit": units, "lead": leads, "goals": goals, "partners": units}
        for name, queryset in querysets.items():
            self.fields[name].queryset = queryset  # type: ignore[attr-defined]
        self.promise_rows = list(promises)
        self.fields["promises"].choices = _by_goal(self.promise_rows)  # type: ignore[attr-defined]
        self.rows = min(rows, MOST_ROWS)
        self.fields["_rows"].initial = self.rows
        for number in range(1, self.rows + 1):
            self.fields[f"step_{number}"] = forms.CharField(
                label=gettext("Milepæl %(number)s") % {"number": number}, max_length=200, required=False
            )
            due = day_field(gettext("Frist for milepæl %(number)s") % {"number": number}, required=False)
            due.widget.input_type = "date"
            due.widget.format = "%Y-%m-%d"  # type: ignore[attr-defined]
            self.fields[f"due_{number}"] = due

    def clean(self) -> dict[str, Any]:
        """A milestone has a title and a day; an effort ends after it begins."""
        found = super().clean() or self.cleaned_data
        for number in range(1, self.rows + 1):
            title, due = found.get(f"step_{number}"), found.get(f"due_{number}")
            if title and not due and f"due_{number}" not in self.errors:
                self.add_error(f"due_{number}", gettext("Hvornår skal milepælen være nået?"))
            if due and not title:
                self.add_error(f"step_{number}", gettext("Hvad er milepælen?"))
        before, after = found.get("starts_on"), found.get("ends_on")
        if before and after and after < before:
            self.add_error("ends_on", gettext("Slutdatoen ligger før den første dag."))
        return found

    @property
    def written(self) -> dict[str, Any]:
        """What was written, fit for the actions `add_effort` and `change_effort`."""
        found = self.cleaned_data
        chosen = set(found["promises"])
        steps = [(found[f"step_{n}"], found[f"due_{n}"]) for n in range(1, self.rows + 1) if found[f"step_{n}"]]
        return {name: found[name] for name in PLAIN_FIELDS} | {
            "goals": list(found["goals"]),
            "partners": list(found["partners"]),
            "promises": [row for row in self.promise_rows if str(row.pk) in chosen],
            "milestones": steps,
        }


def rows_wanted(posted: QueryDict) -> int:
    """How many rows for milestones a sent form has: as many as it says, and never fewer than were written in."""
    written = [int(hit[1]) for name in posted if (hit := STEP.fullmatch(name)) and str(posted[name]).strip()]
    return min(max(whole_number(posted.get("_rows"), SPARE_ROWS) or 0, *written, 0), MOST_ROWS)


def as_typed(posted: QueryDict) -> dict[str, Any]:
    """What was typed, as initial values of a form with more rows."""
    many = ("goals", "promises", "partners")
    return {name: posted.getlist(name) if name in many else posted[name] for name in posted if name != "_rows"}


def effort_values(effort: Effort) -> dict[str, Any]:
    """An effort's present values under the form's field names."""
    found: dict[str, Any] = {name: getattr(effort, name) for name in PLAIN_FIELDS}
    found |= {"goals": list(effort.goals.all()), "partners": list(effort.partners.all())}
    found |= {"promises": [str(row.pk) for row in effort.promises.all()], "_version": effort.version}
    for number, step in enumerate(effort.milestones.all(), start=1):
        found |= {f"step_{number}": step.title, f"due_{number}": step.due_on}
    return found


def _by_goal(promises: list[Promise]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Choices under the goal they belong to; a promise of several goals stands under the first."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for row in promises:
        goal = next(iter(row.goals.all()), None)
        heading = str(goal) if goal else gettext("Ikke under et mål")
        groups.setdefault(heading, []).append((str(row.pk), row.plain))
    return list(groups.items())


class HandForm(KeyedForm):
    """Hand an effort over to another lead."""

    to: "forms.ModelChoiceField[User]" = OneRow(label=_("Ny ansvarlig"), queryset=None)
    why = text_field(_("Hvorfor?"), rows=2)

    def __init__(self, *args: Any, leads: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = leads  # type: ignore[attr-defined]


class StopForm(KeyedForm):
    """Stop an effort, and say why."""

    on = day_field(_("Stopper den"))
    reason = text_field(_("Hvorfor stopper den?"), rows=3)


class ReachedForm(KeyedForm):
    """The day a milestone was reached."""

    on = day_field(_("Nået den"))

    def clean_on(self) -> date:
        """It has happened."""
        if self.cleaned_data["on"] > clock.today():
            raise forms.ValidationError(gettext("Dagen er ikke kommet endnu."))
        return self.cleaned_data["on"]


class NumberField(forms.DecimalField):
    """A number as Danes write it: 1.250 is one thousand two hundred and fifty, 12,5 is twelve and a half."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> Any:
        """Read points before three digits as thousands, and a comma as the decimal sign."""
        text = str(value or "").strip().replace(" ", "").replace("\u00a0", "")
        if IN_THOUSANDS.fullmatch(text):
            text = text.replace(".", "")
        return super().to_python(text.replace(",", ".") or None)


class FigureForm(KeyedForm):
    """A figure of the effort's indicator."""

    value = NumberField(label=_("Tal"), max_digits=14, decimal_places=2, required=False)
    under_five = forms.BooleanField(
        label=_("Under fem"), required=False,
        help_text=_("Når tallet er fra en til fire mennesker: vælg dette, og lad feltet med tal være tomt."),
    )  # fmt: skip
    as_of = day_field(_("Opgjort den"))
    source = forms.CharField(label=_("Kilde"), max_length=200, help_text=_("Hvor kommer tallet fra?"))

    def __init__(self, *args: Any, about_people: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about_people = about_people
        if not about_people:
            del self.fields["under_five"]

    def clean(self) -> dict[str, Any]:
        """Exactly one of a value and *under fem*; a small figure of people is never written."""
        found = super().clean() or self.cleaned_data
        found.setdefault("under_five", False)
        value = found.get("value")
        if value is not None and found["under_five"]:
            self.add_error("value", gettext("Lad feltet være tomt, når du vælger »under fem«."))
        elif figure_must_hide(value, about_people=self.about_people):
            self.add_error("value", gettext("Færre end fem mennesker? Vælg »under fem« i stedet for tallet."))
        elif value is None and not found["under_five"] and "value" not in self.errors:
            self.add_error("value", gettext("Skriv et tal."))
        if found.get("as_of") and found["as_of"] > clock.today():
            self.add_error("as_of", gettext("Dagen er ikke kommet endnu."))
        return found
