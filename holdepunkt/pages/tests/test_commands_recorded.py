"""What an operator's command takes out of the house stands in the record, as what a page takes does."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from holdepunkt import tenancy
from holdepunkt.pages.actions.record import tell_of_copy
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


def test_a_copy_of_everything_is_told_in_every_municipality(town: Town) -> None:
    a_town("nabo", "Nabo Kommune")
    tell_of_copy()
    rows = Entry.objects.filter(verb="municipality.copied").order_by("municipality")
    assert [(row.municipality, row.sort, row.about_name) for row in rows] == [
        ("lundby", "export", "Lundby Kommune"),
        ("nabo", "export", "Nabo Kommune"),
    ]
