"""Fields shown or hidden: marker words in each, and every address, feed, file and error read by every audience."""

import re
from collections.abc import Container, Iterator
from html import unescape
from io import BytesIO
from zipfile import ZipFile, is_zipfile

import pytest
from django.apps import apps
from django.db import connection, models
from django.test import Client, RequestFactory
from django.urls import reverse

from holdepunkt.pages.views import errors
from holdepunkt.tests.matrix.addresses import NEVER_TAKEN, addresses
from holdepunkt.tests.matrix.asking import ask, drawn, path_to
from holdepunkt.tests.matrix.book import Book, Standing, read_book
from holdepunkt.tests.matrix.conftest import Matrix
from holdepunkt.tests.statements import sent

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

WORDS = (models.CharField, models.TextField, models.JSONField, models.BinaryField)
AUDIENCES = {
    "inside": Standing("policy_lead", "own"),
    "unit_leader": Standing("unit_leader", "own"),
    "dpo": Standing("data_protection_officer", "own"),
    "committee": Standing("committee_member", "own"),
    "everybody": Standing(),
}
LIKE_EVERYBODY = (
    Standing("advisory_council_member", "other"), Standing("professional", "own"), Standing("policy_lead", "ended"),
    Standing("committee_member", "other"),
)  # fmt: skip
# The record of having looked and the session's last-seen are the writes that a GET may do.
WRITES = re.compile(r'(INSERT INTO|UPDATE|DELETE FROM) "(?!record_|django_session|people_session)')
ANYWHERE = addresses().keys()
ALL = slice(None)
Seen = dict[tuple[str, str], set[str]]


def fields_of_text() -> dict[str, set[str]]:
    """Every field of our models in which words can stand, by model; a choice from a list says nothing new."""
    ours = (model for model in apps.get_models() if model.__module__.startswith("holdepunkt."))
    return {
        model.__name__: {one.name for one in model._meta.concrete_fields if isinstance(one, WORDS) and not one.choices}
        for model in ours
    }


def rule_of(book: Book, name: str) -> str:
    """The rule of a field named `Model.field`."""
    model, field = name.split()[0].split(".")
    return next(rule for rule, names in book.fields[model].items() if field in names.split())


def words_of(content: bytes) -> str:
    """All that can be read out of a page or a file."""
    if is_zipfile(BytesIO(content)):
        with ZipFile(BytesIO(content)) as found:
            return unescape(" ".join(found.read(name).decode("utf-8", "replace") for name in found.namelist()))
    # A calendar folds its long lines.
    return unescape(content.decode("utf-8", "replace").replace("\r\n ", ""))


def open_to(book: Book, who: Standing) -> set[str]:
    """The addresses that the file opens to somebody at some stage; the others answer with a refusal."""
    return {
        row.address
        for row in book.rows()
        if row.method == "GET" and any(book.may(row.right, who, stage, row.stages) for stage in row.stages)
    }


def every_page(matrix: Matrix, *, search: bool = True, within: Container[str] = ANYWHERE) -> Iterator[str]:
    """Every address one can open, with its thing at each stage there is, the searches and what is missing."""
    stages = {stage: None for kind in matrix.here.rows.values() for stage in kind}
    found = {
        path_to(address, matrix.here, stage): None
        for address in addresses().values()
        if "GET" in address.methods() and address.name in within
        for stage in stages
    }
    results = reverse("pages:search", kwargs={"slug": matrix.here.town.municipality.slug})
    yield from found
    yield from (f"{results}?q={word}" for word in matrix.here.marks.told if search)
    yield from ("/lundby/findes-ikke/", "/findes-ikke/")


def read_everything(
    matrix: Matrix,
    client: Client,
    *,
    search: bool = True,
    within: Container[str] = ANYWHERE,
    a_tenth: bool = False,
    share: slice = ALL,
) -> Seen:
    """Which fields and stages this person meets, and where; `a_tenth` is enough on PostgreSQL to look for leaks.

    What decides who is shown a row there is, besides the same code, the municipality alone.
    """
    seen: Seen = {}
    paths = list(every_page(matrix, search=search, within=within))[share]
    for path in drawn(paths) if a_tenth else paths:
        answer = ask(client, "GET", path)
        text = words_of(answer.content) + str(dict(answer.response.items()))
        for told in matrix.here.marks.in_text(_without_the_question(text, path)):
            seen.setdefault(told, set()).add(path)
    return seen


def _without_the_question(text: str, path: str) -> str:
    """What one asked for oneself is no leak: the words of the search."""
    _before, _, question = path.partition("?q=")
    return text.replace(f'value="{question}"', "").replace(f"q={question}", "") if question else text


def first_stage(book: Book, name: str, audience: str) -> str:
    """From when the file shows the field to the audience."""
    if name.split()[0] in book.told_in_record.get(audience, "").split():
        return "always"
    return book.shown[rule_of(book, name)][audience]


def may_be_met(book: Book, name: str, stage: str, audience: str) -> bool:
    """Whether the file lets this audience meet the field at this stage."""
    first = first_stage(book, name, audience)
    if first in ("always", "never"):
        return first == "always"
    stages = next((row for row in book.stages.values() if stage in row and first in row), None)
    return stages is not None and stages.index(stage) >= stages.index(first)


def leaks(matrix: Matrix, seen: Seen, audience: str) -> list[str]:
    """What was met before its time, and where."""
    return [
        f"{name} of stage {stage} met by {audience} at {sorted(paths)[:3]}"
        for (name, stage), paths in sorted(seen.items())
        if not may_be_met(matrix.book, name, stage, audience)
    ]


def test_every_field_of_text_has_one_rule_and_every_rule_a_field() -> None:
    told = {
        model: [field for names in rules.values() for field in names.split()]
        for model, rules in read_book().fields.items()
    }
    there = fields_of_text()
    wrong = [f"{model}: expected a line under [fields]" for model in there.keys() - told.keys()]
    for model in there.keys() | told.keys():
        listed, real = told.get(model, []), there.get(model, set())
        wrong += [f"{model}.{field}: expected in a rule under [fields]" for field in real - set(listed)]
        wrong += [f"{model}.{field}: found under [fields], no such field of text" for field in set(listed) - real]
        wrong += [f"{model}.{field}: found twice" for field in set(listed) if listed.count(field) > 1]
    assert not wrong, "\n".join(sorted(wrong))


@pytest.mark.parametrize("audience", ["committee", "everybody"])
def test_a_field_is_met_from_its_stage_on_and_never_before(matrix: Matrix, audience: str) -> None:
    who = matrix.people[AUDIENCES[audience]].client
    seen = read_everything(matrix, who, search=audience == "everybody", a_tenth=True)
    assert not (found := leaks(matrix, seen, audience)), "\n".join(found)
    if connection.vendor == "postgresql":
        return
    due = {told for told in matrix.here.marks.told.values() if may_be_met(matrix.book, *told, audience)}
    assert len(due) > 15
    assert due <= seen.keys(), f"due and never met: {sorted(due - seen.keys())}"


def test_whoever_works_inside_meets_every_field_and_reading_writes_nothing(matrix: Matrix) -> None:
    finn = matrix.people[AUDIENCES["inside"]].client
    with sent() as statements:
        seen = read_everything(matrix, finn, search=False, a_tenth=True)
    assert not (found := leaks(matrix, seen, "inside")), "\n".join(found)
    wrote = {one for one in statements if WRITES.match(one)}
    assert len(statements) > 500
    assert not wrote, f"a GET that writes: {sorted(wrote)[:3]}"
    if connection.vendor == "postgresql":
        return
    due = {
        name for name, _stage in matrix.here.marks.told.values() if first_stage(matrix.book, name, "inside") == "always"
    }
    assert {name.split()[0] for name in due} - {name.split()[0] for name, _stage in seen} == set()


@pytest.mark.parametrize("audience", ["unit_leader", "dpo"])
def test_a_unit_leader_and_the_data_protection_officer_meet_what_the_file_says_and_no_more(
    matrix: Matrix, audience: str
) -> None:
    who = AUDIENCES[audience]
    within = open_to(matrix.book, who)
    seen = read_everything(matrix, matrix.people[who].client, search=False, within=within, a_tenth=True)
    assert not (found := leaks(matrix, seen, audience)), "\n".join(found)
    if connection.vendor == "postgresql":
        return
    always = {
        told for told in matrix.here.marks.told.values() if first_stage(matrix.book, told[0], audience) == "always"
    }
    met = {name.split()[0] for name, _stage in seen}
    assert {name.split()[0] for name, _stage in always} - met == set()


@pytest.mark.parametrize("who", LIKE_EVERYBODY, ids=str)
def test_a_role_without_work_inside_meets_what_everybody_meets(matrix: Matrix, who: Standing) -> None:
    # That the rest refuses them in the predicate's own words is proven in test_asked. Of what is open to all, everyone
    # reads a share; together they read it all.
    within, share = open_to(matrix.book, who), slice(LIKE_EVERYBODY.index(who), None, len(LIKE_EVERYBODY))
    seen = read_everything(matrix, matrix.people[who].client, search=False, within=within, a_tenth=True, share=share)
    assert not (found := leaks(matrix, seen, "everybody")), "\n".join(found)


def test_an_error_page_says_nothing_about_anything(matrix: Matrix) -> None:
    stranger = matrix.people[Standing()].client
    for path in drawn(every_page(matrix, search=False)):
        answer = ask(stranger, NEVER_TAKEN, path)
        assert answer.response.status_code in (302, 404, 405), path
        assert not matrix.here.marks.in_text(answer.text), path
    as_finn, as_nobody = (RequestFactory().get(path) for path in ("/lundby/arbejde/", "/"))
    as_finn.asker = matrix.here.town.as_("finn")  # type: ignore[attr-defined]
    assert errors.broken(as_finn).content == errors.broken(as_nobody).content
