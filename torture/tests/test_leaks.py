"""Two hundred words are written inside the house; nobody outside finds one."""

import pytest

from torture import leaks
from torture.house import House
from torture.tests.conftest import IS_SQLITE


@pytest.mark.slow
def test_two_hundred_words_written_inside_are_found_nowhere_outside(house: House) -> None:
    enough = 200 if IS_SQLITE else 60  # the words go the same ways on both
    scan = leaks.torture(house, enough, each_kind=5)
    assert scan.found == []
    assert len(scan.written) >= enough
    assert scan.refused["saved"] >= 10
    assert {"public", "link", "error", "log", "address", "name"} <= set(scan.looked_at)


def test_a_marked_word_is_found_where_it_leaked() -> None:
    scan = leaks.Scan()
    scan.look("log of the server", "POST /x Asta lækprøve017 bor hos en ven")
    assert scan.found == ["017 in log of the server"]
