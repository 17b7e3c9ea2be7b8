"""The matrix over HTTP: every address and method at each stage of its thing, every verdict, every refusal.

A refusal is one for each of the words that the right's own predicate says no with. PostgreSQL runs a tenth, drawn
with a fixed seed. What the predicates decide for everybody else is proven in `test_decided`, and here it is proven
that the view asks that predicate: the page of a refusal carries that predicate's own words. With HOLDEPUNKT_TORTURE
set, every role that is refused asks by itself.
"""

import random
from collections import defaultdict
from collections.abc import Iterator
from html import unescape

import pytest

from holdepunkt.people.access import Answer as Decided
from holdepunkt.people.access import Denied
from holdepunkt.tests.matrix.addresses import Address, addresses
from holdepunkt.tests.matrix.askers import Person
from holdepunkt.tests.matrix.asking import SEED, Answer, Verdict, ask, drawn, path_to
from holdepunkt.tests.matrix.book import Row, Standing
from holdepunkt.tests.matrix.conftest import Matrix
from holdepunkt.tests.matrix.test_decided import decide

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

IN_OTHER_UNITS = ("effort_lead", "department_head", "unit_leader", "committee_member")
ABOVE = ("department_head", "unit_leader")
STAND_IN = ("policy_lead", "department_head", "committee_secretary", "committee_member")
ELSEWHERE = ("elsewhere", "ended", "not_begun", "was_deputy")
Cell = tuple[Row, str, Standing]


def who_asks(matrix: Matrix) -> list[Standing]:
    """Each role in its own unit, those for whom the unit counts in another, deputies, and whoever is no lead (here)."""
    own = [Standing(role, "own") for role in matrix.book.roles]
    other = [Standing(role, relation) for role in IN_OTHER_UNITS for relation in ("other", "partner")]
    other += [Standing(role, "above") for role in ABOVE]
    deputies = [Standing("professional", "deputy_of_lead"), *(Standing(role, "deputy") for role in STAND_IN)]
    return [Standing(), *own, *other, *deputies, *(Standing("policy_lead", relation) for relation in ELSEWHERE)]


def cells(matrix: Matrix, *, everybody: bool) -> list[Cell]:
    """One cell for each address, stage and verdict; besides, the refusals. On PostgreSQL a tenth of them."""
    chance, there = random.Random(SEED), addresses()
    found: dict[Cell, None] = {}
    for row in matrix.book.rows():
        if row.room.only_in_demo:
            continue
        for stage in row.stages:
            # That a page opens at the stages between is proven where all is read (`test_two_faces`).
            if row.method == "GET" and stage in row.stages[1:-1] and not row.right.later and not everybody:
                continue
            by_verdict: dict[Verdict, list[Standing]] = defaultdict(list)
            for who in who_asks(matrix):
                verdict = expected(matrix, row, stage, who, is_public=there[row.address].is_public)
                by_verdict[verdict].append(who)
            # A no that is the same at every stage is asked at the last one.
            once = not row.right.later and stage != row.stages[-1]
            told = [Verdict.YES] if once else list(by_verdict)
            found |= {(row, stage, chance.choice(by_verdict[verdict])): None for verdict in told if by_verdict[verdict]}
        no = refused(matrix, row, by_verdict, chance)
        found |= {(row, stage, who): None for who in (no if everybody else one_of_each(matrix, row, stage, no))}
    return drawn(found)


def refused(matrix: Matrix, row: Row, met: dict[Verdict, list[Standing]], chance: random.Random) -> list[Standing]:
    """Every role inside whom this right refuses, in other units too where the unit counts; of all others one, drawn."""
    no = [who for verdict, some in met.items() if verdict is not Verdict.YES for who in some]
    besides = (*ELSEWHERE, "deputy")
    inside = [who for who in no if who.role in matrix.book.groups["inside"] and who.relation not in besides]
    outside = [who for who in no if who not in inside]
    if not row.right.asks_for_the_unit:
        inside = [who for who in inside if who.relation == "own"]
    return inside + chance.sample(outside, min(1, len(outside)))


def one_of_each(matrix: Matrix, row: Row, stage: str, refused: list[Standing]) -> list[Standing]:
    """Of those whom the predicates refuse in the same words, the first."""
    by_words = {told_no(matrix, row, stage, who): who for who in reversed(refused)}
    return list(by_words.values())


def told_no(matrix: Matrix, row: Row, stage: str, who: Standing) -> tuple[str, ...]:
    """The words in which the right's predicates refuse this person, and whether they are signed in here at all."""
    no = [one for one in answers(matrix, row, stage, matrix.people[who]) if isinstance(one, Denied)]
    return (str(who.is_signed_in_here), *(f"{one.tried} {one.reason} {one.who_can_help}" for one in no))


def answers(matrix: Matrix, row: Row, stage: str, person: Person) -> list[Decided]:
    """What the right's own predicate answers, and the one of the right that it is reached through."""
    through = [matrix.book.rights[row.right.through]] if row.right.through else []
    return [decide(right, person, matrix.here, stage) for right in (*through, row.right) if right.ask]


def expected(matrix: Matrix, row: Row, stage: str, who: Standing, *, is_public: bool) -> Verdict:
    """What the file says this person meets."""
    if not is_public and not who.is_signed_in_here:
        return Verdict.SIGN_IN
    if matrix.book.may(row.right, who, stage, row.stages):
        return Verdict.YES
    return Verdict.MISSING if row.right.refusal == "missing" else Verdict.EXPLAINED


def asked(matrix: Matrix, *, everybody: bool) -> Iterator[tuple[Cell, Address, Person, Answer]]:
    """Ask every cell."""
    there = addresses()
    for row, stage, who in cells(matrix, everybody=everybody):
        address, person = there[row.address], matrix.people[who]
        answer = ask(person.client, row.method, path_to(address, matrix.here, stage))
        yield (row, stage, who), address, person, answer


def explains_itself(matrix: Matrix, row: Row, stage: str, person: Person, answer: Answer) -> bool:
    """Whether the page of a refusal says what the right's own predicate says: tried, why not, who can help."""
    page = unescape(answer.text)
    return any(
        all(words in page for words in (one.tried, one.reason, one.who_can_help))
        for one in answers(matrix, row, stage, person)
        if isinstance(one, Denied)
    )


def test_every_address_answers_everybody_as_the_file_says(matrix: Matrix, torture: bool) -> None:
    wrong, met = [], set()
    for (row, stage, who), address, person, answer in asked(matrix, everybody=torture):
        said = expected(matrix, row, stage, who, is_public=address.is_public)
        met.add((row.address, row.method, said))
        if answer.verdict != said:
            wrong.append(f"{row} at {stage or 'any stage'}, {who}: found {answer.verdict}; the file says {said}")
        elif said is Verdict.EXPLAINED and not explains_itself(matrix, row, stage, person, answer):
            wrong.append(f"{row} at {stage or 'any stage'}, {who}: refused, but not in the words of {row.right.ask}")
    assert not wrong, f"{len(wrong)} cells\n" + "\n".join(wrong[:60])
    assert len(met) > 100
