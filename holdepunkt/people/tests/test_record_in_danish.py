"""The record is written in Danish, whatever the language of the one who acts; the page speaks theirs."""

import pytest
from django.test import Client
from django.utils import translation

from holdepunkt.people import access, actions
from holdepunkt.people.access import Denied
from holdepunkt.people.rules import Role
from holdepunkt.people.tests.builders import LONG_AGO, Town, a_town
from holdepunkt.record.models import Entry
from holdepunkt.record.told import Told, gettext, in_danish

CLOSED = "/lundby/arbejde/kommunen/navn-og-farve/"


@pytest.fixture
def town(db: None) -> Town:
    return a_town()


def refusal_in(town: Town, language: str) -> tuple[str, Entry]:
    """What Carla reads where she may not go, and the row it leaves."""
    client = Client()
    client.cookies["sprog"] = language
    client.force_login(town.people["carla"])
    page = client.get(CLOSED).content.decode()
    return page, Entry.objects.filter(sort="refusal").latest("id")


def test_a_refusal_is_read_in_english_and_recorded_in_danish(town: Town) -> None:
    page, row = refusal_in(town, "en")
    danish_page, danish = refusal_in(town, "da")
    assert danish.why in danish_page
    assert row.why not in page
    assert (row.why, row.acting_as) == (danish.why, danish.acting_as)
    assert "tovholder for politikken" in row.why
    assert row.acting_as == "ansvarlig for indsatser, Job og Ydelser"


def test_what_an_action_is_about_is_named_in_danish(town: Town) -> None:
    with translation.override("en"):
        post = actions.start_post(
            user=town.people["carla"],
            unit=town.units["social"],
            role=Role.UNIT_LEADER,
            starts_on=LONG_AGO,
            by=town.as_("finn"),
        )
        assert "enhedsleder" not in str(post)
    row = Entry.objects.get(verb="post.started", about_uuid=post.uuid)
    assert (row.about_name, row.acting_as) == (
        "Carla Carlsen: enhedsleder, Social og Psykiatri",
        "tovholder for politikken, Social og Psykiatri",
    )


def test_an_answer_knows_its_danish_words_all_the_way_through(town: Town) -> None:
    with translation.override("en"):
        english = access.may_set_up(town.as_("carla"))
    danish = access.may_set_up(town.as_("carla"))
    assert isinstance(english, Denied)
    assert isinstance(danish, Denied)
    assert str(english.reason) != danish.reason
    assert in_danish(english.reason) == danish.reason


def test_words_that_were_joined_and_filled_in_keep_both_languages() -> None:
    with translation.override("en"):
        both = gettext(" eller ").join([Told("red", "rød"), "grå"])
        filled = Told("%s here", "%s her") % (both,)
    assert (str(filled), in_danish(filled)) == ("red or grå here", "rød eller grå her")
