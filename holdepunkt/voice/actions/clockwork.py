"""What the clockwork does each day: forgetting senders, of answers too, and deadlines that closing days have moved."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from holdepunkt import record
from holdepunkt.people.access import is_at_home, require
from holdepunkt.people.asker import Asker, machine
from holdepunkt.people.models import Municipality
from holdepunkt.ui.jinja import danish_date
from holdepunkt.voice.actions.council import COUNTED, DEADLINES, count_deadlines, deadlines_of
from holdepunkt.voice.actions.hearing_answer import forget_answer_sender
from holdepunkt.voice.actions.proposal import forget_sender
from holdepunkt.voice.models import CouncilMeeting
from holdepunkt.voice.reads.hearing_answers import to_forget as answers_to_forget
from holdepunkt.voice.reads.waiting import heaps_of_other_days, old_counts, to_forget


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
    heaps_of_other_days(municipality, today).update(fingerprint="")
    return len(rows) + len(answers)


@transaction.atomic
def recount_deadlines(*, municipality: Municipality, by: Asker) -> int:
    """Meetings that are planned get the days that rules and closing days give now; the record says what changed."""
    require(is_at_home(by, municipality.pk))
    rows = CouncilMeeting.objects.filter(council__municipality=municipality, stage__in=COUNTED)
    count = 0
    for row in rows.select_related("council__unit", "council__municipality").select_for_update(of=("self",)):
        before = deadlines_of(row)
        count_deadlines(row, row.council)
        if before == deadlines_of(row):
            continue
        row.save(update_fields=DEADLINES)
        changed = _changed(before, deadlines_of(row))
        record.wrote("meeting.deadlines_recounted", on=row, by=by, fields={"changed": changed})
        count += 1
    return count


def _changed(before: tuple[date | None, ...], now: tuple[date | None, ...]) -> str:
    """What moved, in words: items from … to …, agenda from … to …, minutes from … to …."""
    names = (_("emner senest"), _("dagsorden senest"), _("referat senest"))
    moved = [(name, old, new) for name, old, new in zip(names, before, now, strict=True) if old != new]
    return ", ".join(
        _("%(what)s %(now)s i stedet for %(before)s")
        % {"what": what, "now": danish_date(new) if new else "–", "before": danish_date(old) if old else "–"}
        for what, old, new in moved
    )
