"""The only writers of municipalities, units, people, posts and sign-ins, by noun."""

from holdepunkt.people.actions import provider, signing_in, two_factor
from holdepunkt.people.actions.absence import call_off_absence, change_absence, note_absence
from holdepunkt.people.actions.load import load_people
from holdepunkt.people.actions.municipality import add_municipality, change_municipality
from holdepunkt.people.actions.post import end_post, start_deputy, start_post
from holdepunkt.people.actions.signing_in import end_sessions
from holdepunkt.people.actions.unit import add_unit, change_unit
from holdepunkt.people.actions.user import add_user, change_user, set_password

__all__ = [
    "add_municipality",
    "add_unit",
    "add_user",
    "call_off_absence",
    "change_absence",
    "change_municipality",
    "change_unit",
    "change_user",
    "end_post",
    "end_sessions",
    "load_people",
    "note_absence",
    "provider",
    "set_password",
    "signing_in",
    "start_deputy",
    "start_post",
    "two_factor",
]
