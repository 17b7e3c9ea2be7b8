"""Texts that are shown in the reader's language, and stand in the record in the language they are written in.

`gettext` here is Django's, and remembers the Danish words beside the translated ones; so do `%` and `join`.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from django.conf import settings
from django.utils import translation


class Told(str):
    """A translated text that knows its Danish source."""

    source: str

    def __new__(cls, shown: str, source: str) -> "Told":
        """Keep both."""
        told = super().__new__(cls, shown)
        told.source = source
        return told

    def __mod__(self, rest: Any) -> "Told":
        """Fill both, each with the words of its own language."""
        return Told(str(self) % rest, self.source % _sources(rest))

    def join(self, parts: Iterable[str]) -> "Told":
        """Join both, each with the words of its own language."""
        listed = list(parts)
        return Told(str(self).join(listed), self.source.join(map(in_danish, listed)))


def _sources(rest: Any) -> Any:
    if isinstance(rest, Mapping):
        return {name: in_danish(value) for name, value in rest.items()}
    return tuple(map(in_danish, rest)) if isinstance(rest, tuple) else in_danish(rest)


def in_danish(text: Any) -> Any:
    """The text as the record keeps it.

    >>> in_danish(Told("The plan is finished.", "Planen er færdig.")), in_danish("Bo Bæk")
    ('Planen er færdig.', 'Bo Bæk')
    """
    return text.source if isinstance(text, Told) else text


def gettext(message: str) -> Told:
    """Translate a Danish text, and remember it: each answer of `access` has a reason, and few are ever read."""
    return _translated(message, translation.get_language())


@cache
def _translated(message: str, _language: str | None) -> Told:
    return Told(translation.gettext(message), message)


def told(lazy: Any) -> Told:
    """A text that is translated when it is needed (the name of a role), in both languages."""
    with translation.override(settings.LANGUAGE_CODE):
        source = str(lazy)
    return Told(str(lazy), source)
