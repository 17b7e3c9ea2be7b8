"""What an operator's command takes out of the house stands in the record, as what a page takes does."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from holdepunkt import tenancy
from holdepunkt.pages.actions.record import tell_of_copy_begun, tell_of_copy_made
from holdepunkt.people import actions as people
from holdepunkt.people.rules import Role
from holdepunkt.people.tests.builders import LONG_AGO, Town, a_town
from holdepunkt.record.actions import seal
from holdepunkt.record.models import Entry
from holdepunkt.record.rules import Sort
from holdepunkt.record.tests.builders import Somebody, a_full_disk, sealed

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return a_town()


def told(row: Entry) -> tuple[object, ...]:
    """What a row says was taken."""
    return row.municipality, row.sort, row.verb, row.about_kind, row.about_uuid, row.about_name


def test_the_record_taken_by_command_leaves_the_row_of_the_page(town: Town, client: Client, tmp_path: Path) -> None:
    bo = town.people["dan"]
    unit = town.units["social"]
    people.start_post(user=bo, unit=unit, role=Role.DATA_PROTECTION_OFFICER, starts_on=LONG_AGO, by=town.machine)
    seal("lundby")
    client.force_login(bo)
    assert client.get("/lundby/arbejde/protokol/protokol.jsonl").status_code == 200
    call_command("record_export", "lundby", output=tmp_path / "record.jsonl")
    by_page, by_command = Entry.objects.filter(sort=Sort.EXPORT).order_by("pk")
    assert told(by_page) == told(by_command)
    assert (by_command.by_kind, by_command.by_name) == ("machine", "Driften")
    assert (tmp_path / "record.jsonl").read_bytes().count(b"\n") > 1


def test_the_record_of_a_municipality_that_is_gone_can_still_be_taken_and_says_so(town: Town, tmp_path: Path) -> None:
    with tenancy.record_of("forsvundet"):
        sealed(3, by=Somebody("Finn Falk", municipality_slug="forsvundet"))
    call_command("record_export", "forsvundet", output=tmp_path / "record.jsonl")
    row = Entry.objects.get(sort=Sort.EXPORT)
    assert (row.municipality, row.about_uuid, row.about_name) == ("forsvundet", None, "forsvundet")


def test_what_cannot_be_recorded_is_not_taken(town: Town, tmp_path: Path) -> None:
    seal("lundby")
    with a_full_disk(), pytest.raises(CommandError, match="Protokollen kan ikke skrives"):
        call_command("record_export", "lundby", output=tmp_path / "record.jsonl")
    assert list(tmp_path.iterdir()) == []


def copies_told() -> list[tuple[str, str, str, str]]:
    rows = Entry.objects.filter(verb__startswith="municipality.cop").order_by("municipality", "pk")
    return [(row.municipality, row.sort, row.verb, row.about_name) for row in rows]


def test_a_copy_of_everything_is_told_in_every_municipality(town: Town) -> None:
    a_town("nabo", "Nabo Kommune")
    tell_of_copy_begun()
    tell_of_copy_made(sha256="ab12", rows=7)
    assert copies_told() == [
        ("lundby", "export", "municipality.copy_begun", "Lundby Kommune"),
        ("lundby", "export", "municipality.copied", "Lundby Kommune"),
        ("nabo", "export", "municipality.copy_begun", "Nabo Kommune"),
        ("nabo", "export", "municipality.copied", "Nabo Kommune"),
    ]
    assert Entry.objects.filter(verb="municipality.copied").latest("pk").fields == {"sha256": "ab12", "rows": 7}


def test_a_copy_that_was_never_made_is_not_told_as_one(town: Town, tmp_path: Path) -> None:
    (tmp_path / "copy").write_text("an older copy")
    with pytest.raises(CommandError, match="never written over"):
        call_command("backup", output=tmp_path / "copy")
    assert [verb for _slug, _sort, verb, _name in copies_told()] == [
        "municipality.copy_begun",
        "municipality.copy_failed",
    ]
    assert Entry.objects.get(verb="municipality.copy_failed").fields == {"why": "FileExistsError"}
