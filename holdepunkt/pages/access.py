"""Who may read the record, and why not."""

from holdepunkt.people.access import Allowed, Answer, Denied
from holdepunkt.people.asker import Asker
from holdepunkt.people.rules import Role
from holdepunkt.record.told import gettext as _


def may_read_record(by: Asker) -> Answer:
    """The whole record is for the data-protection officer, who sees that checks are made."""
    if by.has(Role.DATA_PROTECTION_OFFICER):
        return Allowed(_("Du er kommunens databeskyttelsesrådgiver."))
    return Denied(
        _("Hele protokollen læses kun af kommunens databeskyttelsesrådgiver."),
        _("Spørg databeskyttelsesrådgiveren, hvis du vil vide, hvem der har læst eller ændret noget."),
        tried=_("læse hele protokollen"),
    )


def may_read_history(by: Asker) -> Answer:
    """What happened to an effort, all of it: the policy lead."""
    if by.has(Role.POLICY_LEAD):
        return Allowed(_("Du er tovholder for politikken."))
    return Denied(
        _("Alt, hvad der er sket med en indsats, læses kun af tovholderen for politikken."),
        _("Spørg tovholderen. Det vigtigste står også på indsatsens egen side."),
        tried=_("læse alt, hvad der er sket med en indsats"),
    )
