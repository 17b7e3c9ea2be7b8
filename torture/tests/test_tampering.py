"""A short tampering, and that the torture itself sees what was not found."""

from random import Random

import pytest

from torture import tampering


def test_eighty_tamperings_are_found_and_the_program_runs_on_its_own() -> None:
    found = tampering.torture(rows=2_000, times=80)
    assert found.wrong == []
    assert (found.tampered, found.rows) == (80, 2_000)
    assert "rows a second" in found.told


def test_a_tampering_that_is_named_at_the_wrong_place_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing_done(rows: list[bytes], dice: Random) -> int:
        return 7

    monkeypatch.setattr(tampering, "ON_EXPORTS", [nothing_done])
    found = tampering.Outcome()
    tampering.tamper(found, times=1)
    assert found.wrong == ["nothing_done number 0: expected position 7, found None"]
