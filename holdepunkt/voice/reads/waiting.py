"""Reading what waits among the proposals, and what the clockwork does with them."""

from datetime import date, timedelta

from django.db.models import Count, Min, QuerySet, Value

from holdepunkt.people.asker import Asker
from holdepunkt.people.models import Municipality
from holdepunkt.voice import access
from holdepunkt.voice.models import Flood, Proposal, Story
from holdepunkt.voice.reads.deadlines import setting_of
from holdepunkt.voice.reads.messages import waiting_messages
from holdepunkt.voice.reads.stories import GROUPS
from holdepunkt.voice.rules.proposal import UNANSWERED, StepKind, forget_sender_on

MOST = 100


def overdue(by: Asker, *, today: date) -> list[Proposal]:
    """Proposals without an answer past their deadline, the oldest of them and one more than a page of ends needs.

    All for those who handle them, else the asker's units'.
    """
    rows = Proposal.objects.filter(
        municipality=by.municipality, held_back=False, standing__in=UNANSWERED, answer_due__lt=today
    )
    if not by.has(*access.HANDLERS):
        rows = rows.filter(reader__in=access.reads_for(by))
    return list(rows.select_related("reader__successor").order_by("answer_due", "pk")[: MOST + 1])


def unread(by: Asker) -> dict[str, tuple[int, date | None]]:
    """How many proposals nobody has read, and how many stories with a yes, each with the oldest day; one statement."""
    proposals = Proposal.objects.filter(municipality=by.municipality, held_back=False, standing=StepKind.RECEIVED)
    told = Story.objects.filter(GROUPS["klar"], municipality=by.municipality)
    first = proposals.order_by().values(what=Value("proposals")).annotate(n=Count("pk"), day=Min("received_on"))
    other = told.order_by().values(what=Value("stories")).annotate(n=Count("pk"), day=Min("yes__given_on"))
    found = {row["what"]: (row["n"], row["day"]) for row in first.union(other, all=True)}
    return {"proposals": (0, None), "stories": (0, None)} | found


def untold(by: Asker, *, made_before: date) -> tuple[int, date | None]:
    """How many messages wait to be sent since before a day, and the oldest."""
    assert by.municipality is not None
    rows = waiting_messages(by.municipality).filter(made_on__lt=made_before)
    found = rows.aggregate(count=Count("pk"), day=Min("made_on"))
    return found["count"], found["day"]


def to_forget(municipality: Municipality, today: date) -> QuerySet[Proposal]:
    """Proposals whose sender is kept no longer: the last step is old enough, and nothing waits to be told."""
    months = setting_of(municipality).contact_months
    known = Proposal.objects.filter(municipality=municipality, sender__isnull=False)
    done = known.exclude(standing__in=UNANSWERED) | known.filter(held_back=True)
    soonest = today - timedelta(days=months * 28)
    due = [
        row.pk for row in done.filter(last_step_on__lt=soonest) if forget_sender_on(row.last_step_on, months) <= today
    ]
    waiting = waiting_messages(municipality).values("step__proposal")
    return Proposal.objects.filter(pk__in=due).exclude(pk__in=waiting).order_by("pk")


def heaps_of_other_days(municipality: Municipality, today: date) -> QuerySet[Flood]:
    """Heaps that still know from which address they came that day."""
    return Flood.objects.filter(municipality=municipality, newest_at__date__lt=today).exclude(fingerprint="")


def old_counts(municipality: Municipality, today: date) -> QuerySet[Flood]:
    """Rows that only counted, and hold no heap."""
    return Flood.objects.filter(municipality=municipality, stage="counting", newest_at__date__lt=today)
