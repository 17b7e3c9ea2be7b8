"""Sixteen people change one row at the same moment."""

import pytest

from torture import clashes
from torture.house import House


@pytest.mark.slow
def test_one_of_sixteen_wins_and_the_others_see_both_texts(house: House) -> None:
    races = clashes.torture(house)
    assert [race for race in races if not race.one_winner] == []
    assert {"policy:plan_edit", "policy:effort_edit", "policy:status_note"} <= {race.kind for race in races}
