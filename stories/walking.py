"""People who walk through the site: they open pages, fill in the forms they find, and press buttons.

Nothing is posted that a form on the page did not offer, so a story proves that a person can do it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from html import unescape
from io import BytesIO
from typing import Any

from django.test import Client
from django.urls import reverse
from lxml import html

from holdepunkt import clock
from holdepunkt.people.models import User


@dataclass
class Page:
    """One answer of the site, and the person who looks at it."""

    person: "Person"
    path: str
    status: int
    content: bytes
    tree: Any = field(repr=False)

    @property
    def text(self) -> str:
        """The words a person reads, with single spaces."""
        main = self.tree.find(".//main") if self.tree is not None else None
        words = (main if main is not None else self.tree).text_content()
        return " ".join(unescape(words).split())

    @property
    def heading(self) -> str:
        """The page's one heading."""
        return " ".join(self.tree.find(".//h1").text_content().split())

    def links(self) -> dict[str, str]:
        """Every link of the page: words and address."""
        found = self.tree.iterfind(".//a[@href]")
        return {" ".join(a.text_content().split()): a.get("href") for a in found}

    def follow(self, words: str) -> "Page":
        """Press the first link whose words contain `words`."""
        for told, href in self.links().items():
            if words in told:
                return self.person.go(href)
        raise AssertionError(f"no link {words!r} on {self.path}; found {list(self.links())}")

    def _form(self, button: str, required: Iterable[str]) -> tuple[Any, Any]:
        offered = []
        for form in self.tree.iterfind(".//form"):
            for one in form.xpath(".//button | .//input[@type='submit']"):
                told = " ".join((one.text_content() or one.get("value") or "").split())
                offered.append(told)
                if button in told and all(name in form.fields for name in required):
                    return form, one
        raise AssertionError(f"no button {button!r} on {self.path}; found {offered}")

    def press(self, button: str, **answers: Any) -> "Page":
        """Fill in the form that has this button (by field name) and press it; returns the next page."""
        form, pressed = self._form(button, answers)
        sent: dict[str, list[Any]] = {}
        for name, value in form.form_values():
            sent.setdefault(name, []).append(value)
        for name, value in answers.items():
            sent[name] = _as_sent(value)
        if pressed.get("name"):
            sent[pressed.get("name")] = [pressed.get("value") or ""]
        return self.person.send(
            form.get("action") or self.path, sent, method=form.get("method", "post")
        )

    def says(self, *words: str) -> "Page":
        """Make sure that every one of these stands on the page."""
        for one in words:
            assert one in self.text, f"{one!r} is not on {self.path}:\n{self.text[:3000]}"
        return self

    def hides(self, *words: str) -> "Page":
        """Make sure that none of these stands on the page."""
        for one in words:
            assert one not in self.text, f"{one!r} is on {self.path}"
        return self


def _as_sent(value: Any) -> list[Any]:
    if isinstance(value, bool):
        return ["on"] if value else []
    if isinstance(value, list | tuple):
        return [_one(one) for one in value]
    return [_one(value)]


def _one(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, BytesIO) else str(value)


class Person:
    """Somebody at the site of one municipality: signed in as a user, or a visitor."""

    def __init__(self, slug: str, user: User | None = None) -> None:
        self.slug = slug
        self.client = Client()
        if user is not None:
            self.client.force_login(user)

    def open(self, name: str, **kwargs: Any) -> Page:
        """Open a page of the municipality by the name of its address."""
        return self.go(reverse(name, kwargs={"slug": self.slug} | kwargs))

    def go(self, path: str) -> Page:
        """Open an address and follow where it leads."""
        return self._page(path, self.client.get(path, follow=True))

    def send(self, path: str, sent: dict[str, list[Any]], *, method: str = "post") -> Page:
        """Send a form and follow where it leads."""
        ask = self.client.post if method.lower() == "post" else self.client.get
        return self._page(path, ask(path, sent, follow=True))

    def _page(self, path: str, answer: Any) -> Page:
        chain = getattr(answer, "redirect_chain", [])
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        is_page = answer["Content-Type"].startswith("text/html")
        tree = html.fromstring(content.decode()) if is_page and content else None
        return Page(self, chain[-1][0] if chain else path, answer.status_code, content, tree)


def on(year: int, month: int, day: int) -> Any:
    """Let the story go on at this day: `with on(2019, 3, 1): …`."""
    return clock.standing_at(date(year, month, day))
