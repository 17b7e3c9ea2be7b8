"""Who may do what with gatherings, and why not. Every answer can be shown to the person.

Two roles keep gatherings. The *helper* of the heard-today screen is whoever of them, or of those who lead efforts,
sits at the keyboard that day: an effort lead has been told of the meeting by colleagues and needs no post for it.
What a helper sees is words without names; names, needs and contact of those who signed up are for the keepers.
"""

from django.utils.translation import gettext as _

from holdepunkt.people.access import Allowed, Answer, has_role, is_at_home
from holdepunkt.people.asker import Asker
from holdepunkt.people.rules import Role
from holdepunkt.voice.access import HANDLERS, READERS
from holdepunkt.voice.models import Gathering

HELPERS = (*HANDLERS, Role.EFFORT_LEAD)


def may_read_gatherings(by: Asker) -> Answer:
    """See all gatherings, what was heard and what came of it: the administration and the council. No names."""
    return has_role(by, *READERS, task=_("se alle møder og det, der blev hørt"))


def may_keep_gatherings(by: Asker) -> Answer:
    """Plan, sign people up, print, remind, publish: the council's secretary and the policy lead."""
    if by.kind == "machine":
        return Allowed(_("Det er kommunens egen drift."))
    return has_role(by, *HANDLERS, task=_("planlægge møder og tage imod tilmeldinger"))


def may_keep_gathering(by: Asker, gathering: Gathering) -> Answer:
    """The same, of this very municipality's gathering."""
    home = is_at_home(by, gathering.municipality_id)
    return may_keep_gatherings(by) if home else home


def may_hear(by: Asker, gathering: Gathering) -> Answer:
    """Write down what is said and let it be shown: the keepers, and those who lead efforts, as helpers."""
    if not (home := is_at_home(by, gathering.municipality_id)):
        return home
    if by.kind == "machine":
        return Allowed(_("Det er kommunens egen drift."))
    return has_role(by, *HELPERS, task=_("skrive ned, hvad der bliver sagt på et møde"))
