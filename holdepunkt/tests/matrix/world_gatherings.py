"""Gatherings of the matrix's world: one whose lines nobody has released, and one that everybody reads of."""

from holdepunkt import clock
from holdepunkt.people.asker import visitor
from holdepunkt.policy.actions.gatherings import choose_inputs, tie_gathering
from holdepunkt.tests.matrix.world import TODAY, World
from holdepunkt.voice.actions import gathering as actions
from holdepunkt.voice.actions import heard
from holdepunkt.voice.actions.proposal import Contact
from holdepunkt.voice.actions.sign_up import note_sign_up, sign_up
from holdepunkt.voice.models import Gathering
from holdepunkt.voice.rules.gathering import GatheringKind
from holdepunkt.voice.rules.proposal import Way


def gatherings(world: World) -> None:
    """A gathering with a line at each stage, somebody who signed up, and ties to the policy."""
    with clock.standing_at(TODAY):
        for stage in ("unread", "public"):
            _a_gathering(world, stage)
        _ahead(world)


def _a_gathering(world: World, stage: str) -> None:
    """Held today: what was said waits, or is released and published and is where a goal came from."""
    finn, dan, marks = world.town.as_("finn"), world.town.as_("dan"), world.marks
    row = _planned(world)
    contact = Contact(way=Way.LETTER, address=marks("SignUpContact.address", "never"))
    party = note_sign_up(
        gathering=row, code="abcdefghjk", name=marks("SignUp.name", "never"), contact=contact, by=finn,
        other_needs=marks("SignUp.other_needs", "never"),
    )  # fmt: skip
    line = heard.write_heard(gathering=row, words=marks("HeardLine.words", stage), by=dan)
    if stage == "public":
        line = heard.release_heard(line=line, by=dan)
        row = heard.publish_heard(gathering=row, by=finn)
        goal = world.row("version", "public").goals.first()
        tie_gathering(gathering=row, goals=[goal], efforts=[world.row("effort", "public")], by=finn)
        choose_inputs(goal=goal, gathering=row, lines=[line], by=finn)
    world.keep("gathering", stage, row)
    world.keep("sign_up", stage, party)
    world.keep("heard", stage, line)


def _planned(world: World) -> Gathering:
    return actions.plan_gathering(
        municipality=world.town.municipality, kind=GatheringKind.CAFE, title="Cafémøde", meets_on=TODAY,
        by=world.town.as_("finn"),
    )  # fmt: skip


def _ahead(world: World) -> None:
    """One that anyone may still come to."""
    home = world.town.municipality
    row = actions.plan_gathering(
        municipality=home, kind=GatheringKind.VISIT, title="Besøg", meets_on=TODAY.replace(month=12),
        by=world.town.as_("finn"),
    )  # fmt: skip
    sign_up(gathering=row, code="abcdefghjk", by=visitor(home))
