"""What a builder writes again is what it built; where anything else was written, it builds."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import override_settings

from holdepunkt import clock
from holdepunkt.people.models import Unit
from holdepunkt.people.tests.builders import a_town
from holdepunkt.record.tests import replayed
from holdepunkt.voice.models import CouncilMember
from holdepunkt.voice.tests.builders_councils import Room, a_council, a_member
from holdepunkt.voice.tests.builders_hearings import ASKED, an_open_hearing

pytestmark = pytest.mark.django_db
SEEN: dict[str, Any] = {}


@pytest.fixture(autouse=True)
def _on_the_day() -> Iterator[None]:
    with clock.standing_at(ASKED):
        yield


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The builders that really ran, in order."""
    ran: list[str] = []
    first = replayed._first

    def noted(builder: Any, *rest: Any) -> Any:
        ran.append(builder.__name__)
        return first(builder, *rest)

    monkeypatch.setattr(replayed, "_first", noted)
    return ran


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    return {
        model._meta.label: sorted(model._base_manager.values_list(), key=repr)  # type: ignore[attr-defined]
        for model in apps.get_models(include_auto_created=True)
    }


def shape(room: Room) -> tuple[Any, ...]:
    people = [(key, user.pk, user.uuid, user.name) for key, user in room.town.people.items()]
    return people, room.council.pk, [(key, row.pk, row.council_id) for key, row in room.members.items()]


@pytest.mark.parametrize("time", ["first", "again"])
def test_rows_and_things_are_the_same_when_they_are_written_again(time: str, built: list[str]) -> None:
    if time == "first":
        replayed.follower.built.clear()
    town = a_town()
    room = a_council(town)
    hearing, body = an_open_hearing(room)
    said = everything(), shape(room), (hearing.pk, hearing.stage, body.pk, body.uuid)
    assert built == ([] if time == "again" else ["a_town", "a_council", "an_open_hearing"])
    assert SEEN.setdefault("said", said) == said
    assert room.town is town
    assert "jette" in town.people


def test_what_a_test_changes_in_its_copy_the_next_never_sees() -> None:
    room = a_council()
    room.members["asta"].name = "En anden"
    room.town.people.clear()


def test_the_next_one_has_its_own_copy() -> None:
    room = a_council()
    assert room.members["asta"].name == "Asta Ask"
    assert room.town.people


def test_after_any_other_writing_a_builder_builds(built: list[str]) -> None:
    room = a_council()
    a_member(room, "Ida Iris")
    Unit.objects.filter(pk=room.council.unit_id).update(name="Rådet")
    before = len(built)
    a_member(room, "Ulla Ulv")
    assert len(built) == before
    assert not replayed.follower.knows()
    assert CouncilMember.objects.filter(name="Ulla Ulv").count() == 1


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL's numbers are counted back")
def test_where_rows_are_numbered_from_elsewhere_a_builder_builds(built: list[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.cursor.execute("UPDATE sqlite_sequence SET seq = seq + 5")  # as a test does that really wrote
        cursor.cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('people_unit_before', 5)")
    a_town()
    assert built == ["a_town"]


@pytest.mark.parametrize("time", ["first", "again", "otherwise"])
def test_under_other_settings_a_builder_builds_once_for_each(time: str, built: list[str], settings: Any) -> None:
    if time == "first":
        replayed.follower.built.clear()
    settings.HOLDEPUNKT_URL = f"https://{'skovby' if time == 'otherwise' else 'lundby'}.example"
    a_town()
    assert built == ([] if time == "again" else ["a_town"])


def test_settings_that_a_test_changed_and_took_away_are_told_apart(settings: Any) -> None:
    told = {replayed.changed_settings()}
    settings.HOLDEPUNKT_URL = "https://lundby.example"
    told.add(replayed.changed_settings())
    with override_settings(HOLDEPUNKT_URL="https://skovby.example"):
        told.add(replayed.changed_settings())
    del settings.HOLDEPUNKT_URL
    told.add(replayed.changed_settings())
    assert len(told) == 4


def test_another_day_builds_its_own(built: list[str]) -> None:
    a_town()
    with clock.standing_at(date(2021, 11, 23)):
        a_town("oestby", "Østby Kommune")
    assert built[-1:] == ["a_town"]


def test_what_was_built_too_long_ago_is_built_anew(built: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replayed, "FRESH", -1.0)
    a_town()
    assert built == ["a_town"]
