"""Reading messages that wait, and the runs in which they leave."""

from datetime import date

from django.db.models import Count, QuerySet
from django.http import Http404

from holdepunkt.people.access import require
from holdepunkt.people.asker import Asker
from holdepunkt.people.models import Municipality
from holdepunkt.voice import access
from holdepunkt.voice.models import Message, MessageRun, Proposal


def waiting_messages(municipality: Municipality) -> QuerySet[Message]:
    """Messages that have not left and still can."""
    return Message.objects.filter(
        step__proposal__municipality=municipality, done_on=None, given_up=False, step__proposal__held_back=False
    )


def told_due(proposal: Proposal) -> date | None:
    """By when the sender was told that we answer, in the newest message that left and said so."""
    rows = Message.objects.filter(step__proposal=proposal, told_due__isnull=False).order_by("-done_on", "-pk")
    return rows.values_list("told_due", flat=True).first()


def counts(by: Asker) -> dict[str, int]:
    """How many wait to be gathered, by way."""
    require(access.may_handle(by))
    rows = waiting_messages(by.municipality).filter(run=None)  # type: ignore[arg-type]
    return dict(rows.order_by().values_list("way").annotate(n=Count("pk")))


def runs(by: Asker) -> QuerySet[MessageRun]:
    """The runs, newest first, each with how many messages it holds."""
    require(access.may_handle(by))
    found = MessageRun.objects.filter(municipality=by.municipality)
    return found.annotate(messages_in=Count("messages")).order_by("-made_on", "-pk")


def run(by: Asker, pk: int) -> MessageRun:
    """One run of this municipality; another's is missing."""
    found = runs(by).filter(pk=pk).first()
    if found is None:
        raise Http404(str(pk))
    return found


def messages_of(run: MessageRun) -> QuerySet[Message]:
    """What a run prints, in the order it was made; what was given up is left out."""
    around = ("step__proposal__sender", "step__proposal__municipality", "step__unit")
    return run.messages.filter(given_up=False).select_related(*around).order_by("pk")


def message_to_mail(pk: int) -> Message | None:
    """A mail that still waits, with its sender."""
    rows = Message.objects.filter(pk=pk, done_on=None, given_up=False, step__proposal__held_back=False)
    return rows.select_related("step__proposal__sender", "step__proposal__municipality", "step__unit").first()
