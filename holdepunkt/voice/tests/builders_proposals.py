"""Builders that read as life: proposals from Asta, who goes to the drop-in centre."""

from datetime import date
from typing import Any

from holdepunkt import clock
from holdepunkt.people import actions as people
from holdepunkt.people.asker import visitor
from holdepunkt.people.rules import Role
from holdepunkt.people.tests.builders import LONG_AGO, Town, a_town
from holdepunkt.record.tests.replayed import replayed
from holdepunkt.voice.actions.path import take_step
from holdepunkt.voice.actions.proposal import Contact, send_proposal
from holdepunkt.voice.models import (
    Flood,
    HiddenWords,
    Message,
    MessageRun,
    Postcard,
    Proposal,
    ProposalSetting,
    Sender,
    Step,
    StepEnd,
    Theme,
)
from holdepunkt.voice.rules.proposal import ProposalKind, StepKind, Way

CODE = "abcdefghjk"
TODAY = date(2021, 11, 22)
WORDS = "Lad døren stå åben om søndagen."
AT_THE_CENTRE = Contact(way=Way.PLACE, name="Asta", place="Værestedet Lunden")


@replayed
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


@replayed
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


def a_row_of_each(town: Town) -> Proposal:
    """One row in every table of proposals, each tied to all it can be tied to."""
    home, unit, now = town.municipality, town.units["social"], clock.now()
    ProposalSetting.objects.create(municipality=home, reader=unit)
    flood = Flood.objects.create(municipality=home, fingerprint="a", began_at=now, newest_at=now)
    theme = Theme.objects.create(municipality=home, name="Døre", sort_key="doere")
    run = MessageRun.objects.create(municipality=home, way=Way.LETTER, made_on=TODAY)
    Postcard.objects.create(municipality=home, number=2, year=2021, code_hash="a", printed_on=TODAY, sheet=home.uuid)
    row = Proposal.objects.create(
        municipality=home, number=1, year=2021, code_hash="a", kind="idea", words=WORDS, came_by="web", reader=unit,
        received_on=TODAY, answer_due=TODAY, last_step_on=TODAY, theme=theme, flood=flood,
    )  # fmt: skip
    Sender.objects.create(proposal=row, way=Way.LETTER, address="Asta")
    HiddenWords.objects.create(proposal=row, original="a", why="a", hidden_on=TODAY)
    step = Step.objects.create(proposal=row, kind=StepKind.READ, taken_on=TODAY, unit=unit)
    StepEnd.objects.create(step=step, ended_on=TODAY, why="a")
    Message.objects.create(step=step, way=Way.LETTER, made_on=TODAY, run=run)
    return row
