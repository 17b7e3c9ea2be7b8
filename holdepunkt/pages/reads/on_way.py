"""What is on its way to the committees in the next three months, as one council may see it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from holdepunkt.pages.rules.on_way import Chance, last_chance, until
from holdepunkt.people.asker import Asker
from holdepunkt.policy.access import may_see_internal
from holdepunkt.policy.reads import on_way as policy
from holdepunkt.voice.models import AdvisoryCouncil
from holdepunkt.voice.reads import coming, meetings


@dataclass(frozen=True)
class Coming:
    """One row of the list. `title` is empty where it would tell of a draft; then `subject` and `policy` say enough."""

    subject: str
    day: date
    committee: str
    policy: str
    title: str
    asked_on: date | None
    chance: Chance | None
    matter: int | None = None
    unit: str = ""
    href: tuple[str, dict[str, Any]] | None = None


def coming_to(by: Asker, council: AdvisoryCouncil, today: date) -> list[Coming]:
    """Everything ahead, the nearest first. Colleagues read what each is called; others what kind of thing it is."""
    last = until(today)
    rows = policy.ahead(by, today, last)
    asked = policy.asked_on(council.unit, rows)
    planned = [(row.meets_on, row.items_due_on or row.agenda_due_on) for row in meetings.ahead(council, today)]
    inside = bool(may_see_internal(by))
    found = [_of_policy(row, asked, last_chance(row.day, planned, today=today), inside=inside) for row in rows]
    for matter in coming.ahead(council, today, last):
        days = [one.asked_on for one in matter.asked.all()]
        chance = last_chance(matter.expected_on, planned, today=today)
        found.append(
            Coming(
                "matter", matter.expected_on, matter.committee.name, "", matter.title, min(days, default=None), chance,
                matter=matter.pk, unit=matter.unit.name if matter.unit else "",
            )
        )  # fmt: skip
    return sorted(found, key=lambda row: row.day)


def _of_policy(row: policy.Ahead, asked: dict[Any, date], chance: Chance | None, *, inside: bool) -> Coming:
    open_to_all = inside or row.is_public
    return Coming(
        row.subject, row.day, row.committee, row.policy, row.title if open_to_all else "",
        asked.get(row.about) if row.about else None, chance, href=row.href if open_to_all else None,
    )  # fmt: skip
