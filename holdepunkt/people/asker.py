"""Who asks: a user with the posts held today, a visitor, or the machine. Every read starts here."""

from dataclasses import dataclass, field
from textwrap import shorten
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from holdepunkt.people.models import ROLES, Municipality, User
from holdepunkt.people.rules import Role

LONGEST_ROLES = 200  # what a row of the record has room for


@dataclass(frozen=True)
class HeldPost:
    """A post that holds today; one's own, or that of somebody who is away and for whom one stands in."""

    role: Role
    unit_id: int
    unit_name: str
    of_user_id: int | None = None
    on_behalf_of: str = ""

    def __str__(self) -> str:
        here = f"{ROLES[self.role]}, {self.unit_name}"
        return (
            _("%(post)s, på vegne af %(name)s") % {"post": here, "name": self.on_behalf_of}
            if self.on_behalf_of
            else here
        )


@dataclass(frozen=True)
class Asker:
    """The person (or machine) behind a request, in one municipality."""

    kind: str
    municipality: Municipality | None
    name: str = ""
    uuid: UUID | None = None
    user_id: int | None = None
    posts: tuple[HeldPost, ...] = field(default=())

    @property
    def is_anonymous(self) -> bool:
        """Whether nobody has signed in."""
        return self.kind == "visitor"

    @property
    def municipality_slug(self) -> str:
        """The municipality's short name, for the record."""
        return self.municipality.slug if self.municipality else ""

    @property
    def acting_as(self) -> str:
        """The roles held today, in Danish for the record; for whom one stands in comes first, and is never cut off."""
        with translation.override(settings.LANGUAGE_CODE):
            held = sorted(dict.fromkeys(map(str, self.posts)), key=lambda post: post not in self._stood_in)
        told = "; ".join(held)
        return told if len(told) <= LONGEST_ROLES else shorten(told, LONGEST_ROLES, placeholder=" …")

    @property
    def _stood_in(self) -> set[str]:
        return {str(post) for post in self.posts if post.on_behalf_of}

    def stands_for(self, user_id: int | None) -> bool:
        """Whether the asker is this person, or stands in for them today."""
        return user_id is not None and user_id in self.stood_for_ids

    @property
    def stood_for_ids(self) -> frozenset[int]:
        """The asker, and those who are away today and for whom the asker stands in."""
        ids = {self.user_id, *(post.of_user_id for post in self.posts)}
        return frozenset(pk for pk in ids if pk is not None)

    @property
    def unit_ids(self) -> frozenset[int]:
        """The units in which the asker holds a post today."""
        return frozenset(post.unit_id for post in self.posts)

    def has(self, *roles: Role) -> bool:
        """Whether one of the roles is held today, in any unit."""
        return any(post.role in roles for post in self.posts)

    def has_in(self, unit_id: int | None, *roles: Role) -> bool:
        """Whether one of the roles is held today in this unit."""
        return any(post.role in roles and post.unit_id == unit_id for post in self.posts)


def visitor(municipality: Municipality | None) -> Asker:
    """Somebody who has not signed in (here)."""
    return Asker(kind="visitor", municipality=municipality)


def machine(municipality: Municipality, name: str = "Urværket") -> Asker:
    """The clockwork or an operator's command, acting in one municipality."""
    return Asker(kind="machine", municipality=municipality, name=name)


def signed_in(user: User, held: tuple[HeldPost, ...]) -> Asker:
    """The user with the posts held today."""
    return Asker("user", user.municipality, user.name, user.uuid, user.pk, held)
