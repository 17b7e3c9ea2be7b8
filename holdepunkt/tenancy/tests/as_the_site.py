"""Being the site's role for a while: bound by row-level security, as in production."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


def become(role: str) -> None:
    """Go on as this role until the transaction is rolled back; without a role (SQLite) nothing changes."""
    if role:
        with connection.cursor() as cursor:
            cursor.execute(f'SET ROLE "{role}"')


@contextmanager
def as_the_site(role: str) -> Iterator[None]:
    """Be the site's role inside the block, and the owner of the tables again after it."""
    become(role)
    try:
        yield
    finally:
        if role:
            with connection.cursor() as cursor:
                cursor.execute("RESET ROLE")
