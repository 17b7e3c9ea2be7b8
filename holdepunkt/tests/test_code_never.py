"""What our code never does: run what people write, build questions or patterns of it, or keep it in the browser."""

import ast
import re
from functools import cache

from holdepunkt.tests.code_base import PACKAGE, is_test, python_files, short, templates, tree

RUNS = {"eval", "exec", "compile", "__import__", "os.system", "os.popen"}
UNPACKS = {"pickle", "marshal", "shelve", "dill", "joblib", "yaml"}
PARSES_XML = {"xml", "lxml.etree", "defusedxml", "xmltodict"}
STARTS = {"subprocess", "multiprocessing", "pty"}
SENDS_SQL = {"execute", "executemany", "raw", "RawSQL"}
PATTERNS = {"re.compile", "re.search", "re.match", "re.fullmatch", "re.sub", "re.findall", "re.finditer", "re.split"}

# Programs that we start: an operator's commands, with a list of words and no shell.
MAY_START = {
    "holdepunkt/pages/operation/programs.py": "asks pg_dump and pg_restore for their versions, for an operator",
    "holdepunkt/pages/operation/copies.py": "pg_dump and pg_restore, for a copy and a restore",
    "holdepunkt/pages/operation/move.py": "our own proof after a move",
}
# SQL that is put together: of names of our own tables and triggers, never of a value.
MAY_BUILD_SQL = {
    "holdepunkt/pages/demo/reset.py": "names of our own triggers",
    "holdepunkt/pages/operation/move.py": "names of our own tables and triggers",
    "holdepunkt/record/append_only.py": "names of our own triggers",
}
# Patterns with something put into them: the package's own constants, or escaped.
MAY_BUILD_PATTERNS = {
    "holdepunkt/policy/pack/verbatim.py": "our own bullets and endings",
    "holdepunkt/policy/papers/lines.py": "the two separators of a number, as the language has them",
    "holdepunkt/policy/papers/status_form.py": "names of months",
    "holdepunkt/policy/rules/labelling.py": "a municipality's own words: each escaped",
    "holdepunkt/voice/rules/person.py": "the shape of one word, twice",
}
# Whole pages: the one layout of all, a paper file, and the two that stand when nothing else does.
STAND_ALONE = {"ui/layout.html", "ui/not_saved.html", "pages/broken.html", "policy/papers/paper_file.html"}
IN_SCRIPTS = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|postMessage|onpaste|"
    r"localStorage|sessionStorage|indexedDB|document\.cookie"
)
OLD_TECHNIQUES = re.compile(r"<\s*(object|embed|applet|frame|frameset|marquee|param)\b|application/x-shockwave", re.I)
NO_PASTE = re.compile(r"onpaste|autocomplete=.off.[^>]*password|password[^>]*autocomplete=.off.", re.I)


@cache
def calls(text: str) -> tuple[tuple[ast.Call, str], ...]:
    """Every call in a piece of code, with the name that is called."""
    return tuple((node, ast.unparse(node.func)) for node in nodes(text) if isinstance(node, ast.Call))


@cache
def nodes(text: str) -> tuple[ast.AST, ...]:
    """Every part of a piece of code; several guards ask the same files."""
    return tuple(ast.walk(ast.parse(text)))


@cache
def imported(text: str) -> set[str]:
    """The modules a piece of code imports, and what stands above them."""
    found: set[str] = set()
    for node in nodes(text):
        names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [node.module, *(f"{node.module}.{one.name}" for one in node.names)]
        found |= {name for name in names} | {name.split(".")[0] for name in names}
    return found


def is_put_together(node: ast.AST) -> bool:
    """Whether a text is built from parts: an f-string with something in it, a sum, `%` or `.format`.

    >>> [is_put_together(ast.parse(code, mode="eval").body) for code in ("'a'", "f'{a}'", "'a' + b", "'%s' % a")]
    [False, True, True, True]
    """
    if isinstance(node, ast.JoinedStr):
        return any(isinstance(part, ast.FormattedValue) for part in node.values)
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Attribute) and node.func.attr in ("format", "join")
    if isinstance(node, ast.IfExp):
        return is_put_together(node.body) or is_put_together(node.orelse)
    return isinstance(node, ast.BinOp)


def built(text: str, names: set[str], *, by_last: bool = False) -> list[int]:
    """The lines on which something is called with a first argument that is put together."""
    return [
        call.lineno
        for call, name in calls(text)
        if (name.split(".")[-1] if by_last else name) in names and call.args and is_put_together(call.args[0])
    ]


def shells(text: str) -> list[int]:
    """The lines that start a program through a shell, or with one text in place of a list of words."""
    return [
        call.lineno
        for call, name in calls(text)
        if name.startswith("subprocess.")
        and (not call.args or not isinstance(call.args[0], ast.List) or any(k.arg == "shell" for k in call.keywords))
    ]


@cache
def product() -> tuple[tuple[str, str], ...]:
    """Our product's files by name, tests left out; what is only said about the code is left out too."""
    ours = [path for path in python_files("holdepunkt") if not is_test(path) and "tests" not in path.parts]
    return tuple((short(path), ast.unparse(tree(path))) for path in ours)


def test_nothing_that_people_write_is_run_or_unpacked() -> None:
    runs = [name for name, text in product() if {called for _call, called in calls(text)} & RUNS]
    unpacks = [name for name, text in product() if imported(text) & UNPACKS]
    assert (runs, unpacks) == ([], [])


def test_programs_are_started_by_operators_commands_alone_and_never_through_a_shell() -> None:
    starts = {name for name, text in product() if imported(text) & STARTS}
    assert starts == MAY_START.keys()
    assert {name: shells(text) for name, text in product() if shells(text)} == {}


def test_questions_to_the_database_carry_their_values_apart() -> None:
    found = {name for name, text in product() if built(text, SENDS_SQL, by_last=True)}
    assert found == MAY_BUILD_SQL.keys()


def test_no_pattern_is_made_of_what_people_write_unless_it_is_escaped() -> None:
    found = {name for name, text in product() if built(text, PATTERNS)}
    assert found == MAY_BUILD_PATTERNS.keys()
    assert "re.escape(part)" in (PACKAGE / "policy/rules/labelling.py").read_text(encoding="utf-8")


def test_no_code_of_ours_parses_xml_by_itself() -> None:
    assert [name for name, text in product() if imported(text) & PARSES_XML] == []


def test_our_script_sets_no_markup_and_keeps_nothing() -> None:
    scripts = list((PACKAGE / "ui" / "static").rglob("*.js"))
    assert scripts
    found = {short(path): IN_SCRIPTS.findall(path.read_text(encoding="utf-8")) for path in scripts}
    assert {name: words for name, words in found.items() if words} == {}


def test_no_page_needs_a_plug_in_or_stops_a_password_keeper() -> None:
    pages = {name: path.read_text(encoding="utf-8") for name, path in templates().items()}
    assert [name for name, text in pages.items() if OLD_TECHNIQUES.search(text) or NO_PASTE.search(text)] == []


def test_everybody_who_is_signed_in_can_sign_out_from_every_page() -> None:
    pages = {name: path.read_text(encoding="utf-8") for name, path in templates().items()}
    assert "log-ud/" in pages["ui/parts/header.html"]
    assert 'include "ui/parts/header.html"' in pages["ui/layout.html"]
    assert {name for name, text in pages.items() if "<html" in text} == STAND_ALONE


def test_these_guards_can_fail() -> None:
    assert built("cursor.execute(f'SELECT {x}')", SENDS_SQL, by_last=True) == [1]
    assert built("cursor.execute('SELECT %s', [x])", SENDS_SQL, by_last=True) == []
    assert shells("subprocess.run('ls ' + x, shell=True)") == [1]
    assert imported("from yaml import load\nimport os.path") >= {"yaml", "os"}
    assert IN_SCRIPTS.search("box.innerHTML = words")
    assert OLD_TECHNIQUES.search('<object data="x.swf">')
