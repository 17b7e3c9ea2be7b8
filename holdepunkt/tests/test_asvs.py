"""docs/asvs.csv: each requirement of the chosen chapters has a test that exists, or a reason."""

import ast
import csv
import re
from collections import Counter

from holdepunkt.tests.code_base import DOCS, is_test, python_files, tree

COLUMNS = ["id", "level", "requirement", "applies", "test", "reason"]
# How many requirements of level 1 and of level 2 the standard has in each chapter (ASVS 5.0.0).
CHAPTERS = {"V1": (8, 19), "V3": (8, 11), "V6": (13, 22), "V7": (6, 12), "V8": (4, 3), "V14": (2, 7), "V16": (0, 16)}


def rows() -> list[dict[str, str]]:
    """Every row of the file."""
    with (DOCS / "asvs.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        assert reader.fieldnames == COLUMNS
        return list(reader)


def test_names() -> set[str]:
    """The names of all test functions there are."""
    return {
        node.name
        for path in python_files()
        if is_test(path) or "tests" in path.parts
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


test_names.__test__ = False  # type: ignore[attr-defined]


def wrong_with(row: dict[str, str], known: set[str]) -> list[str]:
    """What is wrong with one row."""
    checks = {
        "the id": re.fullmatch(r"V\d+\.\d+\.\d+", row["id"]) and row["id"].split(".")[0] in CHAPTERS,
        "the level": row["level"] in ("1", "2"),
        "the words": row["requirement"],
        "whether it applies": row["applies"] in ("yes", "no", "later"),
        "a test or a reason": row["test"] or row["reason"],
        "a test that exists": not row["test"] or row["test"] in known,
        "a test only where it applies": row["applies"] == "yes" or not row["test"],
    }
    return [f"{row['id']}: {what}" for what, fine in checks.items() if not fine]


def test_every_requirement_has_a_test_that_exists_or_a_reason() -> None:
    known = test_names()
    assert [problem for row in rows() for problem in wrong_with(row, known)] == []


def test_every_requirement_stands_once_and_every_chapter_is_whole() -> None:
    ids = [row["id"] for row in rows()]
    assert [one for one, times in Counter(ids).items() if times > 1] == []
    found = Counter((row["id"].split(".")[0], row["level"]) for row in rows())
    assert {chapter: (found[chapter, "1"], found[chapter, "2"]) for chapter in CHAPTERS} == CHAPTERS
    assert len(ids) == sum(map(sum, CHAPTERS.values()))


def test_a_row_that_names_a_missing_test_is_found() -> None:
    row = {"id": "V1.1.1", "level": "1", "requirement": "x", "applies": "yes", "test": "test_gone", "reason": ""}
    assert wrong_with(row, {"test_here"}) == ["V1.1.1: a test that exists"]
