"""Every cell of the matrix, decided by the predicates themselves: the file and the code say the same."""

from importlib import import_module
from typing import Any

import pytest

from holdepunkt.people.access import Answer, Denied
from holdepunkt.tests.matrix.askers import Person
from holdepunkt.tests.matrix.book import Right, Standing
from holdepunkt.tests.matrix.conftest import Matrix
from holdepunkt.tests.matrix.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def predicate(right: Right) -> Any:
    """The function that decides the right."""
    module, name = right.ask.rsplit(".", 1)
    return getattr(import_module(module), name)


def decide(right: Right, person: Person, world: World, stage: str) -> Answer:
    """What the code answers this person about the world's thing at this stage."""
    return predicate(right)(person.asker, *([world.row(right.on, stage)] if right.on else []))


def stages_of(matrix: Matrix) -> set[tuple[str, str, tuple[str, ...]]]:
    """Each right with each stage it is asked at, and the stages up to there."""
    return {(row.right.name, stage, row.stages) for row in matrix.book.rows() for stage in row.stages}


def decided(matrix: Matrix) -> dict[tuple[str, str, Standing], bool]:
    """Every distinct cell (right, stage, who) as the code decides it."""
    return {
        (name, stage, who): bool(decide(matrix.book.rights[name], person, matrix.here, stage))
        for name, stage, _stages in stages_of(matrix)
        if matrix.book.rights[name].ask
        for who, person in matrix.people.items()
    }


def test_the_code_decides_every_cell_as_the_file_says(matrix: Matrix) -> None:
    by_code, cells, wrong = decided(matrix), 0, set()
    for row in matrix.book.rows():
        for stage in row.stages if row.right.ask else ():
            for who in matrix.people:
                if who.relation == "elsewhere" and not row.right.on:
                    continue  # that a role of another town counts for nothing here is proven over HTTP
                # Somebody from another town is a visitor here, and the predicate is asked about their post there.
                said = matrix.book.may(row.right, who, stage, row.stages) and who.relation != "elsewhere"
                cells += 1
                if by_code[row.right.name, stage, who] is not said:
                    wrong.add(f"{row.right.name} at {stage or 'any stage'}, {who}: the file says {said}")
    assert not wrong, "\n".join(sorted(wrong)[:40])
    assert cells > 30_000


def test_every_refusal_says_what_was_tried_why_not_and_who_can_help(matrix: Matrix) -> None:
    for name, stage, _stages in stages_of(matrix):
        right = matrix.book.rights[name]
        for person in matrix.people.values() if right.ask else ():
            answer = decide(right, person, matrix.here, stage)
            if isinstance(answer, Denied):
                assert answer.tried, (name, person.standing)
                assert answer.reason, (name, person.standing)
                assert answer.who_can_help, (name, person.standing)


def test_another_municipalitys_thing_is_denied_to_everybody_who_works_here(matrix: Matrix) -> None:
    about_a_thing = [right for right in matrix.book.rights.values() if right.on]
    assert about_a_thing
    allowed = [
        (right.name, str(who))
        for right in about_a_thing
        for stage in matrix.elsewhere.rows[right.on]
        for who, person in matrix.people.items()
        if who.relation != "elsewhere" and decide(right, person, matrix.elsewhere, stage)
    ]
    assert allowed == []


@pytest.mark.parametrize("relation", ["ended", "not_begun", "was_deputy"])
def test_a_post_that_does_not_hold_today_opens_nothing_inside(matrix: Matrix, relation: str) -> None:
    opened = {
        right.name
        for (name, stage, who), yes in decided(matrix).items()
        if yes and who.relation == relation
        for right in [matrix.book.rights[name]]
        if "everybody" not in right.later.get(stage, right.who)
    }
    assert opened == set()
