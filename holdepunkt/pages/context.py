"""What every page knows: where, who, the ways around, the demo's day."""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.translation import gettext as _

from holdepunkt.people.access import Allowed
from holdepunkt.people.asker import Asker, visitor
from holdepunkt.people.rules import Role
from holdepunkt.policy.access import may_see_internal
from holdepunkt.policy.words import words_for
from holdepunkt.voice.access import may_handle, may_read_proposals

Way = tuple[str, str]  # a label, and the name of an address
IN_COUNCILS = (Role.ADVISORY_COUNCIL_SECRETARY, Role.ADVISORY_COUNCIL_MEMBER, Role.POLICY_LEAD)


def page(request: HttpRequest) -> dict[str, Any]:
    """The context of every page; see `ui/README.md` for what the layouts read."""
    municipality = getattr(request, "municipality", None)
    asker = getattr(request, "asker", visitor(None))
    said = [] if municipality is None or asker.is_anonymous else _voices(asker)
    return {
        "municipality": municipality,
        "asker": asker,
        "w": words_for(municipality),
        "nav": ways(asker, request.path, said) if municipality else [],
        "neighbours": _neighbours(asker, request.path, said),
        "here": request.get_full_path(),
        "demo_day": settings.HOLDEPUNKT_TODAY,
        "example_data": bool(municipality and municipality.example_data),
        "accent_css": address("people:colour", municipality.slug) if municipality else None,
        "footer_links": footer(municipality, asker),
    }


def address(name: str, slug: str) -> str:
    """The address of a page of a municipality; two dozen stand on each page, and are put together once."""
    return _put_together(name, slug, get_urlconf(), get_script_prefix())


@lru_cache(maxsize=4096)
def _put_together(name: str, slug: str, _urlconf: str | None, _prefix: str) -> str:
    return reverse(name, kwargs={"slug": slug})


def footer(municipality: Any, asker: Asker) -> list[tuple[str, str]]:
    """Links at the foot of a municipality's pages."""
    if municipality is None:
        return []
    named = [
        (_("Søg"), "pages:search"),
        (_("Råd"), "voice:councils"),
        (_("Møder"), "voice:gatherings"),
        (_("Fortællinger"), "voice:stories"),
        (_("Høringer"), "voice:hearings"),
        (_("Sådan er det lavet"), "pages:help"),
    ]
    if not asker.is_anonymous:
        named.insert(0, (_("Fravær"), "people:absences"))
    return [(label, address(name, municipality.slug)) for label, name in named]


def ways(asker: Asker, here: str, said: list[Way]) -> list[dict[str, Any]]:
    """The navigation for this asker: the public pages, and the rooms their roles open; `said` is where people speak."""
    listed: list[Way] = [
        (_("Politikken"), "policy:current"),
        (_("Hvor langt er vi?"), "policy:promises"),
        (_("Forslag"), "voice:proposals"),
        (_("Sager"), "policy:items"),
        (_("Årshjul"), "pages:wheel"),
    ]
    if asker.is_anonymous:
        return _linked(asker, listed, here)
    found = _linked(asker, [(_("Venter på dig"), "pages:mine"), *_rooms(asker, said), *listed[:1]], here)
    among = any(one["current"] for one in _linked(asker, said, here))
    for way in found:
        way["current"] = way["current"] or (among and way["label"] == _("Folk siger"))
    return found


def _neighbours(asker: Asker, here: str, said: list[Way]) -> list[dict[str, Any]]:
    """The rooms beside this one, where several share one way in the navigation; none elsewhere."""
    if asker.is_anonymous:
        return []
    found = _linked(asker, said, here)
    return found if len(found) > 1 and any(one["current"] for one in found) else []


def _linked(asker: Asker, listed: list[Way], here: str) -> list[dict[str, Any]]:
    found = [(label, address(name, asker.municipality_slug)) for label, name in listed]
    return [{"label": label, "href": href, "current": here == href} for label, href in found]


def _rooms(asker: Asker, said: list[Way]) -> list[Way]:
    rooms: list[Way] = []
    if isinstance(may_see_internal(asker), Allowed):
        rooms += [(_("Årets status"), "policy:desk"), (_("Planer"), "policy:plans")]
    rooms += [(_("Folk siger"), said[0][1])] if len(said) > 1 else said
    if asker.has(*IN_COUNCILS):
        rooms += [(_("Råd"), "voice:council_work")]
    if asker.has(Role.COMMITTEE_SECRETARY):
        rooms += [(_("Sager på vej"), "voice:matters")]
    if asker.has(Role.POLICY_LEAD):
        rooms += [(_("Skriv politik"), "policy:drafting"), (_("Kommunen"), "people:setup")]
    if asker.has(Role.DATA_PROTECTION_OFFICER):
        rooms += [(_("Protokollen"), "pages:record")]
    return [*rooms, (_("Sager"), "policy:items")]


def _voices(asker: Asker) -> list[Way]:
    """Where one hears what people say: as many of the rooms as the asker's roles open."""
    rooms: list[Way] = []
    if may_read_proposals(asker):
        rooms += [(_("Forslag"), "voice:work_proposals"), (_("Møder"), "voice:work_gatherings")]
    if asker.has(*IN_COUNCILS, Role.COMMITTEE_SECRETARY):
        rooms += [(_("Høringer"), "voice:work_hearings")]
    if may_handle(asker):
        rooms += [(_("Fortællinger"), "voice:work_stories")]
    return rooms
