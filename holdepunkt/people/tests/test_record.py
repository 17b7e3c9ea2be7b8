"""The record: one row per write, in the same transaction, and a form that counts once."""

import uuid
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, transaction
from django.http import HttpResponse
from django.test import RequestFactory

from holdepunkt import record
from holdepunkt.people import actions as people
from holdepunkt.people.tests.builders import Town, a_town
from holdepunkt.record import reads
from holdepunkt.record.actions import OutsideTransaction
from holdepunkt.record.models import Entry, ReceivedForm
from holdepunkt.record.once import once
from holdepunkt.record.versions import Clash, take

pytestmark = pytest.mark.django_db


def test_a_row_says_who_acting_as_what_did_what_and_why() -> None:
    town = a_town()
    record.wrote("unit.looked_after", on=town.units["social"], by=town.as_("finn"), why="fordi")
    row = reads.about("lundby", town.units["social"].uuid)[0]
    assert (row.by_name, row.verb, row.about_name, row.why) == (
        "Finn Falk", "unit.looked_after", "Social og Psykiatri", "fordi",
    )  # fmt: skip
    assert row.acting_as == "tovholder for politikken, Social og Psykiatri"


@transaction.atomic
def _rename_then_break(town: Town) -> None:
    people.change_unit(unit=town.units["social"], by=town.as_("finn"), name="Nyt navn")
    raise DatabaseError


def test_a_change_that_fails_leaves_no_row_and_a_row_that_fails_leaves_no_change() -> None:
    town = a_town()
    before = Entry.objects.count()
    with pytest.raises(DatabaseError):
        _rename_then_break(town)
    assert Entry.objects.count() == before
    town.units["social"].refresh_from_db()
    assert town.units["social"].name == "Social og Psykiatri"


def test_a_row_outside_a_transaction_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    town = a_town()
    monkeypatch.setattr("holdepunkt.record.actions.connection", SimpleNamespace(in_atomic_block=False))
    with pytest.raises(OutsideTransaction):
        record.wrote("unit.changed", on=town.units["social"], by=town.machine)


def _post(key: str) -> HttpResponse:
    return RequestFactory().post("/", {"_key": key})  # type: ignore[return-value]


def _said(town: Town) -> list[str]:
    """What was noted in the record about a unit."""
    return list(
        Entry.objects.filter(about_uuid=town.units["social"].uuid, verb="unit.changed").values_list("why", flat=True)
    )


def _say(town: Town, words: str) -> str:
    record.wrote("unit.changed", on=town.units["social"], by=town.machine, why=words)
    return f"/{words}/"


def test_a_form_that_is_sent_twice_counts_once() -> None:
    town, key = a_town(), str(uuid.uuid4())
    first, second = (once(_post(key), lambda: _say(town, "svar")) for _turn in range(2))
    assert first["Location"] == second["Location"] == "/svar/"
    assert _said(town) == ["svar"]
    assert ReceivedForm.objects.count() == 1


def test_other_words_under_the_same_key_are_a_new_form_and_never_lost() -> None:
    town, key = a_town(), str(uuid.uuid4())
    for words in ("først", "bagefter", "bagefter"):
        request = RequestFactory().post("/", {"_key": key, "words": words})
        once(request, lambda words=words: _say(town, words))  # type: ignore[misc]
    assert _said(town) == ["først", "bagefter"]


def test_a_form_that_failed_can_be_sent_again() -> None:
    key = str(uuid.uuid4())

    def broken() -> str:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        once(_post(key), broken)
    assert once(_post(key), lambda: "/x/")["Location"] == "/x/"


def test_the_second_of_two_who_began_from_the_same_version_meets_a_clash() -> None:
    town = a_town()
    unit = town.units["social"]
    with transaction.atomic():
        row = take(unit, version=1)
        row.save()
    with pytest.raises(Clash) as clash, transaction.atomic():
        take(unit, version=1)
    assert clash.value.theirs.version == 2
