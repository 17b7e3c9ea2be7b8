"""Reading what a policy lead writes: policies, versions and their parts. Always from the asker."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Count, Prefetch, QuerySet

from holdepunkt import clock
from holdepunkt.people import reads as people
from holdepunkt.people.access import require
from holdepunkt.people.asker import Asker
from holdepunkt.people.models import Unit
from holdepunkt.policy import access
from holdepunkt.policy.models import (
    BodyHeard,
    Conclusion,
    Evaluation,
    Goal,
    GoalTarget,
    NationalGoal,
    Passage,
    Policy,
    PolicyLink,
    PolicyVersion,
    Promise,
    Rhythm,
    SourceDocument,
)
from holdepunkt.record.composed import composed
from holdepunkt.record.rows import one_or_404

JOINED: dict[type[Any], tuple[tuple[str, ...], tuple[str, ...]]] = {
    Passage: ((), ()),
    Goal: (("parent", "passage"), ("national_goals", "targets")),
    Promise: (("passage", "doer_unit"), ("goals",)),
    Rhythm: (("unit", "promise", "passage"), ("units", "goals")),
    NationalGoal: (("passage",), ()),
    PolicyLink: (("passage",), ()),
}


@dataclass(frozen=True)
class Counts:
    """How much of each kind a version holds."""

    passages: int
    goals: int
    promises: int
    rhythms: int
    national_goals: int
    links: int


def policies(by: Asker) -> QuerySet[Policy]:
    """The municipality's policies with their versions, newest version first."""
    require(access.may_see_internal(by))
    return (
        Policy.objects.filter(municipality=by.municipality)
        .select_related("municipality")
        .prefetch_related(Prefetch("versions", PolicyVersion.objects.order_by("-number")))
        .order_by("title", "pk")
    )


def policy(by: Asker, slug: str) -> Policy:
    """One policy of the asker's municipality; another's is missing."""
    require(access.may_see_internal(by))
    return one_or_404(_policy(municipality=by.municipality, slug=slug), slug)


@composed(municipality=models.BigAutoField(), slug=models.SlugField())
def _policy(municipality: Any, slug: Any) -> QuerySet[Policy]:
    return Policy.objects.select_related("municipality", "predecessor").filter(municipality=municipality, slug=slug)


def version(by: Asker, slug: str, number: int) -> PolicyVersion:
    """One version of a policy of the asker's municipality, at any stage."""
    require(access.may_see_internal(by))
    return one_or_404(_version(municipality=by.municipality, slug=slug, number=number), slug)


@composed(municipality=models.BigAutoField(), slug=models.SlugField(), number=models.PositiveIntegerField())
def _version(municipality: Any, slug: Any, number: Any) -> QuerySet[PolicyVersion]:
    return PolicyVersion.objects.select_related(
        "policy__municipality", "policy__predecessor", "owner", "approved_by", "committee", "began_from"
    ).filter(policy__municipality=municipality, policy__slug=slug, number=number)


def evaluation(by: Asker, policy: Policy, year: int) -> Evaluation:
    """The finished evaluation of a policy in a year."""
    require(access.may_see_internal(by))
    return one_or_404(Evaluation.objects.filter(policy=policy, year=year).exclude(stage="draft"))


def finished_evaluations(by: Asker, policy: Policy) -> list[Evaluation]:
    """The evaluations a next policy can begin from, newest first."""
    require(access.may_see_internal(by))
    found = Evaluation.objects.filter(policy=policy).exclude(stage="draft")
    return list(found.annotate(learned=Count("conclusions")).order_by("-year"))


def conclusions(version_of: PolicyVersion) -> list[Conclusion]:
    """What was learned from the policy that this draft began from."""
    if version_of.began_from_id is None:
        return []
    return list(Conclusion.objects.filter(evaluation=version_of.began_from_id))


def bodies_heard(version_of: PolicyVersion) -> list[BodyHeard]:
    """Who was asked in the hearing, and what they said."""
    return list(version_of.bodies_heard.select_related("unit").order_by("pk"))


def parts(version_of: PolicyVersion, kind: type[Any]) -> QuerySet[Any]:
    """All parts of one kind in their order, with what they point to."""
    joined, fetched = JOINED[kind]
    rows = kind.objects.filter(version_of=version_of).select_related("version_of", *joined)
    return rows.prefetch_related(*fetched).order_by("order", "pk")


def part(version_of: PolicyVersion, kind: type[Any], pk: int) -> Any:
    """One part of a version; a part of another version is missing."""
    return one_or_404(parts(version_of, kind).filter(pk=pk).order_by())


def goals_as_tree(version_of: PolicyVersion) -> list[tuple[int, Goal]]:
    """The goals in the order one reads them, each with its depth."""
    below: dict[int | None, list[Goal]] = {}
    for goal in parts(version_of, Goal):
        below.setdefault(goal.parent_id, []).append(goal)
    read: list[tuple[int, Goal]] = []
    waiting = [(0, goal) for goal in reversed(below.get(None, []))]
    while waiting:
        depth, goal = waiting.pop()
        read.append((depth, goal))
        waiting += [(depth + 1, child) for child in reversed(below.get(goal.pk, []))]
    return read


def targets(goal: Goal) -> QuerySet[GoalTarget]:
    """The figures a goal aims at."""
    return GoalTarget.objects.filter(goal=goal).select_related("goal__version_of")


def target(goal: Goal, pk: int) -> GoalTarget:
    """One figure of a goal."""
    return one_or_404(targets(goal).filter(pk=pk))


def units(by: Asker) -> QuerySet[Unit]:
    """The units a policy can name: those of former days too, for old texts speak of them."""
    return people.units(by)


def units_to_hear(by: Asker, asked: Collection[int]) -> QuerySet[Unit]:
    """The units in force today that have not been asked yet."""
    return people.units(by, today=clock.today()).exclude(pk__in=asked)


def document_name(version_of: PolicyVersion) -> tuple[str, list[dict[str, str]]] | None:
    """The name of the attached document and what was not found in it; its content stays where it is."""
    found = SourceDocument.objects.filter(version=version_of)
    return found.values_list("name", "missing").first()


def counts(version_of: PolicyVersion) -> Counts:
    """Count the parts of a version."""
    return Counts(
        passages=version_of.passages.count(),
        goals=version_of.goals.count(),
        promises=version_of.promises.count(),
        rhythms=version_of.rhythms.count(),
        national_goals=version_of.national_goals.count(),
        links=version_of.links.count(),
    )


def newest(by: Asker, policy_slug: str) -> PolicyVersion | None:
    """The newest version of a policy, or None when there is no such policy yet."""
    found = PolicyVersion.objects.filter(policy__municipality=by.municipality, policy__slug=policy_slug)
    return found.select_related("policy__municipality", "policy__predecessor").order_by("-number").first()
