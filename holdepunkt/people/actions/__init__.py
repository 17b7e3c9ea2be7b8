"""The only writers of municipalities, units, people and posts, by noun."""

from holdepunkt.people.actions.absence import call_off_absence, change_absence, note_absence
from holdepunkt.people.actions.load import load_people
from holdepunkt.people.actions.municipality import add_municipality, change_municipality
from holdepunkt.people.actions.post import end_post, end_sessions, start_deputy, start_post
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
    "set_password",
    "start_deputy",
    "start_post",
]
