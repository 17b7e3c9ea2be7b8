"""Reading who is at work, who is away and who stands in, in a fixed number of statements."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import F, FilteredRelation, Q, QuerySet

from holdepunkt import clock
from holdepunkt.people.asker import Asker
from holdepunkt.people.models import Absence, Municipality, Post, Unit, User
from holdepunkt.people.rules import HOLDERS, Role, Seats, present, still_holds, way_up, who_answers_for

# Those whom others turn to by their role; whoever else matters is named by the one who asks.
TURNED_TO = (Role.POLICY_LEAD, Role.COMMITTEE_SECRETARY, Role.DEPARTMENT_HEAD, Role.UNIT_LEADER)
REACHED = ("name", "sort_key", "email", "phone", "is_active", "municipality")


@dataclass(frozen=True)
class Answering:
    """Who answers for what today, in one municipality."""

    seats: Seats
    people: Mapping[int, User]
    now: Mapping[int, Collection[int]]
    before: Mapping[int, Collection[int]]
    by_role: Mapping[str, Collection[int]]

    def holds(self, user_id: int | None, unit_id: int | None) -> bool:
        """Whether somebody still holds what lies in their hands and what the unit answers for."""
        if user_id is None:
            return False
        now, before = self.now.get(user_id, ()), self.before.get(user_id, ())
        return still_holds(unit_id, now=now, before=before, seats=self.seats)

    def who(self, user_id: int | None, unit_id: int | None) -> User | None:
        """Invariant 2: the one who answers: who holds it, who stands in, or whom it waits for."""
        if user_id is not None and self.holds(user_id, unit_id):
            there = present(user_id, self.seats)
            if there is not None:
                return self.people[there]
        answers = who_answers_for(unit_id, self.seats)
        return self.people[answers] if answers is not None else None

    def away(self, user: User | None) -> User | None:
        """The person, when away today and somebody else answers in the meantime."""
        return user if user is not None and user.pk in self.seats.away else None

    def first(self, role: Role, *, rather: Collection[int] = ()) -> User | None:
        """One who holds the role and is there (or stands in): one of `rather` when among them, else the first."""
        there = [there for pk in self.by_role.get(role, ()) if (there := present(pk, self.seats)) is not None]
        found = next((pk for pk in there if pk in rather), None) or next(iter(there), None)
        if found is None:
            found = next(iter(self.by_role.get(role, ())), None)
        return self.people[found] if found is not None else None

    def units_of(self, by: Asker) -> frozenset[int]:
        """The units whose loose ends the asker sees: one's own, and those below that look to them."""
        led = {post.unit_id for post in by.posts if post.role in (Role.UNIT_LEADER, Role.DEPARTMENT_HEAD)}
        known = {*self.seats.above, *self.seats.after}
        below = {unit for unit in known if led and not led.isdisjoint(way_up(unit, self.seats))}
        return by.unit_ids | below


def answering(municipality: Municipality, *, about: QuerySet[Any] | None = None) -> Answering:
    """Who answers for what today; `about` selects the users in whose hands something lies."""
    today = clock.today()
    rows = list(_posts(municipality, today, about))
    posts = list({post.pk: post for post in rows}.values())
    away = [Away(row.user_id, row.off_deputy) for row in sorted(rows, key=_newest_first) if row.off]
    held = [post for post in posts if post.user.is_active and (post.ends_on is None or post.ends_on >= today)]
    over = [post for post in posts if post.deputy_of_id is None and post.ends_on is not None and post.ends_on < today]
    own = [post for post in held if post.deputy_of_id is None]
    stand_ins = _stand_ins(away, held)
    return Answering(
        seats=_seats(municipality, own, stand_ins),
        people={post.user_id: post.user for post in held},
        now=_grouped((post.user_id, post.unit_id) for post in own if post.role in HOLDERS),
        before=_grouped((post.user_id, post.unit_id) for post in over),
        by_role=_grouped((post.role, post.user_id) for post in own),
    )


class Away(NamedTuple):
    """Somebody who is away today, and who stands in this time."""

    user_id: int
    deputy_id: int | None


def _posts(municipality: Municipality, today: date, about: QuerySet[Any] | None) -> QuerySet[Any]:
    """The posts that matter, each once for every absence of its user that runs today: one statement."""
    on = Q(starts_on__lte=today) & (Q(ends_on=None) | Q(ends_on__gte=today))
    running = Q(user__absences__ends_on=None) | Q(user__absences__ends_on__gte=today)
    begun = Q(user__absences__starts_on__lte=today)
    deputies = Absence.objects.filter(on, user__municipality=municipality).exclude(deputy=None).values("deputy")
    known = Q(role__in=TURNED_TO) | Q(deputy_of__isnull=False) | Q(off__isnull=False) | Q(user__in=deputies)
    if about is not None:
        known |= Q(user__in=about)
    return (
        Post.objects.filter(unit__municipality=municipality, starts_on__lte=today)
        .annotate(away=FilteredRelation("user__absences", condition=begun & running))
        .annotate(off=F("away__pk"), off_deputy=F("away__deputy"), off_since=F("away__starts_on"))
        .filter(known)
        .select_related("user")
        .only("role", "unit", "ends_on", "deputy_of", *(f"user__{name}" for name in REACHED))
        .order_by("user__sort_key", "pk")
    )


def _newest_first(row: Any) -> tuple[int, int]:
    """The order of absences: what began last names who stands in now."""
    return (-row.off_since.toordinal(), -row.off) if row.off else (0, 0)


def _stand_ins(away: list[Away], held: list[Post]) -> dict[int, int | None]:
    """Who stands in for each who is away: named this time, else always; only somebody who is there."""
    here, absent = {post.user_id for post in held}, {absence.user_id for absence in away}
    holder = {post.pk: post.user_id for post in held}
    named = [(absence.user_id, absence.deputy_id) for absence in away]
    always = [(holder.get(post.deputy_of_id), post.user_id) for post in held if post.deputy_of_id]
    found: dict[int, int | None] = dict.fromkeys(absent)
    for user_id, deputy_id in (*named, *always):
        fits = deputy_id in here and deputy_id not in absent
        if user_id in found and found[user_id] is None and fits:
            found[user_id] = deputy_id
    return found


def _seats(municipality: Municipality, own: list[Post], stand_ins: dict[int, int | None]) -> Seats:
    units = list(Unit.objects.filter(municipality=municipality).values_list("pk", "parent", "successor"))

    def sitting(role: Role) -> dict[int, tuple[int, ...]]:
        return _grouped((post.unit_id, post.user_id) for post in own if post.role == role)

    return Seats(
        leaders=sitting(Role.UNIT_LEADER),
        heads=sitting(Role.DEPARTMENT_HEAD),
        policy_leads=tuple(dict.fromkeys(post.user_id for post in own if post.role == Role.POLICY_LEAD)),
        above={pk: parent for pk, parent, _after in units if parent},
        after={pk: after for pk, _above, after in units if after},
        away=stand_ins,
    )


def _grouped(pairs: Iterable[tuple[Any, Any]]) -> dict[Any, tuple[Any, ...]]:
    found: dict[Any, dict[Any, None]] = {}
    for key, value in pairs:
        found.setdefault(key, {})[value] = None
    return {key: tuple(values) for key, values in found.items()}
