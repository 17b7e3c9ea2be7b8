"""What every form of ours shares: a key against double saving, and the version it began from."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.validators import EMPTY_VALUES
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from holdepunkt.ui.brought_back import is_kept, sent_with
from holdepunkt.ui.jinja import danish_date, number

log = logging.getLogger("holdepunkt.form")
USE = "_use_"
THEIRS = "_theirs_"


@dataclass(frozen=True)
class Clash:
    """One field that two people changed; the texts are ready to print."""

    name: str
    label: str
    theirs: str
    yours: str
    theirs_raw: tuple[str, ...] = ()


class BigChoices(forms.RadioSelect):
    """A few big buttons, one choice; `tones` gives a value its shape and colour."""

    template_name = "ui/forms/big_choices.html"

    def __init__(self, *args: Any, tones: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tones = dict(tones or {})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the tones to what the template sees."""
        context = super().get_context(name, value, attrs)
        context["widget"]["tones"] = self.tones
        return context


class Chips(forms.CheckboxSelectMultiple):
    """Many small choices on a line, any number of them."""

    template_name = "ui/forms/chips.html"


OURS_TO_WRITE = {
    "required": gettext_lazy("Skriv noget her."),
    "invalid_choice": gettext_lazy("Vælg en af mulighederne."),
    "invalid_list": gettext_lazy("Vælg en af mulighederne."),
}
OURS_TO_CHOOSE = {**OURS_TO_WRITE, "required": gettext_lazy("Vælg noget her.")}


class KeyedForm(forms.Form):
    """A form that can be sent twice without saving twice, and that notices a clash."""

    _key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)
    _version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(_with_chosen(data) if data else data, *args, **kwargs)
        for field in self.fields.values():
            _speak_kindly(field)
            if isinstance(field.widget, forms.DateInput):
                field.widget.input_type = "date"
                field.widget.format = "%Y-%m-%d"

    def full_clean(self) -> None:
        """Judge what was sent. What is refused leaves a line: the form and its fields, never what was written."""
        super().full_clean()
        if self.is_bound and self.errors:
            log.info("%s was refused: %s", type(self).__name__, ", ".join(sorted(self.errors)))

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        """What a field begins with: what the person wrote before we asked who they are, else what is there."""
        if is_kept(field_name) and (brought := sent_with(self)):
            return brought.value_of(self, field_name)
        return super().get_initial_for_field(field, field_name)

    @property
    def is_brought_back(self) -> bool:
        """Whether the form shows again what was sent before we knew who sent it."""
        return sent_with(self) is not None

    @property
    def key(self) -> UUID:
        """The idempotency key; one of its own when the sender gave none."""
        return self.cleaned_data.get("_key") or uuid4()

    @property
    def version(self) -> int | None:
        """The version this form began from, if it said so."""
        return self.cleaned_data.get("_version")

    @property
    def answers(self) -> dict[str, Any]:
        """What the person wrote, without the hidden fields: fit for an action's arguments."""
        return {k: v for k, v in self.cleaned_data.items() if not k.startswith("_")}

    @property
    def filled_in(self) -> list[tuple[str, str]]:
        """What was filled in, label and words, as a person reads it; what cannot be read stands as it was sent."""
        shown = [field for field in self.visible_fields() if not field.name.startswith("_")]
        pairs = [(str(field.label), self._words_in(field.name)) for field in shown]
        return [(label, words) for label, words in pairs if words]

    def _words_in(self, name: str) -> str:
        if name in getattr(self, "cleaned_data", {}):
            return _printed(self.fields[name], self.cleaned_data[name])
        sent = self.data.getlist(name) if isinstance(self.data, QueryDict) else [self.data.get(name, "")]
        return ", ".join(filter(None, sent))

    def clash(self, theirs: Mapping[str, Any]) -> list[Clash]:
        """Lay another person's values beside these, and keep the fields that differ."""
        return [
            self._clash(name, theirs[name])
            for name in self.fields
            if name in theirs and not _same(theirs[name], self.cleaned_data.get(name))
        ]

    def _clash(self, name: str, theirs: Any) -> Clash:
        field = self.fields[name]
        return Clash(
            name=name,
            label=str(self[name].label),
            theirs=_printed(field, theirs),
            yours=_printed(field, self.cleaned_data.get(name)),
            theirs_raw=tuple(_raw(field, theirs)),
        )


def _speak_kindly(field: forms.Field) -> None:
    """Put our words where a field still has the framework's own."""
    chosen = isinstance(field, forms.ChoiceField | forms.FileField | forms.ModelChoiceField)
    ours = OURS_TO_CHOOSE if chosen else OURS_TO_WRITE
    kind: Any = type(field)
    theirs = _words_of_the_framework(kind)
    for code, words in ours.items():
        if code in theirs and field.error_messages.get(code) is theirs[code]:
            field.error_messages[code] = words


@cache
def _words_of_the_framework(kind: Any) -> dict[str, Any]:
    return {**forms.Field.default_error_messages, **kind.default_error_messages}


def _with_chosen(data: Any) -> Any:
    """Put the other person's value where the merge page says to use theirs."""
    chosen = [name for name in data if name.startswith(USE) and data[name] == "theirs"]
    if not chosen or not isinstance(data, QueryDict):
        return data
    merged = data.copy()
    for name in (key.removeprefix(USE) for key in chosen):
        merged.setlist(name, data.getlist(THEIRS + name))
    return merged


def _same(one: Any, other: Any) -> bool:
    if one in EMPTY_VALUES or other in EMPTY_VALUES:
        return one in EMPTY_VALUES and other in EMPTY_VALUES
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        return one == other  # 12.00 as the database keeps it is the 12 that was typed
    if _is_many(one) and _is_many(other):
        return sorted(map(str, one)) == sorted(map(str, other))
    return str(one) == str(other)


def _is_many(value: Any) -> bool:
    return isinstance(value, Iterable) and not isinstance(value, str | bytes)


def _raw(field: forms.Field, value: Any) -> list[str]:
    """Give the value as a browser would send it back."""
    if value in EMPTY_VALUES or value is False:
        return []
    prepared = field.prepare_value(value)
    if _is_many(prepared):
        return [str(part) for part in prepared]
    shown = field.widget.format_value(prepared)
    return [str(part) for part in shown] if _is_many(shown) else [str(shown)]


def _printed(field: forms.Field, value: Any) -> str:
    """Write a value as a person reads it."""
    if isinstance(value, bool):
        return _("Ja") if value else _("Nej")
    if value in EMPTY_VALUES:
        return ""
    if isinstance(field, forms.ChoiceField | forms.MultipleChoiceField):
        words = dict(_flat(field.choices))
        parts = value if _is_many(value) else [value]
        return ", ".join(str(words.get(str(part), part)) for part in parts)
    if _is_many(value):
        return ", ".join(map(str, value))
    if isinstance(value, Decimal):
        return number(int(value) if value == value.to_integral_value() else value.normalize())
    return danish_date(value) if isinstance(value, date) else str(value)


def _flat(choices: Any) -> Iterable[tuple[str, Any]]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from _flat(label)
        else:
            yield str(value), label
