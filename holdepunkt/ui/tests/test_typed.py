"""Which of the fields that were sent hold something a person wrote, and must be shown again."""

import pytest
from django.http import QueryDict

from holdepunkt.ui.typed import sentences_in


@pytest.mark.parametrize("typed", ["12 34 56 78", "12345678", "+45 12 34 56 78", "Asta", "to ord", "a@lunden.example"])
def test_what_somebody_wrote_is_shown_again_a_telephone_too(typed: str) -> None:
    fields = QueryDict(mutable=True)
    fields["phone"] = typed
    assert sentences_in(fields) == [typed]


@pytest.mark.parametrize(
    "chosen", ["", "  ", "7", "1234", "123456789", "2021-11-22", "15:00", "12,5", "on_track", "0b54a1e2-1c1a-4b5e-9a43-1f5e0f2f6c11"]
)  # fmt: skip
def test_choices_keys_days_and_plain_numbers_are_not(chosen: str) -> None:
    fields = QueryDict(mutable=True)
    fields["field"] = chosen
    assert sentences_in(fields) == []
