"""Builders that read as life: proposals from Asta, who goes to the drop-in centre."""

from datetime import date
from typing import Any

from holdepunkt import clock
from holdepunkt.people import actions as people
from holdepunkt.people.asker import visitor
from holdepunkt.people.rules import Role
from holdepunkt.people.tests.builders import LONG_AGO, Town, a_town
from holdepunkt.voice.actions.path import take_step
from holdepunkt.voice.actions.proposal import Contact, send_proposal
from holdepunkt.voice.models import Proposal
from holdepunkt.voice.rules.proposal import ProposalKind, StepKind, Way

CODE = "abcdefghjk"
TODAY = date(2021, 11, 22)
WORDS = "Lad døren stå åben om søndagen."
AT_THE_CENTRE = Contact(way=Way.PLACE, name="Asta", place="Værestedet Lunden")


def a_town_that_listens(slug: str = "lundby", name: str = "Lundby Kommune") -> Town:
    """The usual town, with Sofie who is the council's secretary and Ulla who leads the job centre."""
    town = a_town(slug, name)
    for key, person, unit, role in (
        ("sofie", "Sofie Sand", "udsatteraad", Role.ADVISORY_COUNCIL_SECRETARY),
        ("ulla", "Ulla Ulv", "job", Role.UNIT_LEADER),
    ):
        user = people.add_user(municipality=town.municipality, username=f"{key}@{slug}", name=person, by=town.machine)
        people.start_post(user=user, unit=town.units[unit], role=role, starts_on=LONG_AGO, by=town.machine)
        town.people[key] = user
    return town


def a_proposal(town: Town, words: str = WORDS, *, on: date = TODAY, **more: Any) -> Proposal:
    """Asta sends a proposal."""
    with clock.standing_at(on):
        return send_proposal(
            municipality=town.municipality, kind=ProposalKind.IDEA, words=words, code=CODE,
            by=visitor(town.municipality), **more,
        )  # fmt: skip


def read_by(town: Town, proposal: Proposal, unit: str = "social", *, on: date = TODAY) -> Proposal:
    """Sofie reads it and gives it to a unit."""
    with clock.standing_at(on):
        take_step(proposal=proposal, kind=StepKind.READ, unit=town.units[unit], by=town.as_("sofie"))
    proposal.refresh_from_db()
    return proposal


def answered(town: Town, proposal: Proposal, kind: StepKind = StepKind.ANSWERED, words: str = "Ja.") -> Proposal:
    """Sofie answers it today."""
    with clock.standing_at(TODAY):
        take_step(proposal=proposal, kind=kind, words=words, by=town.as_("sofie"))
    proposal.refresh_from_db()
    return proposal
