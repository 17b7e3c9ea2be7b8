"""The writers of who was heard, what they said in their own words, and what it led to."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from holdepunkt import record
from holdepunkt.people.access import NotPossible, require
from holdepunkt.people.asker import Asker
from holdepunkt.people.models import Unit
from holdepunkt.policy import access
from holdepunkt.policy.models import ActionPlan, BodyHeard, PolicyVersion, StatusReport
from holdepunkt.policy.reads.paper_annex import is_quoted
from holdepunkt.policy.rules.kinds import ReportStage
from holdepunkt.record.versions import take

WITH_THE_COMMITTEE = (ReportStage.WITH_COMMITTEE, ReportStage.PUBLIC, ReportStage.REVISED)


@transaction.atomic
def ask_body(
    *,
    unit: Unit,
    asked_on: date,
    due_on: date | None,
    by: Asker,
    plan: ActionPlan | None = None,
    report: StatusReport | None = None,
    version_of: PolicyVersion | None = None,
) -> BodyHeard:
    """Note that a body is asked about one thing: a plan, the year's status, or a version of the policy.

    Asked again before it has answered, it is the same question with new days (a correction carries one with it).
    """
    asked = BodyHeard(unit=unit, asked_on=asked_on, due_on=due_on, plan=plan, report=report, version_of=version_of)
    if len([thing for thing in (plan, report, version_of) if thing is not None]) != 1:
        raise TypeError("A body is heard on one thing: plan, report or version_of.")
    require(access.is_at_home(by, unit.municipality_id))
    require(access.may_hear(by, asked))
    if plan is not None and ActionPlan.objects.get(pk=plan.pk).is_frozen:
        raise NotPossible(access.refused_because_frozen().reason)
    if report is not None and StatusReport.objects.get(pk=report.pk).stage in WITH_THE_COMMITTEE:
        raise NotPossible(
            _("Udvalget har allerede fået status for %(year)s, så det er for sent at spørge om den.")
            % {"year": report.year},
            _("Spørg om det næste år i stedet."),
        )
    if due_on is not None and due_on < asked_on:
        raise NotPossible(_("Fristen ligger før den dag, de bliver spurgt. Vælg en senere frist."))
    row = _open_question(asked) or asked
    row.asked_on, row.due_on = asked_on, due_on
    row.save()
    record.wrote("body.asked", on=row, by=by, fields={"about": _about(row)})
    return row


def _open_question(asked: BodyHeard) -> BodyHeard | None:
    """The same question, put before and not answered yet, taken for a change."""
    same = {"unit": asked.unit, "plan": asked.plan, "report": asked.report, "version_of": asked.version_of}
    found = BodyHeard.objects.filter(**same, said_on=None).order_by("pk").first()
    return take(found, version=None) if found else None


@transaction.atomic
def note_words(
    *, heard: BodyHeard, said_on: date, words: str, considered: str, by: Asker, version: int | None = None
) -> BodyHeard:
    """Note what the body said in its own words, and how it was considered."""
    require(access.may_hear(by, heard))
    row = take(heard, version=version)
    if row.report is not None and row.report.stage in WITH_THE_COMMITTEE:
        raise NotPossible(_("Udvalget har fået årets status med rådets ord. De bliver ikke ændret bagefter."))
    _require_unused(row)
    if said_on < row.asked_on:
        raise NotPossible(_("De kan ikke have svaret, før de blev spurgt. Ret datoen."))
    if not words.strip():
        raise NotPossible(_("Skriv, hvad de sagde. Sagde de ikke noget, så lad svaret stå tomt og vent på fristen."))
    row.said_on, row.words, row.considered = said_on, words.strip(), considered.strip()
    row.save()
    record.wrote("body.heard", on=row, by=by, fields={"about": _about(row)})
    return row


def _require_unused(row: BodyHeard) -> None:
    """A first answer may come late; words that something rests on are never written over."""
    if not row.words:
        return
    thing = row.plan or row.version_of
    if thing is not None and thing.is_frozen:
        raise NotPossible(
            _("»%(title)s« er godkendt med rådets ord. De bliver ikke ændret bagefter.") % {"title": thing}
        )
    if is_quoted(row):
        raise NotPossible(_("Rådets ord står i et punkt på dagsordenen. De bliver ikke ændret bagefter."))


def _about(asked: BodyHeard) -> str:
    return str(asked.plan or asked.report or asked.version_of)
