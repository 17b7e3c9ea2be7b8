"""Messages to those who answered a hearing, in the way they chose: mail by a job, the others printed or listed."""

from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from holdepunkt import clock, record
from holdepunkt.people.access import NotPossible, require
from holdepunkt.people.asker import Asker
from holdepunkt.voice import hearing_access as access
from holdepunkt.voice.models import AnswerSender, Hearing, HearingAnswer, HearingMessage, HearingStep
from holdepunkt.voice.reads import hearing_messages as reads
from holdepunkt.voice.rules.proposal import Way


def tell_everybody(*, step: HearingStep) -> int:  # because its caller records
    """Make the message about a step to everybody who answered and wants to hear; mails go at once."""
    hearing = step.hearing
    senders = AnswerSender.objects.filter(answer__hearing=hearing, answer__held_back=False).order_by("pk")
    made = HearingMessage.objects.bulk_create(
        HearingMessage(step=step, answer_id=sender.answer_id, way=sender.way, made_on=clock.today())
        for sender in senders
    )
    _post([message.pk for message in made if message.way == Way.MAIL], hearing.municipality.slug)
    return len(made)


def _post(numbers: list[int], slug: str) -> None:
    from holdepunkt.voice.actions.hearing_mailing import mail_answerer  # because the job imports this module

    for pk in numbers:
        transaction.on_commit(partial(mail_answerer.enqueue, slug, pk))


@transaction.atomic
def mark_mailed(*, message: HearingMessage, by: Asker) -> HearingMessage:
    """A mail has left."""
    require(access.is_at_home(by, message.answer.hearing.municipality_id))
    row = HearingMessage.objects.filter(pk=message.pk).select_for_update(of=("self",)).get()
    if row.done_on is None:
        row.done_on = clock.today()
        row.save(update_fields=["done_on"])
        record.wrote("hearing.told", on=message.answer.hearing, by=by, fields={"way": row.way, "count": 1})
    return row


@transaction.atomic
def finish_way(*, hearing: Hearing, way: Way | str, by: Asker) -> int:
    """Say that the letters or notices were sent, or the list handed to the gateway; how many."""
    require(access.may_keep(by, hearing))
    count = reads.waiting(hearing).filter(way=Way(way)).exclude(way=Way.MAIL).update(done_on=clock.today())
    if not count:
        raise NotPossible(_("Der er ikke noget at sende på den måde lige nu."))
    record.wrote("hearing.told", on=hearing, by=by, fields={"way": str(way), "count": count})
    return count


def give_up(*, answer: HearingAnswer) -> None:  # because its caller records
    """What cannot be sent any more waits no longer."""
    HearingMessage.objects.filter(answer=answer, done_on=None).update(given_up=True)
