"""What members are owed, for those who run the council; and whom an SMS reaches."""

from datetime import date

from django.db.models import QuerySet

from holdepunkt.people.models import Municipality
from holdepunkt.record.rows import one_or_404
from holdepunkt.voice.models import AdvisoryCouncil, CouncilMeeting, CouncilMember, Outlay
from holdepunkt.voice.reads.council import sitting
from holdepunkt.voice.rules.outlays import outlay_goes_on
from holdepunkt.voice.rules.proposal import phone_digits


def of_meeting(meeting: CouncilMeeting) -> QuerySet[Outlay]:
    """What was noted for one meeting, by member."""
    return Outlay.objects.filter(meeting=meeting).select_related("member").order_by("member__sort_key", "pk")


def outlay(meeting: CouncilMeeting, pk: int) -> Outlay:
    """One of a meeting's."""
    rows = of_meeting(meeting).filter(pk=pk).select_related("meeting__council__unit", "meeting__council__municipality")
    return one_or_404(rows)


def of_council(council: AdvisoryCouncil) -> QuerySet[Outlay]:
    """Everything that is still kept, the newest meeting first."""
    rows = Outlay.objects.filter(meeting__council=council).select_related("member", "meeting")
    return rows.order_by("-meeting__meets_on", "member__sort_key", "pk")


def to_delete(municipality: Municipality, today: date) -> list[Outlay]:
    """What was paid a year ago."""
    rows = Outlay.objects.filter(meeting__council__municipality=municipality, paid_on__isnull=False)
    return [row for row in rows if row.paid_on and outlay_goes_on(row.paid_on) <= today]


def by_sms(meeting: CouncilMeeting) -> list[CouncilMember]:
    """The members who asked for an SMS and gave a number that a gateway takes."""
    rows = sitting(meeting.council, meeting.meets_on).filter(contact__by_sms=True)
    return [one for one in rows if phone_digits(one.contact.phone)]
