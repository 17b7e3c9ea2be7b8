"""Reading one row by a key of its own."""

from collections.abc import Iterable
from typing import TypeVar

from django.db import models
from django.http import Http404

Row = TypeVar("Row")
Model = TypeVar("Model", bound=models.Model)


def sole(rows: models.QuerySet[Model, Row]) -> Row | None:
    """Return the row of a query by a unique key, or None.

    `first()` would order it by its number, and to order Django hashes every selected column: a tenth
    of a page's time for a row there is only one of.
    """
    return next(iter(rows), None)


def one_or_404(rows: Iterable[Row], named: object = "") -> Row:
    """Return the row that a unique key finds; Http404, with what was asked for, where there is none."""
    for row in rows:
        return row
    raise Http404(str(named))
