"""Small indexed reads behind the loose ends of the policy loop. `units` narrows; None is the municipality."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F, Max, Q, QuerySet

from holdepunkt.people.asker import Asker
from holdepunkt.people.models import Post, User
from holdepunkt.people.reads import holders
from holdepunkt.people.rules import Role
from holdepunkt.policy.models import (
    CommitteeItem,
    Effort,
    Evaluation,
    PolicyVersion,
    Rhythm,
    StatusNote,
    StatusReport,
)
from holdepunkt.policy.rules.kinds import (
    STILL_OPEN,
    Modal,
    NoteStage,
    PlanStage,
    ReportStage,
    RhythmKind,
    VersionStage,
)

MOST = 500  # of each kind: nobody reads further, and the bar on the desk counts them all


def unanswered(by: Asker, units: Iterable[int] | None) -> list[StatusNote]:
    """Answers that are missing in open rounds: the asker's own, and those of the units."""
    notes = StatusNote.objects.filter(
        report__policy__municipality=by.municipality, report__stage=ReportStage.OPEN
    ).exclude(stage=NoteStage.STATED)
    if units is not None:
        notes = notes.filter(Q(effort__lead=by.user_id) | Q(effort__unit__in=list(units)))
    related = ("effort__lead", "effort__unit", "report__policy__municipality")
    return list(notes.select_related(*related).order_by("due_on", "pk")[:MOST])


def without_a_post(by: Asker, units: Iterable[int] | None, *, today: date) -> QuerySet[Effort]:
    """Efforts of plans at work whose lead has no post any more, or that have no lead."""
    held = Post.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=today), starts_on__lte=today, user__is_active=True
    )
    efforts = (
        Effort.objects.filter(
            plan__policy__municipality=by.municipality,
            plan__stage__in=(PlanStage.APPROVED, PlanStage.RUNNING),
            stopped_on=None,
            superseded_by=None,
        )
        .filter(Q(lead=None) | ~Q(lead__in=held.values("user")))
        .annotate(left_on=Max("lead__posts__ends_on"))
    )
    if units is not None:
        efforts = efforts.filter(unit__in=list(units))
    return efforts.select_related("lead", "unit", "plan").order_by("pk")[:MOST]


def reports(by: Asker, *stages: ReportStage) -> list[StatusReport]:
    """Reports at these stages."""
    found = StatusReport.objects.filter(policy__municipality=by.municipality, stage__in=stages)
    return list(found.select_related("policy").order_by("pk")[:MOST])


def reports_with_silence(by: Asker) -> set[int]:
    """The open rounds that still lack an answer."""
    notes = StatusNote.objects.filter(
        report__policy__municipality=by.municipality, report__stage=ReportStage.OPEN
    ).exclude(stage=NoteStage.STATED)
    return set(notes.order_by().values_list("report", flat=True).distinct())


def reports_with_items(by: Asker) -> set[int]:
    """The reports that a committee item has been begun for."""
    items = CommitteeItem.objects.filter(policy__municipality=by.municipality, report__isnull=False)
    return set(items.values_list("report", flat=True))


def items_still_open(by: Asker) -> list[CommitteeItem]:
    """Items that a committee postponed or sent back, and that nobody has taken up again."""
    items = CommitteeItem.objects.filter(
        policy__municipality=by.municipality, decision__in=STILL_OPEN, followed_by=None
    )
    return list(items.select_related("committee").order_by("pk")[:MOST])


def versions_in_force(by: Asker) -> list[PolicyVersion]:
    """The approved policies."""
    versions = PolicyVersion.objects.filter(
        policy__municipality=by.municipality, stage=VersionStage.APPROVED, policy__successors=None
    )
    return list(versions.select_related("policy", "owner").order_by("pk"))


def evaluation_rules(by: Asker) -> list[Rhythm]:
    """What the policies in force say about their evaluation; what they only *may* do waits for nobody."""
    rules = Rhythm.objects.filter(
        version_of__policy__municipality=by.municipality,
        version_of__stage=VersionStage.APPROVED,
        kind__in=(RhythmKind.EVALUATION_IN_YEAR, RhythmKind.EVALUATION_EVERY_YEARS),
        stated=Modal.SHALL,
    )
    return list(rules.select_related("version_of__policy").order_by("pk"))


def evaluated_years(by: Asker) -> dict[int, int]:
    """The newest finished evaluation's year, by policy."""
    done = Evaluation.objects.filter(policy__municipality=by.municipality, done_on__isnull=False)
    return {
        row["policy"]: row["newest"]
        for row in done.values("policy").annotate(newest=Max(F("year")))
    }


def first_holder(by: Asker, role: Role) -> User | None:
    """One who holds the role today."""
    return holders(by.municipality, role).first() if by.municipality else None
