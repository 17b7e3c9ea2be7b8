"""The only writers of municipalities, units, people, posts and sign-ins, by noun."""

from holdepunkt.people.actions import provider, signing_in, two_factor
from holdepunkt.people.actions.municipality import add_municipality, change_municipality
from holdepunkt.people.actions.post import end_post, start_post
from holdepunkt.people.actions.unit import add_unit, change_unit
from holdepunkt.people.actions.user import add_user, change_user, set_password

__all__ = [
    "add_municipality",
    "add_unit",
    "add_user",
    "change_municipality",
    "change_unit",
    "change_user",
    "end_post",
    "provider",
    "set_password",
    "signing_in",
    "start_post",
    "two_factor",
]
