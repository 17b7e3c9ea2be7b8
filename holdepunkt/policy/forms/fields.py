"""Form fields of the policy loop: a year or a day, a month and day, a list with one thing a line."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from holdepunkt.people.numbers import whole_number
from holdepunkt.policy.rules.typed_figure import read_figure

FIRST_YEAR, LAST_YEAR = 1900, 2200
MONTHS = [
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
]


class WhenField(forms.CharField):
    """A year (2018) or a day (30-05-2017); empty is unknown. Gives the first or the last day of it."""

    def __init__(self, *, last: bool = False, **more: Any) -> None:
        more.setdefault(
            "help_text",
            gettext_lazy("Et årstal eller en dato, for eksempel 2018 eller 30-05-2017. Tomt betyder ukendt."),
        )
        super().__init__(required=False, max_length=20, **more)
        self.last = last

    def prepare_value(self, value: Any) -> Any:
        """Write the shortest truth: a year where the day is the first or last of it."""
        if not isinstance(value, date):
            return value
        whole_year = (12, 31) if self.last else (1, 1)
        return str(value.year) if (value.month, value.day) == whole_year else value.strftime("%d-%m-%Y")

    def to_python(self, value: Any) -> Any:
        """Read a year or a day."""
        if isinstance(value, date):
            return value
        text = str(value or "").strip()
        if not text:
            return None
        year = whole_number(text) or 0
        if FIRST_YEAR <= year <= LAST_YEAR:
            return date(year, 12, 31) if self.last else date(year, 1, 1)
        day = _day(text)
        if day is None:
            raise ValidationError(
                _("Du skrev »%(text)s«. Skriv et årstal eller en dato, for eksempel 2018 eller 30-05-2017.")
                % {"text": text}
            )
        return day

    def validate(self, value: Any) -> None:
        """A day needs no further check."""

    def run_validators(self, value: Any) -> None:
        """The text was read already."""


class FigureField(forms.CharField):
    """A figure as a Dane types it: 1.234,5; empty is not known."""

    def __init__(self, **more: Any) -> None:
        super().__init__(required=False, max_length=20, widget=forms.TextInput({"inputmode": "decimal"}), **more)

    def prepare_value(self, value: Any) -> Any:
        """Write 12.00 as 12, and 3.50 as 3,5."""
        if not isinstance(value, Decimal):
            return value
        whole = value == value.to_integral_value()
        return str(int(value)) if whole else f"{value.normalize():f}".replace(".", ",")

    def to_python(self, value: Any) -> Any:
        """Read the figure."""
        text = str(value or "").strip()
        if not text:
            return None
        typed = read_figure(text)
        if typed is None or typed.value is None:
            raise ValidationError(_("Du skrev »%(text)s«. Skriv et tal, for eksempel 1.234,5.") % {"text": text})
        return typed.value

    def validate(self, value: Any) -> None:
        """Empty is allowed, and the number was read already."""

    def run_validators(self, value: Any) -> None:
        """The text was read already."""


def _day(text: str) -> date | None:
    """A day written 30-05-2017, 30.5.2017, 30. maj 2017 or 2017-05-30."""
    parts = re.findall(r"\d+|[^\W\d_]+", text.lower())
    if len(parts) != 3:
        return None
    if len(parts[0]) == 4:
        parts.reverse()
    day, month, year = parts
    number = MONTHS.index(month) + 1 if month in MONTHS else whole_number(month) or 0
    of = whole_number(year) or 0
    try:
        return date(of, number, whole_number(day) or 0) if FIRST_YEAR <= of <= LAST_YEAR else None
    except ValueError:
        return None


class MonthDayField(forms.CharField):
    """A day of every year, written 28-02 or 28. februar; gives it in words."""

    def __init__(self, **more: Any) -> None:
        more.setdefault("help_text", gettext_lazy("Dag og måned, for eksempel 28. februar."))
        super().__init__(required=False, max_length=20, **more)

    def to_python(self, value: Any) -> str:
        """Read a day and a month."""
        text = str(value or "").strip()
        if not text:
            return ""
        day = _day(f"{text} 2000")
        if day is None:
            raise ValidationError(_("Du skrev »%(text)s«. Skriv for eksempel 28. februar.") % {"text": text})
        return f"{day.day}. {MONTHS[day.month - 1]}"


def month_day_in_words(text: str) -> str:
    """02-28, as packs write it, becomes 28. februar."""
    month, _dash, day = text.partition("-")
    return f"{int(day)}. {MONTHS[int(month) - 1]}" if day else ""


def month_day_in_pack(words: str) -> str:
    """28. februar becomes 02-28."""
    day, _dot, month = words.partition(". ")
    return f"{MONTHS.index(month) + 1:02}-{int(day):02}" if month else ""


class LinesField(forms.CharField):
    """A list with one thing a line."""

    def __init__(self, *, rows: int = 4, longest: int = 4000, **more: Any) -> None:
        more.setdefault("help_text", gettext_lazy("Én på hver linje."))
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": rows}), **more)
        self.longest = longest

    def prepare_value(self, value: Any) -> Any:
        """Write a list as lines."""
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def to_python(self, value: Any) -> Any:
        """Read the lines; empty ones fall away."""
        if isinstance(value, list | tuple):
            return list(value)
        lines = [line.strip() for line in str(value or "").splitlines()]
        found = [line for line in lines if line]
        if any(len(line) > self.longest for line in found):
            raise ValidationError(_("En linje er for lang. Den må højst have %(n)s tegn.") % {"n": self.longest})
        return found

    def validate(self, value: Any) -> None:
        """A list that is needed holds at least one line."""
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        """The lines were read already."""


class Reachable:
    """A choice among rows: a number that no row can have is no choice, and never reaches the database."""

    error_messages: dict[str, Any]

    def clean(self, value: Any) -> Any:
        """Refuse the number first."""
        for one in value if isinstance(value, list | tuple) else [value]:
            if isinstance(one, str) and one and whole_number(one) is None:
                raise ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": one[:20]})
        return super().clean(value)  # type: ignore[misc]


class OneRow(Reachable, forms.ModelChoiceField):
    """One row of several."""


class ManyRows(Reachable, forms.ModelMultipleChoiceField):
    """Any number of rows."""

    widget = forms.CheckboxSelectMultiple


class RowLabel(OneRow):
    """One row of another part, by its own words, cut to a readable length."""

    def label_from_instance(self, row: Any) -> str:
        """The row's first words."""
        text = str(row)
        return text if len(text) <= 90 else f"{text[:89]}…"


class RowLabels(ManyRows):
    """Several rows, by their own words."""

    def label_from_instance(self, row: Any) -> str:
        """The row's first words."""
        text = str(row)
        return text if len(text) <= 90 else f"{text[:89]}…"


def offer(form: forms.Form, name: str, **what: Any) -> None:
    """Give a field of this one form its rows (`queryset`) or its `choices`."""
    for attribute, value in what.items():
        setattr(form.fields[name], attribute, value)
