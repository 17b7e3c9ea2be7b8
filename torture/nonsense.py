"""SEC-10: nonsense in every form and address there is; the site must not break, echo it raw, or lose what was typed."""

import re
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import count, cycle
from typing import Any
from urllib.parse import urlsplit

import requests
from django.urls import URLPattern, URLResolver, get_resolver

from torture.forms import Cast, everybody, gather, send_the_rest_straight, slug_of
from torture.house import House
from torture.nasty import FILES, HUGE, PIECES, RAW, Nonsense
from torture.progress import Tell, silent
from torture.visitor import TOKEN, Answer, Field, Form, kind_of

DEMO = ("Finn", "Dan", "Hanne", "Gry", "Ib", "Eva", "Jens", "Jette", "Ulla")
SHOWN = (200, 400, 403, 404, 409, 422)
"""Answers to a form that must show what was typed."""
SAYS_503 = ("pages:ready",)  # that the clockwork is away is its answer
LONGEST_SEARCHED = 4000
LONGEST_QUESTION = 100
SPACE = re.compile(r"\s+")
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
WORDS = re.compile(r"[^\W\d_]{3}.*\s")


@dataclass
class Findings:
    """What came back, counted, and what was wrong.

    `met` are the addresses of forms that were sent to, `straight` those of them whose form no page showed, `unmet`
    those of the matrix that nothing was sent to. `names` knows addresses by their path, the demo's among them.
    """

    asked: int = 0
    by_status: Counter[int] = field(default_factory=Counter)
    kinds: set[str] = field(default_factory=set)
    met: set[str] = field(default_factory=set)
    straight: set[str] = field(default_factory=set)
    unmet: set[str] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, answer: Answer, told: str, problems: list[str]) -> None:
        """Count one answer, with what is wrong about it."""
        with self.lock:
            self.asked += 1
            self.by_status[answer.status] += 1
            self.kinds.add(kind_of(answer.path))
            self.wrong += [f"{problem}: {told}"[:600] for problem in problems]

    def meet(self, form: Form) -> None:
        """Note that nonsense was sent to the form."""
        if form.method == "post":
            with self.lock:
                self.met.add(self.names.get(form.action) or kind_of(form.action))


def addresses() -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    """Every address of the site: its route with `{}` for each piece, and the pieces (converter, name)."""
    return [(re.sub(r"<[^>]*>", "{}", route), _pieces(route)) for route in _routes(get_resolver().url_patterns)]


def _routes(patterns: list[Any], before: str = "") -> Iterator[str]:
    for one in patterns:
        here = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _routes(one.url_patterns, here)
        elif isinstance(one, URLPattern):
            yield here


def _pieces(route: str) -> tuple[tuple[str, str], ...]:
    return tuple((kind or "str", name) for kind, name in re.findall(r"<(?:(\w+):)?(\w+)>", route))


class Fool(threading.Thread):
    """One person who fills in nonsense."""

    def __init__(self, cast: Cast, seed: int, share: int, findings: Findings) -> None:
        super().__init__(daemon=True)
        self.cast, self.visitor, self.share, self.findings = cast, cast.visitor, share, findings
        self.nonsense = Nonsense(seed)
        self.chance = self.nonsense.chance
        self.all_addresses = addresses()
        self.asked = 0

    def run(self) -> None:
        """Send the share of nonsense; forms with words first, bare buttons last, for they change the world."""
        try:
            forms = self._forms()
            while self.asked < self.share:
                kind = self.chance.random()
                if kind < 0.12:
                    self._address()
                elif kind < 0.15:
                    self._cookie()
                else:
                    self._form(next(forms))
        except Exception as error:
            with self.findings.lock:
                self.findings.wrong.append(f"{self.cast.told} had to stop: {error!r}"[:600])

    def _forms(self) -> Iterator[Form]:
        """Each form again and again; towards the end the bare ones, each at least once."""
        forms = list(self.cast.forms.values())
        worded = [form for form in forms if form.typed() or any(one.kind == "file" for one in form.fields)]
        bare = [form for form in forms if form not in worded]
        late = max(len(bare) / 0.8, 0.1 * self.share) if bare else 0
        for number in count():
            if not worded or (bare and self.asked >= self.share - late):
                break
            yield worded[number % len(worded)]
        yield from cycle(bare)

    def _address(self) -> None:
        route, pieces = self.chance.choice(self.all_addresses)
        put = [
            slug_of(self.cast.town) if name == "slug" else self.chance.choice(PIECES.get(kind, PIECES["str"]))
            for kind, name in pieces
        ]
        path = "/" + route.format(*put)
        asked = {
            name: self.nonsense.word()[:3000]
            for name in self.chance.sample(("q", "side", "next", "ret", "fra", "politik"), 2)
        }
        method = self.chance.choice(("GET", "GET", "GET", "HEAD", "PUT", "DELETE", "POST", "OPTIONS"))
        self._judge(lambda: self.visitor.ask(method, path, params=asked), f"{method} {path} {asked!r}", {})

    def _cookie(self) -> None:
        header = self.nonsense.word().encode("latin-1", "ignore").decode("latin-1")[:2000]
        safe = UNSEEN.sub("", header).strip()
        headers = {"Accept-Language": safe, "Referer": safe, "HX-Request": "true", "HX-Current-URL": safe}
        path = self.visitor.home
        self._judge(lambda: self.visitor.open(path, headers=headers), f"GET {path} {headers!r}", {})

    def _form(self, form: Form) -> None:
        sent, spoilt = self._spoil(form)
        files = self._files(form)
        told = f"{self.cast.told} {form.method} {form.action} {_short(spoilt)} {[name for name, _ in files]}"
        headers = {"HX-Request": "true"} if form.stays else {}
        typed = {} if form.stays else spoilt
        answer = self._judge(lambda: self.visitor.send(form, sent, files or None, headers=headers), told, typed)
        if answer is not None:
            self.findings.meet(form)
            if answer.status in (301, 302) and "log-ind" in answer.location:
                self.cast.come_in()

    def _files(self, form: Form) -> list[tuple[str, tuple[str, bytes, str]]]:
        names = [one.name for one in form.fields if one.kind == "file"]
        return [(name, self.chance.choice(FILES)) for name in names]

    def _spoil(self, form: Form) -> tuple[dict[str, list[str]], dict[str, str]]:
        """What is sent, and what was typed in the fields that people write in."""
        sent = self.cast.fresh(form)
        if "_version" in sent and self.chance.random() < 0.5:
            sent["_version"] = [self.chance.choice(("", "0", "-1", "9" * 30, "x", "1"))]
        for one in form.fields:
            if one.offers and not one.values:
                sent[one.name] = [self.chance.choice(one.offers)]
        fields = [one for one in form.fields if one.name not in (TOKEN, "_version") and one.kind != "file"]
        chosen = self.chance.sample(fields, min(len(fields), self.chance.randint(1, 3)))
        spoilt = {one.name: self.nonsense.word() for one in chosen}
        sent |= {name: [word] for name, word in spoilt.items()}
        self._bend(sent, fields)
        typed = {one.name for one in form.fields if one.is_typed and one.kind not in ("password", "date", "number")}
        return sent, {name: word for name, word in spoilt.items() if name in typed and sent.get(name) == [word]}

    def _bend(self, sent: dict[str, list[str]], fields: list[Field]) -> None:
        """Now and then a field is missing, there twice, or unknown."""
        way = self.chance.random()
        if fields and way < 0.1:
            sent.pop(self.chance.choice(fields).name, None)
        elif fields and way < 0.2:
            name = self.chance.choice(fields).name
            sent[name] = [*sent.get(name, []), self.nonsense.word()[:9000]]
        elif way < 0.3:
            sent["ukendt\u202efelt"] = [self.nonsense.word()[:9000]]

    def _judge(self, ask: Any, told: str, typed: dict[str, str]) -> Answer | None:
        try:
            answer: Answer = ask()
        except (requests.exceptions.InvalidURL, requests.exceptions.InvalidHeader, UnicodeError):
            return None
        except requests.RequestException as error:
            with self.findings.lock:
                self.findings.wrong.append(f"no answer ({type(error).__name__}): {told}"[:600])
            self.asked += 1
            return None
        self.findings.note(answer, told, problems(answer, typed))
        self.asked += 1
        return answer


def problems(answer: Answer, typed: dict[str, str]) -> list[str]:
    """What is wrong with an answer: broken, raw nonsense in it, or a form that lost what was typed."""
    is_broken = answer.status >= 500 and kind_of(answer.path) not in SAYS_503
    found = [f"{answer.status}"] if is_broken else []
    body = answer.content.decode(errors="replace")
    if answer.is_page and any(raw in body for raw in RAW):
        found.append("raw nonsense in the page")
    if any("hp7f3a" in str(value) and "<" in str(value) for value in answer.headers.values()):
        found.append("raw nonsense in a header")
    if answer.is_page and answer.status in SHOWN and typed:
        found += [f"lost what was typed in {name}" for name in _lost(answer, typed)]
    return found


def _lost(answer: Answer, typed: dict[str, str]) -> list[str]:
    fields = {field.name for form in answer.forms() for field in form.fields}
    shown, kept = _plain(answer.text()), {"q": LONGEST_QUESTION}
    return [
        name
        for name, word in typed.items()
        if word != HUGE
        and len(word) <= kept.get(name, len(word))
        and (name in fields or WORDS.search(word))
        and _plain(word)[:LONGEST_SEARCHED] not in shown
    ]


def _plain(text: str) -> str:
    return SPACE.sub(" ", UNSEEN.sub("", text)).strip()


def _short(words: dict[str, str]) -> str:
    return ", ".join(f"{name}={word[:60]!r}" for name, word in words.items())


def torture(
    house: House,
    *,
    requests_: int,
    demo: Sequence[str] = DEMO,
    seed: int = 20211122,
    each_kind: int = 2,
    tell: Tell = silent,
) -> tuple[Findings, float]:
    """Send this many requests of nonsense, shared among everybody by how many forms they have met.

    With `each_kind` they look for forms on so many pages of each kind besides those that the matrix names.
    """
    names = {path: name for name, paths in house.lundby.paths.items() for path in paths if name in house.lundby.sends}
    findings, began = Findings(names=names), time.monotonic()
    people = everybody(house, demo=tuple(demo))
    _all_at_once(people, lambda one: gather(house, one, each_kind=each_kind))
    findings.straight = send_the_rest_straight(house, people)
    all_forms = sum(len(one.forms) for one in people)
    tell(f"{all_forms} forms met by {len(people)} people")
    shares = [-(-requests_ * len(one.forms) // all_forms) for one in people]
    fools = [Fool(one, seed + number, shares[number], findings) for number, one in enumerate(people)]
    for fool in fools:
        fool.start()
    for fool in fools:
        while fool.is_alive():
            fool.join(1)
            tell(f"{findings.asked:,} of {requests_:,} sent, {len(findings.wrong)} wrong")
    findings.unmet = set(house.lundby.sends) - findings.met
    return findings, time.monotonic() - began


def _all_at_once(people: Sequence[Cast], do: Callable[[Cast], None]) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(do, people))


def in_short(findings: Findings) -> dict[str, list[str]]:
    """What is wrong, once for each kind of problem and address."""
    short: dict[str, list[str]] = defaultdict(list)
    for one in findings.wrong:
        problem, _, told = one.partition(": ")
        path = next((word for word in told.split() if word.startswith("/")), "")
        short[f"{problem} at {kind_of(urlsplit(path).path)}"].append(told)
    return dict(short)
