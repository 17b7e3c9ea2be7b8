"""Jobs of hearings: the question to a council's members by mail, and the news to those who answered."""

from datetime import date

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from holdepunkt import tenancy
from holdepunkt.people import reads as people
from holdepunkt.ui.jinja import danish_date
from holdepunkt.voice.actions.hearing_message import mark_mailed
from holdepunkt.voice.actions.message import postman
from holdepunkt.voice.hearing_message_words import body as words_of
from holdepunkt.voice.message_words import subject
from holdepunkt.voice.models import HearingBody
from holdepunkt.voice.reads import hearing_bodies as reads
from holdepunkt.voice.reads.hearing_messages import message_to_mail


def order_mails(body: HearingBody, slug: str, today: date) -> None:
    """Put a mail to each member who comments and has e-mail into the queue. The others get theirs from the print run."""
    for member in reads.by_mail(body, today):
        mail_hearing.enqueue(slug, body.pk, member.pk)


@task()
def mail_hearing(slug: str, body_pk: int, member_pk: int) -> None:
    """Send one member what the council is asked about. Subject and first line are neutral."""
    with tenancy.within(people.place_of(slug)), translation.override("da"):
        found = reads.to_mail(body_pk, member_pk)
        if found is None:
            return
        body, address = found
        hearing = body.hearing
        where = reverse("voice:hearing_body", kwargs={"slug": slug, "pk": hearing.pk, "body": body.pk})
        due = danish_date(body.comments_due_on or hearing.due_on)
        parts = [
            _("Hej"),
            _("Rådet er spurgt om noget. Skriv, hvad du mener, senest %(day)s.") % {"day": due},
            hearing.title,
            hearing.plain,
            _("Læs teksten, og skriv her: %(address)s") % {"address": f"{settings.HOLDEPUNKT_URL.rstrip('/')}{where}"},
            _("Du kan også ringe eller svare på denne mail."),
            f"{_('Venlig hilsen')}\n{body.name}",
        ]
        EmailMessage(subject(hearing.municipality), "\n\n".join(parts), to=[address]).send()


@task()
def mail_answerer(slug: str, message_pk: int) -> None:
    """Send one mail once; what was sent or given up meanwhile is left alone."""
    municipality = people.place_of(slug)
    with tenancy.within(municipality):
        message = message_to_mail(message_pk)
        if message is None:
            return
        with translation.override("da"):
            text = words_of(message) + f"\n\n{_('Venlig hilsen')}\n{municipality}\n"
            EmailMessage(subject(municipality), text, to=[message.answer.sender.mail]).send()
        mark_mailed(message=message, by=postman(municipality))
