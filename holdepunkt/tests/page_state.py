"""What axe sees of a page, without its words: two pages in the same state need one look, not two."""

import hashlib
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field

from lxml import html

# Words and addresses count as there or missing; ids and references as found, missing or double; a row of a list
# that looks like an earlier row of it is left out; the steps between headings and all else stay as they are.
WORDS = {"href", "src", "action", "value", "content", "datetime", "alt", "title", "placeholder", "min", "max"}
POINTS = {"for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "headers", "list"}
ROWS = {"li", "tr", "option", "dt", "dd", "article", "p"}
# What makes a holder a thing of its own.
OF_ITS_OWN = {"role", "tabindex", "aria-label", "aria-labelledby", "aria-live", "style"}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
FIELDS = {"input", "select", "textarea"}
# What only holds other things together: what stands in one is looked at piece by piece.
HOLDERS = {"div", "section", "form"}
LANDMARKS = {"header", "nav", "main", "aside", "footer"}
UNSEEN = {"script", "template", "style"}
WHOLE = ("html", "html")
PAGE, AROUND, MAIN = "page ", "around ", "main "
NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class Read:
    """A page as the server sent it: its tree, which ids and labels it names how often, and which ids a label names."""

    tree: html.HtmlElement
    ids: Counter[str]
    labels: Counter[tuple[str, str]]
    labelled: frozenset[str]

    def addresses(self) -> list[str]:
        """Where its links lead."""
        return [one.get("href") for one in self.tree.iter("a") if one.get("href")]

    def count(self, tag: str) -> int:
        """How many elements of a kind it has."""
        return sum(1 for _ in self.tree.iter(tag))

    def parts(self) -> frozenset[str]:
        """The fingerprints of how the page is built up, of what stands around its main part, and of each piece of that."""
        return frozenset(self.places())

    def places(self) -> dict[str, tuple[str, str]]:
        """The same fingerprints, each with the way to the first that has it, and what stands there."""
        main, body = self.tree.find(".//main"), self.tree.find("body")
        found = [(PAGE, self._built(), WHOLE)]
        if main is None or body is None:
            found.append((AROUND, self._state(self.tree), WHOLE))
        else:
            found += self._pieces(body, "body", "", {main, *main.iterancestors()})
        named = [(name + hashlib.sha256(state.encode()).hexdigest(), place) for name, state, place in found]
        return dict(reversed(named))

    def _pieces(
        self,
        node: html.HtmlElement,
        where: str,
        above: str,
        to_main: Container[html.HtmlElement],
        *,
        name: str = AROUND,
    ) -> Iterator[tuple[str, str, tuple[str, str]]]:
        """What stands in a part of the page, piece by piece: its state in what holds it, and the way to it."""
        inside = [child for child in node if isinstance(child.tag, str)]
        name = MAIN if node.tag == "main" else name
        if node in to_main or self._is_holder(node, inside):
            for nth, child in enumerate(inside, 1):
                yield from self._pieces(
                    child, f"{where} > :nth-child({nth})", above + _opened(node), to_main, name=name
                )
        elif node.tag not in UNSEEN:
            yield name, above + self._state(node), (where, node.tag)

    def _is_holder(self, node: html.HtmlElement, inside: list[html.HtmlElement]) -> bool:
        """Whether a node only holds others together, and says nothing itself."""
        if node.tag not in HOLDERS or OF_ITS_OWN & set(node.keys()):
            return False
        says = any(_there(words) for words in (node.text, *(child.tail for child in node)))
        return not says and any(child.tag in HOLDERS and len(child) for child in inside)

    def _built(self) -> str:
        """How the page is built up: its head, the steps of its headings, its landmarks in their order."""
        head, marks = (
            self.tree.find("head"),
            [one for one in self.tree.iter() if one.tag in LANDMARKS or one.get("role")],
        )
        told = [f"{one.tag} {one.get('role')} {one.get('aria-label') is None}" for one in marks]
        return f"{self.tree.get('lang')} {'' if head is None else self._state(head)} {sorted(self._steps())} {told}"

    def _steps(self) -> set[str]:
        levels = [one.tag for one in self.tree.iter(*HEADINGS)]
        return {f"{before} {level}" for before, level in zip(["", *levels], levels, strict=False)}

    def _state(self, node: html.HtmlElement, *, but: html.HtmlElement | None = None) -> str:
        own = " ".join(sorted(f"{name}={self._read(node, name, value)}" for name, value in node.attrib.items()))
        own += f" labelled={self._is_labelled(node)}" if node.tag in FIELDS else ""
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

    def _is_labelled(self, field: html.HtmlElement) -> bool:
        return field.get("id") in self.labelled or any(one.tag == "label" for one in field.iterancestors())

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
    labels = Counter((one.tag, one.get("aria-label")) for one in tree.iter() if one.get("aria-label"))
    return Read(tree, ids, labels, frozenset(one.get("for") for one in tree.iter("label") if one.get("for")))


def _opened(node: html.HtmlElement) -> str:
    """What holds a piece, for its colours."""
    return f"<{node.tag} {NUMBER.sub('0', node.get('class') or '')}>"


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
