"""The file and the house name the same addresses, methods and roles; a gap says which row to add."""

from dataclasses import replace

import pytest

from holdepunkt.people.models import ROLES
from holdepunkt.people.rules import Role
from holdepunkt.tests.matrix.addresses import Address, everything_that_answers
from holdepunkt.tests.matrix.book import Book, Standing, read_book
from holdepunkt.tests.matrix.printed import PAGE, printed, put_in


def gaps(book: Book, there: dict[str, Address]) -> list[str]:
    """Addresses and methods without a row, rows without an address, and rows that stand twice."""
    rows = [(row.address, row.method) for row in book.rows()]
    taken = {(name, method) for name, address in there.items() for method in address.methods()}
    missing = [
        f"{method} {name} ({there[name].route}): expected a row in docs/access-matrix.toml, such as "
        f'["{method}", "RIGHT", "{name}"] in the room it belongs to'
        for name, method in sorted(taken - set(rows))
    ]
    idle = [
        f"{method} {name}: found in docs/access-matrix.toml; nothing answers to it, expected the row to go"
        for name, method in sorted(set(rows) - taken)
    ]
    twice = [
        f"{method} {name}: found twice, expected one row"
        for name, method in sorted(set(rows))
        if rows.count((name, method)) > 1
    ]
    return missing + idle + twice


def test_every_address_and_method_has_its_row_and_every_row_an_address() -> None:
    assert not (found := gaps(read_book(), everything_that_answers())), "\n".join(found)


def test_every_view_says_which_methods_it_takes() -> None:
    silent = [name for name, address in everything_that_answers().items() if address.methods() == ("ANY",)]
    assert not silent, f"{silent}: expected @require_safe, @require_POST or @require_http_methods"


def test_an_address_without_a_row_and_a_row_without_an_address_are_found() -> None:
    there = everything_that_answers()
    front = there.pop("policy:front")
    there["policy:new_room"] = replace(front, name="policy:new_room")
    found = [line for line in gaps(read_book(), there) if "policy:" in line]
    assert [line.split(":")[0] + line.split(":")[1].split()[0].split("(")[0] for line in found] == [
        "GET policynew_room", "GET policyfront",
    ]  # fmt: skip


def test_every_role_stands_in_the_file_with_its_name_on_screen() -> None:
    assert {role: danish for role, (danish, _does) in read_book().roles.items()} == {
        role.value: str(name) for role, name in ROLES.items()
    }


def test_what_is_public_in_the_code_is_what_the_file_gives_to_everybody() -> None:
    there = everything_that_answers()
    book = read_book()
    by_file = {
        row.address
        for row in book.rows()
        if row.right.open_by or "everybody" in book.named_at(row.right, row.stages[-1], row.stages)
    }
    assert by_file == {name for name, address in there.items() if address.is_public}


@pytest.mark.parametrize("role", sorted(Role))
def test_a_role_without_work_has_no_right_at_any_stage(role: Role) -> None:
    book = read_book()
    if "Nothing yet" not in book.roles[role][1] and role is not Role.OPERATOR:
        return
    who = Standing(role, "own")
    given = {
        row.right.name for row in book.rows() for stage in row.stages if book.may(row.right, who, stage, row.stages)
    }
    what_everybody_reads = {
        "public_text",
        "public_plan",
        "read_evaluation",
        "read_item",
        "read_minutes",
        "read_report",
        "what_was_heard",
    }
    assert given <= {"everybody", "signed_in", *what_everybody_reads}


def test_the_printed_page_says_what_the_file_says() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == put_in(page, printed(read_book())), "run: python -m holdepunkt.tests.matrix"
