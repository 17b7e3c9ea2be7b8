"""The papers beside an item, and their files."""

from django.http import Http404

from holdepunkt.people.asker import Asker
from holdepunkt.record.rows import sole
from holdepunkt.voice.models import AdvisoryCouncil, CouncilMeeting, ItemPaper, PaperUpload
from holdepunkt.voice.reads.meetings import public_meeting
from holdepunkt.voice.rules.meetings import MeetingStage


def paper(council: AdvisoryCouncil, item: int, pk: int) -> ItemPaper:
    """One paper of an item of this council."""
    rows = ItemPaper.objects.filter(pk=pk, item=item, item__council=council)
    return _found(rows.select_related("item__council__unit", "item__council__municipality").first(), pk)


def _found(row: ItemPaper | None, pk: int) -> ItemPaper:
    if row is None:
        raise Http404(str(pk))
    return row


def of_meeting(meeting: CouncilMeeting) -> list[ItemPaper]:
    """Every paper of a meeting's agenda in order, with its item, and its file when it has one, the content left
    where it is until somebody asks for it."""
    rows = ItemPaper.objects.filter(item__meeting=meeting).select_related("item", "upload").defer("upload__content")
    return list(rows.order_by("item__order", "item__pk", "pk"))


def upload(paper: ItemPaper) -> PaperUpload:
    """The file of a paper, with its content."""
    found = sole(PaperUpload.objects.filter(paper=paper).select_related("paper"))
    if found is None:
        raise Http404(str(paper.pk))
    return found


def paper_of_minutes(by: Asker, key: str, number: int, pk: int) -> tuple[ItemPaper, bool]:
    """A paper of minutes the asker may read, and whether everybody may; of a closed item there is none here."""
    meeting = public_meeting(by, key, number)
    rows = ItemPaper.objects.filter(pk=pk, item__meeting=meeting, item__is_closed=False)
    return _found(rows.first(), pk), meeting.stage == MeetingStage.PUBLISHED
