"""What people said in the generated town: proposals, a hearing with its answers, and a meeting of the council.

Made in bulk, past the actions, like the rest of the town.
"""

from datetime import date, timedelta
from random import Random

from bench.town import Folk, words
from holdepunkt.people.rules import UnitKind
from holdepunkt.voice.models import (
    AdvisoryCouncil,
    AgendaItem,
    AnswerTheme,
    CouncilMeeting,
    Hearing,
    HearingAnswer,
    HearingBody,
    HearingPassage,
    HearingStep,
    HearingTheme,
    MinuteLine,
    Proposal,
    Step,
    Theme,
)
from holdepunkt.voice.rules.proposal import StepKind

THEMES, MOST_ANSWERS, MOST_ITEMS = 12, 500, 40
STANDING = (StepKind.READ, StepKind.ANSWERED, StepKind.NOT_NOW, StepKind.RECEIVED)


def let_speak(folk: Folk, n: int, year: int, rng: Random) -> None:
    """As many proposals as efforts, a hearing that has ended, and a meeting that was held."""
    council = AdvisoryCouncil.objects.create(
        municipality=folk.municipality, unit=folk.of_kind(UnitKind.ADVISORY_COUNCIL)[0], key="udsatteraadet"
    )
    _propose(folk, n, year, rng)
    _hear(folk, council, min(n, MOST_ANSWERS), year, rng)
    _meet(council, min(max(n // 10, 2), MOST_ITEMS), year, rng)


def _propose(folk: Folk, n: int, year: int, rng: Random) -> None:
    home, unit = folk.municipality, folk.of_kind(UnitKind.DEPARTMENT)[0]
    themes = Theme.objects.bulk_create(
        Theme(municipality=home, name=f"Tema {number}", sort_key=f"tema {number:03}") for number in range(THEMES)
    )
    first = date(year, 1, 4)
    rows = Proposal.objects.bulk_create(
        Proposal(
            municipality=home, number=number + 1, year=year, code_hash="-", kind="idea", words=words(rng, 20),
            came_by="web", received_on=(day := first + timedelta(days=number % 300)), answer_due=day, reader=unit,
            theme=themes[number % THEMES], standing=STANDING[number % 4], last_step_on=day,
        )
        for number in range(n)
    )  # fmt: skip
    Step.objects.bulk_create(
        Step(proposal=row, kind=kind, taken_on=row.received_on, unit=unit, unit_name=unit.name, words=words(rng, 12))
        for row in rows
        for kind in dict.fromkeys((StepKind.RECEIVED, StepKind.READ, row.standing))
    )


def _hear(folk: Folk, council: AdvisoryCouncil, n: int, year: int, rng: Random) -> None:
    """Asked in spring, answered by so many, gathered and ended."""
    asked, due = date(year, 3, 1), date(year, 4, 1)
    row = Hearing.objects.create(
        municipality=folk.municipality, number=1, title="Plads til alle, et udkast", plain=words(rng, 60),
        stage="ended", asked_on=asked, due_on=due, closed_on=due, ended_on=due,
    )  # fmt: skip
    parts = HearingPassage.objects.bulk_create(
        HearingPassage(hearing=row, key=f"afsnit-{k}", order=k, heading=words(rng, 3), text=words(rng, 40))
        for k in range(10)
    )
    for unit in folk.of_kind(UnitKind.ADVISORY_COUNCIL) + folk.of_kind(UnitKind.DISABILITY_COUNCIL):
        HearingBody.objects.create(
            hearing=row, unit=unit, council=council if unit == council.unit else None, name=unit.name, ground="rules",
            asked_on=asked, state="answered", said_on=due, words=words(rng, 40), decided_by="Rådet", decided_on=due,
        )  # fmt: skip
    HearingStep.objects.bulk_create(
        HearingStep(hearing=row, kind=kind, taken_on=due) for kind in ("opened", "closed", "ended")
    )
    themes = HearingTheme.objects.bulk_create(
        HearingTheme(
            hearing=row, name=f"Tema {k}", sort_key=f"tema {k:03}", outcome="changed", words=words(rng, 15),
            answered_on=due,
        )
        for k in range(THEMES)
    )  # fmt: skip
    answers = HearingAnswer.objects.bulk_create(
        HearingAnswer(
            hearing=row, number=k + 1, passage=parts[k % 10], came_in="web", words=words(rng, 25), received_on=asked,
            read_on=due,
        )
        for k in range(n)
    )  # fmt: skip
    AnswerTheme.objects.bulk_create(AnswerTheme(answer=one, theme=themes[k % THEMES]) for k, one in enumerate(answers))


def _meet(council: AdvisoryCouncil, n: int, year: int, rng: Random) -> None:
    row = CouncilMeeting.objects.create(council=council, number=1, meets_on=date(year, 9, 15), stage="held")
    items = AgendaItem.objects.bulk_create(
        AgendaItem(council=council, meeting=row, order=k, title=words(rng, 5), kind="talk", stage="on_agenda",
                   proposed_on=date(year, 9, 1))
        for k in range(n)
    )  # fmt: skip
    MinuteLine.objects.bulk_create(
        MinuteLine(item=item, order=k, kind="said", text=words(rng, 15)) for item in items for k in range(3)
    )
