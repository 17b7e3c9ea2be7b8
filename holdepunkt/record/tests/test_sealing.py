"""Every row gets its place in the chain, once, in whatever order the rows arrive."""

from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from holdepunkt import clock, record
from holdepunkt.record import actions, keys, reads
from holdepunkt.record.actions import RecordUnavailable, seal, seal_all
from holdepunkt.record.append_only import lifted
from holdepunkt.record.checks import SEALED_WITHIN, check
from holdepunkt.record.kept import pulse
from holdepunkt.record.models import Batch, Entry, Seal, Unsealed
from holdepunkt.record.rules import COLUMNS, line_of
from holdepunkt.record.tests.builders import DAN, FINN, Somebody, Something, a_full_disk, sealed, write
from holdepunkt.record.verifier import key_id

pytestmark = pytest.mark.django_db
LUNDBY = "lundby"


def positions(slug: str = LUNDBY) -> list[int]:
    return list(Seal.objects.filter(municipality=slug).order_by("position").values_list("position", flat=True))


def test_sealing_gives_each_row_a_place_without_holes_and_twice_does_nothing_more() -> None:
    write(5)
    assert (seal(LUNDBY), seal(LUNDBY)) == (5, 0)
    assert positions() == [1, 2, 3, 4, 5]
    assert not Unsealed.objects.exists()
    assert check(LUNDBY).broken is None


def test_the_sealed_line_is_the_row_with_all_its_columns() -> None:
    (row,) = sealed(1)
    columns = {field.name for field in Entry._meta.get_fields()} - {"id"}
    assert columns == set(COLUMNS), "a new column must be sealed too, in a new format of the export"
    assert Seal.objects.get().line == line_of(Entry.objects.values(*COLUMNS).get(pk=row.pk))


def test_each_municipality_has_a_chain_of_its_own() -> None:
    write(3)
    write(2, by=Somebody("Hanne Holm", municipality_slug="aaby"))
    assert seal_all() == 5
    assert (positions(), positions("aaby")) == ([1, 2, 3], [1, 2])


def test_more_rows_than_a_batch_holds_are_sealed_in_several(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "A_BATCH", 4)
    write(10)
    assert seal(LUNDBY) == 10
    assert list(Batch.objects.order_by("number").values_list("number", "first", "last", "count")) == [
        (1, 1, 4, 4), (2, 5, 8, 4), (3, 9, 10, 2),
    ]  # fmt: skip
    assert check(LUNDBY).broken is None


def test_a_row_with_a_lower_number_that_comes_later_is_sealed_later() -> None:
    first, *_ = write(3)
    number = first.pk - 1
    assert seal(LUNDBY) == 3
    late = {name: getattr(first, name) for name in COLUMNS if name != "uuid"}
    Entry.objects.create(pk=number, **late)
    assert seal(LUNDBY) == 1
    assert Seal.objects.get(position=4).entry == Entry.objects.get(pk=number).uuid
    assert check(LUNDBY).broken is None


def test_rows_from_before_there_were_seals_are_sealed_too() -> None:
    write(3)
    Unsealed.objects.all().delete()
    migration = import_module("holdepunkt.record.migrations.0005_rows_wait_for_their_seal")
    with connection.cursor() as cursor:
        cursor.execute(migration.EARLIER)
    assert seal(LUNDBY) == 3


def test_a_row_that_is_noted_twice_is_sealed_once() -> None:
    (row,) = write(1)
    Unsealed.objects.create(entry=row.pk, municipality=LUNDBY)
    assert seal(LUNDBY) == 1
    Unsealed.objects.create(entry=row.pk, municipality=LUNDBY)
    assert seal(LUNDBY) == 0
    assert not Unsealed.objects.exists()


def test_a_row_without_a_seal_is_named_when_it_is_older_than_some_minutes() -> None:
    sealed(2)
    (row,) = write(1)
    assert check(LUNDBY).broken is None
    with clock.standing_at(clock.today() + timedelta(days=1)):
        broken = check(LUNDBY).broken
    assert broken is not None
    assert (broken.position, broken.uuid) == (3, str(row.uuid))
    assert timedelta(minutes=6) > SEALED_WITHIN


def test_a_row_taken_away_before_it_was_sealed_is_named() -> None:
    sealed(2)
    (row,) = write(1)
    with lifted("record_entry"):
        Entry.objects.filter(pk=row.pk).delete()
    assert seal(LUNDBY) == 0
    broken = check(LUNDBY).broken
    assert broken is not None
    assert broken.position == 3
    assert f"row number {row.pk}" in broken.expected


@pytest.mark.parametrize("model", [Entry, Seal, Batch])
@pytest.mark.parametrize("change", [lambda rows: rows.update(municipality="aaby"), lambda rows: rows.delete()])
def test_the_database_itself_keeps_rows_seals_and_batches(model: Any, change: Any) -> None:
    sealed(1)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change(model.objects.all())


def test_an_older_key_still_opens_what_it_sealed(settings: Any) -> None:
    settings.HOLDEPUNKT_RECORD_KEYS = ["den gamle nøgle"]
    sealed(2)
    settings.HOLDEPUNKT_RECORD_KEYS = ["den nye nøgle", "den gamle nøgle"]
    sealed(2)
    assert check(LUNDBY).broken is None
    assert reads.key_epochs(LUNDBY) == [[1, key_id("den gamle nøgle")], [3, key_id("den nye nøgle")]]
    settings.HOLDEPUNKT_RECORD_KEYS = ["den nye nøgle"]
    broken = check(LUNDBY).broken
    assert broken is not None
    assert (broken.position, broken.expected) == (1, "a key that we hold")


def test_the_key_the_site_made_for_itself_is_called_default(settings: Any) -> None:
    settings.HOLDEPUNKT_RECORD_KEY_IS_DEFAULT = True
    assert keys.is_default()
    settings.HOLDEPUNKT_RECORD_KEY_IS_DEFAULT = False
    assert not keys.is_default()


def test_the_pulse_changes_with_every_change_and_with_nothing_else() -> None:
    write(2)
    before = pulse(LUNDBY)
    record.searched({"words": "bolig"}, by=DAN)
    record.looked(Something("Åben café"), by=DAN, relation="Du har rollen i dag.")
    assert pulse(LUNDBY) == before
    write(1)
    changed = pulse(LUNDBY)
    assert (before.split(":")[1], changed.split(":")[1]) == ("2", "3")


def test_the_history_of_a_thing_names_changes_and_not_who_has_read_it() -> None:
    thing = Something("Åben café")
    with transaction.atomic():
        record.wrote("effort.changed", on=thing, by=FINN)
    record.looked(thing, by=DAN, relation="Du har rollen i dag.")
    assert [row.verb for row in reads.about(LUNDBY, thing.uuid)] == ["effort.changed"]
    assert reads.rows(LUNDBY).first().relation == "Du har rollen i dag."  # type: ignore[union-attr]


def test_what_cannot_be_kept_is_not_done() -> None:
    acts = [
        lambda: record.refused("GET /lundby/arbejde/", by=DAN, why="Det kan kun tovholderen."),
        lambda: record.signed_in("session.begun", by=DAN),
        lambda: record.exported("item.printed", on=Something("Status"), by=DAN),
        lambda: record.searched({"words": "bolig"}, by=DAN),
        lambda: record.looked(Something("Udkast"), by=DAN, relation=""),
        lambda: write(1),
    ]
    with a_full_disk():
        for act in acts:
            with pytest.raises(RecordUnavailable), transaction.atomic():
                act()
    for act in acts:
        act()
    assert Entry.objects.count() == len(acts)


def test_the_commands_seal_check_and_say_what_is_broken(tmp_path: Any, capsys: pytest.CaptureFixture[str]) -> None:
    write(4)
    call_command("seal")
    call_command("record_checkpoint", output=tmp_path / "checkpoint.json")
    call_command("verify_record", checkpoint=tmp_path / "checkpoint.json")
    assert "lundby: whole, 4 rows" in capsys.readouterr().out
    with lifted("record_entry"):
        Entry.objects.filter(uuid=Seal.objects.get(position=2).entry).update(by_name="Dan Dam")
    with pytest.raises(CommandError, match="not whole: lundby"):
        call_command("verify_record", "lundby")
    assert "Broken at position 2" in capsys.readouterr().out
    with pytest.raises(CommandError, match="more than 0 seconds"):
        call_command("seal", every=0)
    with pytest.raises(CommandError, match="expected one of lundby"):
        call_command("verify_record", "landby")


def test_sealing_sends_as_few_statements_whatever_has_been_sealed_before() -> None:
    sealed(40)
    write(3)
    with CaptureQueriesContext(connection) as sent:
        seal(LUNDBY)
    assert len([one for one in sent if "set_config" not in one["sql"]]) <= 10
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("EXPLAIN QUERY PLAN SELECT * FROM record_unsealed WHERE municipality = 'x' AND id > 0")
            assert "USING" in str(cursor.fetchall())
