"""Ways to tamper with a sealed record, at random places; each says which position must be named.

On an export somebody has the file; in the database somebody has its password and lifts the triggers. Nobody
has the key: a forger seals with another one.
"""

from collections.abc import Callable
from random import Random
from uuid import uuid4

from holdepunkt.record.models import Batch, Entry, Seal
from holdepunkt.record.reads import said_by
from holdepunkt.record.rules import COLUMNS, line_of
from holdepunkt.record.verifier import key_of, link, mark_of

ANOTHER_KEY = key_of("en nøgle, som ikke er husets")
FAR_AWAY = 10**9
Rows = list[bytes]


def edit_line(rows: Rows, dice: Random) -> int:
    at = dice.randrange(len(rows))
    where = dice.randrange(65, len(rows[at]) - 1)
    rows[at] = rows[at][:where] + bytes([rows[at][where] ^ 1 << dice.randrange(3)]) + rows[at][where + 1 :]
    return at + 1


def edit_digits(rows: Rows, dice: Random) -> int:
    at, where = dice.randrange(len(rows)), dice.randrange(64)
    other = dice.choice([digit for digit in b"0123456789abcdef" if digit != rows[at][where]])
    rows[at] = rows[at][:where] + bytes([other]) + rows[at][where + 1 :]
    return at + 1


def delete_line(rows: Rows, dice: Random) -> int:
    at = dice.randrange(len(rows))
    del rows[at]
    return at + 1


def cut_lines(rows: Rows, dice: Random) -> int:
    at = dice.randrange(len(rows))
    del rows[at:]
    return at + 1


def swap_lines(rows: Rows, dice: Random) -> int:
    one, other = sorted(dice.sample(range(len(rows)), 2))
    rows[one], rows[other] = rows[other], rows[one]
    return one + 1


def move_line(rows: Rows, dice: Random) -> int:
    one, other = dice.sample(range(len(rows)), 2)
    rows.insert(other, rows.pop(one))
    return min(one, other) + 1


def insert_line(rows: Rows, dice: Random) -> int:
    at = dice.randrange(len(rows) + 1)
    source = dice.choice([number for number in range(len(rows)) if number != at])
    rows.insert(at, rows[source])
    return at + 1


def forge_lines(rows: Rows, dice: Random) -> int:
    """Another row, and everything after it sealed anew with a key that is not the house's."""
    at = dice.randrange(len(rows))
    digits = rows[at - 1][:64].decode() if at else "0" * 64
    for number in range(at, len(rows)):
        line = rows[number][65:-1].decode().replace("Finn Falk", "Dan Dam" if number == at else "Finn Falk")
        digits = link(ANOTHER_KEY, digits, line)
        rows[number] = f"{digits} {line}\n".encode()
    return at + 1


ON_EXPORTS: list[Callable[[Rows, Random], int]] = [
    edit_line, edit_digits, delete_line, cut_lines, swap_lines, move_line, insert_line, forge_lines,
]  # fmt: skip


def _somewhere(dice: Random) -> Seal:
    return Seal.objects.get(position=dice.randint(1, Seal.objects.count()))


def edit_row(dice: Random) -> int:
    seal = _somewhere(dice)
    column, value = dice.choice(
        [
            ("by_name", "Dan Dam"), ("why", "noget andet"), ("verb", "effort.added"), ("about_name", "Et andet navn"),
            ("acting_as", ""), ("municipality", "aaby"), ("fields", {"changed": []}), ("by_uuid", uuid4()),
            ("sort", "look"), ("relation", "ven"), ("at", "2020-01-01T00:00:00Z"), ("about_kind", "plan"),
            ("about_uuid", None), ("by_kind", "machine"), ("uuid", uuid4()),
        ]
    )  # fmt: skip
    Entry.objects.filter(uuid=seal.entry).update(**{column: value})
    return seal.position


def edit_seal(dice: Random) -> int:
    seal = _somewhere(dice)
    change = dice.choice([{"line": seal.line.replace("Finn", "Dan")}, {"hash": "0" * 64}, {"entry": uuid4()}])
    Seal.objects.filter(pk=seal.pk).update(**change)
    return seal.position


def edit_batch(dice: Random) -> int:
    batch = Batch.objects.get(number=dice.randint(1, Batch.objects.count()))
    change = dice.choice([{"hash": "0" * 64}, {"mark": "0" * 64}, {"count": 99}, {"sealed_at": "2020-01-01T00:00Z"}])
    Batch.objects.filter(pk=batch.pk).update(**change)
    return batch.first


def delete_row(dice: Random) -> int:
    seal = _somewhere(dice)
    Entry.objects.filter(uuid=seal.entry).delete()
    return seal.position


def delete_row_and_seal(dice: Random) -> int:
    seal = _somewhere(dice)
    Entry.objects.filter(uuid=seal.entry).delete()
    Seal.objects.filter(pk=seal.pk).delete()
    return seal.position


def delete_batch(dice: Random) -> int:
    """A batch with all its rows, from the middle; the end is `cut_the_tail`."""
    batch = Batch.objects.get(number=dice.randint(1, Batch.objects.count() - 1))
    _remove(Seal.objects.filter(position__gte=batch.first, position__lte=batch.last))
    Batch.objects.filter(pk=batch.pk).delete()
    return batch.first


def cut_the_tail(dice: Random) -> int:
    """Rows, seals and batches from a position on; only a checkpoint kept elsewhere shows it when batches go whole."""
    start = _somewhere(dice).position
    if dice.random() < 0.5:
        start = Batch.objects.get(first__lte=start, last__gte=start).first
    _remove(Seal.objects.filter(position__gte=start))
    Batch.objects.filter(first__gte=start).delete()
    return start


def _remove(seals: object) -> None:
    found = list(seals)  # type: ignore[call-overload]
    Entry.objects.filter(uuid__in=[seal.entry for seal in found]).delete()
    Seal.objects.filter(pk__in=[seal.pk for seal in found]).delete()


def swap_seals(dice: Random) -> int:
    one, other = sorted(dice.sample(range(1, Seal.objects.count() + 1), 2))
    for before, after in ((one, FAR_AWAY), (other, one), (FAR_AWAY, other)):
        Seal.objects.filter(position=before).update(position=after)
    return one


def swap_rows(dice: Random) -> int:
    """Two rows of the record exchange what they say, under their own names."""
    one, other = sorted(dice.sample(range(1, Seal.objects.count() + 1), 2))
    first, second = (Entry.objects.get(uuid=Seal.objects.get(position=here).entry) for here in (one, other))
    said = [{name: getattr(row, name) for name in COLUMNS if name != "uuid"} for row in (first, second)]
    Entry.objects.filter(pk=first.pk).update(**said[1])
    Entry.objects.filter(pk=second.pk).update(**said[0])
    return one


def insert_seal(dice: Random) -> int:
    """A row that never was, pressed in between the others."""
    at, last = _somewhere(dice).position, Seal.objects.count()
    for position in range(last, at - 1, -1):
        Seal.objects.filter(position=position).update(position=position + 1)
    like = Seal.objects.get(position=at + 1)
    _add(like, at)
    return at


def append_seal(dice: Random) -> int:
    """A row that never was, behind the last batch."""
    last = Seal.objects.count()
    _add(Seal.objects.get(position=last), last + 1)
    return last + 1


def _add(like: Seal, position: int) -> None:
    source = Entry.objects.get(uuid=like.entry)
    said = {name: getattr(source, name) for name in COLUMNS if name not in ("uuid", "by_name")}
    row = Entry.objects.create(by_name="Dan Dam", **said)
    line = line_of(Entry.objects.values(*COLUMNS).get(pk=row.pk))
    digits = link(ANOTHER_KEY, like.hash, line)
    Seal.objects.create(municipality=like.municipality, position=position, entry=row.uuid, line=line, hash=digits)


def forge(dice: Random) -> int:
    """A row is changed, and from there on rows, seals and batches are made to agree, with another key."""
    start = _somewhere(dice)
    Entry.objects.filter(uuid=start.entry).update(why="Aftalt på mødet")
    before = Seal.objects.filter(position=start.position - 1).first()
    digits = before.hash if before else "0" * 64
    for seal in Seal.objects.filter(position__gte=start.position).order_by("position"):
        line = line_of(Entry.objects.values(*COLUMNS).get(uuid=seal.entry))
        digits = link(ANOTHER_KEY, digits, line)
        Seal.objects.filter(pk=seal.pk).update(line=line, hash=digits)
    for batch in Batch.objects.filter(last__gte=start.position):
        batch.hash = Seal.objects.get(position=batch.last).hash
        Batch.objects.filter(pk=batch.pk).update(hash=batch.hash, mark=mark_of(ANOTHER_KEY, said_by(batch)))
    return Batch.objects.get(first__lte=start.position, last__gte=start.position).first


IN_THE_DATABASE: list[Callable[[Random], int]] = [
    edit_row, edit_seal, edit_batch, delete_row, delete_row_and_seal, delete_batch, cut_the_tail, swap_seals,
    swap_rows, insert_seal, append_seal, forge,
]  # fmt: skip
