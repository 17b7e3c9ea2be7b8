"""What reading a council's papers leaves in the record before everybody may: agendas, drafts of minutes, items.

The only way by which a page that is merely opened writes anything. What everybody may read leaves no row.
"""

from holdepunkt import record
from holdepunkt.people.access import Allowed, Answer
from holdepunkt.people.asker import Asker
from holdepunkt.voice import council_access as access
from holdepunkt.voice.models import AgendaItem, CouncilMeeting
from holdepunkt.voice.rules.meetings import MeetingStage


def looked_at_meeting(by: Asker, meeting: CouncilMeeting) -> None:
    """An agenda, or minutes that are not published, have been opened."""
    if meeting.stage != MeetingStage.PUBLISHED:
        record.looked(meeting, by=by, relation=_relation(access.may_read_council(by, meeting.council)))


def looked_at_item(by: Asker, item: AgendaItem) -> None:
    """Somebody else's item has been opened; whoever proposed it reads their own words."""
    own = item.proposed_by is not None and item.proposed_by.user_id == by.user_id
    public = item.meeting is not None and item.meeting.stage == MeetingStage.PUBLISHED
    if not own and not public:
        record.looked(item, by=by, relation=_relation(access.may_change_item(by, item)))


def _relation(answer: Answer) -> str:
    return answer.because if isinstance(answer, Allowed) else ""
