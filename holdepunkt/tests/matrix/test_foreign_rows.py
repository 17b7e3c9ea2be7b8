"""Another municipality's row answers exactly like a missing one: status, bytes, headers, number of statements.

PostgreSQL runs a tenth, drawn with a fixed seed.
"""

import re
import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from holdepunkt.tests.matrix.addresses import Address, addresses
from holdepunkt.tests.matrix.askers import Person
from holdepunkt.tests.matrix.asking import ask, drawn
from holdepunkt.tests.matrix.book import Row, Standing
from holdepunkt.tests.matrix.conftest import Matrix
from holdepunkt.tests.matrix.targets import values
from holdepunkt.tests.statements import sent

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

# Parts of an address that name a row. A year and a number name one only together with the policy before them.
NAMES_A_ROW = (
    "pk",
    "uuid",
    "post",
    "target",
    "note",
    "file_uuid",
    "conclusion",
    "policy",
    "absence",
    "session",
    "provider",
    "run",
    "theme",
    "flood",
    "sheet",
    "seat",
    "member",
    "item",
    "meeting",
    "line",
    "file",
    "matter",
    "paper",
    "outlay",
)
MISSING: dict[type, Any] = {int: 987654321, uuid.UUID: uuid.UUID(int=7), str: "findes-ikke"}
# The length of an answer follows from the length of the address in it; a request's id is drawn.
TELL_NOTHING = ("Content-Length", "X-Request-ID")
TOKEN = re.compile(r'name="(?:csrfmiddlewaretoken|_key)" value="[^"]*"')


@dataclass(frozen=True)
class Heard:
    """What can be told from an answer: everything but the address itself and one-time tokens."""

    code: int
    headers: dict[str, str]
    body: str
    statements: int


def listen(client: Client, method: str, path: str) -> Heard:
    """Ask, and write down what an attentive stranger could compare."""
    with sent() as statements:
        answer = ask(client, method, path)
    headers = {name: _told(text, path) for name, text in answer.response.items() if name not in TELL_NOTHING}
    body = _told(TOKEN.sub("", answer.text), path)
    return Heard(answer.response.status_code, headers, body, len(statements))


def _told(text: str, path: str) -> str:
    """The text without the address that was asked, however it is written in it."""
    return text.replace(path, "?").replace(quote(path, safe=""), "?")


def pairs(matrix: Matrix, address: Address, stage: str) -> Iterator[tuple[str, str, str]]:
    """For each part that names a row: the address with the neighbour's row, and with one that is nowhere."""
    own, theirs = values(address, matrix.here, stage), values(address, matrix.elsewhere, stage)
    for part in own.keys() & set(NAMES_A_ROW):
        assert own[part] != theirs[part], (address.name, part)
        nowhere = MISSING[type(theirs[part])]
        foreign, missing = (reverse(address.name, kwargs=own | {part: value}) for value in (theirs[part], nowhere))
        yield part, foreign, missing


def askers(matrix: Matrix, row: Row, stage: str) -> list[Person]:
    """Somebody who has the right, somebody inside the town who has not, and for an open page a stranger."""
    roles = [Standing(role, "own") for role in ("policy_lead", "committee_secretary", "department_head")]
    may = next((who for who in roles if matrix.book.may(row.right, who, stage, row.stages)), roles[0])
    # At any other a stranger is sent to sign in, whatever stands in the address (`test_asked`).
    strangers = [Standing()] if row.method == "GET" and addresses()[row.address].is_public else []
    return [matrix.people[who] for who in (may, Standing("committee_member", "own"), *strangers)]


def comparisons(matrix: Matrix) -> Iterator[tuple[Row, str, str, str, Person]]:
    """Every address that names a row, with each part that names one, and everybody who asks for it."""
    there = addresses()
    for row in matrix.book.rows():
        if row.room.only_in_demo or "<" not in there[row.address].route:
            continue
        # A text is open to writing while it is a draft; everything else is read by most when it is public.
        stage = "draft" if row.room.stages == "text" else row.stages[-1]
        for part, foreign, missing in pairs(matrix, there[row.address], stage):
            yield from ((row, part, foreign, missing, person) for person in askers(matrix, row, stage))


def test_a_neighbours_row_answers_exactly_like_a_missing_one(matrix: Matrix) -> None:
    told_apart, all_of_them = [], list(comparisons(matrix))
    assert len(all_of_them) > 400
    for row, part, foreign, missing, person in drawn(all_of_them):
        one, other = listen(person.client, row.method, foreign), listen(person.client, row.method, missing)
        if one != other:  # a session is noted as seen once a minute; what tells the two apart does so every time
            one, other = listen(person.client, row.method, foreign), listen(person.client, row.method, missing)
        if one != other or one.code not in (302, 403, 404):
            told_apart.append(f"{row} by {part}, {person.standing}: {one.code} {other.code}")
    assert not told_apart, "\n".join(told_apart)


def under_another(matrix: Matrix, address: Address) -> set[str]:
    """Addresses of a thing under another thing, with one of the two taken from elsewhere in the same town."""
    stages = {stage for kind in matrix.here.rows.values() for stage in kind}
    things = [values(address, matrix.here, stage) for stage in stages]
    return {
        reverse(address.name, kwargs=one | {part: other[part]})
        for one, other in product(things, things)
        if len(changed := {part for part in one if one[part] != other[part]}) > 1
        for part in changed
    }


def test_a_thing_under_another_that_it_does_not_belong_to_opens_to_nobody(matrix: Matrix) -> None:
    opened, met, there = [], Counter[int](), addresses()
    for row in matrix.book.rows():
        if row.room.only_in_demo or there[row.address].route.count("<") < 3:
            continue
        person = askers(matrix, row, row.stages[0])[0]
        for path in sorted(under_another(matrix, there[row.address])):
            code = ask(person.client, row.method, path).response.status_code
            met[code] += 1
            if code not in (403, 404):  # 403: the version above is approved, and nobody writes in it
                opened.append(f"{row.method} {path}: {code}")
    assert not opened, "\n".join(opened)
    assert met[404] > 100


def test_two_answers_that_differ_in_one_letter_or_one_statement_are_told_apart() -> None:
    same = Heard(404, {}, "Siden findes ikke", 3)
    assert same == Heard(404, {}, "Siden findes ikke", 3)
    assert same != Heard(404, {}, "Siden findes ikke!", 3)
    assert same != Heard(404, {}, "Siden findes ikke", 4)
