"""When the record cannot be written, nothing happens, and the person is told so in both languages."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from holdepunkt.people.models import Unit
from holdepunkt.people.tests.builders import Town, a_town
from holdepunkt.record.models import Entry
from holdepunkt.record.rules import Sort
from holdepunkt.record.tests.builders import a_full_disk

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return a_town()


@pytest.fixture
def finn(client: Client, town: Town) -> Client:
    client.force_login(town.people["finn"])
    return client


def test_a_change_that_cannot_be_recorded_does_not_happen_and_the_person_is_told(finn: Client, town: Town) -> None:
    unit = town.units["job"]
    address = reverse("people:setup_unit", kwargs={"slug": "lundby", "pk": unit.pk})
    words = {"_key": str(uuid.uuid4()), "_version": unit.version, "kind": unit.kind, "name": "Et nyt navn"}
    with a_full_disk():
        answer = finn.post(address, words)
    assert answer.status_code == 503
    assert answer["Retry-After"] == "60"
    assert "Der er ikke sket noget" in answer.content.decode()
    assert Unit.objects.get(pk=unit.pk).name == "Job og Ydelser"
    assert finn.post(address, words).status_code == 302, "the same form is sent again when there is room"
    assert Unit.objects.get(pk=unit.pk).name == "Et nyt navn"


def test_a_refusal_that_cannot_be_recorded_is_still_no_and_says_why(client: Client, town: Town) -> None:
    client.force_login(town.people["dan"])
    address = reverse("people:setup", kwargs={"slug": "lundby"})
    with a_full_disk():
        answer = client.get(address)
    assert answer.status_code == 503
    assert client.get(address).status_code == 403


def test_a_refusal_is_recorded_with_what_was_tried_and_without_what_was_typed(client: Client, town: Town) -> None:
    client.force_login(town.people["dan"])
    address = reverse("people:setup_unit_add", kwargs={"slug": "lundby"})
    client.post(f"{address}?fra=hemmeligt", {"name": "Noget hemmeligt"})
    row = Entry.objects.get(sort=Sort.REFUSAL)
    assert (row.by_name, row.verb, row.about_name) == ("Dan Dam", "page.refused", f"POST {address}")
    assert row.acting_as == "ansvarlig for indsatser, Social og Psykiatri"
    assert "Det kan kun" in row.why
    assert "hemmeligt" not in str(row.__dict__)


def test_a_page_that_is_allowed_leaves_no_row(finn: Client) -> None:
    before = Entry.objects.count()
    assert finn.get(reverse("people:setup", kwargs={"slug": "lundby"})).status_code == 200
    assert Entry.objects.count() == before
