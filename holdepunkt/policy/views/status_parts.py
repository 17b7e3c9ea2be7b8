"""Parts of the status pages, ready to print."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from holdepunkt.policy.models import LockedStatus, Milestone, StatusNote
from holdepunkt.policy.rules.kinds import NoteStage
from holdepunkt.policy.rules.status import Computed
from holdepunkt.policy.status_words import stage_label, stage_tone, why
from holdepunkt.ui.jinja import danish_date


def layers(note: StatusNote, computed: Computed, locked: LockedStatus | None) -> list[dict[str, str]]:
    """What the dates say, what was stated, what is locked: side by side."""
    stated = note.stated if note.stage == NoteStage.STATED else ""
    found = [
        _layer(_("Beregnet af datoerne"), computed.stage, why(computed)),
        _layer(_("Oplyst"), stated, note.differs_because if stated else ""),
    ]
    if locked is None:
        return [*found, {"name": _("Låst"), "label": _("ikke låst endnu"), "tone": "idle", "why": ""}]
    return [*found, _layer(_("Låst"), locked.stated, "")]


def _layer(name: str, stage: str, reason: str) -> dict[str, str]:
    return {"name": name, "label": stage_label(stage), "tone": stage_tone(stage), "why": reason}


def steps_of(milestones: Iterable[Milestone]) -> list[dict[str, str]]:
    """The milestones with their days."""
    return [
        {
            "when": danish_date(one.due_on),
            "text": one.title
            + (_(", nået den %(day)s") % {"day": danish_date(one.reached_on)} if one.reached_on else ""),
        }
        for one in milestones
    ]


def call_rows(
    notes: list[StatusNote], *, hrefs: list[str], people: list[Any], late: list[bool]
) -> list[dict[str, str]]:
    """Efforts without an answer and whom to call. In the plan's order: nobody is ranked."""
    rows = []
    for note, href, person, is_late in zip(notes, hrefs, people, late, strict=True):
        call = " · ".join(filter(None, [person.name, person.phone])) if person else _("ingen at ringe til")
        unit = note.effort.unit.name if note.effort.unit else ""
        state = _("kladde") if note.stage == NoteStage.DRAFT else _("intet svar")
        rows.append(
            {
                "heading": str(note.effort),
                "href": href,
                "text": " · ".join(filter(None, [call, unit])),
                "lead": _("sent") if is_late else state,
                "tone": "late" if is_late else "idle",
            }
        )
    return rows


def year_row(row: LockedStatus) -> dict[str, Any]:
    """A row of a locked year, last year beside this year, ready to print."""
    return {
        "effort": row.effort_title,
        "goals": ", ".join(row.goal_titles),
        "who": " · ".join(filter(None, [row.unit_name, row.lead_name])),
        "stated": (stage_label(row.stated), stage_tone(row.stated)),
        "computed": (stage_label(row.computed), stage_tone(row.computed)),
        "last_year": stage_label(row.last_year) if row.last_year else "",
        "figure": figure_cell(row),
    }


def figure_cell(row: LockedStatus) -> str:
    """A locked figure with its source and day."""
    if row.figure_under_five:
        value = _("under fem")
    elif row.figure_value is not None:
        value = f"{row.figure_value.normalize():f}".replace(".", ",")
    else:
        return ""
    source = ", ".join(filter(None, [row.figure_source, danish_date(row.figure_date)]))
    return f"{value} {row.figure_unit} ({source})".replace("  ", " ")
