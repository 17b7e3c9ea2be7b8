"""Who asks: a user with the posts held today, a visitor, or the machine. Every read starts here."""

from dataclasses import dataclass, field
from uuid import UUID

from holdepunkt.people.models import ROLES, Municipality, User
from holdepunkt.people.rules import Role


@dataclass(frozen=True)
class HeldPost:
    """A post that holds today."""

    role: Role
    unit_id: int
    unit_name: str


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
        """The roles held today, printed."""
        return ", ".join(dict.fromkeys(f"{ROLES[p.role]}, {p.unit_name}" for p in self.posts))

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

    def role_label(self, role: Role) -> str:
        """The Danish name of a role."""
        return str(ROLES[role])


def visitor(municipality: Municipality | None) -> Asker:
    """Somebody who has not signed in (here)."""
    return Asker(kind="visitor", municipality=municipality)


def machine(municipality: Municipality, name: str = "Urværket") -> Asker:
    """The clockwork or an operator's command, acting in one municipality."""
    return Asker(kind="machine", municipality=municipality, name=name)


def signed_in(user: User, held: tuple[HeldPost, ...]) -> Asker:
    """The user with the posts held today."""
    return Asker("user", user.municipality, user.name, user.uuid, user.pk, held)
