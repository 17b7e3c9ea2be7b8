"""Builders that read as life: a café meeting at the drop-in centre, who signed up, and what was heard."""

from datetime import date, time
from typing import Any

from holdepunkt import clock
from holdepunkt.people.asker import visitor
from holdepunkt.people.tests.builders import Town
from holdepunkt.record.tests.replayed import replayed
from holdepunkt.voice.actions.gathering import plan_gathering
from holdepunkt.voice.actions.heard import release_heard, write_heard
from holdepunkt.voice.actions.proposal import Contact
from holdepunkt.voice.actions.sign_up import sign_up
from holdepunkt.voice.models import Gathering, HeardLine, SignUp, SignUpContact, SignUpNotice
from holdepunkt.voice.rules.gathering import GatheringKind, NoticeKind
from holdepunkt.voice.rules.proposal import Way
from holdepunkt.voice.tests.builders_proposals import CODE, TODAY

LATER = date(2021, 12, 8)
SAID = "Om søndagen er der ingen steder at være."
BY_PHONE = Contact(way=Way.SMS, phone="12 34 56 78")


@replayed
def a_gathering(town: Town, *, on: date = LATER, planned: date = TODAY, **more: Any) -> Gathering:
    """Sofie plans a café meeting."""
    told: dict[str, Any] = {
        "title": "Cafémøde på Lunden",
        "begins_at": time(14),
        "ends_at": time(16),
        "place": "Lunden",
    }
    with clock.standing_at(planned):
        return plan_gathering(
            municipality=town.municipality, kind=GatheringKind.CAFE, meets_on=on, by=town.as_("sofie"), **told | more
        )


def signed_up(town: Town, gathering: Gathering, *, on: date = TODAY, **more: Any) -> SignUp:
    """Somebody signs up on the page."""
    with clock.standing_at(on):
        return sign_up(gathering=gathering, code=CODE, by=visitor(town.municipality), **more)


def heard(town: Town, gathering: Gathering, words: str = SAID, *, shown: bool = True, **more: Any) -> HeardLine:
    """Dan types what somebody says, on the day, and lets it be shown."""
    with clock.standing_at(gathering.meets_on):
        line = write_heard(gathering=gathering, words=words, by=town.as_("dan"), **more)
        return release_heard(line=line, by=town.as_("dan")) if shown else line


def a_gathering_with_all(town: Town) -> HeardLine:
    """One row in every table of gatherings."""
    row = Gathering.objects.create(
        municipality=town.municipality, number=1, kind="cafe", title="Kaffe", meets_on=TODAY,
        department=town.units["social"],
    )  # fmt: skip
    party = SignUp.objects.create(gathering=row, number=1, code_hash="a", name="Asta", signed_up_at=clock.now())
    SignUpContact.objects.create(sign_up=party, way=Way.SMS, phone="12345678")
    SignUpNotice.objects.create(sign_up=party, kind=NoticeKind.SIGNED_UP, way=Way.SMS, made_on=TODAY)
    return HeardLine.objects.create(gathering=row, number=1, words=SAID, heard_on=TODAY)
