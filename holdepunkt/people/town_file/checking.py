"""From lines to rows: every cell is read, every reference found, and everything wrong is told in one go."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email, validate_slug
from django.utils.translation import gettext as _

from holdepunkt.people.models import ROLES, UNIT_KINDS
from holdepunkt.people.numbers import FIRST_YEAR, LAST_YEAR
from holdepunkt.people.rules import comes_back
from holdepunkt.people.town_file.reading import lines_of
from holdepunkt.people.town_file.table import (
    DANISH,
    FIELD,
    NEEDED,
    OF_KIND,
    ROW_OF,
    Kind,
    Line,
    PersonRow,
    PostRow,
    Problem,
    Row,
    Town,
    UnitRow,
)

LONGEST = {"name": 120, "key": 80, "phone": 40, "username": 150, "email": 254}
LONGEST_UNIT_NAME = 200
POINTS_AT = {
    "parent": Kind.UNIT,
    "successor": Kind.UNIT,
    "unit": Kind.UNIT,
    "person": Kind.PERSON,
    "deputy_of": Kind.POST,
}
DAYS = ("from", "to")
VALID: dict[str, Callable[[str], None]] = {"email": validate_email, "key": validate_slug}  # type: ignore[dict-item]


@dataclass(frozen=True)
class House:
    """What the check needs to know of the house: its rows, and the ids and user names taken by others."""

    town: Town
    foreign_ids: frozenset[UUID] = frozenset()
    foreign_usernames: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Checked:
    """A file that was read: what it tells, the house it was laid beside, and everything wrong with it."""

    told: Town
    present: Town
    problems: list[Problem]

    @property
    def seen(self) -> str:
        """A print of the house as it was: whether what was shown is still so."""
        return sha256(repr(self.present).encode()).hexdigest()


@dataclass
class _Check:
    """One reading of one file."""

    house: House
    problems: list[Problem]
    places: dict[UUID, str] = field(default_factory=dict)
    rows: dict[Kind, dict[UUID, Row]] = field(default_factory=lambda: {kind: {} for kind in Kind})

    def __post_init__(self) -> None:
        """The ids that a row of each kind cannot have: those of other kinds of rows."""
        town = self.house.town
        self.words = {"role": _words(ROLES), "kind": _words(UNIT_KINDS)}
        self.of_other_kinds = {
            kind: {uuid for other in Kind if other is not kind for uuid in town.of(other)} for kind in Kind
        }

    def wrong(self, place: str, key: str, found: str, expected: str) -> None:
        self.problems.append(Problem(place, DANISH.get(key, key), found[:100], expected))


def lines_and_ids(content: bytes) -> tuple[list[Line], list[Problem], set[UUID], set[str]]:
    """The lines, what is wrong with the file as a file, and the ids and user names to look up."""
    lines, problems = lines_of(content)
    ids = {uuid for line in lines if (uuid := _uuid(line.cells.get("id", "")))}
    usernames = {line.cells["username"].casefold() for line in lines if line.cells.get("username")}
    return lines, problems, ids, usernames


def check(lines: Iterable[Line], problems: Iterable[Problem], house: House) -> tuple[Town, list[Problem]]:
    """The town that the file tells, and everything that is wrong with it."""
    found = _Check(house, list(problems))
    for line in lines:
        _take(line, found)
    town = Town(
        {pk: row for pk, row in found.rows[Kind.UNIT].items() if isinstance(row, UnitRow)},
        {pk: row for pk, row in found.rows[Kind.PERSON].items() if isinstance(row, PersonRow)},
        {pk: row for pk, row in found.rows[Kind.POST].items() if isinstance(row, PostRow)},
    )
    _references(town, found)
    _rings(town, found)
    _twice(town, found)
    return town, sorted(found.problems, key=_in_file_order)


def _in_file_order(problem: Problem) -> tuple[str, int]:
    """By list and number, so that one can go through the file from above."""
    name, number = re.sub(r"\d+", "", problem.place), re.search(r"\d+", problem.place)
    return name, int(number[0]) if number else 0


def _take(line: Line, found: _Check) -> None:
    if line.kind not in set(Kind):
        return found.wrong(line.place, "row", line.kind, ", ".join(Kind))
    kind, uuid = Kind(line.kind), _uuid(line.cells.get("id", ""))
    if uuid is None:
        return found.wrong(line.place, "id", line.cells.get("id", ""), _("et UUID som i vejledningen"))
    if uuid in found.places:
        return found.wrong(
            line.place, "id", str(uuid), _("et id, der ikke står i %(place)s") % {"place": found.places[uuid]}
        )
    if uuid in found.house.foreign_ids or uuid in found.of_other_kinds[kind]:
        return found.wrong(line.place, "id", str(uuid), _("et id, som ikke er brugt til noget andet"))
    found.places[uuid] = line.place
    present = found.house.town.of(kind).get(uuid)
    values = {FIELD.get(key, key): value for key, value in _values(line, kind, found)}
    row = replace(present, **values) if present else ROW_OF[kind](uuid, **values)
    for key in NEEDED[kind]:
        if not getattr(row, FIELD.get(key, key)) and not _was_told(line, key):
            found.wrong(line.place, key, _("tom"), _("noget her"))
    if isinstance(row, UnitRow | PostRow) and row.starts and row.ends and row.ends < row.starts:
        found.wrong(
            line.place, "to", row.ends.isoformat(), _("en dag fra %(day)s og frem") % {"day": row.starts.isoformat()}
        )
    found.rows[kind][uuid] = row
    return None


def _was_told(line: Line, key: str) -> bool:
    """Whether the cell has something in it, so that what is wrong with it has been said."""
    return bool(line.cells.get(key))


def _values(line: Line, kind: Kind, found: _Check) -> Iterator[tuple[str, Any]]:
    """The cells of a row, read; what cannot be read is a problem and left out."""
    for key, text in line.cells.items():
        if key in ("id", "row") or key not in DANISH or (key == "key" and not text):
            continue  # a key that is not told is made from the name, once
        if key not in OF_KIND[kind]:
            if text:
                found.wrong(line.place, key, text, _("en tom celle i en række om %(kind)s") % {"kind": kind})
            continue
        value, expected = _value(key, text, kind, found.words)
        if expected:
            found.wrong(line.place, key, text, expected)
        else:
            yield key, value


def _value(key: str, text: str, kind: Kind, words: dict[str, dict[str, str]]) -> tuple[Any, str]:
    """One cell as a value, and what was expected instead, if it is not one."""
    if key in POINTS_AT:
        return _uuid(text), _("id'et på en række i filen eller i kommunen") if text and not _uuid(text) else ""
    if key in DAYS:
        day = _day(text)
        return day, _("en dag som 31-12-2021, mellem 1900 og 2100") if text and day is None else ""
    if key in ("role", "kind"):
        return _choice(text, words[key])
    longest = LONGEST_UNIT_NAME if (key, kind) == ("name", Kind.UNIT) else LONGEST[key]
    if len(text) > longest:
        return text, _("højst %(most)s tegn") % {"most": longest}
    valid = VALID.get(key)
    try:
        if text and valid:
            valid(text)
    except ValidationError:
        return text, _("en e-mail-adresse") if key == "email" else _("små bogstaver, tal og bindestreger")
    return text, ""


def _words(choices: Any) -> dict[str, str]:
    """The value of each choice by its word on screen, in small letters."""
    return {str(label).casefold(): str(value) for value, label in choices.items()}


def _choice(text: str, words: dict[str, str]) -> tuple[str, str]:
    low = text.casefold()
    found = low if low in words.values() else words.get(low, "")
    expected = _("en af: %(known)s") % {"known": ", ".join(words)} if text and not found else ""
    return found, expected


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if len(text) == 36 else None
    except ValueError:
        return None


def _day(text: str) -> date | None:
    """31-12-2021, 31.12.2021 or 2021-12-31."""
    parts = text.replace(".", "-").replace("/", "-").split("-")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() and len(part) <= 4 for part in parts):
        return None
    first, month, last = map(int, parts)
    year, day = (first, last) if len(parts[0]) == 4 else (last, first)
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def _references(town: Town, found: _Check) -> None:
    """Each id that a row points at is in the file or in the house; a post stays with its person."""
    known = {kind: {*town.of(kind), *found.house.town.of(kind)} for kind in Kind}
    for row in (row for kind in Kind for row in town.of(kind).values()):
        for key, kind in POINTS_AT.items():
            wanted = getattr(row, key, None)
            if wanted is not None and wanted not in known[kind]:
                expected = _("id'et på en række om %(kind)s, i filen eller i kommunen") % {"kind": kind}
                found.wrong(found.places[row.uuid], key, str(wanted), expected)
    for uuid, post in town.posts.items():
        before = found.house.town.posts.get(uuid)
        if before and post.person != before.person:
            found.wrong(
                found.places[uuid],
                "person",
                str(post.person),
                _("det samme menneske som før; giv en ny post et nyt id"),
            )


def _rings(town: Town, found: _Check) -> None:
    """No unit stands under itself or takes over from itself; no deputy is a deputy of a deputy."""
    units = found.house.town.units | town.units
    for key in ("parent", "successor"):
        steps = {uuid: getattr(row, key) for uuid, row in units.items()}
        for uuid in town.units:
            if comes_back(uuid, steps):
                found.wrong(found.places[uuid], key, str(steps[uuid]), _("enheder, der ikke peger i ring"))
    posts = found.house.town.posts | town.posts
    for uuid, post in town.posts.items():
        of = posts.get(post.deputy_of) if post.deputy_of else None
        if of is not None and (of.deputy_of is not None or of.person == post.person):
            found.wrong(found.places[uuid], "deputy_of", str(of.uuid), _("en post, som en anden har selv"))


def _twice(town: Town, found: _Check) -> None:
    """User names, keys and posts are there once."""
    people = found.house.town.people | town.people
    names = [(uuid, "username", row.username.casefold()) for uuid, row in people.items()]
    keys = [(uuid, "key", row.key) for uuid, row in (found.house.town.units | town.units).items() if row.key]
    posts = [
        (uuid, "role", f"{row.person} {row.unit} {row.role} {row.deputy_of} {row.starts}")
        for uuid, row in (found.house.town.posts | town.posts).items()
    ]
    for told, taken in ((names, found.house.foreign_usernames), (keys, frozenset()), (posts, frozenset())):
        _once_each(told, taken, found)


def _once_each(told: list[tuple[UUID, str, str]], taken: frozenset[str], found: _Check) -> None:
    first: dict[str, UUID] = {}
    for uuid, key, text in told:
        other = first.setdefault(text, uuid)
        if not text or (other == uuid and text not in taken):
            continue
        at = found.places.get(uuid) or found.places.get(other)
        if at is None:
            continue
        where = found.places.get(other if found.places.get(uuid) else uuid)
        shown = (
            _("det samme som %(where)s") % {"where": where or _("en, der er her i forvejen")} if other != uuid else text
        )
        found.wrong(at, key, shown, _("noget, ingen anden har"))
