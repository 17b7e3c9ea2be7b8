"""Small indexed reads behind the loose ends of the policy loop. `units` narrows; None is the municipality."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, F, FilteredRelation, Max, OuterRef, Q, QuerySet, Subquery

from holdepunkt.people.asker import Asker
from holdepunkt.people.models import Post
from holdepunkt.people.rules import HOLDERS
from holdepunkt.policy.models import (
    CommitteeItem,
    Effort,
    Evaluation,
    Policy,
    PolicyVersion,
    Rhythm,
    StatusNote,
    StatusReport,
)
from holdepunkt.policy.reads import public, status_mail
from holdepunkt.policy.reads.gatherings import HELD_KINDS
from holdepunkt.policy.rules.kinds import STILL_OPEN, Modal, NoteStage, PlanStage, ReportStage, RhythmKind, VersionStage

OF_A_NOTE = (
    "uuid", "due_on", "report__year", "report__opened_on", "effort__title", "effort__working_title", "effort__unit",
    "effort__lead__name", "effort__lead__phone",
)  # fmt: skip
MOST = 500  # of each kind: nobody reads further, and the bar on the desk counts them all


def unanswered(by: Asker, units: Iterable[int] | None) -> list[StatusNote]:
    """Answers that are missing in open rounds: the asker's own, of those who are away, and of the units."""
    notes = StatusNote.objects.filter(
        report__policy__municipality=by.municipality, report__stage=ReportStage.OPEN
    ).exclude(stage=NoteStage.STATED)
    if units is not None:
        notes = notes.filter(Q(effort__lead__in=by.stood_for_ids) | Q(effort__unit__in=list(units)))
    slim = notes.select_related("effort__lead", "report").only(*OF_A_NOTE)
    return list(slim.order_by("due_on", "pk")[:MOST])


def adrift(by: Asker, units: Iterable[int] | None, *, today: date) -> QuerySet[Effort]:
    """Efforts of plans at work with no lead, one who has no post any more, or one who has left the unit.

    Of a unit that another took over from also those whose lead has left any unit: the caller knows the heirs.
    For the whole municipality also those whose accountable unit is closed and nobody took over from.
    """
    held = Post.objects.filter(Q(ends_on=None) | Q(ends_on__gte=today), starts_on__lte=today, user__is_active=True)
    held = held.filter(role__in=HOLDERS, deputy_of=None)
    over = Post.objects.filter(user=OuterRef("lead"), deputy_of=None, ends_on__lt=today)
    had_left = Exists(over.filter(unit=OuterRef("unit"))) | Q(unit__successor__isnull=False) & Exists(over)
    still_there = held.filter(user=OuterRef("lead"), unit=OuterRef("unit"))
    nobody = Q(lead=None) | ~Q(lead__in=held.values("user")) | had_left & ~Exists(still_there)
    closed = Q(unit__valid_until__lt=today, unit__successor=None)
    last = over.order_by().values("user").annotate(day=Max("ends_on"))
    efforts = Effort.objects.filter(
        nobody | closed if units is None else nobody & Q(unit__in=list(units)),
        plan__policy__municipality=by.municipality,
        plan__stage__in=(PlanStage.APPROVED, PlanStage.RUNNING),
        stopped_on=None,
        superseded_by=None,
    ).annotate(left_on=Subquery(last.values("day")))
    return efforts.select_related("lead", "unit", "plan").order_by("pk")[:MOST]


def reports(by: Asker, *stages: ReportStage) -> list[Any]:
    """Reports at these stages: whether answers lack (`is_silent`), and an item is begun (`has_item`).

    `has_failed_mail` is about the whole house: it only says whether it is worth looking for lost mail.
    """
    missing = StatusNote.objects.filter(report=OuterRef("pk")).exclude(stage=NoteStage.STATED)
    items = CommitteeItem.objects.filter(report=OuterRef("pk"))
    found = StatusReport.objects.filter(policy__municipality=by.municipality, stage__in=stages)
    asked = found.annotate(is_silent=Exists(missing), has_item=Exists(items), has_failed_mail=status_mail.any_failed())
    return list(asked.select_related("policy").order_by("pk")[:MOST])


def items_still_open(by: Asker) -> list[CommitteeItem]:
    """Items that a committee postponed or sent back, and that nobody has taken up again."""
    items = CommitteeItem.objects.filter(
        policy__municipality=by.municipality, decision__in=STILL_OPEN, followed_by=None
    )
    return list(items.select_related("committee").order_by("pk")[:MOST])


def versions_and_evaluations(by: Asker) -> list[Any]:
    """The approved policies, once for each rule about their evaluation, and once when there is none.

    A row knows whether it promises meetings (`holds`), its rule (`rule_pk`, `rule_year`, `rule_every`), the newest year that was evaluated, and
    whether another policy has followed. What a policy only *may* do waits for nobody.
    """
    rule = FilteredRelation(
        "rhythms",
        condition=Q(
            rhythms__kind__in=(RhythmKind.EVALUATION_IN_YEAR, RhythmKind.EVALUATION_EVERY_YEARS),
            rhythms__stated=Modal.SHALL,
        ),
    )
    done = Evaluation.objects.filter(policy=OuterRef("policy"), done_on__isnull=False)
    return list(
        PolicyVersion.objects.filter(policy__municipality=by.municipality, stage=VersionStage.APPROVED)
        .annotate(rule=rule)
        .annotate(rule_pk=F("rule__pk"), rule_year=F("rule__year"), rule_every=F("rule__every"))
        .annotate(
            evaluated_year=Subquery(done.order_by("-year").values("year")[:1]),
            last_named=Subquery(public.named_year("year")),
            last_until=Subquery(public.named_year("to_year")),
            holds=Exists(Rhythm.objects.filter(version_of=OuterRef("pk"), kind__in=HELD_KINDS)),
            has_successor=Exists(Policy.objects.filter(predecessor=OuterRef("policy"))),
        )
        .order_by("pk", "rule_pk")
    )
