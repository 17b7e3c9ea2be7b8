"""Two approved versions of a policy, for everybody: drafts are not reached from here."""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import Http404

from holdepunkt.people.asker import Asker
from holdepunkt.policy.models import Policy, PolicyVersion
from holdepunkt.policy.rules.compare import Text
from holdepunkt.policy.rules.kinds import VersionStage

PUBLIC = (VersionStage.APPROVED, VersionStage.SUPERSEDED)


def policy(by: Asker, slug: str) -> Policy:
    """A policy of the municipality, by its short name."""
    found = Policy.objects.select_related("municipality").filter(municipality=by.municipality, slug=slug)
    row = found.first()
    if row is None:
        raise Http404(slug)
    return row


def versions(policy: Policy) -> list[PolicyVersion]:
    """The approved versions, oldest first."""
    found = PolicyVersion.objects.filter(policy=policy, stage__in=PUBLIC)
    return list(found.select_related("approved_by").order_by("number"))


def texts(version: PolicyVersion) -> dict[str, list[Text]]:
    """Passages, goals and promises of a version as plain texts."""
    return {
        "passages": _texts(version.passages.all(), lambda row: row.place),
        "goals": _texts(version.goals.all()),
        "promises": _texts(version.promises.select_related("passage"), lambda row: str(row.passage)),
    }


def _texts(rows: Iterable[Any], place: Callable[[Any], str] = lambda row: "") -> list[Text]:
    return [
        Text(row.key, getattr(row, "heading", "") or getattr(row, "title", ""), row.plain, place(row)) for row in rows
    ]
