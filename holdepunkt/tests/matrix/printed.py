"""The matrix printed for readers: the part of `docs/access.md` between its two marks."""

from collections.abc import Iterable, Iterator

from holdepunkt.tests.code_base import DOCS
from holdepunkt.tests.matrix.addresses import Address, everything_that_answers
from holdepunkt.tests.matrix.book import AT_WORK, EVERYBODY, SIGNED_IN, Book, Right, Room

PAGE = DOCS / "access.md"
BEGINS, ENDS = "<!-- printed by: python -m holdepunkt.tests.matrix -->", "<!-- until here -->"
IN_WORDS = {"own": "in the thing's own unit", "leads": "of the efforts they lead", "above": "in a unit above"}


def printed(book: Book) -> str:
    """Everything the file says, as Markdown."""
    there = everything_that_answers()
    parts = [_counts(book), _people(book), _glance(book), _rights(book)]
    parts += ["## The addresses, room by room", *(_room(book, room, there) for room in book.rooms), _fields(book)]
    return "\n\n".join(parts)


def put_in(page: str, text: str) -> str:
    """The page with the printed part between its marks.

    >>> put_in(f"A {BEGINS} old {ENDS} B", "new").split()[-2:]
    ['-->', 'B']
    """
    before, _, rest = page.partition(BEGINS)
    return f"{before}{BEGINS}\n\n{text}\n\n{ENDS}{rest.partition(ENDS)[2]}"


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    heads = list(heads)
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "/") for cell in line) + " |" for line in lines)


def _counts(book: Book) -> str:
    rows = list(book.rows())
    cells = sum(len(row.stages) for row in rows) * len(book.standings())
    return (
        f"{len({row.address for row in rows})} addresses, {len(rows)} pairs of address and method, {len(book.rights)} "
        f"rights, {len(book.standings())} ways to stand to a thing (each role in each relation, and the visitor): "
        f"{cells} cells."
    )


def _people(book: Book) -> str:
    roles = ((f"`{name}`", danish, does) for name, (danish, does) in book.roles.items())
    relations = ((f"`{name}`", text) for name, text in book.relations.items())
    groups = (f"`{name}` is {', '.join(roles)}." for name, roles in book.groups.items())
    return "\n\n".join(
        ["## The people who ask", _table(("role", "on screen", "what they do here"), roles),
         _table(("relation", "how the post stands to the thing"), relations), *groups]
    )  # fmt: skip


def _glance(book: Book) -> str:
    """Rights by role. Roles that have no right of their own share one column."""
    at_work = [role for role in book.roles if any(_cell(book, right, role) for right in _closed(book))]
    rows = ([right.name, *(_cell(book, right, role) or "no" for role in at_work)] for right in _closed(book))
    idle = ", ".join(book.roles[role][0] for role in book.roles if role not in at_work)
    table = _table(("right", *(book.roles[role][0] for role in at_work)), rows)
    note = f"Without any right of their own (they read what everybody reads): {idle}, and whoever has no post today."
    return f"## Who has which right\n\n{table}\n\n{note}"


def _closed(book: Book) -> list[Right]:
    """The rights that are not for everybody at once."""
    return [right for right in book.rights.values() if right.ask]


def _cell(book: Book, right: Right, role: str) -> str:
    """How a role has a right: yes, where, from when."""
    told = [_how(book, right.who, role)]
    for stage, who in right.later.items():
        how = _how(book, who, role)
        if EVERYBODY not in who and how != told[-1]:
            told.append(f"from {stage}: {how or 'no'}")
    return "; ".join(words for words in told if words)


def _how(book: Book, who: tuple[str, ...], role: str) -> str:
    relations = set()
    for word in who:
        name, _, relation = word.partition(" ")
        if role in book.groups.get(name, [name]):
            relations |= {relation} if relation else set(AT_WORK)
    if relations >= set(AT_WORK):
        return "yes"
    return " and ".join(IN_WORDS[one] for one in AT_WORK if one in relations)


def _rights(book: Book) -> str:
    rows = (
        (
            right.name,
            right.says,
            _who(right),
            f"`{right.ask.removeprefix('holdepunkt.')}`" if right.ask else "the address",
        )
        for right in book.rights.values()
    )
    return "## The rights\n\n" + _table(("right", "what one may", "who may", "decided by"), rows)


def _who(right: Right) -> str:
    steps = [_names(right.who), *(f"from *{stage}*: {_names(who)}" for stage, who in right.later.items())]
    return "; ".join(steps)


def _names(who: tuple[str, ...]) -> str:
    return ", ".join(_name(word) for word in who) or "nobody"


def _name(word: str) -> str:
    role, _, relation = word.partition(" ")
    if word in (EVERYBODY, SIGNED_IN) or not relation:
        return word
    return f"{role} {IN_WORDS[relation]}"


def _room(book: Book, room: Room, there: dict[str, Address]) -> str:
    about = [room.why]
    if room.stages:
        about.append(f"Asked at each stage: {', '.join(book.stages[room.stages])}.")
    if room.only_in_demo:
        about.append("In demo mode only.")
    return f"### {room.title}\n\n{' '.join(about)}\n\n" + _table(
        ("address", "method", "right", "what one comes for"), _lines(room, there)
    )


def _lines(room: Room, there: dict[str, Address]) -> Iterator[tuple[str, ...]]:
    for methods, right, names in room.rows:
        for name in names:
            address = there.get(name)
            written, says = (f"/{address.route}", address.says) if address else (name, "")
            yield f"`{written}`", " ".join(methods), right, says


def _fields(book: Book) -> str:
    audiences = ("inside", "unit_leader", "committee", "dpo", "everybody")
    told = ", ".join(f"`{name}`" for names in book.told_in_record.values() for name in names.split())
    rules = ([name, rule["says"], *(rule[one] for one in audiences)] for name, rule in book.shown.items())
    rows = (
        (f"`{model}`", rule, ", ".join(names.split()))
        for model, listed in book.fields.items()
        for rule, names in listed.items()
    )
    return "\n\n".join(
        ["## The fields of text", _table(("rule", "what it says", *audiences), rules),
         f"A row of the record names its thing and may give the reason, so `dpo` meets these at any stage: {told}.",
         _table(("model", "rule", "fields"), rows)]
    )  # fmt: skip
