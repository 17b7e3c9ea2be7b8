"""The generated, made-up municipality that is measured: its units, its people and its policy.

The seed is fixed: texts, numbers and links are the same every time (only the uuids differ).
Rows are made in bulk, past the actions: ten thousand efforts take seconds, not hours.
"""

from dataclasses import dataclass
from datetime import date
from random import Random

from holdepunkt.people.models import Municipality, Post, Unit, User
from holdepunkt.people.rules import Role, UnitKind, sort_key
from holdepunkt.policy.models import Goal, Passage, Policy, PolicyVersion, Promise, PromiseGoal, Rhythm
from holdepunkt.policy.rules.kinds import Modal, PassageKind, RhythmKind, VersionStage

SEED = 20211122
SLUG, SMALL_SLUG = "storby", "lilleby"
POLICY = "udsatte"
SMALL_N = 100
UNITS, LEADS, GOALS, PROMISES = 40, 60, 12, 60
LONG_AGO = date(2015, 1, 1)
KINDS = (
    (UnitKind.CITY_COUNCIL, "Byrådet", 1),
    (UnitKind.COMMITTEE, "Udvalget for fællesskaber", 6),
    (UnitKind.ADVISORY_COUNCIL, "Udsatterådet", 1),
    (UnitKind.DISABILITY_COUNCIL, "Handicaprådet", 1),
    (UnitKind.DEPARTMENT, "Afdelingen for støtte", 21),
    (UnitKind.EXTERNAL, "Foreningen Lys i vinduet", 10),
)
OTHERS = (
    ("finn", "Finn Falk", UnitKind.DEPARTMENT, Role.POLICY_LEAD),
    ("gry", "Gry Grøn", UnitKind.COMMITTEE, Role.COMMITTEE_MEMBER),
    ("hanne", "Hanne Holm", UnitKind.COMMITTEE, Role.COMMITTEE_SECRETARY),
    ("ib", "Ib Iversen", UnitKind.DEPARTMENT, Role.DEPARTMENT_HEAD),
    ("eva", "Eva Ek", UnitKind.ADVISORY_COUNCIL, Role.ADVISORY_COUNCIL_MEMBER),
)
TEXT = (
    "borgere mødes hvor de er og får hjælp til at holde fast i en bolig et måltid et fællesskab en læge "
    "et arbejde og en hverdag der hænger sammen med naboer frivillige medarbejdere og udsatterådet hele året"
)
WORDS = TEXT.split()


@dataclass(frozen=True)
class Folk:
    """The municipality with its units and its people, as the rest of the town needs them."""

    municipality: Municipality
    units: list[Unit]
    leads: list[User]
    home_of: dict[int, Unit]

    def of_kind(self, kind: UnitKind) -> list[Unit]:
        """The units of a kind, in their order."""
        return [unit for unit in self.units if unit.kind == kind]


def words(rng: Random, count: int) -> str:
    """A made-up sentence of so many words, the same for the same seed."""
    return " ".join(rng.choice(WORDS) for _ in range(count)).capitalize() + "."


def settle(slug: str, name: str) -> Folk:
    """The municipality with 40 units, 60 effort leads, and one person in each other role."""
    municipality = Municipality.objects.create(slug=slug, name=name, sort_key=sort_key(name))
    rows = [
        Unit(
            municipality=municipality, key=f"{kind}-{n}", kind=kind, name=title, sort_key=sort_key(title),
            phone="12 34 56 78",
        )
        for kind, stem, count in KINDS
        for n in range(count)
        for title in [stem if count == 1 else f"{stem} {n + 1}"]
    ]  # fmt: skip
    units = Unit.objects.bulk_create(rows)
    departments = [unit for unit in units if unit.kind == UnitKind.DEPARTMENT]
    named = [(f"lead-{n}", f"Dan Dam {n}", departments[n % len(departments)], Role.EFFORT_LEAD) for n in range(LEADS)]
    by_kind = {unit.kind: unit for unit in reversed(units)}
    named += [(key, person, by_kind[kind], role) for key, person, kind, role in OTHERS]
    users = User.objects.bulk_create(_user(municipality, key, person) for key, person, _unit, _role in named)
    Post.objects.bulk_create(
        Post(user=user, unit=unit, role=role, starts_on=LONG_AGO)
        for user, (_key, _person, unit, role) in zip(users, named, strict=True)
    )
    homes = {user.pk: unit for user, (_key, _person, unit, _role) in zip(users, named, strict=True)}
    return Folk(municipality, units, users[:LEADS], homes)


def _user(municipality: Municipality, key: str, name: str) -> User:
    made = f"{key}@{municipality.slug}"
    return User(
        municipality=municipality, username=made, name=name, sort_key=sort_key(name), email=f"{made}.example",
        phone="12 34 56 78", password="!",
    )  # fmt: skip


def write_policy(folk: Folk, rng: Random) -> PolicyVersion:
    """An approved policy: 12 goals on two levels, 60 promises, a rhythm, a vision and values."""
    policy = Policy.objects.create(municipality=folk.municipality, slug=POLICY, title="Plads til alle")
    version = PolicyVersion.objects.create(
        policy=policy, number=1, stage=VersionStage.DRAFT, title="Plads til alle",
        period_from=date(2019, 1, 1), period_to=date(2022, 12, 31), owner=folk.of_kind(UnitKind.DEPARTMENT)[0],
        committee=folk.of_kind(UnitKind.COMMITTEE)[0],
        levels=[
            {"key": "maal", "singular": "strategimål", "plural": "strategimål", "definite": "strategimålet"},
            {"key": "delmaal", "singular": "delmål", "plural": "delmål", "definite": "delmålet"},
        ],
        deadlines={"round_opens": "10-01", "status_due": "11-26"},
    )  # fmt: skip
    passages = _write_passages(version, rng)
    goals = _write_goals(version, rng)
    _write_promises(version, passages, goals, rng)
    _write_rhythm(version, folk)
    version.stage, version.approved_on = VersionStage.APPROVED, date(2018, 12, 17)
    version.approved_by = folk.of_kind(UnitKind.CITY_COUNCIL)[0]
    version.save()
    return version


def _write_passages(version: PolicyVersion, rng: Random) -> list[Passage]:
    kinds = [PassageKind.VISION, *[PassageKind.VALUE] * 4, PassageKind.TARGET_GROUP]
    kinds += [PassageKind.COMMITMENT] * (PROMISES - 4) + [PassageKind.PROMISE_ABOUT_ITSELF] * 4
    rows = Passage.objects.bulk_create(
        Passage(
            version_of=version, key=f"afsnit-{n}", order=n, kind=kind, heading=words(rng, 4), plain=words(rng, 25),
            place=f"Afsnit {n}",
        )
        for n, kind in enumerate(kinds)
    )  # fmt: skip
    return rows[-PROMISES:]


def _write_goals(version: PolicyVersion, rng: Random) -> list[Goal]:
    """Four goals, each with two below it."""
    tops = Goal.objects.bulk_create(
        Goal(version_of=version, key=f"maal-{n}", order=n * 3, title=words(rng, 6), plain=words(rng, 15))
        for n in range(GOALS // 3)
    )
    below = Goal.objects.bulk_create(
        Goal(
            version_of=version, key=f"{top.key}-{n}", order=top.order + n, level=2, parent=top, title=words(rng, 6),
            plain=words(rng, 15),
        )
        for top in tops
        for n in (1, 2)
    )  # fmt: skip
    return [*tops, *below]


def _write_promises(version: PolicyVersion, passages: list[Passage], goals: list[Goal], rng: Random) -> None:
    """Of 60 promises 54 are counted; two only may, four are about the policy itself."""
    rows = Promise.objects.bulk_create(
        Promise(
            version_of=version, key=f"det-vil-vi-{n}", order=n, plain=words(rng, 14), passage=passage,
            modal=Modal.MAY if n in (10, 20) else Modal.SHALL,
            about_itself=passage.kind == PassageKind.PROMISE_ABOUT_ITSELF,
        )
        for n, passage in enumerate(passages)
    )  # fmt: skip
    PromiseGoal.objects.bulk_create(PromiseGoal(promise=row, goal=goals[n % len(goals)]) for n, row in enumerate(rows))


def _write_rhythm(version: PolicyVersion, folk: Folk) -> None:
    committee = folk.of_kind(UnitKind.COMMITTEE)[0]
    council = folk.of_kind(UnitKind.ADVISORY_COUNCIL)[0]
    about_itself = list(version.promises.filter(about_itself=True))
    stated = (
        (RhythmKind.PLAN_EVERY_YEARS, {"every": 1}),
        (RhythmKind.STATUS_EVERY_YEARS, {"every": 1, "unit": committee}),
        (RhythmKind.EVALUATION_IN_YEAR, {"year": 2022}),
        (RhythmKind.HEARD, {"unit": council, "about": "plan"}),
    )
    for n, ((kind, more), promise) in enumerate(zip(stated, about_itself, strict=True)):
        Rhythm.objects.create(
            version_of=version, key=f"rytme-{n}", order=n, kind=kind, promise=promise, passage=promise.passage,
            plain=promise.plain[:200], **more,
        )  # fmt: skip
