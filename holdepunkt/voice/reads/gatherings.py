"""Reading gatherings: for everybody, for those who work with them, and what was heard at each."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404

from holdepunkt.people.access import require
from holdepunkt.people.asker import Asker
from holdepunkt.record.rows import one_or_404, sole
from holdepunkt.voice import gathering_access as access
from holdepunkt.voice.models import Gathering, HeardLine, Proposal, SignUp
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


def public_between(by: Asker, first: date, last: date) -> QuerySet[Gathering]:
    """Public gatherings of a stretch of time that were not called off, in order."""
    found = _here(by).filter(is_public=True, stage=GatheringStage.PLANNED, meets_on__range=(first, last))
    return found.order_by("meets_on", "pk")


def public(by: Asker) -> QuerySet[Gathering]:
    """Every public gathering that was not called off."""
    return _here(by).filter(is_public=True, stage=GatheringStage.PLANNED)


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
    return one_or_404(_here(by).filter(is_public=True, number=number), number)


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
    row = one_or_404(_here(by).filter(pk=pk), pk)
    require(access.may_read_gatherings(by))
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


def waiting_around(by: Asker, today: date) -> list[Any]:
    """Gatherings around which something waits, in one statement, each with how much of what.

    `held_back` sign-ups wait for a person, `to_become` lines are to be proposals, `unseen` lines were not looked
    through, `shown_in` lines are shown; `lines_in` counts all.
    """
    lines = HeardLine.objects.filter(gathering=OuterRef("pk"))
    later, told_by = today - timedelta(days=DAYS_UNTIL_WRITTEN), today - timedelta(days=DAYS_UNTIL_TOLD)
    rows = _here(by).filter(stage=GatheringStage.PLANNED).annotate(
        held_back=_count(SignUp.objects.filter(gathering=OuterRef("pk"), stage=SignUpStage.HELD_BACK)),
        to_become=_count(lines.filter(goes_on=True, proposal=None).exclude(stage=LineStage.HIDDEN)),
        unseen=_count(lines.filter(stage=LineStage.WRITTEN)),
        shown_in=_count(lines.filter(stage=LineStage.RELEASED)),
        lines_in=_count(lines),
    )  # fmt: skip
    waits = Q(held_back__gt=0) | Q(to_become__gt=0) | Q(unseen__gt=0, meets_on__lte=later)
    waits |= Q(lines_in=0, came_of_it="", meets_on__lte=later)
    waits |= Q(shown_in__gt=0, heard_public_on=None, is_public=True, meets_on__lte=told_by)
    return list(rows.filter(waits).order_by("meets_on", "pk")[:MOST])


def _count(rows: QuerySet[Any]) -> Coalesce:
    counted = rows.order_by().values("gathering").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)
