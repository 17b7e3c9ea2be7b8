"""People who walk through the site: they open pages, fill in the forms they find, and press buttons.

Nothing is posted that a form on the page did not offer: a choice is made by the words that stand at it,
so a story proves that a person can do it. Forms are sent with the site's own protection switched on.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from html import unescape
from io import BytesIO
from typing import Any
from urllib.parse import urldefrag, urljoin

from django.test import Client
from django.urls import reverse
from lxml import html

from holdepunkt import clock
from holdepunkt.people.models import User

ROWS = ".//li | .//tr | .//article | .//section | .//fieldset | .//div"
BLOCKS = ("p", "li", "dt", "dd", "h1", "h2", "h3", "h4", "td", "th", "tr", "div", "section", "br")
PARTING = frozenset((*BLOCKS, "label", "legend", "option", "summary"))


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
        """The words a person reads below the header, with single spaces."""
        found = self.tree.xpath("//main | //aside") or [self.tree]
        return " ".join(_words(part) for part in found)

    @property
    def heading(self) -> str:
        """The page's one heading."""
        return _words(self.tree.find(".//h1"))

    def links(self) -> list[tuple[str, str]]:
        """Every link of the page: words and address, in order."""
        return [(_words(a), a.get("href")) for a in self.tree.iterfind(".//a[@href]")]

    def hrefs(self) -> list[str]:
        """Where the links and files of the page lead: whole addresses without the place on the page."""
        if self.tree is None:
            return []
        found = self.tree.xpath("//a/@href | //link[@rel='alternate']/@href")
        return [urldefrag(urljoin(self.path, href)).url for href in found]

    def offered(self) -> list[str]:
        """All words that one can choose in the forms of the page: options, boxes and buttons."""
        if self.tree is None:
            return []
        found = self.tree.xpath("//form//option | //form//label | //form//legend | //form//button")
        return [_words(one) for one in found]

    def follow(self, words: str) -> "Page":
        """Press the first link with exactly these words, or else the first that contains them."""
        links = self.links()
        near = [href for told, href in links if told == words] or [href for told, href in links if words in told]
        assert near, f"no link {words!r} on {self.path}; found {[told for told, _ in links]}"
        return self.person.go(urljoin(self.path, near[0]))

    def beside(self, words: str) -> "Page":
        """The smallest row or part of the page with these words and something to press."""
        near = [part for part in self.tree.xpath(ROWS) if words in _words(part)]
        near = [part for part in near if part.xpath(".//a[@href] | .//button")]
        assert near, f"nothing to press beside {words!r} on {self.path}:\n{self.text[:3000]}"
        part = min(near, key=lambda one: len(_words(one)))
        return Page(self.person, self.path, self.status, self.content, part)

    def part(self, heading: str) -> "Page":
        """The part of the page that stands under this heading, as far as the next of its rank."""
        for found in self.tree.xpath(".//h2 | .//h3"):
            if heading in _words(found):
                under = html.Element("div")
                for one in found.itersiblings():
                    if one.tag in ("h1", "h2") or one.tag == found.tag:
                        break
                    under.append(html.fromstring(html.tostring(one)))
                return Page(self.person, self.path, self.status, self.content, under)
        raise AssertionError(f"no heading {heading!r} on {self.path}")

    def row(self, words: str) -> dict[str, str]:
        """The row of a table that begins with these words, by the headings of its columns."""
        for table in self.tree.iterfind(".//table"):
            columns = [_words(one) for one in table.xpath(".//thead//th")]
            for line in table.xpath(".//tbody/tr"):
                cells = [_words(one) for one in line.xpath("./th | ./td")]
                if words in cells[0]:
                    return dict(zip(columns, cells, strict=True))
        raise AssertionError(f"no row {words!r} in a table on {self.path}:\n{self.text[:3000]}")

    def _form(self, button: str, required: Iterable[str]) -> tuple[Any, Any]:
        offered, fits = [], []
        for form in self.tree.xpath("descendant-or-self::form"):
            for one in form.xpath(".//button | .//input[@type='submit']"):
                told = _words(one) or one.get("value") or ""
                offered.append(told)
                if button in told and all(name in form.fields for name in required):
                    fits.append((told != button, form, one))
        assert fits, f"no button {button!r} with {list(required)} on {self.path}; found {offered}"
        _, form, pressed = min(fits, key=lambda fit: fit[0])
        return form, pressed

    def choices(self, name: str) -> dict[str, str]:
        """The words and values that the page offers in a field of choices."""
        return {
            word: value
            for form in self.tree.xpath("descendant-or-self::form[.//*[@name]]")
            for word, value in _choices(form, name)
        }

    def press(self, button: str, **answers: Any) -> "Page":
        """Fill in the form that has this button (by field name) and press it; returns the next page."""
        form, pressed = self._form(button, answers)
        sent: dict[str, list[Any]] = {}
        for name, value in form.form_values():
            sent.setdefault(name, []).append(value)
        for name, value in answers.items():
            sent[name] = _answered(form, name, value)
        if pressed.get("name"):
            sent[pressed.get("name")] = [pressed.get("value") or ""]
        return self.person.send(urljoin(self.path, form.get("action") or ""), sent, method=form.get("method", "post"))

    def says(self, *words: str) -> "Page":
        """Make sure that every one of these stands on the page."""
        for one in words:
            assert one in self.text, f"{one!r} is not on {self.path}:\n{self.text[:6000]}"
        return self

    def hides(self, *words: str) -> "Page":
        """Make sure that none of these stands on the page."""
        for one in words:
            assert one not in self.text, f"{one!r} is on {self.path}:\n{self.text[:6000]}"
        return self


def _words(element: Any) -> str:
    """The words of a part of a page; a new line or cell parts two words."""
    return " ".join(unescape("".join(_pieces(element))).split())


def _pieces(element: Any) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in ("script", "style", "template"):
        return
    apart = element.tag in PARTING
    yield " " if apart else ""
    yield element.text or ""
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""
    yield " " if apart else ""


def _choices(form: Any, name: str) -> list[tuple[str, str]]:
    """What a select, radios or boxes of this name offer: the words that stand there, and the value."""
    options = form.xpath(".//select[@name=$name]//option", name=name)
    found = [(_words(option), option.get("value", "")) for option in options]
    boxes = form.xpath(".//input[@name=$name][@type='radio' or @type='checkbox']", name=name)
    for box in boxes:
        label = form.xpath(".//label[@for=$box]", box=box.get("id"))
        found.append((_words(label[0]) if label else "", box.get("value", "on")))
    return found


def _answered(form: Any, name: str, answer: Any) -> list[Any]:
    """An answer as a browser sends it; a choice by its words, and only one that is offered."""
    if isinstance(answer, bool):
        return ["on"] if answer else []
    answers = answer if isinstance(answer, list | tuple) else [answer]
    offered = dict(_choices(form, name))
    if not offered:
        return [_sent(one) for one in answers]
    for one in answers:
        assert str(one) in offered, f"{one!r} is not offered as {name}; found {list(offered)}"
    return [offered[str(one)] for one in answers]


def _sent(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, BytesIO) else str(value)


class Person:
    """Somebody at the site of one municipality: signed in as a user, or a visitor."""

    def __init__(self, slug: str, user: User | None = None) -> None:
        self.slug = slug
        self.client = Client(enforce_csrf_checks=True)
        if user is not None:
            self.client.force_login(user)

    def open(self, name: str, **kwargs: Any) -> Page:
        """Open a page of the municipality by the name of its address."""
        return self.go(reverse(name, kwargs={"slug": self.slug} | kwargs))

    def go(self, path: str) -> Page:
        """Open an address and follow where it leads."""
        return self._page(path, self.client.get(path, follow=True))

    def knock(self, path: str) -> Page:
        """Open an address as `go` does; where one is asked to sign in, that is the answer."""
        answer = self.client.get(path)
        is_door = answer.status_code == 302 and "/log-ind/" in answer["Location"]
        return self._page(path, answer) if is_door or answer.status_code != 302 else self.go(path)

    def send(self, path: str, sent: dict[str, list[Any]], *, method: str = "post") -> Page:
        """Send a form and follow where it leads."""
        ask = self.client.post if method.lower() == "post" else self.client.get
        return self._page(path, ask(path, sent, follow=True))

    def _page(self, path: str, answer: Any) -> Page:
        chain = getattr(answer, "redirect_chain", [])
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        is_page = answer.get("Content-Type", "").startswith("text/html")
        tree = html.fromstring(content.decode()) if is_page and content else None
        return Page(self, chain[-1][0] if chain else path, answer.status_code, content, tree)


def on(year: int, month: int, day: int) -> Any:
    """Let the story go on at this day: `with on(2019, 3, 1): …`."""
    return clock.standing_at(date(year, month, day))
