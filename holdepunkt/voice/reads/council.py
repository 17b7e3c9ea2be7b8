"""Councils, their rules, seats and members, as the asker may see them."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet

from holdepunkt.people.asker import Asker
from holdepunkt.people.calendar import is_working_day
from holdepunkt.people.models import Municipality, Unit, User
from holdepunkt.people.rules import Role, UnitKind
from holdepunkt.record.composed import composed
from holdepunkt.record.rows import one_or_404, sole
from holdepunkt.voice.models import AdvisoryCouncil, CouncilMember, CouncilRule, CouncilSeat
from holdepunkt.voice.rules.council import RuleKey, Rules
from holdepunkt.voice.rules.council_answers import Substitutes
from holdepunkt.voice.rules.council_gaps import Gap, Seated, SeatRow, gaps
from holdepunkt.voice.rules.members import MemberPost

KINDS_OF_COUNCILS = (UnitKind.ADVISORY_COUNCIL, UnitKind.DISABILITY_COUNCIL)


def councils(by: Asker) -> QuerySet[AdvisoryCouncil]:
    """The municipality's councils by name; that they exist is public."""
    found = AdvisoryCouncil.objects.filter(municipality=by.municipality).select_related("unit", "municipality")
    return found.order_by("unit__sort_key", "pk")


def kept(by: Asker) -> QuerySet[AdvisoryCouncil]:
    """The councils that the asker keeps: a secretary the own, the policy lead all; by name."""
    return councils(by).filter(of_units(by, Role.ADVISORY_COUNCIL_SECRETARY))


def of_units(by: Asker, *roles: Role, unit: str = "unit") -> Q:
    """Those of the units where the asker holds one of the roles today; for the policy lead all of them."""
    if by.has(Role.POLICY_LEAD):
        return Q()
    return Q(**{f"{unit}__in": {post.unit_id for post in by.posts if post.role in roles}})


@composed(pk=models.BigAutoField(), municipality=models.BigAutoField())
def _by_pk(pk: Any, municipality: Any) -> QuerySet[AdvisoryCouncil]:
    found = AdvisoryCouncil.objects.filter(pk=pk, municipality=municipality)
    return found.select_related("unit", "municipality")


def council(by: Asker, pk: int) -> AdvisoryCouncil:
    """One council of the asker's municipality; another's is missing."""
    return one_or_404(_by_pk(pk=pk, municipality=by.municipality))


def council_by_key(by: Asker, key: str) -> AdvisoryCouncil:
    """One council by its name in the address."""
    return one_or_404(_by_key(key=key, municipality=by.municipality))


@composed(key=models.SlugField(), municipality=models.BigAutoField())
def _by_key(key: Any, municipality: Any) -> QuerySet[AdvisoryCouncil]:
    found = AdvisoryCouncil.objects.filter(key=key, municipality=municipality)
    return found.select_related("unit", "municipality")


def units_without_council(by: Asker) -> QuerySet[Unit]:
    """The councils of the municipality's list of units that are not set up yet, and that the asker may set up."""
    may = of_units(by, Role.ADVISORY_COUNCIL_SECRETARY, unit="pk")
    found = Unit.objects.filter(may, municipality=by.municipality, kind__in=KINDS_OF_COUNCILS, council=None)
    return found.order_by("sort_key", "pk")


def rule_rows(council: AdvisoryCouncil) -> list[CouncilRule]:
    """Every rule that was ever written, the newest first."""
    found = CouncilRule.objects.filter(council=council)
    return sorted(found, key=lambda row: (row.since or date.min, row.pk), reverse=True)


def in_force(rows: Iterable[CouncilRule], today: date) -> dict[RuleKey, CouncilRule]:
    """For each rule the row that holds on a day; `rows` come newest first."""
    held: dict[RuleKey, CouncilRule] = {}
    for row in rows:
        if row.since is None or row.since <= today:
            held.setdefault(RuleKey(row.key), row)
    return held


def rules(council: AdvisoryCouncil, today: date) -> Rules:
    """The rules of a council on a day."""
    return Rules({key: row.value for key, row in in_force(rule_rows(council), today).items() if row.value})


def town_hall(municipality: Municipality) -> Callable[[date], bool]:
    """Whether the town hall is open on a day."""
    closed = tuple(municipality.closing_days)
    return lambda day: is_working_day(day, closed)


def seats(council: AdvisoryCouncil) -> QuerySet[CouncilSeat]:
    """The kinds of seats, in the order they were written."""
    return CouncilSeat.objects.filter(council=council).order_by("pk")


def seat(council: AdvisoryCouncil, pk: int) -> CouncilSeat:
    """One kind of seats of this council."""
    return one_or_404(seats(council).filter(pk=pk))


def members(council: AdvisoryCouncil) -> QuerySet[CouncilMember]:
    """Everybody who has sat or sits in the council, with contact; by name."""
    found = CouncilMember.objects.filter(council=council)
    return found.select_related("contact", "seat", "substitute_for", "council").order_by("sort_key", "pk")


def sitting(council: AdvisoryCouncil, on: date) -> QuerySet[CouncilMember]:
    """Those who sit in the council on a day."""
    return members(council).filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on)


def seated(council: AdvisoryCouncil, on: date) -> list[Seated]:
    """Those who sit in the council on a day, as its rules count them."""
    return [
        Seated(
            post=one.post, seat_kind=one.seat.kind if one.seat else "", seat=one.seat_id,
            votes=one.seat.votes if one.seat else True, is_for_somebody=one.substitute_for_id is not None,
            has_number=one.list_number is not None,
        )
        for one in sitting(council, on)
    ]  # fmt: skip


def first_substitute(council: AdvisoryCouncil, member: CouncilMember, today: date) -> CouncilMember | None:
    """Who follows a member by the rules about substitutes: the own one, or the first on the list; else nobody knows."""
    others = sitting(council, today).filter(post=MemberPost.SUBSTITUTE)
    match rules(council, today).text(RuleKey.SUBSTITUTES):
        case Substitutes.PERSONAL:
            return others.filter(substitute_for=member).first()
        case Substitutes.LIST:
            return others.filter(list_number__isnull=False).order_by("list_number", "pk").first()
    return None


def gaps_of(council: AdvisoryCouncil, rules: Rules, on: date) -> list[Gap]:
    """Where those who sit in the council are not as its rules say."""
    rows = [SeatRow(row.pk, str(row), row.least, row.most) for row in seats(council)]
    return gaps(rules, seated(council, on), rows)


def former(council: AdvisoryCouncil, today: date) -> QuerySet[CouncilMember]:
    """Those who have left, the last first."""
    return members(council).filter(ends_on__lt=today).order_by("-ends_on", "sort_key", "pk")


def member(council: AdvisoryCouncil, pk: int) -> CouncilMember:
    """One member of this council."""
    return one_or_404(members(council).filter(pk=pk))


def member_of(by: Asker, council: AdvisoryCouncil, today: date) -> CouncilMember | None:
    """The asker as a member of this council today."""
    return sole(sitting(council, today).filter(user=by.user_id)[:1]) if by.user_id else None


def users_of(council: AdvisoryCouncil) -> QuerySet[User]:
    """Those who sign in as members of this council."""
    held = {"posts__unit": council.unit_id, "posts__role": Role.ADVISORY_COUNCIL_MEMBER}
    return User.objects.filter(is_active=True, **held).distinct().order_by("sort_key", "pk")


def known_names(council: AdvisoryCouncil) -> list[str]:
    """Names that are no secret in a text: units, the municipality, the council's own members."""
    units = Unit.objects.filter(municipality=council.municipality_id).values_list("name", flat=True)
    people = CouncilMember.objects.filter(council=council).values_list("name", flat=True)
    return [council.municipality.name, *units, *people]


def to_forget(municipality: Municipality, ended_before: date) -> list[CouncilMember]:
    """Members who left before a day, and whose contact is still kept."""
    found = CouncilMember.objects.filter(
        council__municipality=municipality, ends_on__lt=ended_before, contact__isnull=False
    )
    return list(found.select_related("council__unit", "council__municipality", "contact"))


def members_from(council: AdvisoryCouncil, today: date) -> QuerySet[CouncilMember]:
    """Those who sit in the council today or will, by name."""
    return members(council).filter(Q(ends_on=None) | Q(ends_on__gte=today))
