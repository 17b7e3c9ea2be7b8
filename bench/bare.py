"""The same kinds of pages as bare SQL and a string made beforehand: the floor of what they can cost."""

from collections.abc import Callable
from datetime import date
from html import escape
from uuid import uuid4

from django.db import connection, transaction
from django.utils import timezone

from bench.pages import Places

EFFORTS = (
    "SELECT e.title, e.working_title, e.uuid, u.name FROM policy_effort e JOIN people_unit u ON u.id = e.unit_id "
    'WHERE e.plan_id = %s ORDER BY e."order", e.id LIMIT 50'
)
ONE = "SELECT title, plain, economy, thread FROM policy_effort WHERE id = %s"
STEPS = "SELECT title, due_on, reached_on FROM policy_milestone WHERE effort_id = %s ORDER BY due_on"
TOLD = (
    "SELECT l.stated, l.happened, l.figure_value FROM policy_lockedstatus l "
    "JOIN policy_effort e ON e.id = l.effort_id WHERE e.thread = %s"
)
FIGURE = (
    "INSERT INTO policy_figure (uuid, effort_id, value, under_five, unit, as_of, source, typed_at) "
    "VALUES (%s, %s, %s, %s, %s, %s, %s, %s)"
)
ENTRY = (
    "INSERT INTO record_entry (uuid, municipality, at, by_kind, by_name, acting_as, verb, about_kind, about_name, "
    "why, fields) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
)


def bare(like: str, places: Places, page: bytes) -> Callable[[], bytes]:
    """The floor under a page: the least SQL of its kind, put into the page as it was made before."""
    made = page.decode()
    kinds = {"list": a_list, "single": a_single, "save": a_save}
    return lambda: kinds[like](places, made)


def a_list(places: Places, made: str) -> bytes:
    """Fifty efforts with their units in one statement."""
    rows = _rows(EFFORTS, places.plan.pk)
    lines = (f"<li>{escape(a)} {escape(b)} {c} {escape(d)}</li>" for a, b, c, d in rows)
    return (made + "".join(lines)).encode()


def a_single(places: Places, made: str) -> bytes:
    """One effort, its milestones and its locked years in three statements."""
    ((title, plain, economy, thread),) = _rows(ONE, places.effort.pk)
    told = [*_rows(STEPS, places.effort.pk), *_rows(TOLD, thread)]
    lines = "".join(f"<li>{escape(str(a))} {b} {c}</li>" for a, b, c in told)
    return (made + escape(title) + escape(plain) + escape(economy) + lines).encode()


def a_save(places: Places, made: str) -> bytes:
    """One figure and its row of the record in one transaction."""
    now, day = timezone.now(), date(2021, 11, 19)
    figure = [_uuid(), places.effort.pk, 23, False, "borgere", day, "Egen optælling", now]
    entry = [_uuid(), "storby", now, "user", "Finn", "", "figure.noted", "figure", "23", "", "{}"]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(FIGURE, figure)
        cursor.execute(ENTRY, entry)
    return made.encode()


def _rows(sql: str, *parameters: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def _uuid() -> object:
    return uuid4() if connection.vendor == "postgresql" else uuid4().hex
