"""The writers of a proposal's path: every step a row of its own, and a message to whoever wants one."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from holdepunkt import clock, record
from holdepunkt.people.access import NotPossible, require
from holdepunkt.people.asker import Asker
from holdepunkt.people.models import Unit
from holdepunkt.record.versions import take
from holdepunkt.voice import access
from holdepunkt.voice.actions.message import make_message
from holdepunkt.voice.labels import label
from holdepunkt.voice.models import Proposal, Step, StepEnd
from holdepunkt.voice.rules.proposal import BESIDE, StepKind, may_follow, standing

NEEDS_WORDS = (StepKind.ANSWERED, StepKind.NOT_NOW, StepKind.REMOVED, StepKind.EFFORT_STATUS)
NEEDS_UNIT = (StepKind.READ, StepKind.WITH_COUNCIL)
VERBS = {
    StepKind.READ: "proposal.read",
    StepKind.WITH_COUNCIL: "proposal.with_council",
    StepKind.ANSWERED: "proposal.answered",
    StepKind.ADOPTED: "proposal.adopted",
    StepKind.PASSED_ON: "proposal.passed_on",
    StepKind.NOT_NOW: "proposal.not_now",
    StepKind.EFFORT_STATUS: "proposal.effort_status",
    StepKind.REMOVED: "proposal.removed",
}
MODERATION = (StepKind.REMOVED,)
FROM_ABOVE = (StepKind.ADOPTED, StepKind.EFFORT_STATUS, StepKind.RECEIVED, *BESIDE)


@dataclass(frozen=True)
class About:
    """Something of a slice above that a step speaks of, handed down: what it is, its key, its printed name."""

    kind: str
    uuid: uuid.UUID
    title: str


@transaction.atomic
def take_step(
    *, proposal: Proposal, kind: StepKind | str, by: Asker, unit: Unit | None = None, words: str = "",
    version: int | None = None,
) -> Step:  # fmt: skip
    """Take a proposal one step on: read, with the council, answered, passed on, not now, removed."""
    then = StepKind(kind)
    require(access.may_moderate(by, proposal) if then in MODERATION else access.may_answer(by, proposal))
    if then in FROM_ABOVE:
        raise NotPossible(_("Det skridt kommer af sig selv, når det sker."))
    if unit is not None:
        require(access.is_at_home(by, unit.municipality_id))
    row = _taken(proposal, version)
    if then == StepKind.READ and unit is not None:
        row.reader = unit
    return _step(row, then, by, unit=unit or row.reader, words=words)


@transaction.atomic
def note_adopted(*, proposal: Proposal, about: About, words: str, by: Asker) -> Step:
    """Called from above: the proposal becomes something that is planned (invariant 9)."""
    require(access.may_answer(by, proposal))
    return _step(_taken(proposal, None), StepKind.ADOPTED, by, words=words, about=about)


@transaction.atomic
def note_how_it_goes(*, proposal: Proposal, about: About, words: str, on: date, by: Asker) -> Step | None:
    """Called from above, when something about what was adopted has become public. Said once for each thing said."""
    require(access.is_at_home(by, proposal.municipality_id))
    row = _taken(proposal, None)
    said = row.steps.filter(kind=StepKind.EFFORT_STATUS, about_uuid=about.uuid, words=words.strip(), end=None)
    if said.exists() or not may_follow(StepKind(row.standing), StepKind.EFFORT_STATUS):
        return None
    return _step(row, StepKind.EFFORT_STATUS, by, words=words, about=about, on=on)


@transaction.atomic
def end_adoption(*, proposal: Proposal, about_uuid: uuid.UUID, why: str, by: Asker) -> None:
    """Called from above: it does not become that after all. The steps stay, ended, with the reason."""
    require(access.is_at_home(by, proposal.municipality_id))
    row = _taken(proposal, None)
    for step in row.steps.filter(about_uuid=about_uuid, end=None):
        _end(row, step, why, by)


@transaction.atomic
def end_step(*, step: Step, why: str, by: Asker) -> Proposal:
    """End a step that was wrong, with a reason. The step stays and is shown as ended."""
    proposal = step.proposal
    require(access.may_answer(by, proposal))
    if step.kind in FROM_ABOVE:
        raise NotPossible(_("Det skridt kan kun ændres dér, hvor det kom fra."))
    if step.kind == StepKind.REMOVED:
        require(access.may_moderate(by, proposal))
    row = _taken(proposal, None)
    _end(row, step, why, by)
    return row


def _taken(proposal: Proposal, version: int | None) -> Proposal:
    row = take(proposal, version=version, around=("municipality",))
    if row.held_back:
        raise NotPossible(_("Forslaget ligger i en bunke. Slip bunken først."))
    return row


def _step(row: Proposal, kind: StepKind, by: Asker, *, about: About | None = None, on: date | None = None,
          unit: Unit | None = None, words: str = "") -> Step:  # fmt: skip
    _require_order(row, kind)
    _require_content(kind, unit, words)
    named: dict[str, Any] = {}
    if about is not None:
        named = {"about_kind": about.kind, "about_uuid": about.uuid, "about_title": about.title[:400]}
    step = Step.objects.create(
        proposal=row, kind=kind, taken_on=on or clock.today(), unit=unit, unit_name=unit.name if unit else "",
        words=words.strip(), **named,
    )  # fmt: skip
    row.standing, row.last_step_on = kind, clock.today()
    row.save()
    make_message(step=step)
    record.wrote(VERBS[kind], on=row, by=by, fields={"unit": step.unit_name} if step.unit_name else {})
    return step


def _require_order(row: Proposal, kind: StepKind) -> None:
    if not may_follow(StepKind(row.standing), kind):
        raise NotPossible(
            _("Forslaget er %(now)s. Det kan ikke blive %(then)s nu.")
            % {"now": label(StepKind(row.standing)), "then": label(kind)}
        )


def _require_content(kind: StepKind, unit: Unit | None, words: str) -> None:
    if kind in NEEDS_UNIT and unit is None:
        raise NotPossible(_("Vælg den enhed, det drejer sig om."))
    if kind in NEEDS_WORDS and not words.strip():
        raise NotPossible(_("Skriv et par ord. Den, der spurgte, skal kunne forstå det."))
    if kind == StepKind.PASSED_ON and not words.strip() and unit is None:
        raise NotPossible(_("Skriv, hvem det er sendt til."))


def _end(row: Proposal, step: Step, why: str, by: Asker) -> None:
    living = list(row.steps.filter(end=None).order_by("pk"))
    if step.pk not in {one.pk for one in living}:
        raise NotPossible(_("Skridtet er allerede trukket tilbage."))
    if not why.strip():
        raise NotPossible(_("Skriv, hvorfor skridtet bliver trukket tilbage."))
    StepEnd.objects.create(step=step, ended_on=clock.today(), why=why.strip())
    row.standing = standing(StepKind(one.kind) for one in living if one.pk != step.pk)
    row.last_step_on = clock.today()
    row.save()
    record.wrote("proposal.step_ended", on=row, by=by, why=why.strip(), fields={"step": step.kind})
