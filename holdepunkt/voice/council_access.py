"""Who may do what with a council, and why not. Every answer can be shown to the person.

A secretary keeps the council of whose unit they hold the post, and reads the others' public face; the policy lead
keeps them all.
"""

from django.utils.translation import gettext as _

from holdepunkt.people.access import Allowed, Answer, Denied, has_role, is_at_home
from holdepunkt.people.asker import Asker
from holdepunkt.people.models import Unit
from holdepunkt.people.rules import Role
from holdepunkt.voice.models import AdvisoryCouncil, AgendaItem, CouncilMeeting
from holdepunkt.voice.rules.meetings import ItemStage, MeetingStage

WORKS = (Role.ADVISORY_COUNCIL_SECRETARY, Role.POLICY_LEAD)


def may_set_up_councils(by: Asker) -> Answer:
    """Begin to set a council up: whoever is secretary of one, and the policy lead."""
    return has_role(by, *WORKS, task=_("passe rådets regler, medlemmer og møder"))


def keeps(by: Asker, unit_id: int | None) -> bool:
    """Whether the asker keeps the council of this unit today: its own secretary, and the policy lead all."""
    return by.has(Role.POLICY_LEAD) or by.has_in(unit_id, Role.ADVISORY_COUNCIL_SECRETARY)


def may_set_up_council(by: Asker, unit: Unit) -> Answer:
    """Set the council of this unit up: its own secretary and the policy lead; the machine at home."""
    if not (home := is_at_home(by, unit.municipality_id)):
        return home
    if by.kind == "machine":
        return Allowed(_("Det er kommunens egen drift."))
    if not (works := may_set_up_councils(by)):
        return works
    return Allowed(_("Det er dit eget råd.")) if keeps(by, unit.pk) else _not_the_own(unit)


def may_run_council(by: Asker, council: AdvisoryCouncil) -> Answer:
    """Everything of this council, contact data too: its secretary and the policy lead; the machine at home."""
    return may_set_up_council(by, council.unit)


def _not_the_own(unit: Unit) -> Denied:
    """What a secretary meets at another council's door."""
    call = _("Ring til %(council)s på %(phone)s.") % {"council": unit.name, "phone": unit.phone} if unit.phone else ""
    written_on = _("Tovholderen for politikken kan skrive dig på som sekretær for rådet.")
    return Denied(
        _("Du er ikke sekretær for %(council)s. Rådets egen sekretær passer det.") % {"council": unit.name},
        " ".join(filter(None, [call, written_on])),
        tried=_("arbejde med et andet råds sager"),
    )


def may_note_coming(by: Asker) -> Answer:
    """Write down what is on its way to the committees: those who know it, and those who keep a council."""
    return has_role(by, Role.COMMITTEE_SECRETARY, *WORKS, task=_("skrive ind, hvad der er på vej til udvalgene"))


def sits_in(by: Asker, council: AdvisoryCouncil) -> bool:
    """Whether the asker is a member of this council today."""
    return by.has_in(council.unit_id, Role.ADVISORY_COUNCIL_MEMBER)


def may_read_council(by: Asker, council: AdvisoryCouncil) -> Answer:
    """Read agendas, papers and minutes before they are public, and propose items: the members too."""
    if not (home := is_at_home(by, council.municipality_id)):
        return home
    if keeps(by, council.unit_id) or sits_in(by, council):
        return Allowed(_("Du arbejder med rådet."))
    if by.has(Role.ADVISORY_COUNCIL_SECRETARY):
        return _not_the_own(council.unit)
    return Denied(
        _("Det kan kun rådets egne medlemmer, sekretæren og tovholderen for politikken."),
        _("Sekretæren for rådet kan hjælpe dig videre."),
        tried=_("læse rådets papirer"),
    )


def may_read_minutes(by: Asker, meeting: CouncilMeeting) -> Answer:
    """Everybody once the minutes are published; before that those who work with the council."""
    if meeting.stage == MeetingStage.PUBLISHED and is_at_home(by, meeting.council.municipality_id):
        return Allowed(_("Referatet er offentligt."))
    return may_read_council(by, meeting.council)


def may_change_item(by: Asker, item: AgendaItem) -> Answer:
    """Change an item: those who run the council; its proposer until it is on an agenda."""
    own = item.proposed_by is not None and item.proposed_by.user_id == by.user_id and by.user_id is not None
    if own and may_read_council(by, item.council):
        if item.stage in (ItemStage.PROPOSED, ItemStage.HANDED_BACK):
            return Allowed(_("Du har selv foreslået emnet."))
        return Denied(
            _("Emnet er på dagsordenen nu."),
            _("Sekretæren for rådet kan rette det for dig."),
            tried=_("rette et emne til rådet"),
        )
    return may_run_council(by, item.council)
