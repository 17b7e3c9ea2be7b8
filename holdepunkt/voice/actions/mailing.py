"""The job that mails one sender about one step. The subject and the first line say nothing to others."""

from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from holdepunkt import tenancy
from holdepunkt.people import reads as people
from holdepunkt.voice.actions.message import mark_sent, postman
from holdepunkt.voice.message_words import body, subject
from holdepunkt.voice.reads.messages import message_to_mail


@task()
def mail_message(slug: str, message_pk: int) -> None:
    """Send one mail once; what was sent or given up meanwhile is left alone."""
    municipality = people.place_of(slug)
    with tenancy.within(municipality):
        message = message_to_mail(message_pk)
        if message is None:
            return
        with translation.override("da"):
            to = message.step.proposal.sender.mail
            EmailMessage(
                subject(municipality), body(message) + f"\n\n{_('Venlig hilsen')}\n{municipality}\n", to=[to]
            ).send()
        mark_sent(message=message, by=postman(municipality))
