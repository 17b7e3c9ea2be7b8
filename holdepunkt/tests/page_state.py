"""What axe sees of a page, without its words: two pages in the same state need one look, not two."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import html

# Words and addresses count as there or missing; ids and references as found, missing or double; a row of a list
# that looks like an earlier row of it is left out; the steps between headings and all else stay as they are.
WORDS = {"href", "src", "action", "value", "content", "datetime", "alt", "title", "placeholder", "min", "max"}
POINTS = {"for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "headers", "list"}
ROWS = {"li", "tr", "option", "dt", "dd", "article", "p"}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
PAGE, AROUND, MAIN = "page ", "around ", "main "
NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class Read:
    """A page as the server sent it: its tree, and which ids and labels it names how often."""

    tree: html.HtmlElement
    ids: Counter[str]
    labels: Counter[tuple[str, str]]

    def addresses(self) -> list[str]:
        """Where its links lead."""
        return [one.get("href") for one in self.tree.iter("a") if one.get("href")]

    def count(self, tag: str) -> int:
        """How many elements of a kind it has."""
        return sum(1 for _ in self.tree.iter(tag))

    def parts(self) -> frozenset[str]:
        """The fingerprints of its three parts: what it says, what stands around that, and how it is built up as a page."""
        page = f"{sorted(self._steps())} {bool((self.tree.findtext('.//title') or '').strip())}"
        main = self.tree.find(".//main")
        around = self._state(self.tree, but=main)
        said = around if main is None else self._state(main)
        named = {PAGE: page, AROUND: around, MAIN: said}
        return frozenset(name + hashlib.sha256(part.encode()).hexdigest() for name, part in named.items())

    def _steps(self) -> set[str]:
        levels = [one.tag for one in self.tree.iter(*HEADINGS)]
        return {f"{before} {level}" for before, level in zip(["", *levels], levels, strict=False)}

    def _state(self, node: html.HtmlElement, *, but: html.HtmlElement | None = None) -> str:
        own = " ".join(sorted(f"{name}={self._read(node, name, value)}" for name, value in node.attrib.items()))
        return f"<{node.tag} {own}>{''.join(self._inside(node, but))}</>"

    def _inside(self, node: html.HtmlElement, but: html.HtmlElement | None) -> Iterator[str]:
        seen: set[str] = set()
        yield _there(node.text)
        for child in node:
            if child is not but and isinstance(child.tag, str):
                found = self._state(child, but=but)
                if child.tag not in ROWS or found not in seen:
                    yield found
                seen.add(found)
            yield _there(child.tail)

    def _read(self, node: html.HtmlElement, name: str, value: str) -> str:
        if name == "id":
            return str(self.ids[value] > 1)
        if name == "aria-label":
            return f"{_there(value)} {self.labels[node.tag, value] > 1}"
        if name in POINTS:
            return ",".join(str(one in self.ids) for one in value.split())
        if name == "name":
            return _there(value) if node.get("type") == "radio" else ""
        in_words = name in WORDS or name.startswith("data-") or (node.tag == "html" and name == "lang")
        return _there(value) if in_words else NUMBER.sub("0", value)


def read(page: str) -> Read:
    """Read a page as the server sent it."""
    tree = html.document_fromstring(page)
    ids = Counter(one.get("id") for one in tree.iter() if one.get("id"))
    return Read(tree, ids, Counter((one.tag, one.get("aria-label")) for one in tree.iter() if one.get("aria-label")))


def _there(words: str | None) -> str:
    return "words" if words and words.strip() else ""


@dataclass
class Looked:
    """The parts of pages that were looked at: at each width, and for what concerns words, in each language."""

    at: set[tuple[str, int, str]] = field(default_factory=set)

    def new(self, parts: Iterable[str], width: int, language: str = "") -> set[str]:
        """Those of the parts that nobody has looked at so; from now on somebody has."""
        unseen = {part for part in parts if (language, width, part) not in self.at}
        self.at |= {(language, width, part) for part in unseen}
        return unseen
