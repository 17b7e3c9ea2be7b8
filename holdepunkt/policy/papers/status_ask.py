"""What a status form asks, and of whom."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

VALUE = re.compile(r"[A-Za-z0-9_]{1,30}")  # it becomes part of a bookmark's name, which Word limits


@dataclass(frozen=True)
class StatusAsk:
    """One form for one effort. `stages` and `chips` are (value, label); a value has letters, digits and _."""

    form_code: str
    municipality: str
    effort_title: str
    year: int
    lead_name: str
    due_on: date
    last_year_text: str
    stages: tuple[tuple[str, str], ...]
    indicator_name: str = ""
    indicator_unit: str = ""
    chips: tuple[tuple[str, str], ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    language: str = "da"

    def __post_init__(self) -> None:
        for value, _ in (*self.stages, *self.chips):
            if not VALUE.fullmatch(value):
                raise ValueError(f"Value {value!r}; expected at most 30 letters, digits or underscores.")
        if not self.form_code.strip():
            raise ValueError("form_code is empty; expected the code that finds the effort again.")
