"""The municipality, its units, the people and their posts, by noun."""

from holdepunkt.people.models.place import UNIT_KINDS, Municipality, Unit
from holdepunkt.people.models.user import ROLES, Post, User, UserManager

__all__ = ["ROLES", "UNIT_KINDS", "Municipality", "Post", "Unit", "User", "UserManager"]
