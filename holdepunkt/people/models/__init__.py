"""The municipality, its units, the people and their posts, by noun."""

from holdepunkt.people.models.place import UNIT_KINDS, Municipality, Unit
from holdepunkt.people.models.user import MAY, ROLES, Absence, Post, User, UserManager

__all__ = ["MAY", "ROLES", "UNIT_KINDS", "Absence", "Municipality", "Post", "Unit", "User", "UserManager"]
