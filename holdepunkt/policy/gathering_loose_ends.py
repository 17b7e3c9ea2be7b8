"""A meeting or a dialogue that the text promised and nobody held by its day."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from holdepunkt.people.asker import Asker
from holdepunkt.people.loose_ends import LooseEnd
from holdepunkt.policy.models import ActionPlan, PolicyVersion
from holdepunkt.policy.reads import gatherings as reads
from holdepunkt.policy.reads.gatherings import Row

WEIGHT = 42


def promised_meetings(versions: Iterable[PolicyVersion], by: Asker, today: date) -> list[LooseEnd]:
    """What a plan at work promised to hold, by the texts in force that promise such a thing."""
    return [_end(row, plan, by) for row, plan in reads.not_held(versions, today)]


def _end(row: Row, plan: ActionPlan, by: Asker) -> LooseEnd:
    about = _("Dialog med %(unit)s") % {"unit": row.unit.name} if row.unit else row.rhythm.plain
    return LooseEnd(
        kind="promised_meeting_not_held", weight=WEIGHT, about=about, holder=by.name, holder_user_id=by.user_id,
        since=plan.period_from, due=row.due, why=_("Den er lovet i politikken og ikke holdt"),
        action=_("Skriv mødet ind"), where=reverse("voice:gathering_new", args=[by.municipality_slug]),
    )  # fmt: skip
