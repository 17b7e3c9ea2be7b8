"""Reading one row by a key of its own."""

from typing import TypeVar

from django.db import models

Row = TypeVar("Row")
Model = TypeVar("Model", bound=models.Model)


def sole(rows: models.QuerySet[Model, Row]) -> Row | None:
    """Return the row of a query by a unique key, or None.

    `first()` would order it by its number, and to order Django hashes every selected column: a tenth
    of a page's time for a row there is only one of.
    """
    return next(iter(rows), None)
