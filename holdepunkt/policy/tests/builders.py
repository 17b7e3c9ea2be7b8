"""Builders that read as life: a policy of a made-up town, with goals and promises."""

from datetime import date
from typing import Any

from holdepunkt.people.tests.builders import Town
from holdepunkt.policy.models import Goal, Passage, Policy, PolicyVersion, Promise, PromiseGoal, Rhythm
from holdepunkt.policy.rules.kinds import Modal, PassageKind, RhythmKind, VersionStage
from holdepunkt.record.tests.replayed import replayed

GOALS = {"hjem": "Alle har et hjem", "arbejde": "Alle har noget at stå op til", "sundhed": "Alle har et godt helbred"}


@replayed
def a_draft(town: Town, slug: str = "udsatte", **more: Any) -> PolicyVersion:
    """A draft policy with three goals, a vision, a value and four promises."""
    policy = Policy.objects.create(municipality=town.municipality, slug=slug, title="Plads til alle")
    fields: dict[str, Any] = {
        "period_from": date(2020, 1, 1),
        "period_to": date(2023, 12, 31),
        "owner": town.units["social"],
        "committee": town.units["socialudvalg"],
        "levels": [{"key": "maal", "singular": "strategimål", "plural": "strategimål", "definite": "strategimålet"}],
    } | more
    version = PolicyVersion.objects.create(
        policy=policy, number=1, stage=VersionStage.DRAFT, title="Plads til alle", **fields
    )
    _passage(version, "vision", PassageKind.VISION, "I Lundby er der plads til alle.")
    _passage(version, "vaerdi", PassageKind.VALUE, "Vi møder hinanden med respekt.")
    for order, (key, title) in enumerate(GOALS.items()):
        goal = Goal.objects.create(version_of=version, key=key, order=order, title=title, plain=f"{title}.")
        passage = _passage(version, f"loefte-{key}", PassageKind.COMMITMENT, f"Vi arbejder for: {title}.")
        promise = Promise.objects.create(
            version_of=version, key=f"vi-{key}", order=order, plain=f"Vi hjælper hinanden: {title}.", passage=passage
        )
        PromiseGoal.objects.create(promise=promise, goal=goal)
    _about_itself(version, town)
    return version


def _passage(version: PolicyVersion, key: str, kind: PassageKind, plain: str) -> Passage:
    return Passage.objects.create(
        version_of=version, key=key, kind=kind, plain=plain, heading=plain[:40], place="Afsnit 1"
    )


def _about_itself(version: PolicyVersion, town: Town) -> None:
    passage = _passage(version, "aarlig-status", PassageKind.PROMISE_ABOUT_ITSELF, "Hvert år får udvalget en status.")
    promise = Promise.objects.create(
        version_of=version,
        key="aarlig-status",
        order=9,
        plain="Udvalget får status hvert år.",
        passage=passage,
        about_itself=True,
    )
    Rhythm.objects.create(
        version_of=version,
        key="status",
        kind=RhythmKind.STATUS_EVERY_YEARS,
        stated=Modal.SHALL,
        every=1,
        unit=town.units["socialudvalg"],
        promise=promise,
        passage=passage,
        plain="Status hvert år til udvalget.",
    )


@replayed
def a_policy(town: Town, slug: str = "udsatte", **more: Any) -> PolicyVersion:
    """The same, approved by the city council on 1 December 2019."""
    version = a_draft(town, slug, **more)
    version.stage = VersionStage.APPROVED
    version.approved_by = town.units["byraad"]
    version.approved_on = date(2019, 12, 1)
    version.save()
    return version
