"""`make torture` in parts: what is done is not done again, and the results reach docs/measured.md."""

from pathlib import Path

import pytest

from torture import kept
from torture.__main__ import PARTS, _arguments, _command
from torture.kept import Line
from torture.parts import TORTURES


def a_line(**more: object) -> Line:
    told = {"what": "kills", "database": "sqlite", "told": "3 acknowledged", "wrong": [], "command": "x", "code": "1"}
    return Line(**(told | more))  # type: ignore[arg-type]


def test_every_part_has_its_torture() -> None:
    assert tuple(TORTURES) == PARTS


def test_the_figures_are_whole_or_a_tenth_or_those_one_asks_for() -> None:
    assert _command("kills", _arguments([])) == "python -m torture kills --kills 100 --acknowledgements 50000"
    assert _command("nonsense", _arguments(["--quick"])) == "python -m torture nonsense --requests 10000"
    assert _command("nonsense", _arguments(["--requests", "20000"])) == "python -m torture nonsense --requests 20000"
    assert _command("flood", _arguments(["--quick"])) == "python -m torture flood --posts 100"
    assert _command("faults", _arguments(["--quick"])) == "python -m torture faults --quick"
    assert _command("clashes", _arguments(["--quick"])) == "python -m torture clashes"


def test_an_unknown_part_is_refused_in_plain_words(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        _arguments(["kils"])
    assert "found kils; expected some of: kills" in capsys.readouterr().err


def test_what_is_done_is_not_done_again_for_the_same_code_and_figures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "code_now", lambda: "1")
    kept.keep(a_line(), tmp_path)
    assert kept.find_kept(tmp_path, "kills", "sqlite", command="x") == a_line()
    assert kept.find_kept(tmp_path, "kills", "sqlite", command="more kills") is None
    assert kept.find_kept(tmp_path, "kills", "postgresql", command="x") is None


@pytest.mark.parametrize("more", [{"code": "2"}, {"code": ""}, {"code": "1-dirty"}, {"wrong": ["lost: a form"]}])
def test_what_went_wrong_or_was_done_on_other_code_is_done_again(
    more: dict[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "code_now", lambda: "1-dirty" if more.get("code") == "1-dirty" else "1")
    kept.keep(a_line(**more), tmp_path)
    assert kept.find_kept(tmp_path, "kills", "sqlite", command="x") is None


def test_a_row_takes_the_place_of_the_older_one_and_a_new_one_comes_last(tmp_path: Path) -> None:
    path = tmp_path / "measured.md"
    old = a_line(told="1 acknowledged")
    path.write_text(f"# Pages\n\n| kills | sqlite | x |\n\n{kept.HEADING}\n\n{kept.as_table([old])}\nThe end.\n")
    kept.write_measured([a_line(), a_line(what="leaks")], path)
    rows = [line for line in path.read_text().splitlines() if line.startswith("| ")]
    assert rows[0] == "| kills | sqlite | x |"
    assert rows[2:] == [a_line().row(), a_line(what="leaks").row()]
    assert path.read_text().endswith("\n\nThe end.\n")
