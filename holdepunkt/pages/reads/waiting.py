"""What a person's first page shows beside the loose ends: the committee's items, and what the council is asked."""

from datetime import date

from django.db.models import Q, QuerySet

from holdepunkt.people.asker import Asker
from holdepunkt.people.loose_ends import LooseEnd
from holdepunkt.policy import loose_ends
from holdepunkt.policy.models import BodyHeard, CommitteeItem, Policy
from holdepunkt.policy.reads import item as items
from holdepunkt.policy.rules.kinds import ReportStage
from holdepunkt.voice import council_loose_ends, gathering_loose_ends, hearing_loose_ends
from holdepunkt.voice import loose_ends as voice
from holdepunkt.voice.models import HearingBody
from holdepunkt.voice.reads import hearing_bodies

A_GLANCE = 3


def ends_for(by: Asker, today: date) -> list[LooseEnd]:
    """Everything that waits and that the asker may see, from every slice."""
    rooms = (loose_ends, voice, council_loose_ends, gathering_loose_ends, hearing_loose_ends)
    return [end for room in rooms for end in room.ends_for(by, today)]


def has_policy(by: Asker) -> bool:
    """Whether the municipality has begun a policy; until then its lead is shown where to begin."""
    return Policy.objects.filter(municipality=by.municipality).exists()


def newest_items(by: Asker) -> list[CommitteeItem]:
    """The newest items of the asker's own committees; what has been sent to them."""
    found = items.newest_first(by).filter(sent_on__isnull=False)
    return list(found.filter(committee__in=by.unit_ids)[:A_GLANCE])


def items_ahead(by: Asker, today: date) -> list[CommitteeItem]:
    """Public items that a committee has not decided yet, the next meeting first."""
    ahead = items.visible(by).filter(decision="", published_on__isnull=False)
    return list(ahead.filter(Q(meeting_on=None) | Q(meeting_on__gte=today)).order_by("meeting_on", "pk")[:A_GLANCE])


def heard_on_others(by: Asker, today: date) -> list[HearingBody]:
    """Open hearings of the asker's council that are about no plan, year or text: those are in `asked_of`."""
    return [turn.body for turn in hearing_bodies.turns(by, today) if not turn.body.hearing.about_kind]


def asked_of(by: Asker) -> QuerySet[BodyHeard]:
    """What the asker's council has been asked about and has not answered, the nearest date first.

    A correction carries the question with it: of a plan and its correction only the newest asks.
    """
    gone = Q(plan__superseded_by__isnull=False) | Q(report__stage=ReportStage.REVISED)
    return (
        BodyHeard.objects.filter(unit__in=by.unit_ids, unit__municipality=by.municipality, said_on=None)
        .exclude(gone)
        .select_related("plan", "report__policy", "version_of")
        .order_by("due_on", "asked_on", "pk")
    )
