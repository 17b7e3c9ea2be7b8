"""A file fits on five screens, a function fits without scrolling, a name says what is inside."""

import ast
import re
from pathlib import Path

from holdepunkt.tests.code_base import PACKAGE, Function, is_test, python_files, short, templates, tracked_files, tree

FILE_WALL, FUNCTION_WALL = 400, 40
TOPS = {"holdepunkt", "tools", "stories", "bench", "torture"}
WRITTEN_BY_HAND = {".py", ".html", ".css", ".js", ".typ", ".sh"}
# Packs, demo data and translations are tables; migrations are written by Django.
NO_WALLS = {"migrations", "packs", "demo", "locale", "vendor"}
EMPTY_NAMES = {
    "util", "utils", "helper", "helpers", "manager", "managers", "handler", "handlers",
    "data", "info", "process", "base", "misc", "common", "stuff",
}  # fmt: skip


def too_long_files(files: dict[str, int]) -> list[str]:
    """Name the files behind the wall."""
    return [
        f"{name}: found {lines} lines, expected at most {FILE_WALL}"
        for name, lines in files.items()
        if lines > FILE_WALL
    ]


def too_long_functions(module: ast.Module, name: str, source: str = "") -> list[str]:
    """Name the functions behind the wall. Decorators, where tests keep their tables, do not count.

    A function whose first line says `# because` may stay long.
    """
    lines = source.splitlines()
    return [
        f"{name}:{node.lineno} {node.name}: found {length} lines, expected at most {FUNCTION_WALL}"
        for node in ast.walk(module)
        if isinstance(node, Function)
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION_WALL
        and not (lines and "# because " in lines[node.lineno - 1])
    ]


def empty_names(paths: list[str]) -> list[str]:
    """Name the modules and packages whose name says nothing."""
    found = []
    for path in paths:
        words = [*Path(path).parts[:-1], Path(path).stem]
        if said := EMPTY_NAMES.intersection(words):
            found.append(f"{path}: found {', '.join(sorted(said))}; name it after what is inside")
    return found


def behind_walls(path: Path) -> bool:
    """Whether the walls hold for this file."""
    words = {*path.parts, path.stem}
    return not NO_WALLS.intersection(words)


def test_no_file_is_longer_than_five_screens() -> None:
    ours = [
        path
        for path in tracked_files()
        if path.suffix in WRITTEN_BY_HAND and short(path).split("/")[0] in TOPS and behind_walls(path)
    ]
    lengths = {short(path): len(path.read_text(encoding="utf-8").splitlines()) for path in ours}
    assert not (found := too_long_files(lengths)), "\n".join(found)


def test_no_function_needs_scrolling() -> None:
    found = [
        line
        for path in python_files(*TOPS)
        if behind_walls(path)
        for line in too_long_functions(tree(path), short(path), path.read_text(encoding="utf-8"))
    ]
    assert not found, "\n".join(found)


def test_no_module_has_a_name_that_says_nothing() -> None:
    found = empty_names([short(path) for path in python_files(*TOPS)])
    assert not found, "\n".join(found)


def test_every_module_says_what_it_is_for() -> None:
    """Empty `__init__` files of tests, migrations and commands may stay silent."""
    found = [
        f"{short(path)}: expected a docstring on the module"
        for path in python_files(*TOPS)
        if not ast.get_docstring(tree(path)) and (path.stat().st_size or path.stem != "__init__")
    ]
    assert not found, "\n".join(found)


def test_every_function_of_the_product_has_types() -> None:
    found = [
        f"{short(path)}:{node.lineno} {node.name}: expected a type for what it returns"
        for path in python_files("holdepunkt", "tools")
        if not is_test(path)
        for node in ast.walk(tree(path))
        if isinstance(node, Function) and node.returns is None
    ]
    assert not found, "\n".join(found)


ORDER = ("pages", "policy", "people", "ui", "record")  # each names addresses of its own and of those after it
ADDRESS = re.compile(r"""["'](pages|policy|people|ui):[a-z_]+["']""")


def _names_above(path: Path, text: str) -> list[str]:
    """The addresses of upper slices that a file of a slice names."""
    slice_ = path.relative_to(PACKAGE).parts[0]
    above = ORDER[: ORDER.index(slice_)] if slice_ in ORDER else ()
    return [found[0] for found in ADDRESS.finditer(text) if found[1] in above]


def test_no_code_names_an_address_of_a_slice_above_it() -> None:
    """A page may show the way to an upper slice's page; code and the lowest slices' pages never do."""
    files = [path for path in python_files("holdepunkt") if not is_test(path)]
    files += [path for path in templates().values() if path.relative_to(PACKAGE).parts[0] in ("people", "record")]
    found = {short(path): names for path in files if (names := _names_above(path, path.read_text("utf-8")))}
    assert not found, f"{found}: names go down only, as imports do"


def test_a_name_that_goes_up_is_found() -> None:
    assert _names_above(PACKAGE / "people/views/setup.py", 'reverse("policy:front")') == ['"policy:front"']
    assert not _names_above(PACKAGE / "policy/views/show.py", 'reverse("people:setup")')


def test_the_walls_can_fail() -> None:
    long_function = ast.parse("def wordy():\n" + "    pass\n" * 40)
    assert too_long_functions(long_function, "x.py")
    assert not too_long_functions(ast.parse("def short():\n" + "    pass\n" * 39), "x.py")
    assert too_long_files({"x.py": 401, "y.py": 400}) == ["x.py: found 401 lines, expected at most 400"]
    assert empty_names(["holdepunkt/policy/utils.py", "holdepunkt/misc/plan.py", "a/plan.py"]) != []
