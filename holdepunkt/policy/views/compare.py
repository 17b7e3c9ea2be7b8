"""Two approved versions of a policy side by side, for everybody."""

from itertools import pairwise
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from holdepunkt.people.kept_pages import kept
from holdepunkt.people.middleware import public
from holdepunkt.policy.models import PolicyVersion
from holdepunkt.policy.reads import compare as reads
from holdepunkt.policy.rules.compare import Fate, Pair, pairs
from holdepunkt.ui.jinja import danish_date


@public
@kept
@require_safe
def compare(request: HttpRequest, slug: str, policy: str) -> HttpResponse:
    """Lay two approved versions side by side; the two newest when none is named."""
    row = reads.policy(request.asker, policy)
    versions = reads.versions(row)
    if not versions:
        raise Http404(policy)
    old = _chosen(versions, request.GET.get("fra"), versions[-2] if len(versions) > 1 else versions[-1])
    new = _chosen(versions, request.GET.get("til"), versions[-1])
    context = {
        "policy": row,
        "old": _named(old),
        "new": _named(new),
        "same": old.pk == new.pk,
        "parts": _parts(old, new) if old.pk != new.pk else [],
        "others": [
            (
                _("Fra %(old)s til %(new)s") % {"old": one.number, "new": two.number},
                f"?fra={one.number}&til={two.number}",
            )
            for one, two in pairwise(versions)
        ],
    }
    return render(request, "policy/compare.html", context)


def _chosen(versions: list[PolicyVersion], number: str | None, otherwise: PolicyVersion) -> PolicyVersion:
    if not number:
        return otherwise
    found = next((version for version in versions if str(version.number) == number), None)
    if found is None:
        raise Http404(number)
    return found


def _named(version: PolicyVersion) -> dict[str, Any]:
    """A version by its number and its approval; what is unknown says so."""
    when = danish_date(version.approved_on) if version.approved_on else _("dagen er ukendt")
    who = version.approved_by.name if version.approved_by else _("det er ukendt, hvem der godkendte")
    return {"number": version.number, "title": version.title, "approved": f"{when}, {who}"}


def _parts(old: PolicyVersion, new: PolicyVersion) -> list[dict[str, Any]]:
    before, after = reads.texts(old), reads.texts(new)
    titles = {"passages": _("Afsnit"), "goals": _("Mål"), "promises": _("Det vil vi")}
    return [_part(title, pairs(before[name], after[name])) for name, title in titles.items()]


def _part(title: str, found: list[Pair]) -> dict[str, Any]:
    same = [pair for pair in found if pair.fate == Fate.SAME]
    count = len(same)
    return {
        "title": title,
        "pairs": [pair for pair in found if pair.fate != Fate.SAME],
        "same": same,
        "same_note": ngettext("%(n)s er uændret", "%(n)s er uændrede", count) % {"n": count},
    }
