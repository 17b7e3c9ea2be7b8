"""Searching a text whose letters are folded, in the database: as `people.folding` folds them."""

from collections.abc import Sequence
from typing import Any

from django.db.models import F, Func, Q, QuerySet, TextField

from holdepunkt.people.folding import DOUBLES, LETTERS, surest_part


def _replacing() -> str:
    """The SQL that folds as `people.folding.folded` does, as one expression; SQLite makes only a to z small."""
    pairs = [(form, plain) for letter, plain in LETTERS for form in (letter, letter.upper())]
    sql = "LOWER(%(expressions)s)"
    for old, new in [*pairs, *DOUBLES]:
        sql = f"REPLACE({sql}, '{old}', '{new}')"
    return sql


class Folded(Func):
    """A text with its letters folded."""

    template = _replacing()
    output_field = TextField()


def with_words(rows: QuerySet[Any], field: str, words: Sequence[str]) -> QuerySet[Any]:
    """The rows in whose field all the folded words stand. Part of a word is looked for unfolded first: it is cheap."""
    if not words:
        return rows
    conditions = [Q(**{f"{field}__icontains": part}) for word in words if (part := surest_part(word))]
    conditions += [Q(hit_folded__contains=word) for word in words]
    return rows.alias(hit_folded=Folded(F(field))).filter(*conditions)
