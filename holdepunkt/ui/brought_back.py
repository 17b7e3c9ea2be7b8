"""A form that was sent by somebody who had to say first who they are: its own page shows the words once more.

The page is opened as always and saves nothing; only what its form begins with is what the person wrote.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from holdepunkt.ui.typed import not_typed

BUTTONS = {"draft"}
NOT_ALWAYS_SENT = ("file", "radio", "password")


@dataclass
class BroughtBack:
    """A form that somebody sent when they could not be let in; the page's own form takes its words again."""

    fields: QueryDict
    taken: set[str] = field(default_factory=set)

    @property
    def left(self) -> set[str]:
        """The fields that no form of the page has shown yet."""
        told = {name for name, value in self.fields.items() if value and not not_typed(name)}
        return told - self.taken - BUTTONS

    @property
    def is_button(self) -> bool:
        """Whether nothing was sent but that a button was pressed."""
        return all(not_typed(name) or name in BUTTONS for name in self.fields)

    def value_of(self, form: Any, name: str) -> Any:
        """What the field held when it was sent, as its form begins with it."""
        sent_as = form.add_prefix(name)
        self.taken.add(sent_as)
        return form.fields[name].widget.value_from_datadict(self.fields, {}, sent_as)


_brought: ContextVar[BroughtBack | None] = ContextVar("brought_back", default=None)


@contextmanager
def for_one_request() -> Iterator[None]:
    """While one request is answered: what `bring_back` says in it is forgotten at its end."""
    token = _brought.set(None)
    try:
        yield
    finally:
        _brought.reset(token)


def bring_back(fields: QueryDict) -> BroughtBack:
    """Let the form of this page that these fields came from show them again."""
    brought = BroughtBack(fields)
    _brought.set(brought)
    return brought


def sent_with(form: Any) -> BroughtBack | None:
    """What was brought back, when it was this very form that was sent."""
    brought = _brought.get()
    if brought is None or form.is_bound:
        return None
    if brought.is_button and not _words(form):
        return brought
    sent = {name: form.add_prefix(name) for name in _words(form)}
    some = any(sent_as in brought.fields for sent_as in sent.values())
    whole = not any(_misses(form.fields[name], sent_as, brought) for name, sent_as in sent.items())
    return brought if some and whole else None


def _words(form: Any) -> list[str]:
    return [name for name in form.fields if not not_typed(name)]


def _misses(one: Any, sent_as: str, brought: BroughtBack) -> bool:
    """Whether a browser would have sent this field with the form, and did not."""
    can_be_left_out = getattr(one.widget, "input_type", "") in NOT_ALWAYS_SENT
    return not can_be_left_out and bool(one.widget.value_omitted_from_data(brought.fields, {}, sent_as))


def is_kept(name: str) -> bool:
    """Whether a field of the form begins with what was sent: its words, its key and the version it began from."""
    return name in ("_key", "_version") or not not_typed(name)
