"""The only writers of councils, their rules and their seats."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from holdepunkt import clock, record
from holdepunkt.people.access import NotPossible, is_at_home, require
from holdepunkt.people.asker import Asker
from holdepunkt.people.models import Unit
from holdepunkt.record.versions import take
from holdepunkt.voice import council_access as access
from holdepunkt.voice.council_words import LABELS
from holdepunkt.voice.models import AdvisoryCouncil, CouncilMeeting, CouncilRule, CouncilSeat
from holdepunkt.voice.reads import council as reads
from holdepunkt.voice.rules.council import MOVE_DEADLINES, RuleKey, Rules, deadline, fits
from holdepunkt.voice.rules.meetings import MeetingStage
from holdepunkt.voice.rules.members import SeatKind


@transaction.atomic
def set_up_council(*, unit: Unit, by: Asker, about: str = "", is_example: bool = False) -> AdvisoryCouncil:
    """Give a council of the municipality's units its own room, with no rule known yet."""
    require(is_at_home(by, unit.municipality_id))
    require(access.may_set_up_councils(by))
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


def _recount(council: AdvisoryCouncil) -> None:
    """Meetings that are planned get the days that the rules give now."""
    for meeting in CouncilMeeting.objects.filter(council=council, stage=MeetingStage.PLANNED).select_for_update():
        before = (meeting.items_due_on, meeting.agenda_due_on)
        count_deadlines(meeting, council)
        if before != (meeting.items_due_on, meeting.agenda_due_on):
            meeting.save(update_fields=["items_due_on", "agenda_due_on"])


def count_deadlines(meeting: CouncilMeeting, council: AdvisoryCouncil) -> None:
    """Count back from the meeting's day, by the rules that hold on that day."""
    rules = reads.rules(council, meeting.meets_on)
    meeting.items_due_on = _counted(meeting, council, rules, RuleKey.ITEMS_DAYS)
    meeting.agenda_due_on = _counted(meeting, council, rules, RuleKey.AGENDA_DAYS)


def _counted(meeting: CouncilMeeting, council: AdvisoryCouncil, rules: Rules, key: RuleKey) -> date | None:
    return deadline(
        meeting.meets_on,
        rules.number(key),
        days_are=rules.text(RuleKey.DAYS_ARE),
        is_working_day=reads.town_hall(council.municipality),
    )


@transaction.atomic
def add_seats(
    *,
    council: AdvisoryCouncil,
    kind: SeatKind | str,
    by: Asker,
    least: int | None = None,
    most: int | None = None,
    chosen_by: str = "",
    answers_hearings: bool = True,
) -> CouncilSeat:
    """Say for whom the council has seats, how many, and who chooses; unknown numbers stay empty."""
    require(access.may_run_council(by, council))
    _in_order(least, most)
    AdvisoryCouncil.objects.select_for_update(of=("self",)).get(pk=council.pk)  # two at once make one row
    if CouncilSeat.objects.filter(council=council, kind=kind).exists():
        raise NotPossible(_("Der er allerede en række for de pladser. Ret den i stedet."))
    made = CouncilSeat.objects.create(
        council=council, kind=kind, least=least, most=most, chosen_by=chosen_by, answers_hearings=answers_hearings
    )
    record.wrote("council.seats_added", on=made, by=by)
    return made


@transaction.atomic
def change_seats(*, seat: CouncilSeat, by: Asker, version: int | None = None, **changes: Any) -> CouncilSeat:
    """Change a row of seats; for whom they are stays."""
    require(access.may_run_council(by, seat.council))
    row = take(seat, version=version, around=("council",))
    _known(changes, ("least", "most", "chosen_by", "answers_hearings"))
    for name, value in changes.items():
        setattr(row, name, value)
    _in_order(row.least, row.most)
    row.save()
    record.wrote("council.seats_changed", on=row, by=by, fields={"changed": sorted(changes)})
    return row


def _in_order(least: int | None, most: int | None) -> None:
    if least is not None and most is not None and most < least:
        raise NotPossible(_("Det højeste antal er mindre end det mindste. Byt dem om."))


def _known(changes: dict[str, Any], names: Iterable[str]) -> None:
    if unknown := set(changes) - set(names):
        raise TypeError(f"found {sorted(unknown)}; expected some of {sorted(names)}")


def touch(meeting_pk: int) -> None:  # because its caller records
    """Count a meeting's version up: what stands under it has changed, and files of it are old."""
    CouncilMeeting.objects.filter(pk=meeting_pk).update(version=F("version") + 1)
