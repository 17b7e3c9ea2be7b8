"""Three years of the generated municipality: plans, efforts, figures, answers, locked years, papers."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from random import Random
from uuid import UUID

from django.db import connection, transaction

from bench.town import LEADS, SEED, SLUG, SMALL_N, SMALL_SLUG, Folk, settle, words, write_policy
from bench.voices import let_speak
from holdepunkt import clock
from holdepunkt.people.asker import machine
from holdepunkt.people.rules import UnitKind
from holdepunkt.policy.actions.item import begin_item
from holdepunkt.policy.actions.lock import lock_report
from holdepunkt.policy.models import (
    ActionPlan,
    BodyHeard,
    CommitteeItem,
    Effort,
    EffortGoal,
    EffortPartner,
    EffortPromise,
    Figure,
    LockedStatus,
    Milestone,
    PlanGoal,
    PolicyVersion,
    StatusNote,
    StatusReport,
)
from holdepunkt.policy.rules.kinds import CarryOver, Decision, EffortStage, NoteStage, PlanStage, ReportStage
from holdepunkt.policy.rules.progress import AnsweredRow, progress_of_year
from holdepunkt.record.bulk import whole_inserts
from holdepunkt.record.models import Entry

YEARS = (2019, 2020, 2021)
THIS_YEAR = YEARS[-1]
STATED = (EffortStage.ON_TRACK, EffortStage.ON_TRACK, EffortStage.LATE, EffortStage.DONE)


def build(n: int) -> None:
    """Fill an empty database: the town with `n` efforts a year, and a small neighbour."""
    for slug, name, size in ((SMALL_SLUG, "Lilleby Kommune", SMALL_N), (SLUG, "Storby Kommune", n)):
        build_town(slug, name, size)


def build_town(slug: str, name: str, n: int) -> None:
    """One municipality with `n` efforts a year, all of it or nothing."""
    with transaction.atomic(), whole_inserts():
        _build(slug, name, n)


def know_the_rows() -> None:
    """Let PostgreSQL count what was just built, as its housekeeping does within a minute.

    Without it a statement may be planned as for empty tables, which takes minutes.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _build(slug: str, name: str, n: int) -> None:
    rng = Random(SEED)
    folk = settle(slug, name)
    version = write_policy(folk, rng)
    before: list[Effort] = []
    for year in YEARS:
        plan = _plan(folk, version, year)
        before = _efforts(folk, version, plan, before, n, year, rng)
        plan.stage = PlanStage.RUNNING if year == THIS_YEAR else PlanStage.CLOSED
        plan.save()
        _year(folk, version, before, year, rng)
    let_speak(folk, n, THIS_YEAR, rng)


def _plan(folk: Folk, version: PolicyVersion, year: int) -> ActionPlan:
    plan = ActionPlan.objects.create(
        policy=version.policy, title=f"Handleplan {year}", drafted_by=folk.of_kind(UnitKind.DEPARTMENT)[0],
        period_from=date(year, 1, 1), period_to=date(year, 12, 31), approved_on=date(year - 1, 12, 1),
        approved_by=folk.of_kind(UnitKind.COMMITTEE)[0],
    )  # fmt: skip
    PlanGoal.objects.bulk_create(PlanGoal(plan=plan, goal=goal) for goal in version.goals.all())
    BodyHeard.objects.create(
        plan=plan, unit=folk.of_kind(UnitKind.ADVISORY_COUNCIL)[0], asked_on=date(year - 1, 10, 1),
        said_on=date(year - 1, 11, 1), words="Det er godt, at vi er med.",
    )  # fmt: skip
    return plan


def _efforts(
    folk: Folk, version: PolicyVersion, plan: ActionPlan, before: list[Effort], n: int, year: int, rng: Random
) -> list[Effort]:
    """The year's efforts, each carried on from the year before."""
    rows = Effort.objects.bulk_create(_effort(folk, plan, before, number, year, rng) for number in range(n))
    goals, promises = list(version.goals.all()), list(version.promises.filter(about_itself=False))
    partners = folk.of_kind(UnitKind.EXTERNAL)
    EffortGoal.objects.bulk_create(
        EffortGoal(effort=row, goal=goals[(number + more) % len(goals)])
        for number, row in enumerate(rows)
        for more in range(2 if number % 4 == 0 else 1)
    )
    EffortPromise.objects.bulk_create(
        EffortPromise(effort=row, promise=promises[number % len(promises)]) for number, row in enumerate(rows)
    )
    EffortPartner.objects.bulk_create(
        EffortPartner(effort=row, unit=partners[number % len(partners)]) for number, row in enumerate(rows)
    )
    Milestone.objects.bulk_create(
        Milestone(
            effort=row, title=words(rng, 5), due_on=date(year, month, 1),
            reached_on=date(year, month, 2) if month == 5 and number % 3 else None,
        )
        for number, row in enumerate(rows)
        for month in (5, 11)
    )  # fmt: skip
    return rows


def _effort(folk: Folk, plan: ActionPlan, before: list[Effort], number: int, year: int, rng: Random) -> Effort:
    lead = folk.leads[number % len(folk.leads)]
    former = before[number] if before else None
    carried = {"carried_from": former, "carried_how": CarryOver.CONTINUE} if former else {}
    return Effort(
        plan=plan, thread=former.thread if former else UUID(int=rng.getrandbits(128), version=4), order=number,
        title=words(rng, 9), working_title=words(rng, 3) if number % 2 else "", plain=words(rng, 20),
        unit=folk.home_of[lead.pk], lead=lead, citizens_take_part=words(rng, 10), starts_on=date(year, 1, 1),
        ends_on=date(year, 12, 31), economy="50.000 kr. om året", expected_effect=words(rng, 12),
        indicator="Borgere, der kom", indicator_unit="borgere", about_people=True, **carried,
    )  # fmt: skip


def _year(folk: Folk, version: PolicyVersion, efforts: list[Effort], year: int, rng: Random) -> None:
    """The year's figures and answers; the years before this one are locked, public and decided."""
    with clock.standing_at(date(year, 11, 22)):
        report = StatusReport.objects.create(
            policy=version.policy, year=year, opened_on=date(year, 10, 1), due_on=date(year, 11, 26),
            meeting_on=date(year, 12, 13),
        )  # fmt: skip
        figures = Figure.objects.bulk_create(_figures(efforts, year))
        StatusNote.objects.bulk_create(_notes(report, efforts, figures, rng))
        Entry.objects.bulk_create(_entries(folk, efforts))
        if year != THIS_YEAR:
            _publish(folk, report)


def _figures(efforts: Iterable[Effort], year: int) -> Iterable[Figure]:
    at = datetime(year, 10, 15, 9, tzinfo=UTC)
    for number, effort in enumerate(efforts):
        yield Figure(
            effort=effort, value=Decimal(5 + number % 90), unit="borgere", as_of=date(year, 10, 1), typed_at=at,
            source="Egen optælling",
        )  # fmt: skip


def _notes(report: StatusReport, efforts: Iterable[Effort], figures: list[Figure], rng: Random) -> Iterable[StatusNote]:
    """Nine in ten have answered the former years; this year six in ten, one in ten has begun."""
    at = datetime(report.year, 11, 1, 9, tzinfo=UTC)
    stated, drafted = (6, 7) if report.year == THIS_YEAR else (9, 9)
    for number, effort in enumerate(efforts):
        place = (number * 7 + number // LEADS) % 10  # each lead has some of every kind
        note = StatusNote(report=report, effort=effort, due_on=report.due_on, form_code=f"{report.pk}-{effort.pk}")
        if place < drafted:
            note.stage, note.happened = NoteStage.DRAFT, words(rng, 25)
        if place < stated:
            note.stage, note.stated, note.answered_at = NoteStage.STATED, STATED[number % 4], at
            note.took_part, note.next_step, note.figure = (["citizens"], words(rng, 8), figures[number])
        yield note


def _entries(folk: Folk, efforts: Iterable[Effort]) -> Iterable[Entry]:
    for effort in efforts:
        for verb in ("effort.added", "status_note.stated"):
            yield Entry(
                municipality=folk.municipality.slug, at=clock.now(), by_kind="user", by_name=str(effort.lead),
                acting_as="ansvarlig for indsatser", verb=verb, about_kind=verb.split(".")[0],
                about_uuid=effort.uuid, about_name=effort.title, fields={"stated": "on_track"},
            )  # fmt: skip


def _publish(folk: Folk, report: StatusReport) -> None:
    """Lock the year, and let it stand as the committee has received and decided it."""
    by = machine(folk.municipality)
    lock_report(report=report, by=by)
    BodyHeard.objects.create(
        report=report, unit=folk.of_kind(UnitKind.ADVISORY_COUNCIL)[0], asked_on=report.opened_on,
        said_on=report.due_on, words="Vi ser, at flere får en bolig.", considered="Det står i punktet.",
    )  # fmt: skip
    locked = StatusReport.objects.select_related("policy__municipality").get(pk=report.pk)
    item = begin_item(
        policy=locked.policy, committee=folk.of_kind(UnitKind.COMMITTEE)[0], title=f"Status {report.year}",
        report=locked, meeting_on=report.meeting_on, agenda_on=date(report.year, 12, 6), by=by,
    )  # fmt: skip
    out = date(report.year, 12, 6)
    CommitteeItem.objects.filter(pk=item.pk).update(
        sent_on=out, published_on=out, decision=Decision.NOTED, decided_on=report.meeting_on
    )
    StatusReport.objects.filter(pk=report.pk).update(
        stage=ReportStage.PUBLIC, sent_on=out, published_on=out, progress=_progress(report)
    )


def _progress(report: StatusReport) -> dict[str, str]:
    rows = LockedStatus.objects.filter(report=report, kind="effort")
    told = rows.values_list("promise_keys", "answered", "figure_date")
    return progress_of_year(AnsweredRow(tuple(keys), answered, day is not None) for keys, answered, day in told)
