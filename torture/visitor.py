"""Somebody at the site over HTTP: opens pages, finds their forms, sends what a browser would send, or worse."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit
from uuid import uuid4

import requests
from django.urls import Resolver404, resolve
from lxml import html

FILES = re.compile(r"\.(ics|atom|css|docx|pdf|xlsx|toml|json|csv|txt)$")
TOKEN = "csrfmiddlewaretoken"


@dataclass(frozen=True)
class Field:
    """One field of a form as the page shows it."""

    name: str
    kind: str
    values: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()

    @property
    def is_typed(self) -> bool:
        """Whether a person writes in it."""
        return self.kind in ("text", "textarea", "email", "tel", "search", "url", "number", "date", "password")


@dataclass(frozen=True)
class Form:
    """A form on a page: where it goes, how, and what is in it."""

    page: str
    action: str
    method: str
    fields: tuple[Field, ...]
    buttons: tuple[tuple[str, str], ...] = ()
    stays: bool = False
    """Whether it is sent while the page stays, as somebody writes."""

    @property
    def kind(self) -> tuple[Any, ...]:
        """The same form on two pages of one kind is one kind of form."""
        return kind_of(self.action), self.method, tuple(sorted({field.name for field in self.fields}))

    def typed(self) -> list[Field]:
        """The fields that a person writes in."""
        return [field for field in self.fields if field.is_typed]

    def sent(self) -> dict[str, list[str]]:
        """What a browser sends when nothing is changed, under a key of its own."""
        found = {field.name: list(field.values) for field in self.fields if field.kind != "file"}
        if "_key" in found:
            found["_key"] = [str(uuid4())]
        return found


@dataclass
class Answer:
    """What came back."""

    path: str
    status: int
    headers: Any = field(repr=False)
    content: bytes = field(repr=False)

    @property
    def is_page(self) -> bool:
        """Whether a browser shows it as a page."""
        return str(self.headers.get("Content-Type", "")).startswith("text/html")

    @property
    def location(self) -> str:
        """Where a redirect leads."""
        return str(self.headers.get("Location", ""))

    @cached_property
    def tree(self) -> Any:
        """The page as a tree, or None; read once however often it is looked at."""
        content = self.content.replace(b"\x00", b"")  # a browser shows none; the parser would stop there
        return html.fromstring(content) if self.is_page and content.strip() else None

    def text(self) -> str:
        """Everything on the page, also in its attributes and fields, as a person's words."""
        tree = self.tree
        if tree is None:
            return self.content.decode(errors="replace")
        return "\n".join([*tree.itertext(), *(str(value) for one in tree.iter() for value in one.attrib.values())])

    def links(self) -> list[str]:
        """The local addresses that the page leads to."""
        tree = self.tree
        if tree is None:
            return []
        found = tree.xpath("//a/@href | //link[@rel='alternate']/@href")
        near = [urldefrag(urljoin(self.path, one)).url for one in found]
        return [one for one in near if one.startswith("/") and not one.startswith("//")]

    def forms(self) -> list[Form]:
        """The forms of the page; one that saves itself while somebody writes is a form to that address, too."""
        tree = self.tree
        if tree is None:
            return []
        forms = [(one, _form(one, self.path)) for one in tree.xpath("//form")]
        saved = (
            replace(form, action=urljoin(self.path, one.get("hx-post")), stays=True)
            for one, form in forms
            if one.get("hx-post")
        )
        return [*(form for _one, form in forms), *saved]


def kind_of(path: str) -> str:
    """The name of an address, or its path when nobody answers there."""
    return _kind_of(urlsplit(path).path) or path


@cache
def _kind_of(path: str) -> str:
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""


def is_public(path: str) -> bool:
    """Whether everybody may open the address."""
    try:
        return bool(getattr(resolve(urlsplit(path).path).func, "is_public", False))
    except Resolver404:
        return True


def _form(element: Any, page: str) -> Form:
    named: dict[str, list[Any]] = defaultdict(list)
    buttons = []
    for one in element.xpath(".//input[@name] | .//textarea[@name] | .//select[@name] | .//button[@name]"):
        if one.tag == "button" or one.get("type") == "submit":
            buttons.append((one.get("name"), one.get("value") or ""))
        else:
            named[one.get("name")].append(one)
    action = urldefrag(urljoin(page, element.get("action") or page)).url
    fields = tuple(_field(name, found) for name, found in named.items())
    return Form(page, action, (element.get("method") or "get").lower(), fields, tuple(buttons))


def _field(name: str, elements: list[Any]) -> Field:
    first = elements[0]
    if first.tag == "select":
        options = first.xpath(".//option")
        chosen = [one.get("value", "") for one in options if one.get("selected") is not None]
        return Field(name, "select", tuple(chosen), tuple(one.get("value", "") for one in options))
    kind = "textarea" if first.tag == "textarea" else first.get("type") or "text"
    if first.get("autocomplete") == "one-time-code":
        kind = "password"
    if kind in ("radio", "checkbox"):
        offers = tuple(one.get("value") or "on" for one in elements)
        chosen = [one.get("value") or "on" for one in elements if one.get("checked") is not None]
        return Field(name, kind, tuple(chosen), offers)
    read = [
        (one.text or "").removeprefix("\n") if one.tag == "textarea" else one.get("value") or "" for one in elements
    ]
    return Field(name, kind, tuple(read))


class Visitor:
    """One browser: its cookies, and who is signed in with it."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.session = requests.Session()
        self.session.trust_env = False
        self.who = self.home = ""

    def open(self, path: str, **more: Any) -> Answer:
        """Open an address; redirects are not followed."""
        return self._ask("GET", path, **more)

    def send(self, form: Form, sent: dict[str, Any] | None = None, files: Any = None, **more: Any) -> Answer:
        """Send a form."""
        filled = form.sent() if sent is None else sent
        if form.method == "get":
            return self._ask("GET", form.action, params=filled, **more)
        return self._ask("POST", form.action, data=filled, files=files, **more)

    def ask(self, method: str, path: str, **more: Any) -> Answer:
        """Send any request."""
        return self._ask(method, path, **more)

    def _ask(self, method: str, path: str, **more: Any) -> Answer:
        more.setdefault("timeout", 60)
        found = self.session.request(method, self.address + path, allow_redirects=False, **more)
        return Answer(path, found.status_code, found.headers, found.content)

    def sign_in(self, who: str, town: str) -> "Visitor":
        """Become one of the demo's people by (the beginning of) the name, in the municipality with this name."""
        tree = self.open("/demo/").tree
        for form in tree.xpath("//form[.//input[@name='uuid']]"):
            near = form.xpath("./preceding::h2[1]")
            words = " ".join(form.itertext())
            if near and town in " ".join(near[0].itertext()) and re.search(rf"\b{who}\b", words):
                found = _form(form, "/demo/")
                self.home = self.send(found).location
                self.who = who
                return self
        raise LookupError(f"{who} is not among the people of {town}")

    def sign_in_with_password(self, slug: str, account: tuple[str, str], code: str = "") -> Answer:
        """Sign in as people do outside a demo, with a code if one is given; returns the last answer."""
        page = self.open(f"/{slug}/log-ind/")
        form = next(one for one in page.forms() if any(field.kind == "password" for field in one.fields))
        answer = self.send(form, form.sent() | dict(zip(("username", "password"), account, strict=True)))
        if code:
            second = next(
                one for one in self.open(answer.location).forms() if any(f.name == "code" for f in one.fields)
            )
            answer = self.send(second, second.sent() | {"code": [code]})
        self.home = f"/{slug}/mit/"
        return answer


def crawl(
    visitor: Visitor, *starts: str, most: int = 200, each_kind: int = 2, only: frozenset[str] = frozenset()
) -> Iterator[Answer]:
    """Open page after page from `starts`, a few of each kind (or of the kinds in `only`), and yield every answer."""
    waiting, seen = [*starts], set()
    of_kind: dict[str, int] = defaultdict(int)
    while waiting and len(seen) < most:
        path = waiting.pop(0)
        kind = kind_of(path)
        if path in seen or of_kind[kind] >= each_kind or (only and kind not in only):
            continue
        seen.add(path)
        of_kind[kind] += 1
        answer = visitor.open(path)
        yield answer
        waiting += [answer.location] if answer.location.startswith("/") else answer.links()
