"""All addresses. The municipality comes first; what belongs to the whole house comes before it.

Each slice lists its addresses flat. Here those that begin with the same words stand behind one door, so that a request
is held against a few dozen beginnings and one short list, not against everything the house can do.
"""

import re
from importlib import import_module

from django.urls import URLPattern, URLResolver, include, path

SLICES = ("ui", "pages", "people", "policy", "voice")
# "<slug:slug>/politik/" or "<slug:slug>/arbejde/planer/": whole words that take nothing from the address.
BEGINNING = re.compile(r"<slug:slug>/(?:arbejde/)?[a-z-]+/(?=.)|<slug:slug>/(?!arbejde/)[a-z-]+/")
Addresses = list[URLPattern | URLResolver]


def behind_doors(patterns: Addresses) -> Addresses:
    """The same addresses in the same order, those with the same beginning behind one door, where the first stood."""
    doors: dict[str, Addresses] = {}
    for pattern in patterns:
        route = str(pattern.pattern)
        begins = BEGINNING.match(route) if isinstance(pattern, URLPattern) else None
        if begins is None or not isinstance(pattern, URLPattern):
            doors[f"{len(doors)}"] = [pattern]
        else:
            rest = path(route[begins.end() :], pattern.callback, pattern.default_args, pattern.name)
            doors.setdefault(begins[0], []).append(rest)
    return [one for begins, behind in doors.items() for one in _door(begins, behind)]


def _door(begins: str, behind: Addresses) -> Addresses:
    return behind if begins.isdecimal() else [path(begins, include(behind))]


def of_slice(name: str) -> URLResolver:
    """The addresses of one slice, under its own name."""
    urls = import_module(f"holdepunkt.{name}.urls")
    return path("", include((behind_doors(urls.urlpatterns), urls.app_name)))


urlpatterns = [of_slice(name) for name in SLICES]

handler404 = "holdepunkt.pages.views.errors.not_found"
handler500 = "holdepunkt.pages.views.errors.broken"
