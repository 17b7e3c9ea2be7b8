"""What a worker keeps in memory: for as long as the record stays as it is, and no more than there is room for."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from holdepunkt.record.actions import seal
from holdepunkt.record.kept import Kept, pulse
from holdepunkt.record.models import Entry
from holdepunkt.record.reads import Pulse
from holdepunkt.record.rules import Sort


def an_entry(municipality: str = "lundby", **more: object) -> Entry:
    told = {"verb": "x.changed", "by_kind": "machine", "by_name": "Urværket", "about_kind": "x", "about_name": "x"}
    return Entry.objects.create(municipality=municipality, at=timezone.now(), **told | more)


def test_a_thing_is_found_under_the_pulse_it_was_kept_with() -> None:
    store = Kept(100)
    store.put("a", (1,), "thing", size=10)
    assert store.get("a", (1,)) == "thing"
    assert store.get("a", (2,)) is None
    assert store.get("b", (1,)) is None


def test_what_was_used_longest_ago_goes_when_there_is_no_room() -> None:
    store = Kept(30)
    for name in "abc":
        store.put(name, 0, name, size=10)
    store.get("a", 0)
    store.put("d", 0, "d", size=10)
    assert [store.get(name, 0) for name in "abcd"] == ["a", None, "c", "d"]


def test_a_new_thing_under_an_old_key_takes_the_old_one_s_room() -> None:
    store = Kept(30)
    for number in range(10):
        store.put("a", number, number, size=20)
    assert (len(store), store.get("a", 9)) == (1, 9)


@pytest.mark.parametrize(("room", "size"), [(0, 1), (10, 11)])
def test_what_is_larger_than_the_room_is_not_kept(room: int, size: int) -> None:
    store = Kept(room)
    store.put("a", 0, "thing", size=size)
    assert len(store) == 0


@pytest.mark.django_db
def test_the_pulse_is_the_municipality_s_own() -> None:
    an_entry()
    before, other = pulse("lundby"), pulse("strandby")
    an_entry("strandby")
    assert pulse("lundby") == before
    assert pulse("strandby") != other


@pytest.mark.django_db
def test_a_row_committed_late_under_a_lower_number_changes_the_pulse() -> None:
    first = an_entry()
    Entry.objects.create(
        pk=first.pk + 5, uuid=uuid.uuid4(), municipality="lundby", at=first.at, verb="x", by_kind="machine",
        by_name="", about_kind="x", about_name="",
    )  # fmt: skip
    before = pulse("lundby")
    an_entry(pk=first.pk + 3)
    assert pulse("lundby") != before


@pytest.mark.django_db
def test_a_row_committed_late_is_seen_however_many_came_before_it_and_whether_sealed_or_not() -> None:
    first = an_entry()
    for number in range(40):
        an_entry(pk=first.pk + 10 + number)
    seal("lundby")
    before = pulse("lundby")
    an_entry(pk=first.pk + 3)
    late = pulse("lundby")
    assert late != before
    seal("lundby")
    assert pulse("lundby") == late


@pytest.mark.django_db
def test_who_reads_and_searches_changes_no_pulse_and_neither_does_the_seal() -> None:
    an_entry()
    before = pulse("lundby")
    an_entry(sort=Sort.LOOK)
    an_entry(sort=Sort.SEARCH)
    assert pulse("lundby") == before
    assert seal("lundby") == 3
    assert pulse("lundby") == before


@pytest.mark.django_db
def test_the_pulse_reads_few_rows_of_a_long_record() -> None:
    for _ in range(50):
        an_entry()
    seal("lundby")
    with CaptureQueriesContext(connection) as sent:
        pulse("lundby")
    with connection.cursor() as cursor:
        explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")  # because a table this small is read whole
        cursor.execute(f"{explain} {sent[0]['sql']}")
        plan = " ".join(str(row) for row in cursor.fetchall())
    assert "Seq Scan" not in plan
    assert "SCAN record_" not in plan


@pytest.mark.django_db
def test_the_pulse_is_the_same_as_a_column_of_another_statement() -> None:
    for _ in range(5):
        an_entry()
    seal("lundby")
    an_entry()
    an_entry("strandby")
    told = Entry.objects.annotate(pulse=Pulse("lundby")).values_list("pulse", flat=True)[0]
    assert told == pulse("lundby")
    assert told.endswith(":6")
    assert Entry.objects.annotate(pulse=Pulse("faxe")).values_list("pulse", flat=True)[0] is None
