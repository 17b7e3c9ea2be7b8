"""The docs and the code say the same: words, tables, settings, requirements."""

import ast
import re
from collections.abc import Iterable
from itertools import chain

from django.apps import apps
from django.db import models

from holdepunkt.tests.code_base import DOCS, PACKAGE, ROOT, is_test, python_files, short, table_rows, tree

GLOSSARY = ("Danish in law and papers", "on the public's screen", "code", "meaning", "not to be confused with")
TABLES = ("table", "why we keep it", "how long", "who sees it")
PROOF = ("protection", "tests")
PROTECTION = ("kind", "first words", "in the database", "kept whole by", "in log lines")
SETTINGS = ("name", "without it", "meaning")
COVERAGE = ("id", "in our words", "planned or done", "story", "where")
IDS = {
    f"{letter}{number}"
    for letter, last in {"O": 21, "R": 24, "N": 14, "F": 12, "A": 8}.items()
    for number in range(1, last + 1)
}
THE_SYSTEMS_OWN = {"PATH"}
NAME = re.compile(r"`([A-Za-z_.]+)(?:\(\w+\))?`")


def our_models() -> list[type[models.Model]]:
    """Every model of our slices."""
    return [model for model in apps.get_models() if model.__module__.startswith("holdepunkt.")]


def danish_words(cell: str) -> set[str]:
    """The words of a glossary cell, italics and notes in brackets taken off.

    >>> sorted(danish_words("status; *lås status* (hvert år)"))
    ['lås status', 'status']
    """
    bare = re.sub(r"\([^)]*\)|[*_]", "", cell)
    return {word.strip().lower() for word in re.split(r"[,;/]", bare) if word.strip()}


def glossary(text: str) -> dict[str, set[str]]:
    """Map each code name of the glossary to its Danish words."""
    return {name: danish_words(row[0]) for row in table_rows(text, *GLOSSARY) for name in NAME.findall(row[2])}


def missing_from_glossary(names: Iterable[tuple[str, str]], text: str) -> list[str]:
    """Name the models (code name, Danish name) without a row, or with another word than their row."""
    words = glossary(text)
    return [
        f"{name}: found verbose_name {danish!r}, expected "
        + (f"one of {sorted(words[name])}" if name in words else "a row in docs/glossary.md")
        for name, danish in names
        if danish.lower() not in words.get(name, set())
    ]


def table_gaps(labels: set[str], text: str) -> list[str]:
    """Compare the models with the rows of docs/data.md, both ways; an empty cell is a gap too."""
    rows = {name: row for row in table_rows(text, *TABLES) for name in NAME.findall(row[0])}
    gaps = [f"{label}: expected a row in docs/data.md" for label in sorted(labels - rows.keys())]
    gaps += [f"{name}: found in docs/data.md, no such model" for name in sorted(rows.keys() - labels)]
    gaps += [f"{name}: found an empty cell in docs/data.md" for name, row in rows.items() if not all(row)]
    return gaps


def without_protection(text: str) -> list[str]:
    """Rows of docs/data.md whose *who sees it* begins with the words of no kind under *How it is protected*."""
    kinds = table_rows(text, *PROTECTION)
    begins = ("as its ", *(word for kind in kinds if all(kind) for word in kind[1].split("; ")))
    return [row[0] for row in table_rows(text, *TABLES) if not row[3].startswith(begins)]


def names_read(module: ast.Module) -> set[str]:
    """The environment names a module reads, directly or through our small readers."""
    found = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and node.args and _reads(ast.unparse(node.func)):
            found |= _text(node.args[0])
        elif isinstance(node, ast.Subscript) and ast.unparse(node.value) in {"os.environ", "environ"}:
            found |= _text(node.slice) if isinstance(node.ctx, ast.Load) else set()
    return found


def _reads(function: str) -> bool:
    readers = {"os.environ.get", "os.getenv", "environ.get", "getenv"}
    return function in readers or function.split(".")[-1].startswith("env_")


def _text(node: ast.expr) -> set[str]:
    return {node.value} if isinstance(node, ast.Constant) and isinstance(node.value, str) else set()


def documented_settings(text: str) -> set[str]:
    """The names of docs/settings.md."""
    return set(chain.from_iterable(NAME.findall(row[0]) for row in table_rows(text, *SETTINGS)))


def story_marks(module: ast.Module) -> set[str]:
    """The requirement ids that the stories of a module carry."""
    return {
        text
        for node in ast.walk(module)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.requirement"
        for argument in node.args
        for text in _text(argument)
    }


def coverage_gaps(text: str, carried: dict[str, set[str]]) -> list[str]:
    """Compare docs/coverage.md with the stories ({story: ids}), both ways."""
    rows = {row[0]: row for row in table_rows(text, *COVERAGE)}
    gaps = [f"{id}: expected a row in docs/coverage.md" for id in sorted(IDS - rows.keys())]
    gaps += [f"{id}: found in docs/coverage.md, no such requirement" for id in sorted(rows.keys() - IDS)]
    for id, row in rows.items():
        gaps += _row_gaps(id, row, {story for story, ids in carried.items() if id in ids})
    unknown = {id for ids in carried.values() for id in ids} - rows.keys()
    return gaps + [f"{id}: carried by a story, no row in docs/coverage.md" for id in sorted(unknown)]


def _row_gaps(id: str, row: list[str], proven: set[str]) -> list[str]:
    """What is wrong with one row, given the stories that carry its id."""
    _, words, state, story, where = row
    named = {name.strip(" `") for name in story.split(",")} - {"", "–"}
    gaps = [] if words else [f"{id}: expected a few words of ours"]
    if state not in {"planned", "done"}:
        gaps.append(f"{id}: found {state!r}, expected planned or done")
    if named != proven:
        found = sorted(named) or "none"
        gaps.append(f"{id}: found the stories {found}, those that carry the id: {sorted(proven) or 'none'}")
    if state == "done" and not (proven and where.strip("– ")):
        gaps.append(f"{id}: done asks for a story that carries it, and the place in the product")
    if state == "planned" and proven:
        gaps.append(f"{id}: carried by {sorted(proven)}, so it is done; found planned")
    return gaps


def stories() -> dict[str, set[str]]:
    """The ids that each story file carries, by the file's name without test_."""
    return {
        path.stem.removeprefix("test_"): story_marks(tree(path))
        for path in python_files("stories")
        if path.stem.startswith("test_")
    }


def test_every_model_has_its_danish_word_in_the_glossary() -> None:
    names = [(model.__name__, str(model._meta.verbose_name)) for model in our_models()]
    found = missing_from_glossary(names, (DOCS / "glossary.md").read_text(encoding="utf-8"))
    assert not found, "\n".join(found)


def test_every_table_says_why_it_is_kept_how_long_and_who_sees_it() -> None:
    labels = {model._meta.label for model in our_models()}
    found = table_gaps(labels, (DOCS / "data.md").read_text(encoding="utf-8"))
    assert not found, "\n".join(found)


def test_the_protection_of_every_table_is_written_down() -> None:
    found = without_protection((DOCS / "data.md").read_text(encoding="utf-8"))
    assert not found, f"{found}: expected *who sees it* to begin with words of a kind under *How it is protected*"


def unproven(text: str, tests: set[str]) -> list[str]:
    """Kinds of protection in docs/data.md without a test, and named tests that do not exist."""
    proofs = dict(table_rows(text, *PROOF))
    kinds = [row[0] for row in table_rows(text, *PROTECTION)]
    named = {kind: re.findall(r"`(test_\w+)`", proofs.get(kind, "")) for kind in kinds}
    gaps = [f"{kind}: expected a test" for kind, names in named.items() if not names]
    return gaps + [f"{name}: no such test" for names in named.values() for name in names if name not in tests]


def test_the_protection_that_is_written_down_is_proven_kind_by_kind() -> None:
    tests = {
        name for path in python_files() if is_test(path) for name in re.findall(r"def (test_\w+)", path.read_text())
    }
    assert unproven((DOCS / "data.md").read_text(encoding="utf-8"), tests) == []


def test_every_setting_is_documented_and_every_documented_one_is_read() -> None:
    readers = [PACKAGE / "settings.py", ROOT / "conftest.py", *python_files("tools", "bench")]
    read = set().union(*(names_read(tree(path)) for path in readers))
    documented = documented_settings((DOCS / "settings.md").read_text(encoding="utf-8"))
    silent, gone = sorted(read - documented - THE_SYSTEMS_OWN), sorted(documented - read)
    assert not silent, f"read, expected in docs/settings.md: {', '.join(silent)}"
    assert not gone, f"in docs/settings.md, read nowhere: {', '.join(gone)}"


def test_the_product_reads_its_environment_in_one_file() -> None:
    found = [
        f"{short(path)}: found {', '.join(sorted(names))}; expected it in holdepunkt/settings.py"
        for path in python_files("holdepunkt")
        if path != PACKAGE / "settings.py" and "tests" not in path.parts
        if (names := names_read(tree(path)))
    ]
    assert not found, "\n".join(found)


def test_every_requirement_is_planned_or_done_and_stories_prove_it() -> None:
    found = coverage_gaps((DOCS / "coverage.md").read_text(encoding="utf-8"), stories())
    assert not found, "\n".join(found)


def test_every_dependency_has_a_note() -> None:
    wanted = {
        re.split(r"[\[~=<>]", line.strip())[0]
        for line in (ROOT / "requirements" / "run.in").read_text().splitlines()
        if line.strip() and not line.startswith(("#", "-"))
    }
    heads = ("package", "what it saves", "who keeps it", "how we would leave it")
    note = (DOCS / "decisions" / "0001-stack.md").read_text(encoding="utf-8")
    noted = {row[0].strip("`") for row in table_rows(note, *heads) if all(row)}
    assert wanted == noted, f"without a note: {wanted - noted}; noted, not used: {noted - wanted}"
