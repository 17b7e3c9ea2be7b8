"""The municipality, its units, the people and their posts, and how they sign in, by noun."""

from holdepunkt.people.models.place import UNIT_KINDS, Municipality, Unit
from holdepunkt.people.models.signing_in import (
    Authenticator,
    IdentityProvider,
    ProviderAccount,
    ProviderPost,
    ProviderRole,
    RecoveryCode,
    SessionOfUser,
)
from holdepunkt.people.models.user import MAY, ROLES, Absence, Post, User, UserManager

__all__ = [
    "MAY",
    "ROLES",
    "UNIT_KINDS",
    "Absence",
    "Authenticator",
    "IdentityProvider",
    "Municipality",
    "Post",
    "ProviderAccount",
    "ProviderPost",
    "ProviderRole",
    "RecoveryCode",
    "SessionOfUser",
    "Unit",
    "User",
    "UserManager",
]
