"""What axe sees of a page, without its words: two pages in the same state need one look, not two."""

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Words and addresses count as there or missing; ids and references as found, missing or double; a row of a list
# that looks like an earlier row of it is left out; the steps between headings and all else stay as they are.
STATE = r"""() => {
    const WORDS = ["href", "src", "action", "value", "content", "datetime", "alt", "title", "placeholder", "min", "max"];
    const POINTS = ["for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "headers", "list"];
    const ROWS = ["LI", "TR", "OPTION", "DT", "DD", "ARTICLE", "P"];
    const all = [...document.querySelectorAll("*")];
    const times = new Map();
    const told = (one, name) => `${name == "id" ? "" : one.tagName} ${name} ${one.getAttribute(name)}`;
    for (const name of ["id", "aria-label"])
        for (const one of document.querySelectorAll(`[${name}]`))
            times.set(told(one, name), (times.get(told(one, name)) || 0) + 1);
    const there = value => value.trim() ? "words" : "";
    const read = (one, { name, value }) => {
        if (one.tagName == "HTML" && name == "lang") return there(value);
        if (name == "id") return `${times.get(told(one, name)) > 1}`;
        if (name == "aria-label") return `${there(value)} ${times.get(told(one, name)) > 1}`;
        if (POINTS.includes(name)) return value.split(/\s+/).map(id => !!document.getElementById(id)).join();
        if (name == "name") return one.type == "radio" ? there(value) : "";
        return WORDS.includes(name) || name.startsWith("data-") ? there(value) : value.replace(/\d+/g, "0");
    };
    const state = node => {
        if (node.nodeType == Node.TEXT_NODE) return there(node.data);
        if (node.nodeType != Node.ELEMENT_NODE) return "";
        const own = [...node.attributes].map(one => `${one.name}=${read(node, one)}`).sort().join(" ");
        const seen = new Set(), inside = [];
        for (const child of node.childNodes) {
            const found = state(child);
            if (!ROWS.includes(child.nodeName) || !seen.has(found)) inside.push(found);
            seen.add(found);
        }
        return `<${node.tagName} ${own}>${inside.join("")}</>`;
    };
    const levels = all.filter(one => /^H[1-6]$/.test(one.tagName)).map(one => one.tagName);
    const steps = new Set(levels.map((level, at) => `${levels[at - 1]} ${level}`));
    return `${[...steps].sort()} ${!!document.title.trim()} ${state(document.documentElement)}`;
}"""


@dataclass
class Looked:
    """The states that were looked at, at each width."""

    at: set[tuple[int, str]] = field(default_factory=set)

    def is_new(self, state: str, width: int) -> bool:
        """Whether nobody has looked at this state at this width; from now on somebody has."""
        before = len(self.at)
        self.at.add((width, state))
        return len(self.at) > before


def state_of(page: "Page") -> str:
    """The fingerprint of the page as it stands."""
    return hashlib.sha256(page.evaluate(STATE).encode()).hexdigest()
