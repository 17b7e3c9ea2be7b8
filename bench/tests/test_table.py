"""The table tells what is over, what was not measured, and what changed since the last kept figures."""

from typing import Any

import pytest

from bench.__main__ import options
from bench.table import as_markdown, as_text, verdict
from bench.wall_table import as_table
from bench.weight import packages


def row(title: str = "effort page", **more: Any) -> dict[str, Any]:
    """One measured row, well within its ceilings."""
    return {
        "title": title, "max_ms": 6.0, "max_sql": 10, "grows": False, "ms": 3.0, "sql": 7, "bytes": 9000,
        "bare_ms": 0.5, "calls": 100, "repeated": [], "missing": "",
    } | more  # fmt: skip


def result(small: dict[str, Any], large: dict[str, Any]) -> dict[str, Any]:
    """A whole result with one row at each size."""
    return {
        "database": "sqlite", "database_version": "SQLite 3", "date": "2021-11-22", "command": "python -m bench",
        "machine": {"processor": "P", "cores": 2, "python": "3.11"},
        "sizes": [{"n": 1000, "rows": [small], "pace": [8, 9]}, {"n": 10000, "rows": [large], "pace": [8, 8]}],
        "house": {"migrate_seconds": 2.0, "worker_mib": 120.0, "packages": 40, "packages_mib": 300.0},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("small", "large", "said"),
    [
        (row(), row(), "ok"),
        (row(), row(ms=6.1), "over: ms"),
        (row(sql=11), row(sql=11), "over: SQL"),
        (row(), row(sql=9), "over: SQL grows"),
        (row(), row(missing="skipped: there is no address"), "not measured"),
        (row(grows=True), row(ms=60.0, sql=20, grows=True), "ok"),
    ],
)
def test_the_verdict_names_what_is_over(small: dict[str, Any], large: dict[str, Any], said: str) -> None:
    assert verdict(small, large) == said


def test_a_page_that_was_not_measured_keeps_its_line_and_its_reason() -> None:
    gone = row(missing="skipped: there is no address pages:mine yet")
    assert "skipped: there is no address pages:mine yet" in as_text(result(gone, gone))


def test_the_last_kept_figures_stand_beside_the_new_ones() -> None:
    text = as_text(result(row(), row(ms=4.5)), kept=result(row(), row(ms=3.0)))
    assert "3.0 (+50 %)" in text


def test_a_statement_that_is_sent_again_and_again_is_shown() -> None:
    text = as_text(result(row(), row(repeated=["50 × SELECT * FROM policy_actionplan"])))
    assert "effort page repeats itself at 10,000:" in text


def test_the_markdown_names_machine_day_command_and_ceilings() -> None:
    text = as_markdown(result(row(), row()))
    assert "## sqlite: N = 1,000 and 10,000 efforts a year" in text
    assert "2021-11-22 · P, 2 cores, Python 3.11, SQLite 3, pace 8 to 9 ms · `python -m bench`" in text
    assert "| effort page | 7 / 7 | 3.0 / 3.0 |  | 1.00 | 9.0 | 6.0 | 6 ms, 10 SQL | ok |" in text
    assert "| memory of a web worker | 120 MiB | 110 MiB | over |" in text


def test_the_pace_of_the_machine_is_told_so_that_a_busy_one_is_seen() -> None:
    assert "pace 8 to 9 ms" in as_text(result(row(), row()))


def test_quick_means_a_hundred_efforts() -> None:
    assert (options(["--quick"]).n, options([]).n) == (100, 1000)


def test_the_packages_are_counted_where_they_lie() -> None:
    found = packages()
    assert found["count"] > 10
    assert found["mib"] > 10


def test_a_kept_page_tells_what_it_costs_when_it_is_made_anew() -> None:
    assert "20.0 / 25.0" in as_text(result(row(anew_ms=20.0), row(anew_ms=25.0)))


def test_the_table_of_the_wall_adds_up_what_was_measured_and_names_what_was_not() -> None:
    rows = [
        {"title": "front page", "missing": "", "sql": 9, "without": 20.0, "behind": 21.0},
        {"title": "items", "missing": "", "sql": 3, "without": 10.0, "behind": 9.5},
        {"title": "broken page", "missing": "/x/ answered 404"},
    ]
    told = as_table(rows).splitlines()
    assert told[2] == "| front page | 9 | 20.0 | 21.0 | +1.0 ms | +5 |"
    assert told[4].endswith("| /x/ answered 404 |")
    assert told[5] == "| all together | 12 | 30.0 | 30.5 | +0.5 ms | +2 |"
