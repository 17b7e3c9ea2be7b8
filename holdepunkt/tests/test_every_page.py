"""Every page of every role, in a real browser: no axe violation, no complaint, no sideways scroll.

The walk begins where a person begins and follows the links it finds, two addresses for each kind of page and role
in Danish, one in English. The browser opens whatever is built as nothing before was (`page_state`), in Danish at 1280
and at 390 pixels, in English at one width, listens and measures (SEC-14 walks along); axe looks once at each state: at the
whole page when it is built up as none before, and at each piece of it that is new, with its colours. These do not
change with the width but by what is shown at it, so that at 390 pixels axe looks at them once for each kind of page.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import Resolver404, resolve

from holdepunkt.tests.a_site import demo_site, furnished_house
from holdepunkt.tests.page_state import PAGE, WHOLE, Looked, Read, read

if TYPE_CHECKING:
    from playwright.sync_api import APIRequestContext, Browser, BrowserContext, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MOST_PAGES = 400
ANY_WIDTH = 0


@dataclass(frozen=True)
class Walk:
    """In which language, at which widths, and how many pages of each kind."""

    language: str
    widths: tuple[int, ...]
    each_kind: int


NARROW = 390
WALKS = [Walk("da", (1280, NARROW), 2), Walk("en", (NARROW,), 1)]
ROLES = {
    "policy lead": "Finn",
    "effort lead": "Dan",
    "committee secretary": "Hanne",
    "committee member": "Gry",
    "head of department": "Ib",
    "advisory council member": "Eva",
    "advisory council secretary": "Jette",
    "data-protection officer": "Jens",
    "unit leader": "Ulla",
}
IN_ROEDOVRE = 3  # the municipalities stand in alphabetical order; Rødovre's round is open
# Files whose address has no ending: a browser keeps them, or shows them as they are, and opens no page.
KEPT = {"voice:paper_file", "voice:open_paper"}
# What comes of it is decided by another house, and the one of these pages does not answer.
ELSEWHERE = {"people:provider"}
FILES = re.compile(r"\.(ics|atom|css|csv|docx|jsonl|pdf|txt|xlsx|toml|json)$")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One demo site for all walks of this file."""
    with demo_site(tmp_path_factory.mktemp("site"), like=furnished_house(tmp_path_factory)) as address:
        yield address


@pytest.fixture(scope="module")
def looked() -> Looked:
    """What axe has looked at in the walks of this file."""
    return Looked()


def _kind(path: str) -> tuple[str, bool]:
    """The name of the page's address, and whether everybody may open it."""
    try:
        found = resolve(path)
    except Resolver404:
        return path, False
    return found.view_name or path, getattr(found.func, "is_public", False)


def _links(found: Read, url: str, site: str) -> list[str]:
    inside = [urljoin(url, href) for href in found.addresses() if not href.startswith(("#", "mailto:", "tel:"))]
    return [one.split("#")[0] for one in inside if one.startswith(site)]


def _walk(
    asks: "APIRequestContext", site: str, start: str, *, each_kind: int, inside: bool, most: int = MOST_PAGES
) -> Iterator[tuple[str, Read]]:
    """Ask for page after page, and yield each with its address; `inside` passes the public ones by."""
    waiting, seen = [urljoin(site, start)], set()
    of_kind: dict[str, int] = defaultdict(int)
    while waiting:
        assert len(seen) < most, f"{most} pages were not enough from {start}"
        url = waiting.pop(0)
        path = urlsplit(url).path
        kind, is_public = _kind(path)
        if (
            url in seen
            or of_kind[kind] >= each_kind
            or kind in KEPT | ELSEWHERE
            or FILES.search(path)
            or (inside and is_public)
        ):
            continue
        seen.add(url)
        of_kind[kind] += 1
        answer = asks.get(url)
        if "attachment" in answer.headers.get("content-disposition", ""):
            continue
        found = read(answer.text())
        waiting += _links(found, answer.url, site)
        yield url, found


def _violations(page: "Page", *, within: Collection[tuple[str, str]] = (WHOLE,), colours: bool = True) -> list[str]:
    """What axe finds wrong on the page, or in these places of it."""
    found = page.evaluate(
        """([places, colours]) => {
            'axe' in window || beginAxe();
            const met = places.every(([way, tag]) => document.querySelector(way)?.localName === tag);
            return axe.run(met ? {include: places.map(([way, _tag]) => [way])} : 'main', {
                resultTypes: ['violations'], preload: {assets: ['media']}, rules: {'color-contrast': {enabled: colours}},
            }).then(found => found.violations);
        }""",
        [[*within], colours],
    )
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"][:2]]


def _bring_axe(context: "BrowserContext") -> None:
    """Let each page of the context know axe, and begin it where it is asked for: sending it to each takes longer."""
    from axe_playwright_python.base import AXE_SCRIPT

    context.add_init_script(f"window.beginAxe = () => {{{AXE_SCRIPT}\n}}")


def _listen(page: "Page", site: str) -> list[str]:
    """Collect what the browser complains of: errors, blocked things, requests to other hosts."""
    heard: list[str] = []
    page.on("console", lambda said: said.type == "error" and heard.append(f"{page.url}: {said.text}"))
    page.on("pageerror", lambda error: heard.append(f"{page.url}: {error}"))
    page.on("request", lambda asked: asked.url.startswith(site) or heard.append(f"{page.url} asked {asked.url}"))
    return heard


def _check(page: "Page", site: str, start: str, how: Walk, looked: Looked, *, inside: bool) -> list[str]:
    """Walk from `start` and return everything that is wrong, with its address."""
    wrong = _listen(page, site)
    pages = 0
    for url, found in _walk(page.context.request, site, start, each_kind=how.each_kind, inside=inside):
        pages += 1
        if found.count("h1") != 1:
            wrong.append(f"{url}: {found.count('h1')} h1")
        parts, kind = found.places(), _kind(urlsplit(url).path)[0]
        widths = [width for width in how.widths if looked.new(parts, width, how.language)]
        if widths:
            page.goto(url)
        for width in widths:
            page.set_viewport_size({"width": width, "height": 900})
            wrong += [f"{url} at {width}: {one}" for one in _seen(page, parts, width, kind, looked)]
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wrong.append(f"{url}: wider than {width}")
    assert pages, f"no page was found from {start}"
    return wrong


def _seen(page: "Page", parts: dict[str, tuple[str, str]], width: int, kind: str, looked: Looked) -> list[str]:
    """What axe finds in what nobody has looked at: how the page is built up, once; its pieces, at each width."""
    built = [part for part in parts if part.startswith(PAGE)]
    found = _violations(page, colours=False) if looked.new(built, ANY_WIDTH) else []
    if pieces := [parts[part] for part in looked.new(parts.keys() - built, width)]:
        colours = width > NARROW or bool(looked.new([kind], width))
        found += _violations(page, within=pieces, colours=colours)
    return found


def _context(chromium: "Browser", site: str, language: str) -> "BrowserContext":
    context = chromium.new_context(locale="da-DK")
    context.set_default_timeout(20_000)
    _bring_axe(context)
    context.add_cookies([{"name": "sprog", "value": language, "url": site}])
    return context


@pytest.mark.parametrize("how", WALKS, ids=lambda how: how.language)
def test_every_public_page_is_accessible(chromium: "Browser", site: str, looked: Looked, how: Walk) -> None:
    context = _context(chromium, site, how.language)
    wrong = _check(context.new_page(), site, "/", how, looked, inside=False)
    context.close()
    assert wrong == []


@pytest.mark.parametrize("name", ROLES.values(), ids=ROLES)
@pytest.mark.parametrize("how", WALKS, ids=lambda how: how.language)
def test_every_page_of_every_role_is_accessible(
    chromium: "Browser", site: str, looked: Looked, name: str, how: Walk
) -> None:
    context = _context(chromium, site, how.language)
    page = context.new_page()
    page.goto(f"{site}/demo/")
    page.get_by_role("button", name=re.compile(rf"\b{name}\b")).nth(IN_ROEDOVRE).click()
    page.wait_for_url("**/mit/**")
    wrong = _check(page, site, urlsplit(page.url).path, how, looked, inside=True)
    context.close()
    assert wrong == []


def test_the_walk_finds_what_is_wrong(chromium: "Browser", tmp_path: Path) -> None:
    context = chromium.new_context()
    _bring_axe(context)
    page = context.new_page()
    page.set_content("<html><body><img src='x'><p style='color:#ccc'>svagt</p></body></html>")
    found = {line.split(":")[0] for line in _violations(page)}
    context.close()
    assert {"image-alt", "html-has-lang", "color-contrast"} <= found


def test_axe_looks_at_the_main_part_alone_and_not_at_colours_where_it_is_told_so(chromium: "Browser") -> None:
    context = chromium.new_context()
    _bring_axe(context)
    page = context.new_page()
    page.set_content("<body><img src='x'><main><p style='color:#ccc'>svagt</p><input></main></body>")
    found = {line.split(":")[0] for line in _violations(page, within=[("main", "main")], colours=False)}
    coloured = {line.split(":")[0] for line in _violations(page, within=[("main", "main")])}
    context.close()
    assert found == {"label"}
    assert coloured == {"label", "color-contrast"}


LIST = (
    "<html lang='da'><title>x</title><body><h1>En</h1><ul>{}</ul><label for='a'>{}</label><input id='a'></body></html>"
)


def test_a_state_is_the_same_with_other_words_and_more_rows_and_another_when_something_is_missing() -> None:
    first = LIST.format("<li>a</li>", "Navn")
    assert read(LIST.format("<li>b</li><li>c</li>", "Alder")).parts() == read(first).parts()
    others = [
        LIST.format("<li>a</li>", ""),
        first.replace("for='a'", "for='b'"),
        first.replace("<input", "<b id='a'></b><input"),
        first.replace("<ul>", "<h3>To</h3><ul>"),
        LIST.format("<li class='pale'>a</li>", "Navn"),
        first.replace(" lang='da'", ""),
        first.replace("<title>x", "<title>"),
    ]
    assert len({read(page).parts() for page in (first, *others)}) == len(others) + 1


def test_what_stands_around_a_page_is_a_state_of_its_own() -> None:
    page = (
        LIST.format("<li>a</li>", "Navn")
        .replace("<body>", "<body><nav>{}</nav><main>")
        .replace("</body>", "</main></body>")
    )
    lead, member, other = (read(words).parts() for words in (
        page.format("<a href='/'>Planer</a>"), page.format("<b>Planer</b>"), page.format("<b>Planer</b>").replace("<ul>", "<ol>"),
    ))  # fmt: skip
    assert {part.split()[0] for part in lead - member} == {"around"}
    assert {part.split()[0] for part in member - other} == {"main"}
    assert {part.split()[0] for part in read(page.replace("<ul>", "<h3>To</h3><ul>")).parts() - lead} >= {
        "page",
        "main",
    }


def test_axe_looks_again_at_another_width_and_at_nothing_twice() -> None:
    looked = Looked()
    met = [looked.new("a", 390), looked.new("a", 390), looked.new("ab", 390), looked.new("a", 1280)]
    assert met == [{"a"}, set(), {"b"}, {"a"}]
    assert looked.new("a", 390, "en") == {"a"}


def test_what_stands_in_holders_is_a_piece_each_and_a_field_without_a_label_a_state_of_its_own() -> None:
    form = "<form><input type='hidden'><div><label for='a'>Navn</label><input id='a'></div><div><p>Ord</p></div></form>"
    page = f"<body><main tabindex='-1'><h1>En</h1><div class='wide'>{form}</div></main></body>"
    ways = {way for way, _tag in read(page).places().values()} - {"html"}
    main = "body > :nth-child(1)"
    inside = f"{main} > :nth-child(2) > :nth-child(1)"
    assert ways == {f"{main} > :nth-child(1)", *(f"{inside} > :nth-child({nth})" for nth in (1, 2, 3))}
    for other in (page.replace("for='a'", "for='b'"), page.replace("wide", "dark"), page.replace("Ord", "")):
        assert read(other).parts() - read(page).parts()
    alone = page.replace("<label for='a'>Navn</label>", "<div><label>Navn</label></div>")
    assert any("nth-child(2)" in way for way, _ in read(alone).places().values())
    assert read(alone).parts() != read(alone.replace("<label>", "<label for='a'>")).parts()
