"""Reading gatherings: for everybody, for those who work with them, and what was heard at each."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404

from holdepunkt.people.access import require
from holdepunkt.people.asker import Asker
from holdepunkt.record.rows import sole
from holdepunkt.voice import gathering_access as access
from holdepunkt.voice.models import Gathering, HeardLine, Proposal
from holdepunkt.voice.reads.proposals import steps_shown
from holdepunkt.voice.rules.gathering import DAYS_UNTIL_TOLD, DAYS_UNTIL_WRITTEN, GatheringStage, LineStage, SignUpStage
from holdepunkt.voice.rules.proposal import StepKind

MOST = 50
LINES_AT_MOST = 500
ON_THE_WALL = 60


def _here(by: Asker) -> QuerySet[Gathering]:
    return Gathering.objects.filter(municipality=by.municipality).select_related("municipality", "department")


def public_ahead(by: Asker, today: date) -> QuerySet[Gathering]:
    """What everybody may come to, the next first; one that is called off says so until its day."""
    return _here(by).filter(is_public=True, meets_on__gte=today).order_by("meets_on", "begins_at", "pk")


def public_past(by: Asker, today: date) -> QuerySet[Gathering]:
    """What was held, the newest first."""
    held = _here(by).filter(is_public=True, meets_on__lt=today, stage=GatheringStage.PLANNED)
    return held.order_by("-meets_on", "-pk")


def recent_and_ahead(by: Asker, today: date) -> list[Gathering]:
    """For calendars: the last half year and what is ahead."""
    rows = _here(by).filter(is_public=True, meets_on__gte=today - timedelta(days=183))
    return list(rows.order_by("meets_on", "pk")[:200])


def newest_heard(by: Asker) -> list[Gathering]:
    """For feeds: what we heard, the newest first."""
    rows = _here(by).filter(is_public=True, heard_public_on__isnull=False)
    return list(rows.order_by("-heard_public_on", "-pk")[:MOST])


def public_one(by: Asker, number: int) -> Gathering:
    """One public gathering by its number."""
    return _found(_here(by).filter(is_public=True, number=number), number)


def at_work(by: Asker) -> QuerySet[Gathering]:
    """All gatherings, the newest day first, each with how many come and how many lines there are."""
    require(access.may_read_gatherings(by))
    rows = _here(by).annotate(
        lines_in=Count("lines", distinct=True),
        parties=Count("sign_ups", filter=Q(sign_ups__stage=SignUpStage.SEAT), distinct=True),
    )
    return rows.order_by("-meets_on", "-pk")


def one(by: Asker, pk: int) -> Gathering:
    """One gathering for those who work with it; another municipality's is missing."""
    row = _found(_here(by).filter(pk=pk), pk)
    require(access.may_read_gatherings(by))
    return row


def _found(rows: QuerySet[Gathering], key: int) -> Gathering:
    row = sole(rows)
    if row is None:
        raise Http404(str(key))
    return row


def lines(by: Asker, gathering: Gathering) -> list[HeardLine]:
    """What was heard, as it was written, for those who write and release; for the council what is shown."""
    require(access.may_read_gatherings(by))
    rows = gathering.lines.select_related("proposal").order_by("-number")
    if not access.may_hear(by, gathering):
        rows = rows.filter(stage=LineStage.RELEASED)
    return list(rows[:LINES_AT_MOST])


def line(by: Asker, gathering: Gathering, number: int) -> HeardLine:
    """One line by its number, for a helper."""
    require(access.may_hear(by, gathering))
    found = sole(gathering.lines.filter(number=number).select_related("gathering__municipality", "proposal"))
    if found is None:
        raise Http404(str(number))
    return found


def line_count(gathering: Gathering) -> int:
    """How many lines were written."""
    return gathering.lines.count()


def on_the_wall(gathering: Gathering) -> list[HeardLine]:
    """What is released, the newest first, as many as a wall has room for."""
    return list(gathering.lines.filter(stage=LineStage.RELEASED).order_by("-number")[:ON_THE_WALL])


def shown(gathering: Gathering) -> list[HeardLine]:
    """What is released, in the order it was said."""
    return list(gathering.lines.filter(stage=LineStage.RELEASED).order_by("number")[:LINES_AT_MOST])


def hidden_after_shown(gathering: Gathering) -> list[HeardLine]:
    """Lines that were shown and then hidden: that they were, and why, is told."""
    rows = gathering.lines.filter(stage=LineStage.HIDDEN, was_shown=True)
    return list(rows.order_by("number").defer("words"))


def became(gathering: Gathering) -> list[HeardLine]:
    """Lines that became proposals which a person has read, with their path."""
    rows = gathering.lines.filter(stage=LineStage.RELEASED, proposal__held_back=False)
    whole = Proposal.objects.select_related("reader", "theme").prefetch_related(steps_shown(), "hidden")
    found = rows.exclude(proposal__standing=StepKind.RECEIVED).prefetch_related(Prefetch("proposal", whole))
    return list(found.order_by("number"))


def lines_of(uuids: Iterable[object]) -> QuerySet[HeardLine]:
    """Lines by their stable keys, for the pages above."""
    return HeardLine.objects.filter(uuid__in=list(uuids)).select_related("gathering")


def theme_words(gathering: Gathering) -> list[str]:
    """The theme words chosen so far."""
    rows = gathering.lines.exclude(theme_word="").order_by("theme_word")
    return list(rows.values_list("theme_word", flat=True).distinct())


def nothing_written(by: Asker, today: date) -> list[Gathering]:
    """Public gatherings that were held some days ago and of which nobody wrote what was heard."""
    some = HeardLine.objects.filter(gathering=OuterRef("pk"))
    rows = _held(by, today, DAYS_UNTIL_WRITTEN).filter(came_of_it="").exclude(Exists(some))
    return list(rows[: MOST + 1])


def not_looked_through(by: Asker, today: date) -> list[Gathering]:
    """Gatherings with lines that nobody has released or hidden."""
    unseen = HeardLine.objects.filter(gathering=OuterRef("pk"), stage=LineStage.WRITTEN)
    return list(_held(by, today, DAYS_UNTIL_WRITTEN).filter(Exists(unseen))[: MOST + 1])


def not_told(by: Asker, today: date) -> list[Gathering]:
    """Public gatherings where something was heard and nobody was told: the page is not published."""
    some = HeardLine.objects.filter(gathering=OuterRef("pk"), stage=LineStage.RELEASED)
    rows = _held(by, today, DAYS_UNTIL_TOLD).filter(heard_public_on=None, is_public=True)
    return list(rows.filter(Exists(some))[: MOST + 1])


def _held(by: Asker, today: date, days: int) -> QuerySet[Gathering]:
    before = today - timedelta(days=days)
    return _here(by).filter(stage=GatheringStage.PLANNED, meets_on__lte=before).order_by("meets_on", "pk")


def to_become(by: Asker) -> list[tuple[Gathering, int]]:
    """Gatherings with lines that are to become proposals and are not yet, and how many."""
    wanted = Q(lines__goes_on=True, lines__proposal=None) & ~Q(lines__stage=LineStage.HIDDEN)
    rows = _here(by).filter(wanted).annotate(n=Count("lines", distinct=True)).order_by("meets_on", "pk")
    return [(row, row.n) for row in rows[: MOST + 1]]
