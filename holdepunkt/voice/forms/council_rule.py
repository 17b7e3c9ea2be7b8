"""Forms for a council's rules: one rule at a time, or the whole text at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from holdepunkt.ui.forms import KeyedForm
from holdepunkt.voice.council_rule_words import GROUPS
from holdepunkt.voice.council_words import LABELS, choices
from holdepunkt.voice.forms.council import paragraphs
from holdepunkt.voice.models import CouncilRule
from holdepunkt.voice.rules.council import RuleKey
from holdepunkt.voice.rules.council_days import WEEKS, DaysAre, date_told, days_told
from holdepunkt.voice.rules.council_fits import CHOICES, DAYS, LONGEST_TEXT, NUMBERS, Kind, fits, kind_of

UNKNOWN = _("Ved vi ikke")
EMPTY = _("Lad feltet stå tomt, hvis I ikke ved det.")
UNIT = "_unit"
UNITS = [
    ("", _("som rådet ellers tæller dage")),
    (DaysAre.WORKING.value, _("hverdage")),
    (DaysAre.CALENDAR.value, _("alle dage")),
    (WEEKS, _("uger")),
]
UNIT_LABEL = _("Talt i")
SOURCE_HINT = _("For eksempel vedtægten og dens dato. Så kan andre slå det efter.")


def answer_field(key: RuleKey, *, label: Any, hint: Any = "") -> forms.Field:
    """The field that takes this rule's kind of answer; empty is unknown."""
    match kind_of(key):
        case Kind.NUMBER:
            least, most = NUMBERS[key]
            return forms.IntegerField(label=label, help_text=hint, required=False, min_value=least, max_value=most)
        case Kind.DAYS:
            return forms.IntegerField(label=label, help_text=hint, required=False, min_value=0, max_value=DAYS[key])
        case Kind.DAY:
            return forms.DateField(label=label, help_text=hint, required=False, widget=forms.DateInput)
        case Kind.TEXT:
            area = forms.Textarea(attrs={"rows": 3})
            return forms.CharField(label=label, help_text=hint, required=False, max_length=LONGEST_TEXT, widget=area)
    return forms.ChoiceField(label=label, required=False, choices=[("", UNKNOWN), *choices(CHOICES[key])])


def _unit_field(label: Any) -> forms.Field:
    return forms.ChoiceField(label=label, required=False, choices=UNITS)


def kept(value: Any, unit: str = "") -> str:
    """An answer as it is kept: "8 working", "2022-01-01", "one"; empty when there is none."""
    if value is None or value == "":
        return ""
    told = value.isoformat() if isinstance(value, date) else str(value)
    return f"{told} {unit}".strip()


def shown(key: RuleKey, value: str) -> tuple[Any, str]:
    """An answer under its field, and the unit beside it."""
    if (kind := kind_of(key)) is Kind.DAYS and (days := days_told(value)) is not None:
        return (days.weeks, WEEKS) if days.weeks else (days.count, days.are)
    return (date_told(value), "") if kind is Kind.DAY else (value, "")


def _too_long(key: RuleKey) -> Any:
    return _("Det er for langt. Her kan stå højst %(most)s dage.") % {"most": DAYS.get(key, 0)}


class RuleForm(KeyedForm):
    """What one rule says, from when, and where that stands."""

    value = forms.CharField(label=_("Reglen siger"), required=False)
    unit = _unit_field(UNIT_LABEL)
    since = forms.DateField(label=_("Gælder fra"), required=False, widget=forms.DateInput)
    source = forms.CharField(label=_("Hvor står det?"), help_text=SOURCE_HINT, max_length=300, required=False)
    note = paragraphs(
        _("Bemærkning"), hint=_("Det, der ikke kan stå i et tal eller et valg. Huset regner ikke efter det."), rows=3
    )

    def __init__(self, *args: Any, key: RuleKey, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rule = key
        self.fields["value"] = answer_field(key, label=_("Reglen siger"), hint=EMPTY)
        if isinstance(self.fields["value"].widget, forms.DateInput):
            self.fields["value"].widget.input_type = "date"
        if kind_of(key) is not Kind.DAYS:
            del self.fields["unit"]

    def clean(self) -> dict[str, Any]:
        """A number of weeks may be too many days."""
        told = super().clean() or self.cleaned_data
        if not self.errors and not fits(self.rule, kept(told["value"], told.get("unit", ""))):
            self.add_error("value", _too_long(self.rule))
        return told

    @property
    def told(self) -> dict[str, Any]:
        """The answers as the action takes them: the value as it is kept."""
        found = dict(self.answers)
        return found | {"value": kept(found["value"], found.pop("unit", ""))}


def rule_values(row: CouncilRule | None) -> dict[str, Any]:
    """A rule's values under the form's field names."""
    if row is None:
        return {}
    value, unit = shown(RuleKey(row.key), row.value)
    return {"value": value, "unit": unit} | {name: getattr(row, name) for name in ("since", "source", "note")}


@dataclass
class Section:
    """Questions under one heading: the fields, how many questions they ask, and how many have an answer."""

    heading: str
    fields: list[Any]
    questions: int
    written: int
    is_open: bool = field(init=False)

    def __post_init__(self) -> None:
        self.is_open = any(one.errors for one in self.fields)

    @property
    def note(self) -> str:
        """How much of it is written in."""
        return str(_("%(written)s af %(questions)s skrevet ind") % vars(self))


class WholeTextForm(KeyedForm):
    """Every rule there is, with one source and one day: a council's text written in at one sitting."""

    source = forms.CharField(label=_("Hvor står det?"), help_text=SOURCE_HINT, max_length=300)
    since = forms.DateField(label=_("Gælder fra"), required=False, widget=forms.DateInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for _heading, keys in GROUPS.values():
            for key in keys:
                self._ask(key)

    def _ask(self, key: RuleKey) -> None:
        label = _capital(LABELS[RuleKey][key])
        self.fields[key.value] = asked = answer_field(key, label=label)
        if isinstance(asked.widget, forms.DateInput):
            asked.widget.input_type = "date"
        if kind_of(key) is Kind.DAYS:
            self.fields[key.value + UNIT] = _unit_field(_("%(rule)s: talt i") % {"rule": label})

    def sections(self) -> list[Section]:
        """The questions under their headings, in the order in which such a text has them.

        Open stands the first while nothing is written, and whatever has to be looked at again.
        """
        found = [self._section(str(heading), keys) for heading, keys in GROUPS.values()]
        if not any(section.written or section.is_open for section in found):
            found[0].is_open = True
        return found

    def _section(self, heading: str, keys: Iterable[RuleKey]) -> Section:
        asked = [(key, self._asked(key)) for key in keys]
        written = sum(self[key.value].value() not in (None, "") for key, fields in asked if fields)
        return Section(heading, [field for _key, fields in asked for field in fields], len(asked), written)

    def _asked(self, key: RuleKey) -> list[Any]:
        return [self[name] for name in (key.value, key.value + UNIT) if name in self.fields]

    def clean(self) -> dict[str, Any]:
        """A number of weeks may be too many days."""
        told = super().clean() or self.cleaned_data
        for key in RuleKey:
            if key.value in told and not fits(key, self._kept(told, key)):
                self.add_error(key.value, _too_long(key))
        return told

    def _kept(self, told: Mapping[str, Any], key: RuleKey) -> str:
        return kept(told[key.value], told.get(key.value + UNIT, ""))

    @property
    def values(self) -> dict[RuleKey, str]:
        """What was written, as it is kept."""
        return {key: self._kept(self.cleaned_data, key) for key in RuleKey}


def _capital(label: Any) -> str:
    words = str(label)
    return words[0].upper() + words[1:]


def whole_values(held: Mapping[RuleKey, CouncilRule]) -> dict[str, Any]:
    """What holds today under the form's field names."""
    found: dict[str, Any] = {}
    for key, row in held.items():
        found[key.value], found[key.value + UNIT] = shown(key, row.value)
    return found
