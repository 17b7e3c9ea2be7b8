"""What a message about a hearing says, the same on paper, in a mail and in an SMS: neutral first."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from holdepunkt.ui.jinja import danish_date
from holdepunkt.voice.hearing_words import label
from holdepunkt.voice.message_words import opening
from holdepunkt.voice.models import HearingMessage, HearingTheme
from holdepunkt.voice.rules.hearing import HearingStepKind, Outcome


def happened(message: HearingMessage) -> str:
    """What the step means to whoever answered, in a sentence."""
    hearing = message.answer.hearing
    said = {
        HearingStepKind.EXTENDED: _("Fristen for høringen er nu %(day)s.") % {"day": danish_date(hearing.due_on)},
        HearingStepKind.CANCELLED: _("Høringen er aflyst. Her er hvorfor."),
        HearingStepKind.ENDED: _("Høringen er slut. Her er, hvad dit svar førte til."),
    }
    return said[HearingStepKind(message.step.kind)]


def theme_words(theme: HearingTheme) -> str:
    """A theme with its closing answer, in the order one reads it."""
    if not theme.outcome:
        return theme.name
    return f"{theme.name}: {label(Outcome(theme.outcome))}. {theme.words}"


def told(message: HearingMessage) -> list[str]:
    """What came of it: the closing answer of each theme the answer speaks of, or the reason."""
    if message.step.kind == HearingStepKind.ENDED:
        return [theme_words(one.theme) for one in message.answer.themed.all()]
    return [message.step.words] if message.step.words else []


def follow_address(message: HearingMessage) -> str:
    """Where everybody reads it. The address holds no code."""
    hearing = message.answer.hearing
    kwargs = {"slug": hearing.municipality.slug, "number": hearing.number}
    return f"{settings.HOLDEPUNKT_URL.rstrip('/')}{reverse('voice:hearing', kwargs=kwargs)}"


def body(message: HearingMessage) -> str:
    """The whole message for a mail."""
    number = _("Dit svar har nummer %(number)s.") % {"number": message.answer.number}
    where = _("Læs det hele her: %(address)s") % {"address": follow_address(message)}
    return "\n\n".join([opening(), happened(message), *told(message), number, where])


def short(message: HearingMessage) -> str:
    """One line for an SMS."""
    number = _("Svar nummer %(number)s.") % {"number": message.answer.number}
    return " ".join(f"{opening()} {number} {follow_address(message)}".split())
