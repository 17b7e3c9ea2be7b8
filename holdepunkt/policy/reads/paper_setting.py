"""What every paper rests on: the version of the policy, the municipality's form, and its own words."""

from typing import Any

from django.db import models
from django.db.models import QuerySet

from holdepunkt.people.models import Municipality
from holdepunkt.policy.models import CommitteeItem, Policy, PolicyVersion
from holdepunkt.policy.pack.kinds import general_form
from holdepunkt.policy.reads import item as item_reads
from holdepunkt.policy.rules.kinds import VersionStage
from holdepunkt.policy.rules.paper import Setting, day
from holdepunkt.record.composed import composed

Form = list[tuple[str, str, bool]]
WORDS = {"effort": "indsats", "efforts": "indsatser"}


def version_for(row: CommitteeItem) -> PolicyVersion | None:
    """The text an item rests on: the one it is about, else the approved one, else the newest."""
    return row.policy_version or newest_version(row.policy)


def newest_version(policy: Policy) -> PolicyVersion | None:
    """The approved version of a policy, else the newest."""
    return next(iter(_in_force(policy=policy) or _newest(policy=policy)), None)


@composed(policy=models.BigAutoField())
def _in_force(policy: Any) -> QuerySet[PolicyVersion]:
    return _versions(policy).filter(stage=VersionStage.APPROVED)  # of which there is one at most


@composed(policy=models.BigAutoField())
def _newest(policy: Any) -> QuerySet[PolicyVersion]:
    return _versions(policy).order_by("-number")[:1]


def _versions(policy: Any) -> QuerySet[PolicyVersion]:
    return PolicyVersion.objects.filter(policy=policy).select_related("owner", "approved_by", "committee")


def form_of(version: PolicyVersion | None) -> Form:
    """The municipality's own fields (key, heading, known), or the general form."""
    if version and version.paper_fields:
        return [(f["key"], f["heading"], bool(f.get("known", True))) for f in version.paper_fields]
    return [(field["key"], field["heading"], field["known"]) for field in general_form()]


def form_is_known(version: PolicyVersion | None) -> bool:
    """Whether the whole order is the municipality's own."""
    return all(known for _key, _heading, known in form_of(version))


def goal_words(version: PolicyVersion | None) -> tuple[str, str]:
    """The local word for a goal, one and many."""
    level = version.levels[0] if version and version.levels else {}
    return level.get("singular", "mål"), level.get("plural", "mål")


def own_word(municipality: Municipality, key: str) -> str:
    """The municipality's own word in place of ours."""
    return str(municipality.words.get(key) or WORDS[key])


def setting(row: CommitteeItem, version: PolicyVersion | None) -> Setting:
    """What the sentences of a paper need to know about who asks whom."""
    municipality = row.policy.municipality
    return Setting(
        policy_title=row.policy.title,
        committee=row.committee.name,
        owner=str(version.owner) if version and version.owner else "",
        meeting_on=row.meeting_on,
        heard=tuple(str(body.unit) for body in item_reads.heard(row) if body.words),
        approved=_approved(version),
        effort=own_word(municipality, "effort"),
        efforts=own_word(municipality, "efforts"),
    )


def _approved(version: PolicyVersion | None) -> str:
    if version is None or version.approved_by is None:
        return ""
    when = f" den {day(version.approved_on)}" if version.approved_on else ""
    return f"{version.approved_by} godkendte »{version.title}«{when}."
