"""The file `docs/access-matrix.toml` as plain objects: rights, rooms, and who may at which stage."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from holdepunkt.tests.code_base import DOCS

FILE = DOCS / "access-matrix.toml"
EVERYBODY, SIGNED_IN = "everybody", "signed in"
# Relations in which a post is held today, at home; a deputy holds it while somebody is away.
AT_WORK = ("own", "other", "partner", "leads", "above", "deputy", "deputy_of_lead")


@dataclass(frozen=True)
class Standing:
    """Who asks, as the file sees it: a role in a relation to the thing. A visitor has neither."""

    role: str = ""
    relation: str = ""

    @property
    def is_signed_in_here(self) -> bool:
        """Whether the person has signed in to this municipality, with or without a post today."""
        return bool(self.role) and self.relation != "elsewhere"

    @property
    def faces(self) -> tuple["Standing", ...]:
        """The ways in which the person stands to the thing: a deputy stands like whoever is away, too."""
        if self.relation == "deputy":
            return (Standing(self.role, "own"),)
        if self.relation == "deputy_of_lead":
            return (Standing(self.role, "other"), Standing("effort_lead", "own"), Standing("effort_lead", "leads"))
        return (self,)

    def __str__(self) -> str:
        return f"{self.role} ({self.relation})" if self.role else "visitor"


@dataclass(frozen=True)
class Right:
    """What one may, who may it from which stage on, and the predicate that decides."""

    name: str
    says: str
    who: tuple[str, ...]
    later: Mapping[str, tuple[str, ...]] = field(hash=False)
    refusal: str = "explained"
    ask: str = ""
    on: str = ""
    open_by: str = ""
    through: str = ""

    @property
    def words(self) -> list[str]:
        """Everybody it names, at any stage."""
        return [word for who in (self.who, *self.later.values()) for word in who]

    @property
    def asks_for_the_unit(self) -> bool:
        """Whether it matters in which unit the post is."""
        return any(" " in word and word != SIGNED_IN for word in self.words)


@dataclass(frozen=True)
class Room:
    """Addresses that belong together, and the reason for their rules."""

    title: str
    why: str
    rows: tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...]
    stages: str = ""
    only_in_demo: bool = False


@dataclass(frozen=True)
class Row:
    """One address and method, the right it takes, and the stages its thing can stand at."""

    address: str
    method: str
    right: Right
    stages: tuple[str, ...]
    room: Room

    def __str__(self) -> str:
        return f"{self.method} {self.address}"


@dataclass(frozen=True)
class Book:
    """The whole file."""

    roles: Mapping[str, list[str]]
    groups: Mapping[str, list[str]]
    relations: Mapping[str, str]
    stages: Mapping[str, list[str]]
    rights: Mapping[str, Right]
    rooms: tuple[Room, ...]
    shown: Mapping[str, Any]
    fields: Mapping[str, Any]
    told_in_record: Mapping[str, str]

    def rows(self) -> Iterator[Row]:
        """Every address and method with its right."""
        for room in self.rooms:
            stages = tuple(self.stages[room.stages]) if room.stages else ("",)
            for methods, right, addresses in room.rows:
                for address in addresses:
                    yield from (Row(address, method, self.rights[right], stages, room) for method in methods)

    def standings(self) -> list[Standing]:
        """Everybody who can ask: each role in each relation, and the visitor."""
        return [Standing(), *(Standing(role, relation) for role in self.roles for relation in self.relations)]

    def may(self, right: Right, who: Standing, stage: str, stages: Iterable[str]) -> bool:
        """What the file says: whether this person has the right to a thing at this stage."""
        named = self.named_at(right, stage, stages)
        return any(self._meant(word, face) for word in named for face in who.faces)

    def named_at(self, right: Right, stage: str, stages: Iterable[str]) -> tuple[str, ...]:
        """Who has the right at a stage: the newest of `who` and `from.STAGE` up to it."""
        named = right.who
        for passed in stages:
            named = right.later.get(passed, named)
            if passed == stage:
                break
        return named

    def _meant(self, word: str, who: Standing) -> bool:
        if word == EVERYBODY:
            return True
        if word == SIGNED_IN:
            return who.is_signed_in_here
        role, _, relation = word.partition(" ")
        roles = self.groups.get(role, [role])
        return who.role in roles and who.relation in ((relation,) if relation else AT_WORK)


@cache
def read_book() -> Book:
    """Read the file; a word that is not explained in it is an error that names it."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    rights = {name: _right(name, row) for name, row in told["right"].items()}
    rooms = tuple(_room(row) for row in told["room"])
    book = Book(
        told["roles"], told["groups"], told["relations"], told["stages"], rights, rooms,
        told.get("shown", {}), told.get("fields", {}), told.get("told_in_record", {}),
    )  # fmt: skip
    if unknown := sorted(_unknown_words(book)):
        raise ValueError(f"{FILE.name}: found {unknown}; expected a role, group, relation, right or stage named in it")
    return book


def _right(name: str, row: dict[str, Any]) -> Right:
    later = {stage: tuple(who) for stage, who in row.pop("from", {}).items()}
    return Right(name, row.pop("says"), tuple(row.pop("who")), later, **row)


def _room(row: dict[str, Any]) -> Room:
    rows = tuple((tuple(methods.split()), right, tuple(names.split())) for methods, right, names in row.pop("rows"))
    return Room(row.pop("title"), row.pop("why"), rows, **row)


def _unknown_words(book: Book) -> Iterator[str]:
    stages = {stage for row in book.stages.values() for stage in row}
    for right in book.rights.values():
        yield from (stage for stage in right.later if stage not in stages)
        for word in (*right.who, *(word for who in right.later.values() for word in who)):
            role, _, relation = word.partition(" ")
            known = word in (EVERYBODY, SIGNED_IN) or role in book.roles or role in book.groups
            if not known or (relation and word != SIGNED_IN and relation not in book.relations):
                yield f"{right.name}: {word}"
    for room in book.rooms:
        yield from (right for _methods, right, _names in room.rows if right not in book.rights)
        yield from (one for one in [room.stages] if one and one not in book.stages)
