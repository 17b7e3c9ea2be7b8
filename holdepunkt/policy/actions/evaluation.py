"""The only writers of evaluations and their conclusions."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from holdepunkt import clock, record
from holdepunkt.people.access import NotPossible
from holdepunkt.people.access import require as must
from holdepunkt.people.asker import Asker
from holdepunkt.policy import access
from holdepunkt.policy.models import Conclusion, Evaluation, Policy
from holdepunkt.policy.reads import evaluation as reads
from holdepunkt.policy.rules.evaluation import Advice, EvaluationStage, lacks
from holdepunkt.record.versions import take

TEXTS = ("how_made", "worked_well", "was_missing", "citizens_say", "is_example")


@transaction.atomic
def begin_evaluation(*, policy: Policy, year: int, by: Asker) -> Evaluation:
    """Begin the evaluation of a policy in its year; one a year."""
    must(access.is_at_home(by, policy.municipality_id))
    must(access.may_draft(by))
    if Evaluation.objects.filter(policy=policy, year=year).exists():
        raise NotPossible(_("Der er allerede en evaluering for %(year)s. Skriv videre på den.") % {"year": year})
    row = Evaluation.objects.create(policy=policy, year=year)
    record.wrote("evaluation.begun", on=row, by=by)
    return row


@transaction.atomic
def change_evaluation(*, evaluation: Evaluation, by: Asker, version: int | None = None, **changes: Any) -> Evaluation:
    """Change the texts of a draft."""
    must(access.is_at_home(by, evaluation.policy.municipality_id))
    must(access.may_draft(by))
    row = take(evaluation, version=version)
    _require_draft(row)
    if unknown := set(changes) - set(TEXTS):
        raise TypeError(f"change_evaluation: found {sorted(unknown)}; expected some of {TEXTS}")
    changed = sorted(name for name, value in changes.items() if getattr(row, name) != value)
    if not changed:
        return evaluation
    for name in changed:
        setattr(row, name, changes[name])
    row.save()
    record.wrote("evaluation.changed", on=row, by=by, fields={"changed": changed})
    return row


@transaction.atomic
def add_conclusion(
    *, evaluation: Evaluation, text: str, advice: Advice | str, by: Asker, goal_key: str = ""
) -> Conclusion:
    """Add what was learned about one goal (or the whole), and what the next policy should do with it."""
    must(access.may_draft(by))
    row = _locked(evaluation, by)
    _require_draft(row)
    last = Conclusion.objects.filter(evaluation=row).aggregate(last=Max("order"))["last"]
    made = Conclusion.objects.create(
        evaluation=row,
        text=text,
        advice=Advice(advice),
        goal_key=goal_key,
        goal_title=_goal_title(row, goal_key),
        order=0 if last is None else last + 1,
    )
    record.wrote("conclusion.added", on=made, by=by, fields={"evaluation": str(row.uuid)})
    return made


@transaction.atomic
def change_conclusion(
    *,
    conclusion: Conclusion,
    text: str,
    advice: Advice | str,
    by: Asker,
    goal_key: str = "",
    version: int | None = None,
) -> Conclusion:
    """Change a conclusion of a draft. Raises Clash when somebody else changed it since `version`."""
    must(access.may_draft(by))
    evaluation = _locked(conclusion.evaluation, by)
    _require_draft(evaluation)
    row = take(conclusion, version=version)
    row.text, row.advice, row.goal_key = text, Advice(advice), goal_key
    row.goal_title = _goal_title(evaluation, goal_key)
    row.save()
    record.wrote("conclusion.changed", on=row, by=by)
    return row


@transaction.atomic
def remove_conclusion(*, conclusion: Conclusion, by: Asker) -> None:
    """Take a conclusion out of a draft; its words stay in the record."""
    must(access.may_draft(by))
    _require_draft(_locked(conclusion.evaluation, by))
    record.wrote("conclusion.removed", on=conclusion, by=by, fields={"text": conclusion.text})
    conclusion.delete()


@transaction.atomic
def finish_evaluation(*, evaluation: Evaluation, on: date, by: Asker) -> Evaluation:
    """Say that the evaluation is finished and can go to the committee."""
    must(access.may_draft(by))
    row = _locked(evaluation, by)
    _require_draft(row)
    missing = lacks(
        how_made=row.how_made,
        worked_well=row.worked_well,
        was_missing=row.was_missing,
        conclusions=len(reads.conclusions(row)),
    )
    if missing:
        labels = [_missing_label(name) for name in missing]
        raise NotPossible(_("Evalueringen mangler: %(missing)s.") % {"missing": ", ".join(labels)})
    _require_past(on)
    row.stage, row.done_on = EvaluationStage.DONE, on
    row.save(update_fields=["stage", "done_on"])
    record.wrote("evaluation.finished", on=row, by=by, fields={"on": on.isoformat()})
    return row


@transaction.atomic
def publish_evaluation(*, evaluation: Evaluation, on: date, by: Asker) -> Evaluation:
    """Let everybody read it, once the committee has had it. From here it never changes."""
    must(access.may_draft(by))
    row = _locked(evaluation, by)
    if row.stage == EvaluationStage.PUBLISHED:
        raise NotPossible(_("Evalueringen er allerede offentlig."))
    if row.stage == EvaluationStage.DRAFT:
        raise NotPossible(_("Evalueringen er stadig en kladde. Gør den færdig først."))
    if reads.item_with_agenda_out(row) is None:
        raise NotPossible(
            _("Udvalget har ikke fået evalueringen endnu. Den bliver offentlig, når dagsordenen er ude."),
            _("Lav et punkt til udvalget om evalueringen."),
        )
    _require_past(on)
    row.stage, row.published_on = EvaluationStage.PUBLISHED, on
    row.save(update_fields=["stage", "published_on"])
    record.wrote("evaluation.published", on=row, by=by, fields={"on": on.isoformat()})
    return row


def _locked(evaluation: Evaluation, by: Asker) -> Evaluation:
    must(access.is_at_home(by, evaluation.policy.municipality_id))
    found = Evaluation.objects.filter(pk=evaluation.pk).select_for_update(of=("self",))
    return found.select_related("policy__municipality").get()


def _require_draft(row: Evaluation) -> None:
    if row.stage != EvaluationStage.DRAFT:
        raise NotPossible(_("Evalueringen er færdig og bliver ikke ændret."))


def _require_past(day: date) -> None:
    if day > clock.today():
        raise NotPossible(_("Datoen ligger i fremtiden. Skriv den dag, det skete."))


def _goal_title(row: Evaluation, goal_key: str) -> str:
    if not goal_key:
        return ""
    titles = {goal.key: goal.title for goal in reads.goals(row.policy)}
    if goal_key not in titles:
        raise NotPossible(
            _("Målet »%(found)s« findes ikke i politikken. Vælg et af dens %(count)d mål.")
            % {"found": goal_key, "count": len(titles)}
        )
    return titles[goal_key]


def _missing_label(name: str) -> str:
    return {
        "how_made": _("hvordan den er lavet"),
        "worked_well": _("hvad der virkede"),
        "was_missing": _("hvad der manglede"),
        "conclusions": _("mindst én konklusion"),
    }[name]
