"""What the clockwork does with proposals and answers to hearings each day."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from holdepunkt.people.asker import machine
from holdepunkt.people.models import Municipality
from holdepunkt.voice.actions.hearing_answer import forget_answer_sender
from holdepunkt.voice.actions.proposal import forget_sender
from holdepunkt.voice.reads.hearing_answers import to_forget as answers_to_forget
from holdepunkt.voice.reads.waiting import old_counts, to_forget


@transaction.atomic
def forget_senders(*, municipality: Municipality, today: date) -> int:
    """Delete the contacts whose time is over, each with its row in the record; how many."""
    by = machine(municipality)
    rows = list(to_forget(municipality, today))
    for row in rows:
        forget_sender(proposal=row, by=by, why=_("Tiden er gået, som siden siger."))
    answers = answers_to_forget(municipality, today)
    for answer in answers:
        forget_answer_sender(answer=answer, by=by, why=_("Tiden er gået, som siden siger."))
    old_counts(municipality, today).delete()
    return len(rows) + len(answers)
