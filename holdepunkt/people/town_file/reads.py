"""Reading the house for the people file: three statements for all of it, two for what others have taken."""

from collections.abc import Collection
from uuid import UUID

from django.db.models.functions import Lower

from holdepunkt import tenancy
from holdepunkt.people.models import Municipality, Post, Unit, User
from holdepunkt.people.town_file.checking import Checked, House, check, lines_and_ids
from holdepunkt.people.town_file.table import PersonRow, PostRow, Town, UnitRow


def town_of(municipality: Municipality) -> Town:
    """All units, people and posts of the municipality, as rows of the file."""
    units = (
        Unit.objects.filter(municipality=municipality)
        .order_by("sort_key", "pk")
        .values_list(
            "uuid", "name", "key", "kind", "parent__uuid", "successor__uuid", "valid_from", "valid_until", "phone"
        )
    )
    people = (
        User.objects.filter(municipality=municipality)
        .order_by("sort_key", "pk")
        .values_list("uuid", "name", "username", "email", "phone")
    )
    posts = (
        Post.objects.filter(unit__municipality=municipality)
        .order_by("starts_on", "pk")
        .values_list("uuid", "user__uuid", "unit__uuid", "role", "starts_on", "ends_on", "deputy_of__uuid")
    )
    return Town(
        {row[0]: UnitRow(*row) for row in units},
        {row[0]: PersonRow(*row) for row in people},
        {row[0]: PostRow(*row) for row in posts},
    )


def house(municipality: Municipality, ids: Collection[UUID], usernames: Collection[str]) -> House:
    """What a file is checked against; of others only that an id or a user name is taken, never whose."""
    with tenancy.outside(
        because="ids and user names are one list for the whole house; only that they are taken comes back"
    ):
        foreign_ids = {
            *Unit.objects.filter(uuid__in=ids).exclude(municipality=municipality).values_list("uuid", flat=True),
            *User.objects.filter(uuid__in=ids).exclude(municipality=municipality).values_list("uuid", flat=True),
            *Post.objects.filter(uuid__in=ids).exclude(unit__municipality=municipality).values_list("uuid", flat=True),
        }
        named = (
            User.objects.annotate(low=Lower("username")).filter(low__in=usernames).exclude(municipality=municipality)
        )
        taken = frozenset(name.casefold() for name in named.values_list("username", flat=True))
    return House(town_of(municipality), frozenset(foreign_ids), taken)


def checked(municipality: Municipality, content: bytes) -> Checked:
    """Read a file and lay it beside the house."""
    lines, problems, ids, usernames = lines_and_ids(content)
    beside = house(municipality, ids, usernames)
    told, problems = check(lines, problems, beside)
    return Checked(told, beside.town, problems)
