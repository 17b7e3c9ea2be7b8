"""The table of the people file: kinds of rows, columns, and what a row says once it is read. No Django."""

from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from uuid import UUID


class Kind(StrEnum):
    """What a row is about; the word stands in the first column of a CSV file."""

    UNIT = "enhed"
    PERSON = "menneske"
    POST = "post"


# The word in a CSV file, and the key in a JSON file. Both are read in both.
COLUMNS = {
    "slags": "row",
    "id": "id",
    "navn": "name",
    "nøgle": "key",
    "enhedsslags": "kind",
    "hører under": "parent",
    "afløst af": "successor",
    "fra": "from",
    "til": "to",
    "telefon": "phone",
    "brugernavn": "username",
    "e-mail": "email",
    "rolle": "role",
    "menneske": "person",
    "enhed": "unit",
    "stedfortræder for": "deputy_of",
}
LISTS = {"units": Kind.UNIT, "people": Kind.PERSON, "posts": Kind.POST}
DANISH = {key: word for word, key in COLUMNS.items()}
OF_KIND = {
    Kind.UNIT: ("id", "name", "key", "kind", "parent", "successor", "from", "to", "phone"),
    Kind.PERSON: ("id", "name", "username", "email", "phone"),
    Kind.POST: ("id", "person", "unit", "role", "from", "to", "deputy_of"),
}
NEEDED = {Kind.UNIT: ("name", "kind"), Kind.PERSON: ("name", "username"), Kind.POST: ("person", "unit", "role", "from")}


@dataclass(frozen=True)
class Line:
    """One row as it stands in the file, and where: cells by their key; what has no column is not there."""

    place: str
    kind: str
    cells: dict[str, str]


@dataclass(frozen=True)
class Problem:
    """Something wrong: where, what stands there, and what was expected. Ready to print."""

    place: str
    column: str
    found: str
    expected: str


@dataclass(frozen=True)
class UnitRow:
    """A unit as the file tells it."""

    uuid: UUID
    name: str = ""
    key: str = ""
    kind: str = ""
    parent: UUID | None = None
    successor: UUID | None = None
    starts: date | None = None
    ends: date | None = None
    phone: str = ""


@dataclass(frozen=True)
class PersonRow:
    """A person as the file tells it."""

    uuid: UUID
    name: str = ""
    username: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True)
class PostRow:
    """A post as the file tells it."""

    uuid: UUID
    person: UUID | None = None
    unit: UUID | None = None
    role: str = ""
    starts: date | None = None
    ends: date | None = None
    deputy_of: UUID | None = None


Row = UnitRow | PersonRow | PostRow
ROW_OF: dict[Kind, type[Row]] = {Kind.UNIT: UnitRow, Kind.PERSON: PersonRow, Kind.POST: PostRow}
# What a column is called on a row.
FIELD = {"id": "uuid", "from": "starts", "to": "ends"}


@dataclass(frozen=True)
class Town:
    """All rows of a municipality, by uuid; of a file or of the house."""

    units: dict[UUID, UnitRow] = field(default_factory=dict)
    people: dict[UUID, PersonRow] = field(default_factory=dict)
    posts: dict[UUID, PostRow] = field(default_factory=dict)

    def of(self, kind: Kind) -> dict[UUID, Row]:
        """The rows of one kind."""
        if kind is Kind.UNIT:
            return {**self.units}
        return {**self.people} if kind is Kind.PERSON else {**self.posts}


@dataclass(frozen=True)
class Changes:
    """What a file would change: new rows, changed ones with the names of the fields, and who is not in it."""

    new: dict[Kind, list[UUID]]
    changed: dict[Kind, dict[UUID, list[str]]]
    missing: dict[Kind, list[UUID]]

    def __bool__(self) -> bool:
        return any(self.new.values()) or any(self.changed.values())


def compare(told: Town, present: Town, *, today: date) -> Changes:
    """Lay the file beside the house. A post that is over is not missed.

    >>> from uuid import UUID
    >>> one, two = UUID(int=1), UUID(int=2)
    >>> house = Town(people={one: PersonRow(one, "Asta", "asta"), two: PersonRow(two, "Bo", "bo")})
    >>> found = compare(Town(people={one: PersonRow(one, "Asta Ask", "asta")}), house, today=date(2021, 1, 1))
    >>> found.changed[Kind.PERSON][one], found.missing[Kind.PERSON] == [two], found.new[Kind.PERSON]
    (['name'], True, [])
    """
    new, changed, missing = {}, {}, {}
    for kind in Kind:
        here, there = present.of(kind), told.of(kind)
        new[kind] = [uuid for uuid in there if uuid not in here]
        differing = {uuid: _differing(row, here[uuid]) for uuid, row in there.items() if uuid in here}
        changed[kind] = {uuid: names for uuid, names in differing.items() if names}
        missing[kind] = [uuid for uuid, row in here.items() if uuid not in there and not _is_over(row, today)]
    return Changes(new, changed, missing)


def _differing(one: Row, other: Row) -> list[str]:
    return [part.name for part in fields(one) if getattr(one, part.name) != getattr(other, part.name)]


def _is_over(row: Row, today: date) -> bool:
    ends = None if isinstance(row, PersonRow) else row.ends
    return ends is not None and ends < today
