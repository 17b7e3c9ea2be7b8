"""Messages to senders, in the way they chose: mail by a job, the others in print runs and lists."""

from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from holdepunkt import clock, record
from holdepunkt.people import sealing
from holdepunkt.people.access import NotPossible, require
from holdepunkt.people.asker import Asker, machine
from holdepunkt.people.models import Municipality
from holdepunkt.record.versions import take
from holdepunkt.voice import access
from holdepunkt.voice.codes import PURPOSE
from holdepunkt.voice.models import Message, MessageRun, Proposal, Sender, Step
from holdepunkt.voice.reads.messages import waiting_messages
from holdepunkt.voice.rules.proposal import OUTCOMES, TELLS_DUE, StepKind, Way

AT_ONCE = 500


def make_message(*, step: Step, code: str = "") -> Message | None:  # because its caller records
    """Make the message about a step, when the sender wants one; mail goes at once, unless it came in a flood."""
    sender = Sender.objects.filter(proposal=step.proposal_id).first()
    if sender is None:
        return None
    sealed = sealing.seal(code, purpose=PURPOSE) if code else ""
    made = Message.objects.create(step=step, way=sender.way, made_on=clock.today(), sealed_code=sealed)
    if made.way == Way.MAIL and not step.proposal.held_back:
        post(messages=[made], municipality=step.proposal.municipality)
    return made


def post(*, messages: Iterable[Message], municipality: Municipality) -> None:
    """Put mails into the queue when what is being done has counted."""
    from holdepunkt.voice.actions.mailing import mail_message  # because the job imports this module

    for pk in [message.pk for message in messages]:
        transaction.on_commit(partial(mail_message.enqueue, municipality.slug, pk))


@transaction.atomic
def mark_sent(*, message: Message, by: Asker) -> Message:
    """The message has left: the code in it is forgotten, and an answer has been told."""
    require(access.is_at_home(by, message.step.proposal.municipality_id))
    rows = Message.objects.filter(pk=message.pk).select_for_update(of=("self",))  # the site may not lock a step
    row = rows.select_related("step__proposal").get()
    if row.done_on is not None:
        return row
    proposal = row.step.proposal
    row.done_on, row.sealed_code = clock.today(), ""
    if row.step.kind in TELLS_DUE and row.way != Way.SMS:  # a text message has no room for it
        row.told_due = proposal.answer_due
    row.save(update_fields=["done_on", "sealed_code", "told_due"])
    if row.step.kind in OUTCOMES:
        Step.objects.create(proposal=proposal, kind=StepKind.TOLD, taken_on=clock.today(), words=row.get_way_display())
        proposal.last_step_on = clock.today()
        proposal.save(update_fields=["last_step_on"])
    record.wrote("message.sent", on=proposal, by=by, fields={"way": row.way})
    return row


@transaction.atomic
def begin_run(*, municipality: Municipality, way: Way | str, by: Asker) -> MessageRun:
    """Gather what waits to be sent in one way: letters, notices, or the list for the SMS gateway."""
    require(access.may_handle_in(by, municipality.pk))
    waiting = waiting_messages(municipality).filter(way=Way(way), run=None)
    found = list(waiting.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    if not found or way == Way.MAIL:
        raise NotPossible(_("Der er ikke noget at sende på den måde lige nu."))
    run = MessageRun.objects.create(municipality=municipality, way=way, made_on=clock.today())
    Message.objects.filter(pk__in=found).update(run=run)
    record.wrote("message_run.begun", on=run, by=by, fields={"way": str(way), "count": len(found)})
    return run


@transaction.atomic
def finish_run(*, run: MessageRun, by: Asker) -> MessageRun:
    """Say that a run was posted, hung up or handed to the gateway: each of its messages is sent."""
    require(access.may_handle_in(by, run.municipality_id))
    row = take(run, version=None)
    if row.sent_on is not None:
        raise NotPossible(_("Udsendelsen er allerede sendt."))
    row.sent_on = clock.today()
    row.save(update_fields=["sent_on", "version"])
    for message in row.messages.filter(done_on=None, given_up=False).select_related("step__proposal"):
        mark_sent(message=message, by=by)
    record.wrote("message_run.sent", on=row, by=by, fields={"way": row.way})
    return row


def give_up_messages(*, proposal: Proposal) -> None:  # because its caller records
    """What cannot be sent any more waits no longer."""
    Message.objects.filter(step__proposal=proposal, done_on=None).update(given_up=True, sealed_code="")


def give_up_old_dues(*, proposal: Proposal) -> None:  # because its caller records
    """A deadline that moved again before it was told is not told."""
    rows = Message.objects.filter(step__proposal=proposal, step__kind=StepKind.DUE_MOVED, done_on=None)
    rows.update(given_up=True)


def postman(municipality: Municipality) -> Asker:
    """Who sends the mails."""
    return machine(municipality, "Postvognen")
