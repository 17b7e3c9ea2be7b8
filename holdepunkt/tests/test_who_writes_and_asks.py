"""Only `actions` write, and each write leaves a row in the record; only `reads` start a query."""

import ast
import re
from pathlib import Path

from holdepunkt.tests.code_base import PACKAGE, Function, is_test, python_files, short

MANAGERS = {"objects", "_base_manager", "_default_manager"}
WRITES = {
    "save", "create", "get_or_create", "update_or_create", "bulk_create", "update", "bulk_update", "delete",
}  # fmt: skip
MAY_SAVE = {"actions", "models", "demo"}
MAY_QUERY = {"reads", "actions", "models", "demo"}
# The record is what the others write to; its own actions are the pen.
THE_RECORD = PACKAGE / "record"


def queries_outside(text: str, name: str) -> list[str]:
    """Name each place that starts a query where none belongs, unless its line says `# because`."""
    lines = text.splitlines()
    return [
        f"{name}:{node.lineno}: found .{node.attr}; expected a call to reads or actions"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Attribute)
        and node.attr in MANAGERS
        and "# because " not in lines[(node.end_lineno or node.lineno) - 1]
    ]


def writes_outside(text: str, name: str) -> list[str]:
    """Name each row that is saved or deleted where no action is, unless its line says `# because`."""
    lines = text.splitlines()
    return [
        f"{name}:{node.lineno}: found .{node.func.attr}(); expected a call to an action"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"save", "delete"}
        and not node.args  # a document is saved to somewhere, a row is just saved
        and "# because " not in lines[(node.end_lineno or node.lineno) - 1]
    ]


def may_query(path: Path) -> bool:
    """Whether a file is one of the rooms where queries start."""
    inside = {*path.relative_to(PACKAGE).parts[1:-1], path.stem}
    return bool(MAY_QUERY & inside)


def imported_names(module: ast.Module) -> dict[str, str]:
    """Map each imported name to the dotted thing it stands for, relative imports left dotted."""
    names = {}
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                names[alias.asname or alias.name] = f"{node.module or ''}.{alias.name}"
        elif isinstance(node, ast.Import):
            for alias in node.names:
                names[alias.asname or alias.name] = alias.name
    return names


def calls_of(function: Function, names: dict[str, str]) -> set[str]:
    """What a function calls, as dotted names with imports written out."""
    found = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Call):
            dotted = ast.unparse(node.func)
            first, _, rest = dotted.partition(".")
            found.add(names.get(first, first) + (f".{rest}" if rest else ""))
    return found


def actions_by_name(modules: dict[str, ast.Module]) -> dict[str, set[str]]:
    """Map each function of the action modules (`module.function`) to what it calls."""
    return {
        f"{name}.{node.name}": calls_of(node, imported_names(module))
        for name, module in modules.items()
        for node in module.body
        if isinstance(node, Function)
    }


def excused(sources: dict[str, str]) -> set[str]:
    """The functions whose `def` line gives the reason why they record nothing themselves."""
    return {
        f"{name}.{found}"
        for name, text in sources.items()
        for found in re.findall(r"^def (\w+)\(.*# because ", text, flags=re.MULTILINE)
    }


def silent_actions(sources: dict[str, str]) -> list[str]:
    """Name the public actions that write, and leave no row in the record, themselves or through another."""
    calls = actions_by_name({name: ast.parse(text) for name, text in sources.items()})
    records, writes = all_that_reach(calls, {"wrote", "signed_in"}), all_that_reach(calls, WRITES)
    public = {name for name in writes if not name.rsplit(".", 1)[1].startswith("_")}
    silent = sorted(public - records - excused(sources))
    return [f"{name}: writes; expected a call to record.wrote" for name in silent]


def all_that_reach(calls: dict[str, set[str]], goals: set[str]) -> set[str]:
    """The functions that call one of the goals, or call a function that does, and so on."""
    reached = {name for name, called in calls.items() if any(_last(call) in goals for call in called)}
    while True:
        more = {
            name
            for name, called in calls.items()
            if name not in reached and any(_goes_to(call, name, reached) for call in called)
        }
        if not more:
            return reached
        reached |= more


def _last(dotted: str) -> str:
    return dotted.rsplit(".", 1)[-1]


def _goes_to(call: str, caller: str, functions: set[str]) -> bool:
    """Whether a call goes to one of the functions: of the same module, or imported from another."""
    if "." not in call:
        return f"{caller.rsplit('.', 1)[0]}.{call}" in functions
    module = _last(call.rsplit(".", 1)[0])
    return any(_last(name) == _last(call) and module in name.split(".") for name in functions)


def action_modules() -> dict[str, str]:
    """The source of each module named `actions`, and of those in packages named so."""
    found = {}
    for path in python_files("holdepunkt"):
        inside = (*path.relative_to(PACKAGE).parts[:-1], path.stem)
        if "actions" in inside and not is_test(path) and not path.is_relative_to(THE_RECORD):
            found[".".join(("holdepunkt", *inside))] = path.read_text(encoding="utf-8")
    return found


def test_only_reads_actions_and_models_start_a_query() -> None:
    found = [
        line
        for path in python_files("holdepunkt")
        if not is_test(path) and not may_query(path)
        for line in queries_outside(path.read_text(encoding="utf-8"), short(path))
    ]
    assert not found, "\n".join(found)


def test_only_actions_save_or_delete() -> None:
    found = [
        line
        for path in python_files("holdepunkt")
        if not is_test(path) and not MAY_SAVE & {*path.relative_to(PACKAGE).parts[1:-1], path.stem}
        for line in writes_outside(path.read_text(encoding="utf-8"), short(path))
    ]
    assert not found, "\n".join(found)


def test_every_action_leaves_a_row_in_the_record() -> None:
    assert not (found := silent_actions(action_modules())), "\n".join(found)


def test_these_guards_can_fail() -> None:
    assert queries_outside("def view(r):\n    return Plan.objects.all()", "views.py")
    assert not queries_outside("row = Plan.objects.get()  # because we say why", "views.py")
    assert writes_outside("def view(r):\n    r.plan.save(update_fields=['a'])", "views.py")
    assert not writes_outside("document.save(path)", "paper.py")
    sources = {
        "holdepunkt.a.actions": (
            "from holdepunkt import record\n"
            "def close(*, row, by): _store(row, by)\n"
            "def _store(row, by):\n    row.save()\n    record.wrote('a', by=by)\n"
            "def forget(*, row, by): row.delete()\n"
            "def may_close(row): return row.is_open\n"
            "def part(row):  # because its caller records\n    row.save()\n"
        ),
        "holdepunkt.b.actions": (
            "from holdepunkt.a import actions as a\n"
            "from holdepunkt.a.actions import forget\n"
            "def finish(*, by): a.close(by=by)\n"
            "def drop(*, by): forget(by=by)\n"
        ),
    }
    assert silent_actions(sources) == [
        "holdepunkt.a.actions.forget: writes; expected a call to record.wrote",
        "holdepunkt.b.actions.drop: writes; expected a call to record.wrote",
    ]
