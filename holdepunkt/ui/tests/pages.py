"""Small readers of HTML for the tests of this slice."""

from typing import Any

from django.http import HttpRequest
from django.template import engines
from django.template.backends.utils import csrf_input_lazy
from django.test import RequestFactory
from lxml import html

from holdepunkt.ui.jinja import Templates

COMPONENTS = '{% import "ui/c.html" as c with context %}'


def written(source: str, start: str = COMPONENTS, request: HttpRequest | None = None, **context: Any) -> str:
    """Render a piece of a page that has the components as `c`."""
    engine = next(e for e in engines.all() if isinstance(e, Templates))
    request = request or RequestFactory().get("/ui/")
    template = engine.env.from_string(start + source)
    return template.render(request=request, csrf_input=csrf_input_lazy(request), **context)


def drawn(source: str, **context: Any) -> html.HtmlElement:
    """Render a piece of a page and parse it."""
    return html.fragment_fromstring(written(source, **context), create_parent="div")


def one(tree: html.HtmlElement, path: str) -> html.HtmlElement:
    """The only element on the path."""
    found = tree.xpath(path)
    assert len(found) == 1, f"{len(found)} of {path} in {html.tostring(tree, encoding='unicode')}"
    return found[0]


def text(element: html.HtmlElement) -> str:
    """The words of an element, spaces collapsed."""
    return " ".join(element.text_content().split())
