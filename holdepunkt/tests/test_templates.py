"""Every template compiles, is used, sends its forms safely, and holds no inline style or script."""

import ast
import re
from functools import cache
from importlib.resources import files

import pytest
from django.template import engines

from holdepunkt.tests.code_base import is_test, python_files, templates, tree

EVENTS = r"click|change|submit|reset|load|error|input|invalid|select|scroll|toggle|focus\w*|blur|key\w+|mouse\w+|pointer\w+|touch\w+"
INLINE = {
    "a style attribute": re.compile(r"\sstyle\s*=\s*[\"'{]", re.I),
    "a style element": re.compile(r"<style\b", re.I),
    "a script without a file": re.compile(r"<script\b(?![^>]*\bsrc=)(?![^>]*application/(ld\+)?json)", re.I),
    "an on-handler": re.compile(rf"\son(?:{EVENTS})\s*=", re.I),
    "a javascript: address": re.compile(r"[\"'\s]javascript:", re.I),
}
FORM = re.compile(r"<form\b[^>]*\bmethod\s*=\s*[\"']?post[^>]*>(.*?)</form>", re.I | re.S)
SAFE_FORM = re.compile(r"csrf_input|csrf_token")
COMMENT = re.compile(r"\{#.*?#\}", re.S)
# An exception gives its reason where it stands.
WITH_REASON = re.compile(r"^.*\{# because .*$", re.M)
# Django asks for these by name, without a line of ours.
ASKED_BY_DJANGO = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}


def inline_things(text: str) -> list[str]:
    """Say which inline styles and scripts a template holds; lines with {# because ... #} may."""
    bare = COMMENT.sub("", WITH_REASON.sub("", text))
    return [what for what, pattern in INLINE.items() if pattern.search(bare)]


def unsafe_forms(text: str) -> int:
    """Count the forms that post without the token against forged requests; lines with {# because ... #} may."""
    return sum(not SAFE_FORM.search(body) for body in FORM.findall(COMMENT.sub("", WITH_REASON.sub("", text))))


def names_in(module: ast.Module) -> set[str]:
    """Patterns of the template names a module speaks of; gaps of f-strings match one word."""
    found = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.add(re.escape(node.value))
        elif isinstance(node, ast.JoinedStr):
            parts = (re.escape(part.value) if isinstance(part, ast.Constant) else r"[\w-]+" for part in node.values)
            found.add("".join(parts))
    return {name for name in found if "\\.html" in name or "\\.txt" in name or "\\.svg" in name}


def unused(names: set[str], spoken: set[str]) -> list[str]:
    """Name the templates nobody speaks of."""
    whole = re.compile("|".join(f"(?:{pattern})" for pattern in sorted(spoken)) or "(?!)")
    return sorted(name for name in names if not whole.fullmatch(name))


@cache
def spoken_of() -> frozenset[str]:
    """Patterns of every template name in our code and in our templates."""
    in_code = {name for path in python_files("holdepunkt") if not is_test(path) for name in names_in(tree(path))}
    quoted = re.compile(r"""["']([\w/.-]+\.(?:html|txt|svg))["']""")
    in_templates = {
        re.escape(name)
        for own, path in templates().items()
        for name in quoted.findall(path.read_text(encoding="utf-8"))
        if name != own
    }
    return frozenset(in_code | in_templates)


def asked_by_django(name: str) -> bool:
    """Whether Django itself asks for the template: an error page, or a form widget of its own."""
    return name in ASKED_BY_DJANGO or files("django.forms").joinpath("jinja2", name).is_file()


@pytest.mark.parametrize("name", sorted(templates()))
def test_every_template_compiles(name: str) -> None:
    environment = next(engine.env for engine in engines.all() if hasattr(engine, "env"))
    environment.get_template(name)


def test_no_template_is_left_unused() -> None:
    names = {name for name in templates() if not asked_by_django(name)}
    assert not (found := unused(names, set(spoken_of()))), f"nobody speaks of: {', '.join(found)}"


def test_no_template_holds_inline_style_or_script() -> None:
    found = [
        f"{name}: found {what}; expected it in a file of its own"
        for name, path in templates().items()
        for what in inline_things(path.read_text(encoding="utf-8"))
    ]
    assert not found, "\n".join(found)


def test_every_form_that_posts_carries_its_token() -> None:
    found = [
        f"{name}: found {count} forms that post without csrf_input"
        for name, path in templates().items()
        if (count := unsafe_forms(path.read_text(encoding="utf-8")))
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('<p class="a" style="color: red">', "a style attribute"),
        ("<style>p {}</style>", "a style element"),
        ("<script>go()</script>", "a script without a file"),
        ('<button onclick="go()">', "an on-handler"),
        ('<a href="javascript:go()">', "a javascript: address"),
    ],
)
def test_inline_things_are_found(text: str, what: str) -> None:
    assert inline_things(text) == [what]


def test_what_is_allowed_is_not_found() -> None:
    allowed = '<script src="a.js" defer></script><p data-once="1">on = "off"</p>{# style="x" #}'
    assert inline_things(allowed) == []
    assert inline_things("<style>{{ own }}</style> {# because the file leaves the site #}") == []


def test_an_unsafe_form_is_counted() -> None:
    assert unsafe_forms('<form method="post"><input></form>') == 1
    assert unsafe_forms('<form method="post">{{ csrf_input }}</form><form></form>') == 0


def test_an_unused_template_is_named() -> None:
    spoken = names_in(ast.parse("a = 'policy/plan.html'\nb = f'policy/{kind}.html'"))
    assert unused({"policy/plan.html", "policy/goal.html", "people/plan.html"}, spoken) == ["people/plan.html"]
