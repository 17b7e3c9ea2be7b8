"""The writers of papers beside an item: laid there with or without a file, and taken away."""

import hashlib

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from holdepunkt import clock, record
from holdepunkt.people.access import NotPossible, require
from holdepunkt.people.asker import Asker
from holdepunkt.voice import council_access as access
from holdepunkt.voice.actions.agenda import add_paper, take_item
from holdepunkt.voice.actions.council import touch
from holdepunkt.voice.models import AgendaItem, ItemPaper, PaperUpload
from holdepunkt.voice.rules.meetings import AHEAD, MeetingStage
from holdepunkt.voice.rules.uploads import kind_of, safe_name

MIB = 1024 * 1024


@transaction.atomic
def add_file(*, item: AgendaItem, title: str, name: str, content: bytes, by: Asker, **more: str) -> PaperUpload:
    """Lay a file beside an item. What it is, is read from its content; anything but a paper is refused kindly."""
    most = settings.HOLDEPUNKT_PAPER_MIB
    if len(content) > most * MIB:
        raise NotPossible(_("Filen fylder mere end %(n)s MB. Gem den mindre, eller del den i to.") % {"n": most})
    kind = kind_of(content)
    if kind is None:
        raise NotPossible(_("Filen er ikke pdf, docx, odt eller almindelig tekst. Gem den sådan, og prøv igen."))
    paper = add_paper(item=item, title=title, by=by, **more)
    made = PaperUpload.objects.create(
        paper=paper, name=safe_name(name, kind), kind=kind, size=len(content), content=content,
        sha256=hashlib.sha256(content).hexdigest(), uploaded_on=clock.today(),
    )  # fmt: skip
    record.wrote("agenda_item.file_added", on=item, by=by, fields={"sha256": made.sha256, "bytes": made.size})
    return made


@transaction.atomic
def remove_paper(*, paper: ItemPaper, by: Asker) -> None:
    """Take a paper away with its file, until the minutes are approved."""
    row = take_item(paper.item)
    require(access.may_run_council(by, row.council))
    if row.meeting is not None and row.meeting.stage not in (*AHEAD, MeetingStage.HELD):
        raise NotPossible(_("Referatet er godkendt. Punktet bliver ikke ændret."))
    row.save(update_fields=["version"])
    paper.delete()
    if row.meeting_id is not None:
        touch(row.meeting_id)
    record.wrote("agenda_item.paper_removed", on=row, by=by)
