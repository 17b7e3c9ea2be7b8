"""The only writers of councils, their rules and their seats."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from holdepunkt import clock, record
from holdepunkt.people.access import NotPossible, require
from holdepunkt.people.asker import Asker
from holdepunkt.people.models import Unit
from holdepunkt.record.versions import take
from holdepunkt.voice import council_access as access
from holdepunkt.voice.council_words import LABELS
from holdepunkt.voice.models import AdvisoryCouncil, CouncilMeeting, CouncilRule, CouncilSeat
from holdepunkt.voice.reads import council as reads
from holdepunkt.voice.rules.council import RuleKey, Rules
from holdepunkt.voice.rules.council_days import Days, deadline, due_within
from holdepunkt.voice.rules.council_fits import MOVE_DEADLINES, fits
from holdepunkt.voice.rules.meetings import MeetingStage
from holdepunkt.voice.rules.members import SeatKind


@transaction.atomic
def set_up_council(*, unit: Unit, by: Asker, about: str = "", is_example: bool = False) -> AdvisoryCouncil:
    """Give a council of the municipality's units its own room, with no rule known yet."""
    require(access.may_set_up_council(by, unit))
    if unit.kind not in reads.KINDS_OF_COUNCILS:
        raise NotPossible(_("»%(unit)s« er ikke et råd. Ret først enheden i kommunens opsætning.") % {"unit": unit})
    if AdvisoryCouncil.objects.filter(unit=unit).exists():
        raise NotPossible(_("%(unit)s er allerede sat op.") % {"unit": unit})
    made = AdvisoryCouncil.objects.create(
        municipality=unit.municipality, unit=unit, key=unit.key, about=about, is_example=is_example
    )
    record.wrote("council.set_up", on=made, by=by)
    return made


@transaction.atomic
def change_council(*, council: AdvisoryCouncil, about: str, by: Asker, version: int | None = None) -> AdvisoryCouncil:
    """Change what the public page says about the council."""
    require(access.may_run_council(by, council))
    row = take(council, version=version, around=("unit", "municipality"))
    if row.about == about:
        return council
    row.about = about
    row.save()
    record.wrote("council.changed", on=row, by=by)
    return row


@transaction.atomic
def set_rule(
    *,
    council: AdvisoryCouncil,
    key: RuleKey | str,
    value: str,
    by: Asker,
    since: date | None = None,
    source: str = "",
    note: str = "",
) -> CouncilRule:
    """Write what a rule says from a day on, and where that stands. An empty value says that nobody knows."""
    require(access.may_run_council(by, council))
    key = RuleKey(key)
    if not fits(key, value):
        raise NotPossible(_("»%(value)s« passer ikke til »%(rule)s«.") % {"value": value, "rule": LABELS[RuleKey][key]})
    if value and not source.strip():
        raise NotPossible(_("Skriv, hvor reglen står. Så kan andre slå den efter."))
    made = CouncilRule.objects.create(
        council=council, key=key, value=value, since=since, source=source.strip(), note=note, noted_on=clock.today()
    )
    fields = {"rule": key.value, "value": value, "since": str(since or ""), "source": source}
    record.wrote("council.rule_set", on=made, by=by, fields=fields)
    if key in MOVE_DEADLINES:
        _recount(council)
    return made


@transaction.atomic
def write_rules(
    *, council: AdvisoryCouncil, values: Mapping[RuleKey, str], source: str, by: Asker, since: date | None = None
) -> int:
    """Write many rules from one text, a row each: only those that say something new; return how many."""
    require(access.may_run_council(by, council))
    held = reads.in_force(reads.rule_rows(council), since or clock.today())
    new = {key: value for key, value in values.items() if value and (key not in held or held[key].value != value)}
    for key, value in new.items():
        set_rule(council=council, key=key, value=value, source=source, since=since, by=by)
    return len(new)


DEADLINES = ("items_due_on", "agenda_due_on", "minutes_due_on")
# A meeting that was held keeps the days it was called by; the day for its minutes can still move.
COUNTED = (MeetingStage.PLANNED, MeetingStage.HELD)


def deadlines_of(meeting: CouncilMeeting) -> tuple[date | None, ...]:
    """The days that rules give a meeting, as they are kept on it."""
    return tuple(getattr(meeting, name) for name in DEADLINES)


def _recount(council: AdvisoryCouncil) -> None:
    """Meetings that are planned, and minutes that are not sent, get the days that the rules give now."""
    for meeting in CouncilMeeting.objects.filter(council=council, stage__in=COUNTED).select_for_update():
        before = deadlines_of(meeting)
        count_deadlines(meeting, council)
        if before != deadlines_of(meeting):
            meeting.save(update_fields=DEADLINES)


def count_deadlines(meeting: CouncilMeeting, council: AdvisoryCouncil) -> None:
    """Count back from the meeting's day, and on from it, by the rules that hold on that day."""
    rules, is_open = reads.rules(council, meeting.meets_on), reads.town_hall(council.municipality)
    if meeting.stage != MeetingStage.HELD:
        items = None if meeting.asked_for_on else rules.days(RuleKey.ITEMS_DAYS)
        meeting.items_due_on = _before(meeting, items, is_open)
        meeting.agenda_due_on = _before(meeting, _notice(meeting, rules), is_open)
    meeting.minutes_due_on = due_within(meeting.meets_on, rules.days(RuleKey.MINUTES_DAYS), is_working_day=is_open)


def _notice(meeting: CouncilMeeting, rules: Rules) -> Days | None:
    """An extra meeting has a notice of its own, where the rules give it one."""
    own = rules.days(RuleKey.EXTRA_AGENDA_DAYS) if meeting.asked_for_on else None
    return own or rules.days(RuleKey.AGENDA_DAYS)


def _before(meeting: CouncilMeeting, days: Days | None, is_open: Callable[[date], bool]) -> date | None:
    return None if days is None else deadline(meeting.meets_on, days.count, days_are=days.are, is_working_day=is_open)


@transaction.atomic
def add_seats(
    *,
    council: AdvisoryCouncil,
    kind: SeatKind | str,
    by: Asker,
    name: str = "",
    least: int | None = None,
    most: int | None = None,
    chosen_by: str = "",
    votes: bool = True,
    answers_hearings: bool = True,
) -> CouncilSeat:
    """Say for whom the council has seats, how many, who chooses, and whether they vote; unknown numbers stay empty."""
    require(access.may_run_council(by, council))
    _in_order(least, most)
    AdvisoryCouncil.objects.select_for_update(of=("self",)).get(pk=council.pk)  # two at once make one row
    _once(council, kind, name)
    made = CouncilSeat.objects.create(
        council=council, kind=kind, name=name, least=least, most=most, chosen_by=chosen_by, votes=votes,
        answers_hearings=answers_hearings,
    )  # fmt: skip
    record.wrote("council.seats_added", on=made, by=by)
    return made


@transaction.atomic
def change_seats(*, seat: CouncilSeat, by: Asker, version: int | None = None, **changes: Any) -> CouncilSeat:
    """Change a row of seats; for whom they are stays."""
    require(access.may_run_council(by, seat.council))
    row = take(seat, version=version, around=("council",))
    _known(changes, ("name", "least", "most", "chosen_by", "votes", "answers_hearings"))
    for name, value in changes.items():
        setattr(row, name, value)
    _in_order(row.least, row.most)
    _once(row.council, row.kind, row.name, but=row.pk)
    row.save()
    record.wrote("council.seats_changed", on=row, by=by, fields={"changed": sorted(changes)})
    return row


def _once(council: AdvisoryCouncil, kind: str, name: str, but: int = 0) -> None:
    """Two rows of one kind need two names."""
    if CouncilSeat.objects.filter(council=council, kind=kind, name=name).exclude(pk=but).exists():
        raise NotPossible(
            _("Der er allerede en række for de pladser. Ret den i stedet, eller giv den nye række et navn.")
        )


def _in_order(least: int | None, most: int | None) -> None:
    if least is not None and most is not None and most < least:
        raise NotPossible(_("Det højeste antal er mindre end det mindste. Byt dem om."))


def _known(changes: dict[str, Any], names: Iterable[str]) -> None:
    if unknown := set(changes) - set(names):
        raise TypeError(f"found {sorted(unknown)}; expected some of {sorted(names)}")


def touch(meeting_pk: int) -> None:  # because its caller records
    """Count a meeting's version up: what stands under it has changed, and files of it are old."""
    CouncilMeeting.objects.filter(pk=meeting_pk).update(version=F("version") + 1)
