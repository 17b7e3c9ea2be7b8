"""The writers of gatherings: planned, changed, called off and on again, and what came of it."""

from datetime import date, time
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from holdepunkt import clock, record
from holdepunkt.people.access import NotPossible, is_at_home, require
from holdepunkt.people.asker import Asker
from holdepunkt.people.models import Municipality, Unit
from holdepunkt.record.versions import take
from holdepunkt.voice import gathering_access as access
from holdepunkt.voice.access import may_handle_in
from holdepunkt.voice.actions.flood import wait_in_line
from holdepunkt.voice.actions.notice import call_back_notices, tell_all
from holdepunkt.voice.actions.sign_up import move_up
from holdepunkt.voice.models import Gathering
from holdepunkt.voice.rules.gathering import GatheringKind, GatheringStage, NoticeKind, is_over

FACTS = (
    "kind", "title", "purpose", "meets_on", "begins_at", "ends_at", "place", "practical", "department", "seats",
    "sign_up_until", "is_public",
)  # fmt: skip
WHEN_AND_WHERE = ("meets_on", "begins_at", "place")


@transaction.atomic
def plan_gathering(
    *, municipality: Municipality, kind: GatheringKind | str, title: str, meets_on: date, by: Asker,
    is_example: bool = False, **more: Any,
) -> Gathering:  # fmt: skip
    """Plan a gathering. One that is over may be written in too, so that a plan's meetings can be told."""
    require(may_handle_in(by, municipality.pk))
    wait_in_line(municipality)
    newest = Gathering.objects.filter(municipality=municipality).aggregate(last=Max("number"))["last"]
    row = Gathering(
        municipality=municipality, number=(newest or 0) + 1, is_example=is_example or municipality.example_data
    )
    _fill(row, {"kind": kind, "title": title, "meets_on": meets_on} | more, by)
    row.save()
    record.wrote("gathering.planned", on=row, by=by)
    return row


@transaction.atomic
def change_gathering(*, gathering: Gathering, by: Asker, version: int | None = None, **facts: Any) -> Gathering:
    """Change what is told of a gathering. When the day, the time or the place moves, those who come are told."""
    require(access.may_keep_gathering(by, gathering))
    row = take(gathering, version=version, around=("municipality", "department"))
    before = [getattr(row, name) for name in WHEN_AND_WHERE]
    was_ahead = not is_over(row.meets_on, clock.today())
    _fill(row, facts, by)
    row.save()
    if was_ahead and row.stage == GatheringStage.PLANNED and before != [getattr(row, name) for name in WHEN_AND_WHERE]:
        tell_all(gathering=row, kind=NoticeKind.MOVED)
    if was_ahead:
        move_up(gathering=row)
    record.wrote("gathering.changed", on=row, by=by)
    return row


def _fill(row: Gathering, facts: dict[str, Any], by: Asker) -> None:  # because its callers record
    unknown = set(facts) - set(FACTS)
    if unknown:
        raise TypeError(f"no facts of a gathering: {sorted(unknown)}")
    for name, value in facts.items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    if not row.title:
        raise NotPossible(_("Giv mødet en titel."))
    _require_order(row.begins_at, row.ends_at, row.sign_up_until, row.meets_on)
    unit: Unit | None = row.department
    if unit is not None:
        require(is_at_home(by, unit.municipality_id))


def _require_order(begins: time | None, ends: time | None, until: date | None, on: date) -> None:
    if begins and ends and ends <= begins:
        raise NotPossible(_("Mødet slutter, før det begynder. Ret tiden."))
    if ends and not begins:
        raise NotPossible(_("Skriv også, hvornår mødet begynder."))
    if until and until > on:
        raise NotPossible(_("Den sidste dag for tilmelding ligger efter mødet. Ret dagen."))


@transaction.atomic
def call_off_gathering(*, gathering: Gathering, because: str, by: Asker) -> Gathering:
    """Call a gathering off, with a reason that those who signed up are told."""
    require(access.may_keep_gathering(by, gathering))
    row = take(gathering, version=None, around=("municipality",))
    if row.stage != GatheringStage.PLANNED:
        raise NotPossible(_("Mødet er allerede aflyst."))
    if row.lines.exists():
        raise NotPossible(_("Der er skrevet noget ned fra mødet. Så er det holdt."))
    if not because.strip():
        raise NotPossible(_("Skriv, hvorfor mødet er aflyst."))
    row.stage, row.called_off_because = GatheringStage.CALLED_OFF, because.strip()
    row.save()
    call_back_notices(gathering=row)
    tell_all(gathering=row, kind=NoticeKind.CALLED_OFF)
    record.wrote("gathering.called_off", on=row, by=by, why=because.strip())
    return row


@transaction.atomic
def call_gathering_on_again(*, gathering: Gathering, by: Asker) -> Gathering:
    """Undo the calling off. Who was told of it is told that it takes place; who was not, hears of neither."""
    require(access.may_keep_gathering(by, gathering))
    row = take(gathering, version=None, around=("municipality",))
    if row.stage != GatheringStage.CALLED_OFF:
        raise NotPossible(_("Mødet er ikke aflyst."))
    untold = call_back_notices(gathering=row)
    row.stage, row.called_off_because = GatheringStage.PLANNED, ""
    row.save()
    tell_all(gathering=row, kind=NoticeKind.ON_AGAIN, but=untold)
    record.wrote("gathering.called_off_undone", on=row, by=by)
    return row


@transaction.atomic
def write_outcome(*, gathering: Gathering, came_of_it: str, by: Asker, version: int | None = None) -> Gathering:
    """Write in a paragraph what came of it. It stands on the public pages."""
    require(access.may_keep_gathering(by, gathering))
    row = take(gathering, version=version)
    if not is_over(row.meets_on, clock.today()):
        raise NotPossible(_("Mødet er ikke holdt endnu. Så er der ikke kommet noget ud af det."))
    row.came_of_it = came_of_it.strip()
    row.save(update_fields=["came_of_it", "version"])
    record.wrote("gathering.outcome_written", on=row, by=by)
    return row
