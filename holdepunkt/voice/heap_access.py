"""Who may see and decide on a heap, and why not: whoever keeps what it is of."""

from django.utils.translation import gettext as _

from holdepunkt.people.access import Answer, has_role, is_at_home
from holdepunkt.people.asker import Asker
from holdepunkt.voice.access import HANDLERS, may_handle
from holdepunkt.voice.hearing_access import KEEPERS, may_keep_hearings
from holdepunkt.voice.models import Flood


def may_see_heaps(by: Asker) -> Answer:
    """See the list of those heaps that are one's own to decide on."""
    return has_role(
        by, *HANDLERS, *(role for role in KEEPERS if role not in HANDLERS), task=_("se de bunker, der venter")
    )


def may_decide_heap(by: Asker, flood: Flood) -> Answer:
    """Read a heap and release or drop it: of answers whoever keeps the hearing, else those who handle proposals."""
    if not (home := is_at_home(by, flood.municipality_id)):
        return home
    return may_handle(by) if flood.hearing_id is None else may_keep_hearings(by)
