"""Builders for the way to the committee: a locked and approved year, and the item about it."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from holdepunkt.people.tests.builders import Town
from holdepunkt.policy.actions import item as actions
from holdepunkt.policy.models import (
    ActionPlan,
    BodyHeard,
    CommitteeItem,
    Effort,
    LockedStatus,
    PolicyVersion,
    StatusReport,
)
from holdepunkt.policy.rules.kinds import EffortStage, PlanStage, ReportStage
from holdepunkt.record.tests.replayed import replayed

NOON = datetime(2021, 11, 1, 12, tzinfo=UTC)
FORM = [
    {"key": "competence", "heading": "Beslutningskompetence", "known": True},
    {"key": "core", "heading": "Sagens kerne", "known": True},
    {"key": "recommendation", "heading": "Indstilling", "known": True},
    {"key": "decision", "heading": "Beslutning", "known": True},
    {"key": "account", "heading": "Sagsfremstilling", "known": True},
    {"key": "law_and_plan", "heading": "Lov- og plangrundlag", "known": True},
    {"key": "economy", "heading": "Økonomiske konsekvenser", "known": True},
    {"key": "attachments", "heading": "Bilag", "known": True},
]
LIFE: list[dict[str, Any]] = [
    {
        "effort_title": "Støtte fra herberg til egen bolig",
        "goal_titles": ["Alle har et hjem"],
        "stated": "on_track",
        "happened": "Fjorten borgere er flyttet.",
        "economy": "250.000 kr. om året",
        "indicator": "Borgere i egen bolig",
        "figure_value": Decimal("14"),
        "figure_unit": "borgere",
        "figure_source": "Egen optælling",
        "figure_date": date(2021, 10, 31),
        "next_step": "To boliger mere",
        "answered": True,
    },
    {
        "effort_title": "Mentor på arbejdspladsen",
        "goal_titles": ["Alle har noget at stå op til"],
        "stated": "late",
        "hindrance": "Det er svært at finde mentorer.",
        "indicator": "Timer om ugen",
        "figure_value": Decimal("1234.50"),
        "figure_unit": "timer",
        "figure_source": "Sagssystemet",
        "figure_date": date(2021, 9, 30),
        "answered": True,
        "computed": "late",
        "partners": ["Otte virksomheder"],
    },
    {
        "effort_title": "Aftensmad på værestedet",
        "goal_titles": ["Alle har et hjem"],
        "stated": "on_track",
        "indicator": "Unge",
        "figure_under_five": True,
        "figure_unit": "unge",
        "figure_source": "Familiehuset",
        "figure_date": date(2021, 6, 30),
        "answered": True,
    },
    {"effort_title": "Tandpleje i varmestuen", "goal_titles": ["Alle har et godt helbred"], "computed": "late"},
]


def a_running_plan(town: Town, version: PolicyVersion, **more: Any) -> ActionPlan:
    """A plan of the social department for 2020-2021, still open so that efforts can be added."""
    fields = {"title": "Handleplan 2020-2021", "stage": PlanStage.DRAFT} | more
    return ActionPlan.objects.create(
        policy=version.policy,
        drafted_by=town.units["social"],
        period_from=date(2020, 1, 1),
        period_to=date(2021, 12, 31),
        **fields,
    )


@replayed
def a_year(  # because it is one story told in one breath
    town: Town,
    version: PolicyVersion,
    year: int = 2021,
    stage: ReportStage = ReportStage.APPROVED,
    rows: list[dict[str, Any]] | None = None,
    efforts: list[Effort] | None = None,
    **more: Any,
) -> StatusReport:
    """A locked year with one row per effort; `efforts` are last year's, when they are the same."""
    report = StatusReport.objects.create(
        policy=version.policy,
        year=year,
        stage=stage,
        opened_on=date(year, 10, 1),
        due_on=date(year, 10, 20),
        locked_at=NOON,
        **more,
    )
    lives = LIFE if rows is None else rows
    if efforts is None:
        plan = a_running_plan(town, version, title=f"Plan {year}")
        efforts = [
            Effort.objects.create(plan=plan, title=life["effort_title"], unit=town.units["social"], order=order)
            for order, life in enumerate(lives)
        ]
    LockedStatus.objects.bulk_create(
        LockedStatus(
            report=report,
            kind="effort",
            order=order,
            effort=effort,
            unit=town.units["social"],
            unit_name="Social og Psykiatri",
            lead_name="Dan Dam",
            starts_on=date(2020, 1, 1),
            ends_on=date(2022, 12, 31),
            **life,
        )
        for order, (effort, life) in enumerate(zip(efforts, lives, strict=True))
    )
    return report


def efforts_of(report: StatusReport) -> list[Effort]:
    """The efforts behind a year's rows, in order."""
    return [row.effort for row in report.rows.filter(kind="effort").order_by("order")]


def a_hundred(stage: str = EffortStage.ON_TRACK) -> list[dict[str, Any]]:
    """A hundred rows of life."""
    return [
        {
            "effort_title": f"Indsats {number}",
            "goal_titles": ["Alle har et hjem"],
            "stated": stage,
            "answered": True,
            "indicator": "Tal",
            "figure_value": Decimal(number),
            "figure_source": "Egen",
            "figure_date": date(2021, 9, 1),
        }
        for number in range(100)
    ]


def the_council_says(
    town: Town, report: StatusReport, words: str = "I lytter mere end før.", unit: str = "udsatteraad"
) -> BodyHeard:
    """A council that was heard on the year's status."""
    return BodyHeard.objects.create(
        unit=town.units[unit],
        report=report,
        asked_on=date(2021, 10, 25),
        said_on=date(2021, 11, 5),
        words=words,
        considered="Vi holder fast.",
    )


@replayed
def an_item(town: Town, report: StatusReport, **more: Any) -> CommitteeItem:
    """The item about a year, begun by Finn."""
    fields = {"title": "Status 2021", "meeting_on": date(2021, 11, 10), "case_number": "27.00-21"} | more
    return actions.begin_item(
        policy=report.policy, committee=town.units["socialudvalg"], report=report, by=town.as_("finn"), **fields
    )


def on_the_agenda(town: Town, item: CommitteeItem, on: date = date(2021, 11, 10)) -> CommitteeItem:
    """Sent by Hanne, and the agenda is out."""
    actions.send_item(item=item, on=on, by=town.as_("hanne"))
    return actions.publish_item(item=item, on=on, by=town.as_("hanne"))
