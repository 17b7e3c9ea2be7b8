"""What others hang on is locked first, then they: so two at once come one after the other, and never wait in a circle.

A hearing before its bodies, answers and themes; a meeting before its items and lines; a gathering before its lines
and sign-ups. The versions stay: nobody changed what is told of them.
"""

from holdepunkt.voice.models import CouncilMeeting, Gathering, Hearing


def lock_hearing(pk: int) -> Hearing:
    """The hearing as it stands now, locked until the transaction is over."""
    rows = Hearing.objects.select_for_update(of=("self",)).select_related("municipality")
    return rows.get(pk=pk)


def lock_meeting(pk: int) -> CouncilMeeting:
    """The meeting as it stands now, locked until the transaction is over."""
    return CouncilMeeting.objects.select_for_update(of=("self",)).get(pk=pk)


def lock_gathering(pk: int) -> Gathering:
    """The gathering as it stands now, locked until the transaction is over."""
    rows = Gathering.objects.select_for_update(of=("self",)).select_related("municipality")
    return rows.get(pk=pk)
