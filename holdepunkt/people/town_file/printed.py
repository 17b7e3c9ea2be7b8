"""What the people file says, in words: problems and changes, row by row."""

from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from holdepunkt.people.models import ROLES
from holdepunkt.people.rules import Role
from holdepunkt.people.town_file.table import (
    DANISH,
    FIELD,
    Changes,
    Kind,
    PersonRow,
    PostRow,
    Problem,
    Row,
    Town,
    UnitRow,
)

COLUMN_OF = {name: DANISH[key] for key, name in FIELD.items()} | {
    key: word for key, word in DANISH.items() if key not in FIELD
}


def problem_line(problem: Problem) -> str:
    """One problem as a sentence: where, what stands there, what was expected."""
    where = ", ".join(filter(None, [problem.place, problem.column]))
    told = _("Fandt: %(found)s. Forventede: %(expected)s.") % {
        "found": problem.found or _("intet"),
        "expected": problem.expected,
    }
    return f"{where}: {told}" if where else told


def change_rows(changes: Changes, told: Town, present: Town) -> Iterator[tuple[str, str, str]]:
    """What happens, to what, and which fields: a row each."""
    for kind in Kind:
        for uuid in changes.new[kind]:
            yield _("ny"), str(kind), name_of(told.of(kind)[uuid], told, present)
        for uuid, names in changes.changed[kind].items():
            fields = ", ".join(COLUMN_OF[name] for name in names)
            yield _("ændret: %(fields)s") % {"fields": fields}, str(kind), name_of(told.of(kind)[uuid], told, present)


def missing_rows(changes: Changes, present: Town) -> Iterator[tuple[str, str]]:
    """What is here and not in the file."""
    for kind in Kind:
        for uuid in changes.missing[kind]:
            yield str(kind), name_of(present.of(kind)[uuid], present, present)


def change_lines(changes: Changes, told: Town, present: Town) -> Iterable[str]:
    """The same as lines for a terminal."""
    yield from (f"{kind}, {what}: {name}" for what, kind, name in change_rows(changes, told, present))
    yield from (f"{kind}, {_('mangler i filen')}: {name}" for kind, name in missing_rows(changes, present))


def name_of(row: Row, told: Town, present: Town) -> str:
    """What a row is called on screen; a post is called by its person, role and unit."""
    if not isinstance(row, PostRow):
        return f"{row.name} ({row.username})" if isinstance(row, PersonRow) else row.name
    person, unit = _of(row.person, told.people, present.people), _of(row.unit, told.units, present.units)
    return f"{person}: {ROLES[Role(row.role)] if row.role else '?'}, {unit}"


def _of(uuid: UUID | None, *tables: Mapping[UUID, PersonRow | UnitRow]) -> str:
    found = (table[uuid] for table in tables if uuid in table) if uuid else iter(())
    row = next(found, None)
    return row.name if row else "?"
