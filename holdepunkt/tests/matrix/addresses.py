"""Every address of the house, read from the URL resolver, with the methods its view takes."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import URLPattern, get_resolver

from holdepunkt.pages.urls import demo_addresses
from holdepunkt.people.asker import visitor

NEVER_TAKEN = "PURGE"


@dataclass(frozen=True)
class Address:
    """A named address: `policy:plan_page`, how it is written, and what answers there."""

    name: str
    route: str
    view: Callable[..., HttpResponse]

    @property
    def is_public(self) -> bool:
        """Whether the view is marked as one that needs no sign-in."""
        return bool(getattr(self.view, "is_public", False))

    @property
    def says(self) -> str:
        """The first sentence of the view's docstring: what one comes here for."""
        return (self.view.__doc__ or "").strip().split("\n")[0]

    def methods(self) -> tuple[str, ...]:
        """The methods the view takes, as it says itself when asked for one that nobody takes.

        A view that does not say takes every method: that is a hole, and comes back as `ANY`.
        """
        request = HttpRequest()
        request.method, request.path = NEVER_TAKEN, "/"
        request.asker, request.municipality = visitor(None), None  # type: ignore[attr-defined]
        try:
            answer = self.view(request)
        except Exception:  # because the view went to work: it took the method
            return ("ANY",)
        taken = {one.strip() for one in answer.headers.get("Allow", "ANY").split(",")}
        return tuple(sorted(taken - {"HEAD"} if "GET" in taken else taken))


def addresses() -> dict[str, Address]:
    """Every address by its name; two with the same name are told apart by how they are written."""
    return {address.name: address for address in _under(get_resolver().url_patterns)}


def everything_that_answers() -> dict[str, Address]:
    """Every address, the demo's too, whether or not this run is a demo."""
    with override_settings(HOLDEPUNKT_DEMO=True):
        demo = [Address(f"pages:{one.name}", str(one.pattern), one.callback) for one in demo_addresses()]
    return addresses() | {address.name: address for address in demo}


def _under(patterns: list[Any], route: str = "", space: str = "") -> Iterator[Address]:
    for pattern in patterns:
        here = route + _as_written(str(pattern.pattern))
        if isinstance(pattern, URLPattern):
            yield Address(f"{space}{pattern.name}", here, pattern.callback)
        else:
            yield from _under(pattern.url_patterns, here, f"{pattern.namespace}:" if pattern.namespace else space)


def _as_written(pattern: str) -> str:
    """The address as one reads it; one that is told as a regular expression loses what only the machine needs.

    >>> _as_written(r"^(?P<slug>[a-z]+)/mennesker\\.(?P<kind>csv|json)$")
    '<str:slug>/mennesker.<str:kind>'
    """
    if not pattern.startswith("^"):
        return pattern
    return re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<str:\1>", pattern).strip("^$").replace("\\", "")
