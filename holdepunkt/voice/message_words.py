"""What a message says, the same on paper, in a mail and in an SMS: neutral first, then what happened."""

from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from holdepunkt.people import sealing
from holdepunkt.people.models import Municipality
from holdepunkt.ui.jinja import danish_date
from holdepunkt.voice.codes import PURPOSE
from holdepunkt.voice.models import Message, Step
from holdepunkt.voice.rules.proposal import UNANSWERED, StepKind, spaced_code


def subject(municipality: Municipality) -> str:
    """A subject that says nothing to whoever looks over a shoulder."""
    return _("Besked fra %(municipality)s") % {"municipality": municipality}


def opening() -> str:
    """A first line that says nothing either."""
    return _("Der er nyt om det, du skrev til os.")


def happened(step: Step) -> str:
    """What the step means to whoever sent the proposal, in a sentence."""
    unit = step.unit_name or _("Kommunen")
    said = {
        StepKind.RECEIVED: _("Vi har fået det. En af os læser det snart."),
        StepKind.READ: _("%(unit)s har læst det.") % {"unit": unit},
        StepKind.WITH_COUNCIL: _("Vi har givet det til %(unit)s. De ser på det på et møde.") % {"unit": unit},
        StepKind.ANSWERED: _("%(unit)s har svaret.") % {"unit": unit},
        StepKind.ADOPTED: _("Vi gør noget ved det."),
        StepKind.PASSED_ON: _("Vi har sendt det videre til dem, der kan gøre noget ved det."),
        StepKind.NOT_NOW: _("Vi gør det ikke nu. Her er hvorfor."),
        StepKind.EFFORT_STATUS: _("Sådan går det med det, du skrev om."),
        StepKind.REMOVED: _("Vi har fjernet det fra siden. Her er hvorfor."),
        StepKind.DUE_MOVED: _("Vi kan ikke svare så hurtigt, som vi skrev."),
        StepKind.TOLD: _("Vi har fortalt dig det."),
    }
    return said[StepKind(step.kind)]


def told_words(step: Step) -> str:
    """The words of a step; what it became stands there once that is public."""
    title = step.about_title if step.kind == StepKind.EFFORT_STATUS else ""
    return "\n\n".join(filter(None, [title, step.words]))


def due_words(due: date) -> str:
    """By when we answer."""
    return _("Vi svarer senest %(day)s.") % {"day": danish_date(due)}


def promised(step: Step) -> str:
    """By when we answer, in the first message while there is no answer; a deadline that moved stands in its words."""
    waits = step.proposal.standing in UNANSWERED
    return due_words(step.proposal.answer_due) if waits and step.kind == StepKind.RECEIVED else ""


def follow_address(message: Message) -> str:
    """Where one follows the proposal. The address holds no code."""
    proposal = message.step.proposal
    path = reverse("voice:proposal", kwargs={"slug": proposal.municipality.slug, "number": str(proposal)})
    return f"{settings.HOLDEPUNKT_URL.rstrip('/')}{path}"


def code_of(message: Message) -> str:
    """The code to write, when this is the message that brings it."""
    if not message.sealed_code:
        return ""
    try:
        return spaced_code(sealing.opened(message.sealed_code, purpose=PURPOSE))
    except sealing.BrokenSeal:
        return ""


def body(message: Message) -> str:
    """The whole message for a mail or a letter."""
    step, code = message.step, code_of(message)
    parts = [opening(), happened(step), told_words(step), promised(step)]
    parts.append(_("Dit nummer: %(number)s") % {"number": step.proposal})
    if code:
        parts.append(_("Din kode: %(code)s. Gem den. Med den kan du følge det.") % {"code": code})
    parts.append(_("Følg det her: %(address)s") % {"address": follow_address(message)})
    return "\n\n".join(filter(None, parts))


def short(message: Message) -> str:
    """One line for an SMS."""
    code = code_of(message)
    told = _("Kode: %(code)s.") % {"code": code} if code else ""
    parts = [opening(), _("Nummer %(number)s.") % {"number": message.step.proposal}, told, follow_address(message)]
    return " ".join(" ".join(filter(None, parts)).split())
