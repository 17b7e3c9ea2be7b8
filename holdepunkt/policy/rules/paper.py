"""What the committee paper says before anybody has typed: which text goes into which field.

A paper speaks the municipality's language, not the language of whoever presses the button, so its
sentences are Danish here and never go through the screen's translations. Requirement O7, A3.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from holdepunkt.policy.pack.kinds import PaperKey
from holdepunkt.policy.papers.lines import long_date
from holdepunkt.policy.papers.paper import Block, Bullets, Paragraph
from holdepunkt.policy.papers.words import words_for
from holdepunkt.policy.rules.kinds import EffortStage

STAGE_WORDS = {
    EffortStage.NOT_STARTED: "ikke begyndt",
    EffortStage.ON_TRACK: "på sporet",
    EffortStage.LATE: "forsinket",
    EffortStage.DONE: "gennemført",
    EffortStage.STOPPED: "stoppet",
}
SILENT_WORD = "uden melding"
TOLD_IN_FULL = 6  # efforts under one goal that the account tells one by one; the annex holds them all
MOST_LINES = 20  # points in one text; nobody reads more at a meeting
WORST_FIRST = (
    EffortStage.STOPPED,
    EffortStage.LATE,
    None,
    EffortStage.NOT_STARTED,
    EffortStage.ON_TRACK,
    EffortStage.DONE,
)
IN_THE_ANNEX = "Det står ud for hver {effort} i Bilag 1."
FILLED_LATER = frozenset({PaperKey.DECISION, PaperKey.ABSENT, PaperKey.FREE})


class PaperFormat(StrEnum):
    """The forms a paper comes in."""

    DOCX = "docx"
    PDF = "pdf"
    XLSX = "xlsx"
    HTML = "html"


CONTENT_TYPES = {
    PaperFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    PaperFormat.PDF: "application/pdf",
    PaperFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    PaperFormat.HTML: "text/html; charset=utf-8",
}


@dataclass(frozen=True)
class EffortTold:
    """One effort of the locked year, as much of it as the sentences need. No stage: nobody answered."""

    title: str
    goals: tuple[str, ...] = ()
    stage: EffortStage | None = None
    happened: str = ""
    hindrance: str = ""
    next_step: str = ""
    economy: str = ""
    ends_on: date | None = None


@dataclass(frozen=True)
class Setting:
    """What every item has: who is asked, who asks, about which policy, and the local words."""

    policy_title: str
    committee: str
    owner: str = ""
    meeting_on: date | None = None
    heard: tuple[str, ...] = ()
    approved: str = ""
    effort: str = "indsats"
    efforts: str = "indsatser"

    @property
    def asks(self) -> str:
        """Who recommends: the owning unit, else simply the administration."""
        return self.owner or "Forvaltningen"


@dataclass(frozen=True)
class YearTold:
    """The locked year: its goals in order, its efforts, and how much was promised."""

    setting: Setting
    year: int
    promised: int
    goals: tuple[str, ...]
    efforts: tuple[EffortTold, ...]
    yearly: bool = False


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun.

    >>> counted(1, "indsats", "indsatser"), counted(3, "indsats", "indsatser")
    ('1 indsats', '3 indsatser')
    """
    return f"{number} {one if number == 1 else many}"


def listed(parts: Iterable[str]) -> str:
    """Words on a line, as one says them.

    >>> listed(["a", "b", "c"])
    'a, b og c'
    """
    *first, last = list(parts) or [""]
    return f"{', '.join(first)} og {last}" if first else last


def sentence(text: str) -> str:
    """The text with a full stop, when it has none.

    >>> sentence("Vi mangler en tandlæge"), sentence("Hvorfor?")
    ('Vi mangler en tandlæge.', 'Hvorfor?')
    """
    tidy = " ".join(text.split())
    return tidy if not tidy or tidy[-1] in ".!?" else f"{tidy}."


def day(moment: date) -> str:
    """A date in words.

    >>> day(date(2022, 2, 8))
    '8. februar 2022'
    """
    return long_date(moment, words_for())


def blocks(text: str) -> tuple[Block, ...]:
    """What a person typed, as paragraphs and lists: a line that begins with • or - is a point.

    >>> blocks("Vi indstiller,\\n• at ja\\n• at nej")
    (Paragraph(text='Vi indstiller,'), Bullets(items=('at ja', 'at nej')))
    """
    made: list[Block] = []
    for line in (line.strip() for line in text.splitlines()):
        if line.startswith(("• ", "- ")):
            last, point = made[-1] if made else None, line[2:].strip()
            if isinstance(last, Bullets):
                made[-1] = Bullets((*last.items, point))
            else:
                made.append(Bullets((point,)))
        elif line:
            made.append(Paragraph(line))
    return tuple(made)


def stage_word(stage: EffortStage | None) -> str:
    """The word for a stage; a silent effort has one too."""
    return SILENT_WORD if stage is None else STAGE_WORDS[stage]


def stage_sentence(efforts: tuple[EffortTold, ...]) -> str:
    """How many stand where, in the order of the stages; what nobody answered comes last.

    >>> stage_sentence((EffortTold("a", stage=EffortStage.LATE), EffortTold("b")))
    '1 forsinket og 1 uden melding'
    """
    stages = [effort.stage for effort in efforts]
    order = [
        EffortStage.DONE,
        EffortStage.ON_TRACK,
        EffortStage.LATE,
        EffortStage.NOT_STARTED,
        EffortStage.STOPPED,
        None,
    ]
    return listed(f"{stages.count(stage)} {stage_word(stage)}" for stage in order if stage in stages)


def year_texts(told: YearTold) -> dict[PaperKey, str]:
    """Every field that the locked year can fill. What is not here is left for the person (law)."""
    return common_texts(told.setting) | {
        PaperKey.THEME: f"{told.setting.committee} får status for {told.year} på »{told.setting.policy_title}«.",
        PaperKey.ORIGIN: _origin(told),
        PaperKey.RESUME: resume(told),
        PaperKey.CORE: resume(told),
        PaperKey.ACCOUNT: account(told),
        PaperKey.ECONOMY: economy(told.setting, told.goals, told.efforts),
        PaperKey.SCHEDULE: _schedule(told),
        PaperKey.RECOMMENDATION: recommend(
            told.setting, f"{told.setting.committee} tager status for {told.year} til efterretning"
        ),
        PaperKey.ATTACHMENTS: f"Bilag 1: Status på {told.setting.efforts} {told.year}",
    }


def common_texts(setting: Setting) -> dict[PaperKey, str]:
    """The fields that are alike whatever the item is about."""
    return {
        PaperKey.COMPETENCE: f"{setting.committee}.",
        PaperKey.DECIDED_BY: f"{setting.committee}.",
        PaperKey.INVOLVEMENT: _involvement(setting),
        PaperKey.LAW_AND_PLAN: setting.approved,
    }


def recommend(setting: Setting, what: str) -> str:
    """The recommendation in its usual form.

    >>> recommend(Setting("P", "Udvalget"), "Udvalget godkender planen")
    'Forvaltningen indstiller, at Udvalget godkender planen.'
    """
    return f"{setting.asks} indstiller, at {what}."


def resume(told: YearTold) -> str:
    """What was promised and how it goes, in three or four sentences."""
    setting, efforts = told.setting, told.efforts
    lines = []
    if told.promised:
        lines.append(f"I »{setting.policy_title}« står der {counted(told.promised, 'ting', 'ting')}, vi vil gøre.")
    if not efforts:
        return " ".join([*lines, f"Der var ingen {setting.efforts} i {told.year}."])
    lines.append(
        f"I {told.year} var der {counted(len(efforts), setting.effort, setting.efforts)}: {stage_sentence(efforts)}."
    )
    for stage, words in ((EffortStage.LATE, "Forsinket"), (EffortStage.STOPPED, "Stoppet")):
        titles = [f"»{effort.title}«" for effort in efforts if effort.stage == stage]
        if titles:
            more = f" og {len(titles) - 3} mere" if len(titles) > 3 else ""
            lines.append(f"{words}: {', '.join(titles[:3]) if more else listed(titles)}{more}.")
    return " ".join(lines)


def account(told: YearTold) -> str:
    """One paragraph and a few points per goal; a goal without an effort is named too."""
    parts = [_goal_account(goal, _under(told.efforts, goal), told.setting) for goal in told.goals]
    loose = tuple(e for e in told.efforts if not set(e.goals) & set(told.goals))
    if loose:
        parts.append(_goal_account("Uden for målene", loose, told.setting))
    return "\n\n".join(parts)


def _under(efforts: tuple[EffortTold, ...], goal: str) -> tuple[EffortTold, ...]:
    return tuple(effort for effort in efforts if goal in effort.goals)


def _goal_account(goal: str, efforts: tuple[EffortTold, ...], setting: Setting) -> str:
    if not efforts:
        return f"{goal}: endnu ingen {setting.effort}."
    head = f"{goal}: {counted(len(efforts), setting.effort, setting.efforts)}. {stage_sentence(efforts)}."
    well = (EffortStage.ON_TRACK, EffortStage.DONE)
    told = [e for e in efforts if len(efforts) <= TOLD_IN_FULL or e.stage not in well]
    if len(told) > MOST_LINES:
        told = sorted(told, key=lambda e: WORST_FIRST.index(e.stage))[:MOST_LINES]
    lines = [f"• {_effort_account(effort)}" for effort in told]
    if len(told) < len(efforts):
        lines.append("Resten står i Bilag 1.")
    return "\n".join([head, *lines])


def _effort_account(effort: EffortTold) -> str:
    next_step = f"Næste skridt: {effort.next_step}" if effort.next_step else ""
    parts = (f"{effort.title}: {stage_word(effort.stage)}", effort.happened, effort.hindrance, next_step)
    return " ".join(sentence(part) for part in parts if part.strip())


def economy(setting: Setting, goals: Iterable[str], efforts: tuple[EffortTold, ...]) -> str:
    """What the efforts cost: one line each, or counts per goal when they are many; empty when none tells.

    >>> economy(Setting("P", "Udvalget"), (), (EffortTold("Café", economy="Ingen udgift"), EffortTold("Tur")))
    '• Café: Ingen udgift.'
    """
    told = tuple(e for e in efforts if e.economy.strip())
    if len(told) > MOST_LINES:
        return told_by_goal(setting, goals, told, "Økonomien er oplyst for")
    return "\n".join(f"• {e.title}: {sentence(e.economy)}" for e in told)


def told_by_goal(setting: Setting, goals: Iterable[str], efforts: tuple[EffortTold, ...], what: str) -> str:
    """How many of the efforts each goal has, and where one finds them: too many for a line each.

    >>> print(told_by_goal(Setting("P", "Udvalget"), ["Hjem"], (EffortTold("a", ("Hjem",)), EffortTold("b")), "Vi ved"))
    Vi ved 2 indsatser. Det står ud for hver indsats i Bilag 1.
    • Hjem: 1 indsats
    • Uden for målene: 1 indsats
    """
    known = tuple(goals)
    counts = [(goal, len(_under(efforts, goal))) for goal in known]
    counts.append(("Uden for målene", sum(not set(effort.goals) & set(known) for effort in efforts)))
    head = (
        f"{what} {counted(len(efforts), setting.effort, setting.efforts)}. {IN_THE_ANNEX.format(effort=setting.effort)}"
    )
    return "\n".join([head, *(f"• {goal}: {counted(n, setting.effort, setting.efforts)}" for goal, n in counts if n)])


def _origin(told: YearTold) -> str:
    promised = f"Politikken siger, at {told.setting.committee} får en status." if told.yearly else ""
    return " ".join(filter(None, [told.setting.approved, promised]))


def _involvement(setting: Setting) -> str:
    if not setting.heard:
        return ""
    verb = "er hørt. Her er svaret" if len(setting.heard) == 1 else "er hørt. Her er svarene"
    return f"{listed(setting.heard)} {verb} med egne ord."


def _schedule(told: YearTold) -> str:
    meeting = told.setting.meeting_on
    lines = [f"{told.setting.committee} behandler punktet den {day(meeting)}."] if meeting else []
    ending = [e.title for e in told.efforts if e.ends_on and e.ends_on.year == told.year + 1]
    if ending:
        more = [f"{len(ending) - 5} mere"] if len(ending) > 5 else []
        lines.append(f"I {told.year + 1} slutter {listed([*(f'»{title}«' for title in ending[:5]), *more])}.")
    if told.yearly:
        lines.append(f"Næste status er for {told.year + 1}.")
    return " ".join(lines)
