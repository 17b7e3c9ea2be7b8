"""A proposal as plain text for the municipality's case system."""

from django.utils import translation
from django.utils.translation import gettext as _

from holdepunkt.ui.jinja import danish_date
from holdepunkt.voice.labels import label
from holdepunkt.voice.message_words import told_words
from holdepunkt.voice.models import Proposal, Sender, Step
from holdepunkt.voice.rules.proposal import CameBy, ProposalKind, StepKind, Way


def case_text(row: Proposal, sender: Sender | None = None) -> str:
    """Number, words and path, in Danish; the sender only when given."""
    with translation.override("da"):
        parts = [
            _("%(municipality)s: forslag %(number)s") % {"municipality": row.municipality, "number": row},
            _("Modtaget %(day)s, %(how)s. Slags: %(kind)s.") % {
                "day": danish_date(row.received_on), "how": label(CameBy(row.came_by)),
                "kind": label(ProposalKind(row.kind)),
            },
            row.words or _("Teksten er skjult."),
            _("Det er der sket:"),
            *(_step(step) for step in row.steps.all()),
        ]  # fmt: skip
        return "\n\n".join([*parts, *_sender(sender)]) + "\n"


def _step(step: Step) -> str:
    where = f" ({step.unit_name})" if step.unit_name else ""
    lines = [f"{danish_date(step.taken_on)}: {label(StepKind(step.kind))}{where}", told_words(step)]
    if hasattr(step, "end"):
        lines.append(
            _("Trukket tilbage %(day)s: %(why)s") % {"day": danish_date(step.end.ended_on), "why": step.end.why}
        )
    return "\n".join(filter(None, lines))


def _sender(sender: Sender | None) -> list[str]:
    if sender is None:
        return []
    told = ", ".join(filter(None, [sender.name, sender.mail, sender.phone, sender.address, sender.place]))
    return [_("Afsender (%(way)s): %(told)s") % {"way": label(Way(sender.way)), "told": told}]
