"""A few kills: what was acknowledged stands, once, with its record row."""

import pytest

from torture import kills
from torture.house import House

pytestmark = pytest.mark.slow


def test_no_acknowledged_form_is_lost_or_counted_twice_when_processes_are_killed(house: House) -> None:
    found = kills.torture(house, kills=4, enough=120, clients=4)
    assert found.wrong == []
    assert found.acknowledged >= 120
    assert sum(found.kills.values()) >= 3
    assert min(found.written[kind] for kind in ("figure", "draft", "milestone")) >= 4


def test_a_lost_figure_and_a_record_row_without_one_are_found(unserved_house: House) -> None:
    tally = kills.Tally(figures=["drab 0-1"], keys=["00000000-0000-4000-8000-000000000000"])
    tables = kills.Tables(unserved_house)
    wrong = tables.compare(tally, tables.counts())
    assert any(one.startswith("lost: drab 0-1") for one in wrong)
    assert any("rows for one form key" in one for one in wrong)
