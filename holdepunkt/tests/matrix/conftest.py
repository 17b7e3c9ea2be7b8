"""The world of the matrix: built once for all files of tests in this folder, and gone afterwards."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import override_settings

from holdepunkt.tests.matrix.askers import Person, everybody
from holdepunkt.tests.matrix.book import Book, Standing, read_book
from holdepunkt.tests.matrix.world import TODAY, World, a_world
from holdepunkt.tests.matrix.world_councils import report_files
from holdepunkt.tests.matrix.world_gatherings import gatherings
from holdepunkt.tests.matrix.world_hearings import hearings
from holdepunkt.tests.matrix.world_voice import proposals

QUIETLY = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


@dataclass(frozen=True)
class Matrix:
    """The file, two towns, and everybody who can ask in the first."""

    book: Book
    here: World
    elsewhere: World
    people: dict[Standing, Person]


@pytest.fixture(scope="package")
def matrix(django_db_setup: Any, django_db_blocker: Any) -> Iterator[Matrix]:
    """Two towns and everybody who can ask; what a request writes is undone at once by whoever sends it."""
    settled = override_settings(HOLDEPUNKT_TODAY=TODAY, TASKS=QUIETLY)
    with settled, django_db_blocker.unblock(), transaction.atomic():
        book = read_book()
        here, elsewhere = a_world("lundby", "Lundby Kommune"), a_world("skovby", "Skovby Kommune")
        for world in (here, elsewhere):
            proposals(world)
            gatherings(world)
            hearings(world)
            report_files(world)
        connection.check_constraints()  # once; else each test looks at every row
        yield Matrix(book, here, elsewhere, everybody(book.standings(), here.town, elsewhere.town))
        transaction.set_rollback(True)
