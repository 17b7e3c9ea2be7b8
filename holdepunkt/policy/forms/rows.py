"""A form of many alike rows on one page, without JavaScript: what is there, and two empty ones."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _

from holdepunkt.ui.forms import KeyedForm

EMPTY_ROWS = 2
MOST_ROWS = 200


class RowsForm(KeyedForm):
    """Rows of the same few fields. An emptied row is removed; the place numbers give the order."""

    columns: ClassVar[dict[str, Callable[[int], forms.Field]]] = {}
    needed: ClassVar[tuple[str, ...]] = ()

    def __init__(self, data: Any = None, *, rows: Iterable[Mapping[str, Any]] = (), **more: Any) -> None:
        there = list(rows)
        more["initial"] = (more.get("initial") or {}) | as_fields(there)
        super().__init__(data, **more)
        for number in range(_count(there, self.data)):
            for name, make in self.columns.items():
                field = make(number + 1)
                field.required = False
                self.fields[f"{name}_{number}"] = field
            self.fields[f"place_{number}"] = forms.IntegerField(
                label=_("Plads"), min_value=1, max_value=MOST_ROWS, required=False, initial=number + 1
            )
        self.many = _count(there, self.data)

    def clean(self) -> dict[str, Any]:
        """A row that is begun must have what it needs."""
        cleaned = super().clean() or {}
        for number in range(self.many):
            if not self._begun(number):
                continue
            for name in self.needed:
                field = f"{name}_{number}"
                if not cleaned.get(field) and field not in self.errors:
                    self.add_error(field, _("Skriv noget her, eller tøm hele rækken, så den forsvinder."))
        return cleaned

    def _begun(self, number: int) -> bool:
        """Whether a person wrote in the row; a choice that is always made does not count."""
        texts = [name for name in self.columns if self._is_text(name, number)]
        return any(self.cleaned_data.get(f"{name}_{number}") for name in texts)

    def _is_text(self, name: str, number: int) -> bool:
        field = self.fields[f"{name}_{number}"]
        return isinstance(field, forms.CharField)

    def rows(self) -> list[dict[str, Any]]:
        """The rows in their order, without the empty ones."""
        placed = []
        for number in range(self.many):
            if self._begun(number):
                row = {name: self.cleaned_data.get(f"{name}_{number}") for name in self.columns}
                placed.append((self.cleaned_data.get(f"place_{number}") or number + 1, number, row))
        return [row for _place, _number, row in sorted(placed, key=lambda entry: entry[:2])]


def as_fields(rows: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Rows under the form's field names."""
    return {f"{name}_{number}": value for number, row in enumerate(rows) for name, value in row.items()}


def _count(there: list[Any], data: Mapping[str, Any]) -> int:
    sent = [int(hit[1]) + 1 for name in data if (hit := re.fullmatch(r"[a-z_]+_(\d{1,3})", name))]
    return min(max([len(there) + EMPTY_ROWS, *sent]), MOST_ROWS)
