"""A council's yearly reports, and the rows they are made from."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from holdepunkt.people.asker import Asker
from holdepunkt.record.rows import one_or_404
from holdepunkt.voice.models import (
    AdvisoryCouncil,
    CouncilMeeting,
    CouncilReport,
    CouncilRule,
    Gathering,
    HearingBody,
    MinuteLine,
    Proposal,
    ReportFile,
)
from holdepunkt.voice.reads.council import council_by_key, in_force
from holdepunkt.voice.rules.council import RuleKey, Rules, report_due
from holdepunkt.voice.rules.gathering import GatheringStage
from holdepunkt.voice.rules.meetings import Came, LineKind, MeetingStage
from holdepunkt.voice.rules.proposal import StepKind

HELD = (MeetingStage.HELD, MeetingStage.APPROVED, MeetingStage.PUBLISHED)
MOST = 200


def reports(council: AdvisoryCouncil) -> QuerySet[CouncilReport]:
    """All reports of a council, the newest year first."""
    return CouncilReport.objects.filter(council=council).order_by("-year")


def report(council: AdvisoryCouncil, year: int) -> CouncilReport:
    """The report on one year."""
    found = reports(council).filter(year=year).select_related("council__unit", "council__municipality")
    return one_or_404(found)


def public_reports(council: AdvisoryCouncil) -> QuerySet[CouncilReport]:
    """The reports that everybody may read."""
    return reports(council).filter(published_on__isnull=False)


def public_report(by: Asker, key: str, year: int) -> CouncilReport:
    """One public report; one that is not public is missing."""
    rows = public_reports(council_by_key(by, key)).filter(year=year)
    found = rows.select_related("council__unit", "council__municipality").first()
    if found is None:
        raise Http404(str(year))
    return found


def held_in(council: AdvisoryCouncil, year: int) -> list[Any]:
    """The meetings of a year with how many came; one statement."""
    came = Count("attendance", filter=Q(attendance__came=Came.PRESENT))
    rows = CouncilMeeting.objects.filter(council=council, stage__in=HELD, meets_on__year=year)
    return list(rows.annotate(came_to=came, asked=Count("attendance")).order_by("meets_on", "pk")[:MOST])


def decided_in(council: AdvisoryCouncil, year: int) -> list[MinuteLine]:
    """What was decided in a year; closed items stay closed."""
    rows = MinuteLine.objects.filter(item__council=council, item__is_closed=False, kind=LineKind.DECISION)
    rows = rows.filter(item__meeting__meets_on__year=year, item__meeting__stage__in=HELD)
    return list(
        rows.select_related("item__meeting").order_by("item__meeting__meets_on", "item__order", "order", "pk")[:MOST]
    )


def proposed_in(council: AdvisoryCouncil, year: int) -> list[Proposal]:
    """What the council proposed in a year, as everybody may read it."""
    rows = Proposal.objects.filter(council=council, received_on__year=year, held_back=False)
    return list(rows.exclude(standing=StepKind.RECEIVED).order_by("received_on", "pk")[:MOST])


def heard_on_other_things(council: AdvisoryCouncil, year: int) -> list[HearingBody]:
    """Hearings of a year that are not about a policy's text, a plan or a status; those are `BodyHeard` too."""
    rows = HearingBody.objects.filter(council=council, asked_on__year=year, hearing__about_kind="")
    return list(rows.select_related("hearing").order_by("asked_on", "pk")[:MOST])


def gathered_in(council: AdvisoryCouncil, year: int, today: date) -> list[Gathering]:
    """The public gatherings of a year that were held in the council's municipality."""
    rows = Gathering.objects.filter(municipality=council.municipality_id, stage=GatheringStage.PLANNED, is_public=True)
    return list(rows.filter(meets_on__year=year, meets_on__lte=today).order_by("meets_on", "pk")[:MOST])


def files(report: CouncilReport) -> list[ReportFile]:
    """The files of a report without their content, the newest first."""
    return list(ReportFile.objects.filter(report=report).defer("content").order_by("-pk"))


def file(report: CouncilReport, uuid: UUID) -> ReportFile:
    """One finished file."""
    return one_or_404(ReportFile.objects.filter(report=report, uuid=uuid, made_at__isnull=False))


def files_that_say(report: CouncilReport, words_print: str) -> list[ReportFile]:
    """The newest finished file of each format that says just this; a draft's, or one from before words were hidden, not."""
    rows = ReportFile.objects.filter(report=report, made_at__isnull=False, words_print=words_print)
    newest = {row.format: row for row in rows.defer("content").order_by("pk")} if words_print else {}
    return [newest[name] for name in sorted(newest)]


def file_to_make(uuid: str) -> ReportFile | None:
    """An ordered file that nobody has made yet."""
    rows = ReportFile.objects.filter(uuid=uuid, made_at=None)
    return rows.select_related("report__council__unit", "report__council__municipality").first()


def due(councils: Iterable[AdvisoryCouncil], today: date) -> list[tuple[AdvisoryCouncil, int, date]]:
    """Reports on last year that are due by the council's own rule and not with the committee; two statements."""
    listed, year = list(councils), today.year - 1
    keys = CouncilRule.objects.filter(council__in=listed, key__in=(RuleKey.REPORT_MONTH, RuleKey.REPORT_DAY))
    rows = sorted(keys, key=lambda row: (row.since or date.min, row.pk), reverse=True)
    if not rows:
        return []
    sent = set(
        CouncilReport.objects.filter(council__in=listed, year=year, sent_on__isnull=False).values_list(
            "council", flat=True
        )
    )
    found = []
    for council in listed:
        held = in_force([row for row in rows if row.council_id == council.pk], today)
        day = report_due(Rules({key: row.value for key, row in held.items()}), year)
        if day is not None and council.pk not in sent:
            found.append((council, year, day))
    return found
