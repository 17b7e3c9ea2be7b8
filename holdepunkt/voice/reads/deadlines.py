"""Reading how a municipality treats proposals."""

from holdepunkt.people.models import Municipality
from holdepunkt.voice.models import ProposalSetting


def setting_of(municipality: Municipality) -> ProposalSetting:
    """The municipality's deadlines, or the usual ones."""
    found = ProposalSetting.objects.filter(municipality=municipality).select_related("reader").first()
    return found or ProposalSetting(municipality=municipality)
