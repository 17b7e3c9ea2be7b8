"""Sixteen people change one row at the same moment."""

from itertools import chain, repeat

import pytest

from torture import clashes
from torture.house import House
from torture.tests.conftest import IS_SQLITE

MUST_BE_THERE = {
    "policy:plan_edit",
    "policy:effort_edit",
    "policy:status_note",
    "policy:status_dates",
    "policy:draft_section",
    "policy:part tekst/afsnit",
    "policy:part tekst/maal",
    "policy:part tekst/forpligtelser",
}


@pytest.mark.slow
def test_one_of_sixteen_wins_and_the_others_see_both_texts(house: House) -> None:
    # SQLite lets one write after the other, whatever the row; PostgreSQL lets them clash at each kind of row.
    sixteen = repeat(clashes.PEOPLE, 2)
    races = clashes.torture(house, crowds=sixteen if IS_SQLITE else chain(sixteen, repeat(4)))
    assert [race for race in races if not race.one_winner] == []
    assert sum(race.people == clashes.PEOPLE for race in races) == 2
    assert len(races) == 2 if IS_SQLITE else {race.kind for race in races} >= MUST_BE_THERE
