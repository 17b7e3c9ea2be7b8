"""What the paper says when the item is about a plan, a policy's text, or an evaluation."""

from dataclasses import dataclass
from datetime import date

from holdepunkt.policy.pack.kinds import PaperKey
from holdepunkt.policy.rules.paper import (
    MOST_LINES,
    EffortTold,
    Setting,
    common_texts,
    counted,
    day,
    economy,
    listed,
    recommend,
    sentence,
    told_by_goal,
)


@dataclass(frozen=True)
class PlanTold:
    """A plan that a committee is asked to approve. `own_choice` are goals beyond what it is bound to."""

    setting: Setting
    title: str
    word: str
    drafted_by: str
    period_from: date
    period_to: date
    goals: tuple[str, ...]
    own_choice: tuple[str, ...]
    efforts: tuple[EffortTold, ...]


@dataclass(frozen=True)
class TextTold:
    """A version of a policy that is to be approved."""

    setting: Setting
    title: str
    goals: tuple[str, ...]
    goal_words: tuple[str, str]
    promised: int
    period: str = ""


@dataclass(frozen=True)
class LessonTold:
    """One conclusion of an evaluation, and what the next policy should do with it."""

    goal: str
    text: str
    advice: str


@dataclass(frozen=True)
class EvaluationTold:
    """An evaluation with its conclusions."""

    setting: Setting
    year: int
    how_made: str
    worked_well: str
    was_missing: str
    citizens_say: str
    lessons: tuple[LessonTold, ...]


def plan_texts(told: PlanTold) -> dict[PaperKey, str]:
    """The fields of an item about a plan (F4: a goal of one's own free choice is named as such)."""
    setting = told.setting
    count = counted(len(told.efforts), setting.effort, setting.efforts)
    short = f"{told.drafted_by} har lavet {told.title} for {day(told.period_from)} til {day(told.period_to)}. Der er {count}."
    goals = [f"• {goal}" for goal in told.goals if goal not in told.own_choice]
    goals += [f"• {goal} (eget valg)" for goal in told.own_choice]
    account = "\n".join([short, "", "Planen arbejder med:", *goals]) if goals else short
    return common_texts(setting) | {
        PaperKey.THEME: f"{setting.committee} tager stilling til {told.title}.",
        PaperKey.ORIGIN: setting.approved,
        PaperKey.RESUME: short,
        PaperKey.CORE: short,
        PaperKey.ACCOUNT: account,
        PaperKey.ECONOMY: economy(setting, told.goals, told.efforts),
        PaperKey.SCHEDULE: _ending(told),
        PaperKey.RECOMMENDATION: recommend(setting, f"{setting.committee} godkender {told.title}"),
        PaperKey.ATTACHMENTS: f"Bilag 1: {setting.efforts.capitalize()} i {told.title}",
    }


def _ending(told: PlanTold) -> str:
    """When the efforts end: one line each, or counts per goal when they are many."""
    ending = tuple(e for e in told.efforts if e.ends_on)
    if len(ending) > MOST_LINES:
        return told_by_goal(told.setting, told.goals, ending, "Der er en slutdato for")
    return "\n".join(f"• {e.title}: slutter {day(e.ends_on)}" for e in ending if e.ends_on)


def text_texts(told: TextTold) -> dict[PaperKey, str]:
    """The fields of an item about a policy's own text."""
    setting, (one, many) = told.setting, told.goal_words
    short = (
        f"Her er forslaget til »{told.title}«{told.period}. Den har {counted(len(told.goals), one, many)}, "
        f"og der står {counted(told.promised, 'ting', 'ting')}, vi vil gøre."
    )
    account = "\n".join([short, *(f"• {goal}" for goal in told.goals)])
    return common_texts(setting) | {
        PaperKey.THEME: f"{setting.committee} tager stilling til »{told.title}«.",
        PaperKey.RESUME: short,
        PaperKey.CORE: short,
        PaperKey.ACCOUNT: account,
        PaperKey.RECOMMENDATION: recommend(setting, f"{setting.committee} godkender »{told.title}«"),
        PaperKey.ATTACHMENTS: f"Bilag 1: {many.capitalize()} i »{told.title}«",
    }


def evaluation_texts(told: EvaluationTold) -> dict[PaperKey, str]:
    """The fields of an item about an evaluation."""
    setting = told.setting
    short = f"»{setting.policy_title}« er evalueret i {told.year}. Der er {counted(len(told.lessons), 'konklusion', 'konklusioner')}."
    parts = (
        ("Sådan er evalueringen lavet", told.how_made),
        ("Det virkede", told.worked_well),
        ("Det manglede", told.was_missing),
        ("Det siger borgerne", told.citizens_say),
    )
    lines = [f"{label}: {sentence(text)}" for label, text in parts if text.strip()]
    lines += [f"• {_lesson(lesson)}" for lesson in told.lessons]
    advice = listed(dict.fromkeys(lesson.advice for lesson in told.lessons))
    return common_texts(setting) | {
        PaperKey.THEME: f"{setting.committee} får evalueringen af »{setting.policy_title}«.",
        PaperKey.ORIGIN: setting.approved,
        PaperKey.RESUME: f"{short} Rådet til næste politik er: {advice}." if advice else short,
        PaperKey.CORE: short,
        PaperKey.ACCOUNT: "\n".join(lines) or short,
        PaperKey.RECOMMENDATION: recommend(
            setting, f"{setting.committee} tager evalueringen til efterretning og bruger den i næste politik"
        ),
        PaperKey.ATTACHMENTS: f"Bilag 1: Konklusioner {told.year}",
    }


def _lesson(lesson: LessonTold) -> str:
    goal = f"{lesson.goal}: " if lesson.goal else ""
    return f"{goal}{sentence(lesson.text)} Til næste politik: {lesson.advice}."
