"""The prefilled texts of an item and its annex, for each of the four things an item can be about."""

from holdepunkt.policy.models import (
    ActionPlan,
    CommitteeItem,
    Conclusion,
    Effort,
    Evaluation,
    Goal,
    PolicyVersion,
    Promise,
    Rhythm,
    StatusReport,
)
from holdepunkt.policy.pack.kinds import PaperKey
from holdepunkt.policy.papers.lines import default_columns
from holdepunkt.policy.papers.paper import Column, StatusRow, StatusTable
from holdepunkt.policy.papers.words import words_for
from holdepunkt.policy.reads.paper_rows import first_big, locked_rows, schedule, stage_of, status_row
from holdepunkt.policy.reads.paper_setting import form_of, goal_words, own_word, setting, version_for
from holdepunkt.policy.rules.evaluation import ADVICE_WORDS, Advice
from holdepunkt.policy.rules.kinds import Modal, RhythmKind
from holdepunkt.policy.rules.paper import EffortTold, Setting, YearTold, day, year_texts
from holdepunkt.policy.rules.paper_subjects import (
    EvaluationTold,
    LessonTold,
    PlanTold,
    TextTold,
    evaluation_texts,
    plan_texts,
    text_texts,
)

PLAN_COLUMNS = ("goal", "effort", "lead", "partners", "schedule", "economy", "indicator")


def prefilled(row: CommitteeItem) -> list[tuple[str, str, str]]:
    """Key, heading and first text of every field, in the municipality's own order (O7)."""
    version = version_for(row)
    texts = {key.value: text for key, text in _texts(row, version).items()}
    return [(key, heading, texts.get(key, "")) for key, heading, _known in form_of(version)]


def _texts(row: CommitteeItem, version: PolicyVersion | None) -> dict[PaperKey, str]:
    about = setting(row, version)
    if row.report:
        return year_texts(_year_told(row.report, about, version))
    if row.plan:
        return plan_texts(_plan_told(row.plan, about))
    if row.policy_version:
        return text_texts(_text_told(row.policy_version, about))
    assert row.evaluation is not None  # an item is about one of the four
    return evaluation_texts(_evaluation_told(row.evaluation, about))


def _year_told(report: StatusReport, about: Setting, version: PolicyVersion | None) -> YearTold:
    efforts = [
        EffortTold(
            row.effort_title,
            tuple(row.goal_titles),
            stage_of(row),
            row.happened,
            row.hindrance,
            row.next_step,
            row.economy,
            row.ends_on,
        )
        for row in locked_rows(report.pk)
    ]
    yearly = Rhythm.objects.filter(version_of=version, kind=RhythmKind.STATUS_EVERY_YEARS, stated=Modal.SHALL)
    served = {title for effort in efforts for title in effort.goals}
    goals = Goal.objects.filter(version_of=version, of_other_body="").order_by("level", "order", "pk")
    shown = [goal.title for goal in goals if goal.level == 1 or goal.title in served]
    return YearTold(about, report.year, _promised(version), tuple(shown), tuple(efforts), yearly=yearly.exists())


def _promised(version: PolicyVersion | None) -> int:
    """What the municipality itself shall do: the promises that count (A8)."""
    shall = Promise.objects.filter(version_of=version, modal=Modal.SHALL, by_other_body="", about_itself=False)
    return shall.count()


def _efforts(plan: ActionPlan) -> list[Effort]:
    found = Effort.objects.filter(plan=plan).select_related("unit")
    return list(found.prefetch_related("goals", "partners"))


def _plan_told(plan: ActionPlan, about: Setting) -> PlanTold:
    taken = list(plan.plan_goals.select_related("goal"))
    efforts = tuple(
        EffortTold(
            effort.title,
            tuple(str(goal) for goal in effort.goals.all()),
            economy=effort.economy,
            ends_on=effort.ends_on,
        )
        for effort in _efforts(plan)
    )
    return PlanTold(
        about,
        plan.title,
        plan.local_word,
        str(plan.drafted_by),
        plan.period_from,
        plan.period_to,
        tuple(str(row.goal) for row in taken),
        tuple(str(row.goal) for row in taken if row.own_choice),
        efforts,
    )


def _text_told(version: PolicyVersion, about: Setting) -> TextTold:
    goals = Goal.objects.filter(version_of=version, level=1, of_other_body="")
    period = ""
    if version.period_from and version.period_to:
        period = f" for {day(version.period_from)} til {day(version.period_to)}"
    titles = tuple(goals.values_list("title", flat=True))
    return TextTold(about, version.title, titles, goal_words(version), _promised(version), period)


def _evaluation_told(made: Evaluation, about: Setting) -> EvaluationTold:
    lessons = tuple(LessonTold(row.goal_title, row.text, ADVICE_WORDS[Advice(row.advice)]) for row in _lessons(made))
    return EvaluationTold(
        about, made.year, made.how_made, made.worked_well, made.was_missing, made.citizens_say, lessons
    )


def _lessons(made: Evaluation) -> list[Conclusion]:
    return list(made.conclusions.all())


def annex(row: CommitteeItem, words: dict[str, str]) -> StatusTable:
    """The table of Bilag 1: the locked year, or what the item is about."""
    columns = default_columns(words_for("da", words))
    if row.report:
        rows = tuple(status_row(locked) for locked in locked_rows(row.report.pk))
        return StatusTable(f"Status på {words['efforts']} {row.report.year}", columns, rows)
    if row.plan:
        some = tuple(column for column in columns if column.key in PLAN_COLUMNS)
        rows = tuple(_plan_row(effort) for effort in _efforts(row.plan))
        return StatusTable(f"{first_big(words['efforts'])} i {row.plan.title}", some, rows)
    if row.policy_version:
        return _goal_table(row.policy_version, words)
    assert row.evaluation is not None  # an item is about one of the four
    return _lesson_table(row.evaluation, words)


def annex_words(row: CommitteeItem, version: PolicyVersion | None) -> dict[str, str]:
    """The municipality's own words in place of the paper's."""
    one, many = goal_words(version)
    municipality = row.policy.municipality
    words = {
        "goal": first_big(one),
        "effort": first_big(own_word(municipality, "effort")),
        "efforts": own_word(municipality, "efforts"),
    }
    if row.policy_version_id:
        return words | {"efforts": many}
    return words | {"efforts": "konklusioner"} if row.evaluation_id else words


def _plan_row(effort: Effort) -> StatusRow:
    return StatusRow(
        goal=", ".join(map(str, effort.goals.all())),
        effort=effort.title,
        lead=str(effort.unit or ""),
        partners=", ".join(map(str, effort.partners.all())),
        schedule=schedule(effort.starts_on, effort.ends_on),
        economy=effort.economy,
        indicator=effort.indicator,
    )


def _goal_table(version: PolicyVersion, words: dict[str, str]) -> StatusTable:
    goals = Goal.objects.filter(version_of=version, of_other_body="").order_by("level", "order", "pk")
    rows = tuple(StatusRow(goal="", effort=goal.title, lead="", next_step=goal.plain) for goal in goals)
    columns = (Column("effort", words["goal"]), Column("next_step", "Med korte ord"))
    return StatusTable(f"{first_big(words['efforts'])} i »{version.title}«", columns, rows)


def _lesson_table(made: Evaluation, words: dict[str, str]) -> StatusTable:
    rows = tuple(
        StatusRow(goal=row.goal_title, effort=row.text, lead="", next_step=first_big(ADVICE_WORDS[Advice(row.advice)]))
        for row in _lessons(made)
    )
    columns = (Column("goal", words["goal"]), Column("effort", "Konklusion"), Column("next_step", "Til næste politik"))
    return StatusTable(f"Konklusioner {made.year}", columns, rows)
