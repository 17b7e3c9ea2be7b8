"""Minutes and attendance in words, for the house and for everybody."""

from typing import Any

from django.utils.translation import gettext as _

from holdepunkt.ui.jinja import danish_date
from holdepunkt.voice.council_words import label
from holdepunkt.voice.models import ApprovedAttendance, MinuteLine
from holdepunkt.voice.rules.meetings import Gathered, LineKind
from holdepunkt.voice.rules.members import public_name

TONES = {LineKind.SAID: "", LineKind.DECISION: "done", LineKind.DISSENT: "warn", LineKind.TASK: "begun"}


def line_told(line: MinuteLine, *, in_public: bool = False) -> dict[str, Any]:
    """One line of the minutes ready to print; in public a member is named as they wish."""
    kind = LineKind(line.kind)
    return {
        "row": line,
        "kind": "" if kind is LineKind.SAID else label(kind),
        "tone": TONES[kind],
        "text": line.text,
        "note": task_note(line, in_public=in_public) if kind is LineKind.TASK else "",
        "is_open_task": kind is LineKind.TASK and line.done_on is None,
    }


def task_note(line: MinuteLine, *, in_public: bool) -> str:
    """Who has the task, until when, and what became of it."""
    holders = []
    if (member := line.held_by_member) is not None:
        name = public_name(member.name, member.shown_as) if in_public else member.name
        holders.append(name or _("et medlem af rådet"))
    if line.held_by_unit is not None:
        holders.append(line.held_by_unit.name)
    due = _("senest %(day)s") % {"day": danish_date(line.due_on)} if line.due_on else ""
    done = _("gjort %(day)s") % {"day": danish_date(line.done_on)} if line.done_on else ""
    return " · ".join(filter(None, [", ".join(holders), done or due, line.outcome]))


def corrected_words(row: ApprovedAttendance) -> str:
    """That who came was corrected after the approval, when and why; for the house."""
    return _("Rettet %(day)s, fordi: %(why)s") % {"day": danish_date(row.noted_on), "why": row.why}


def gathered_words(found: Gathered) -> dict[str, str]:
    """How many came, and whether the council can decide."""
    words = _("%(present)s af %(seats)s er mødt.") % {"present": found.present, "seats": found.seats}
    if found.leader_missing:
        missing = _("Formanden eller næstformanden skal være mødt, før rådet kan beslutte.")
        return {"text": f"{words} {missing}", "tone": "warn"}
    if found.is_quorate is None:
        return {"text": words + " " + _("Reglen for, hvornår rådet kan beslutte, er ikke skrevet ind."), "tone": "info"}
    if found.is_quorate:
        return {"text": words + " " + _("Rådet kan beslutte."), "tone": "good"}
    missing = _("Der skal være %(needed)s, før rådet kan beslutte.") % {"needed": found.needed}
    return {"text": f"{words} {missing}", "tone": "warn"}
