"""Who may do what with a council, and why not. Every answer can be shown to the person."""

from django.utils.translation import gettext as _

from holdepunkt.people.access import Allowed, Answer, Denied, has_role, is_at_home
from holdepunkt.people.asker import Asker
from holdepunkt.people.rules import Role
from holdepunkt.voice.models import AdvisoryCouncil, AgendaItem, CouncilMeeting
from holdepunkt.voice.rules.meetings import ItemStage, MeetingStage

WORKS = (Role.ADVISORY_COUNCIL_SECRETARY, Role.POLICY_LEAD)


def may_set_up_councils(by: Asker) -> Answer:
    """Set a council up, and see the list of them: the secretary and the policy lead."""
    return has_role(by, *WORKS, task=_("passe rådets regler, medlemmer og møder"))


def may_run_council(by: Asker, council: AdvisoryCouncil) -> Answer:
    """Everything of this council, contact data too: the secretary and the policy lead; the machine at home."""
    if not (home := is_at_home(by, council.municipality_id)):
        return home
    return Allowed(_("Det er kommunens egen drift.")) if by.kind == "machine" else may_set_up_councils(by)


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
    if by.has(*WORKS) or sits_in(by, council):
        return Allowed(_("Du arbejder med rådet."))
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
