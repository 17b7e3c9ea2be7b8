"""Who may do what in the voice loop, and why not. Every answer can be shown to the person."""

from django.utils.translation import gettext as _

from holdepunkt.people.access import Allowed, Answer, Denied, has_role, is_at_home
from holdepunkt.people.asker import Asker
from holdepunkt.people.rules import HOLDERS, Role
from holdepunkt.voice.models import Proposal

HANDLERS = (Role.ADVISORY_COUNCIL_SECRETARY, Role.POLICY_LEAD)
READERS = (*HOLDERS, Role.ADVISORY_COUNCIL_SECRETARY, Role.ADVISORY_COUNCIL_MEMBER)


def _machine() -> Answer:
    return Allowed(_("Det er kommunens egen drift."))


def may_read_proposals(by: Asker) -> Answer:
    """See all proposals and where they stand: the administration, and the council, which sees no sender."""
    return has_role(by, *READERS, task=_("se alle forslag, og hvor de er"))


def may_handle(by: Asker) -> Answer:
    """Read what comes in, hide, gather, print and send: the council's secretary and the policy lead."""
    if by.kind == "machine":
        return _machine()
    return has_role(by, *HANDLERS, task=_("læse, skjule, samle og sende forslag"))


def may_read_proposal(by: Asker, proposal: Proposal) -> Answer:
    """See one proposal inside; what nobody has read yet is for those who handle it, and its unit."""
    if not (home := is_at_home(by, proposal.municipality_id)):
        return home
    if not (reads := may_read_proposals(by)):
        return reads
    if proposal.is_read or by.has(*HANDLERS) or _reads(by, proposal):
        return Allowed(_("Forslaget er læst.") if proposal.is_read else _("Det er dig, der læser det."))
    return has_role(by, *HANDLERS, task=_("se et forslag, før det er læst"))


def may_answer(by: Asker, proposal: Proposal) -> Answer:
    """Take a proposal a step on: those who handle them all, and the people of the unit that reads it."""
    if not (home := is_at_home(by, proposal.municipality_id)):
        return home
    if _reads(by, proposal):
        return Allowed(_("Din enhed læser forslaget."))
    denied = may_handle(by)
    if isinstance(denied, Denied) and proposal.reader is not None:
        whom = _("%(unit)s kan svare på forslaget.") % {"unit": proposal.reader.name}
        return Denied(denied.reason, whom, tried=_("svare på et forslag"))
    return denied


def may_see_sender(by: Asker, proposal: Proposal) -> Answer:
    """See who sent a proposal: the council's secretary, the policy lead, and the unit that answers it."""
    if not (home := is_at_home(by, proposal.municipality_id)):
        return home
    if _reads(by, proposal):
        return Allowed(_("Din enhed svarer på forslaget."))
    return has_role(by, *HANDLERS, task=_("se, hvem der har sendt et forslag"))


def may_moderate(by: Asker, proposal: Proposal) -> Answer:
    """Hide words, remove a proposal, and see what was hidden."""
    return may_handle_in(by, proposal.municipality_id)


def may_handle_in(by: Asker, municipality_id: int) -> Answer:
    """The same as handling, of this very municipality's rows."""
    home = is_at_home(by, municipality_id)
    return may_handle(by) if home else home


def _reads(by: Asker, proposal: Proposal) -> bool:
    """Whether the asker works in the unit that reads it, or in the one that took over from it."""
    unit = proposal.reader
    if unit is None:
        return False
    return any(by.has_in(pk, *HOLDERS) for pk in (unit.pk, unit.successor_id) if pk is not None)


def reads_for(by: Asker) -> frozenset[int]:
    """The units for which the asker reads what nobody has read yet: those where the asker answers for something."""
    return frozenset(post.unit_id for post in by.posts if post.role in HOLDERS)
