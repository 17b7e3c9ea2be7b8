"""Addresses that people type and that become links on a page."""

import pytest
from django.core.exceptions import ValidationError

from holdepunkt.policy.forms.item import DecisionForm, MinutesForm
from holdepunkt.policy.forms.text import LinkForm


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", " JaVaScRiPt://lundby.example/%0Ax"])
def test_an_address_that_would_run_something_is_no_address(address: str) -> None:
    fields = (
        LinkForm.base_fields["url"],
        MinutesForm.base_fields["minutes_url"],
        DecisionForm.base_fields["minutes_url"],
    )
    for field in fields:
        with pytest.raises(ValidationError):
            field.clean(address)


def test_an_address_of_a_page_is_one() -> None:
    assert MinutesForm.base_fields["minutes_url"].clean("lundby.example/referat") == "https://lundby.example/referat"
