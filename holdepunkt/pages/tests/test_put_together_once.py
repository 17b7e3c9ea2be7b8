"""What is put together once and stands on every page is right in each language, and wherever the house is mounted."""

import pytest
from django.urls import NoReverseMatch, set_script_prefix
from django.utils import translation

from holdepunkt.pages.context import address
from holdepunkt.people.access import Denied, has_role
from holdepunkt.people.asker import visitor
from holdepunkt.people.rules import Role
from holdepunkt.record.told import Told, in_danish


def refusal(task: str, language: str, *roles: Role) -> Denied:
    with translation.override(language):
        answer = has_role(visitor(None), *roles, task=task)
    assert isinstance(answer, Denied)
    return answer


def test_a_refusal_is_told_in_the_language_of_each_reader_and_kept_in_danish() -> None:
    task = Told("change words", "rette ord")
    danish, english = (refusal(task, language, Role.POLICY_LEAD) for language in ("da", "en"))
    assert danish.reason != english.reason
    assert in_danish(danish.reason) == in_danish(english.reason)
    assert in_danish(english.reason).endswith("rette ord.")
    assert english.reason.endswith("change words.")


def test_two_tasks_with_the_same_english_words_keep_their_own_danish_ones() -> None:
    kept = {
        in_danish(refusal(Told("close it", danish), "en", Role.POLICY_LEAD).reason)
        for danish in ("lukke den", "afslutte den")
    }
    assert len(kept) == 2


def test_each_role_that_can_is_named() -> None:
    one = refusal("rette ord", "da", Role.POLICY_LEAD)
    two = refusal("rette ord", "da", Role.POLICY_LEAD, Role.DEPARTMENT_HEAD)
    assert one.reason != two.reason
    assert " eller " in two.reason


def test_an_address_is_of_its_municipality_and_of_where_the_house_is_mounted() -> None:
    assert [address("pages:search", slug) for slug in ("faxe", "nyborg", "faxe")] == [
        "/faxe/soeg/",
        "/nyborg/soeg/",
        "/faxe/soeg/",
    ]
    set_script_prefix("/hus/")
    try:
        assert address("pages:search", "faxe") == "/hus/faxe/soeg/"
    finally:
        set_script_prefix("/")
    assert address("pages:search", "faxe") == "/faxe/soeg/"


def test_an_address_that_does_not_exist_is_an_error_each_time() -> None:
    for _time in range(2):
        with pytest.raises(NoReverseMatch):
            address("pages:nowhere", "faxe")
