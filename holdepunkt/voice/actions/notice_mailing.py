"""The job that mails one notice to one who signed up. The subject and the first line say nothing to others."""

from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from holdepunkt import tenancy
from holdepunkt.people import reads as people
from holdepunkt.voice.actions.message import postman
from holdepunkt.voice.actions.notice import mark_mailed
from holdepunkt.voice.gathering_words import body
from holdepunkt.voice.message_words import subject
from holdepunkt.voice.reads.sign_ups import notice_to_mail


@task()
def mail_notice(slug: str, notice_pk: int) -> None:
    """Send one mail once; what was sent, given up or forgotten meanwhile is left alone."""
    municipality = people.place_of(slug)
    with tenancy.within(municipality):
        notice = notice_to_mail(notice_pk)
        if notice is None:
            return
        with translation.override("da"):
            words = body(notice) + f"\n\n{_('Venlig hilsen')}\n{municipality}\n"
            EmailMessage(subject(municipality), words, to=[notice.sign_up.contact.mail]).send()
        mark_mailed(notice=notice, by=postman(municipality))
