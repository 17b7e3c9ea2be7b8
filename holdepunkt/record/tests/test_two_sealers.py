"""Several write and several seal at once, for real: the chain does not fork and no row is forgotten."""

from collections.abc import Callable, Iterator
from threading import Event, Thread
from typing import Any

import pytest
from django.db import connection, transaction

from holdepunkt import record, tenancy
from holdepunkt.record import reads
from holdepunkt.record.actions import seal
from holdepunkt.record.append_only import lifted
from holdepunkt.record.checks import check
from holdepunkt.record.kept import pulse
from holdepunkt.record.models import Batch, Entry, Seal, Unsealed
from holdepunkt.record.tests.builders import FINN, Something, write
from holdepunkt.record.tests.together import all_at_once

pytestmark = pytest.mark.django_db(transaction=True)
LUNDBY = "lundby"
WRITERS, SEALERS, ROWS = 3, 3, 40


@pytest.fixture(autouse=True)
def _nothing_is_left(transactional_db: None) -> Iterator[None]:
    """What these tests really wrote goes away before the tables are emptied: append-only tables refuse that."""
    yield
    with lifted("record_entry", "record_seal", "record_batch"):
        for model in (Entry, Seal, Batch, Unsealed):
            model.objects.all().delete()


def at_once(*acts: Callable[[], Any]) -> None:
    """Run all of them at the same moment in Lundby's record."""
    all_at_once(*acts, inside=lambda: tenancy.record_of(LUNDBY))


def _write_one() -> None:
    with transaction.atomic():
        record.wrote("effort.changed", on=Something("Åben café"), by=FINN)


def test_three_seal_while_three_write() -> None:
    written = Event()

    def writer() -> None:
        for _ in range(ROWS):
            _write_one()

    def sealer() -> None:
        while not written.wait(0.02):  # a sealer sleeps between its rounds; SQLite's writers do not queue fairly
            seal(LUNDBY)

    sealers = Thread(target=lambda: at_once(*[sealer] * SEALERS))
    sealers.start()
    try:
        at_once(*[writer] * WRITERS)
    finally:
        written.set()
        sealers.join(60)
    seal(LUNDBY)
    assert Seal.objects.count() == WRITERS * ROWS
    assert check(LUNDBY).broken is None
    assert reads.waiting_count() == 0


def test_several_who_seal_the_same_rows_at_once_seal_each_once() -> None:
    write(60)
    sealed: list[int] = []
    at_once(*[lambda: sealed.append(seal(LUNDBY))] * 6)
    assert sum(sealed) == Seal.objects.count() == 60
    assert check(LUNDBY).broken is None


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite lets one write at a time: nobody commits late")
def test_a_row_that_is_committed_late_is_sealed_late() -> None:
    begun, go_on = Event(), Event()

    def slow() -> None:
        with transaction.atomic():
            record.wrote("effort.changed", on=Something("Langsom"), by=FINN)
            begun.set()
            assert go_on.wait(30)

    thread = Thread(target=lambda: at_once(slow))
    thread.start()
    assert begun.wait(30)
    _write_one()
    assert seal(LUNDBY) == 1
    go_on.set()
    thread.join(30)
    assert seal(LUNDBY) == 1
    slow_row, quick_row = Entry.objects.order_by("pk")
    assert list(Seal.objects.order_by("position").values_list("entry", flat=True)) == [quick_row.uuid, slow_row.uuid]
    assert check(LUNDBY).broken is None


@pytest.mark.skipif(connection.vendor == "sqlite", reason="on SQLite one writes after the other, in their order")
def test_what_began_first_and_committed_last_is_seen_by_the_next_request() -> None:
    began, others_are_done, seen = Event(), Event(), {}

    def write_slowly() -> None:
        with transaction.atomic():
            record.wrote("effort.changed", on=Something("Først og sidst"), by=FINN)
            began.set()
            assert others_are_done.wait(30)

    def write_meanwhile() -> None:
        assert began.wait(30)
        try:
            for _row in range(ROWS):
                _write_one()
            seal(LUNDBY)
            seen["before"] = pulse(LUNDBY)
        finally:
            others_are_done.set()

    at_once(write_slowly, write_meanwhile)
    late = Entry.objects.get(municipality=LUNDBY, about_name="Først og sidst")
    assert Entry.objects.filter(municipality=LUNDBY, pk__gt=late.pk).count() == ROWS
    assert pulse(LUNDBY) != seen["before"]
    seal(LUNDBY)
    assert pulse(LUNDBY) == f"{seen['before'].rpartition(':')[0]}:{ROWS + 1}"
