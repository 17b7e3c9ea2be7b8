"""Jobs of a council's meetings: the agenda by mail, and its files. Made outside the web workers."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from holdepunkt import tenancy
from holdepunkt.people import reads as people
from holdepunkt.people.asker import Asker, machine
from holdepunkt.ui.documents.sheet import Sheet
from holdepunkt.ui.jinja import danish_date
from holdepunkt.voice.actions import meeting as meetings
from holdepunkt.voice.actions import minutes
from holdepunkt.voice.models import CouncilMeeting, MeetingFile
from holdepunkt.voice.reads import meetings as reads
from holdepunkt.voice.reads.meeting_paper import clock_words, sheet_of
from holdepunkt.voice.rules.papers import CONTENT_TYPES, FileFormat, PaperKind


def send_agenda(*, meeting: CouncilMeeting, by: Asker) -> CouncilMeeting:
    """Send the agenda and order the mails, both or neither. Members without e-mail get theirs from the print run."""
    with transaction.atomic():
        sent = meetings.send_agenda(meeting=meeting, by=by)
        for member in reads.by_mail(sent.council, sent.meets_on):
            mail_agenda.enqueue(by.municipality_slug, sent.pk, member.pk)
    return sent


def send_minutes(*, meeting: CouncilMeeting, by: Asker) -> CouncilMeeting:
    """Send the minutes to the members and order the mails, both or neither. The rest get theirs on paper."""
    with transaction.atomic():
        sent = minutes.note_minutes_sent(meeting=meeting, by=by)
        for member in reads.by_mail(sent.council, sent.meets_on):
            mail_minutes.enqueue(by.municipality_slug, sent.pk, member.pk)
    return sent


def order_file(*, meeting: CouncilMeeting, paper: str, format: str, by: Asker) -> MeetingFile:
    """Order a file and put the job in the queue, both or neither."""
    with transaction.atomic():
        file = minutes.ask_for_file(meeting=meeting, paper=paper, format=format, by=by)
        make_meeting_file.enqueue(by.municipality_slug, str(file.uuid))
    return file


@task()
def mail_agenda(slug: str, meeting_pk: int, member_pk: int) -> None:
    """Send one member the agenda. Subject and first line are neutral: others may see the phone."""
    with tenancy.within(people.place_of(slug)), translation.override("da"):
        if (found := reads.to_mail(meeting_pk, member_pk)) is not None:
            _mail(*found, slug)


def _mail(meeting: CouncilMeeting, address: str, large: bool, slug: str) -> None:
    paper = PaperKind.AGENDA_LARGE if large else PaperKind.AGENDA
    sheet = sheet_of(meeting, paper)
    where = reverse("voice:meeting", kwargs={"slug": slug, "pk": meeting.council_id, "meeting": meeting.pk})
    when = " ".join(filter(None, [danish_date(meeting.meets_on), clock_words(meeting)]))
    body = [
        _("Hej"),
        _("Her er papirerne til mødet %(when)s.") % {"when": when},
        *([_("Vi mødes her: %(place)s.") % {"place": meeting.place}] if meeting.place else []),
        "\n".join(part.heading for part in sheet.parts),
        *([meeting.welcome] if meeting.welcome else []),
        _("Du kan også læse dem her: %(address)s") % {"address": f"{settings.HOLDEPUNKT_URL.rstrip('/')}{where}"},
    ]
    mail = EmailMessage(_("Papirer til mødet %(when)s") % {"when": when}, "\n\n".join(body) + "\n", to=[address])
    mail.attach("dagsorden.pdf", rendered(sheet, FileFormat.PDF), CONTENT_TYPES[FileFormat.PDF])
    mail.send()


@task()
def mail_minutes(slug: str, meeting_pk: int, member_pk: int) -> None:
    """Send one member the minutes, with the day until which they can say that something is wrong."""
    with tenancy.within(people.place_of(slug)), translation.override("da"):
        if (found := reads.to_mail(meeting_pk, member_pk)) is not None:
            meeting, address, _large = found
            _mail_minutes(meeting, address, slug)


def _mail_minutes(meeting: CouncilMeeting, address: str, slug: str) -> None:
    where = reverse("voice:meeting", kwargs={"slug": slug, "pk": meeting.council_id, "meeting": meeting.pk})
    until = reads.object_until(meeting)
    body = [
        _("Hej"),
        _("Her er referatet fra mødet %(day)s. Det er ikke godkendt endnu.") % {"day": danish_date(meeting.meets_on)},
        *([_("Er noget forkert? Sig det senest %(day)s.") % {"day": danish_date(until)}] if until else []),
        _("Du kan også læse det her: %(address)s") % {"address": f"{settings.HOLDEPUNKT_URL.rstrip('/')}{where}"},
    ]
    subject = _("Referat fra mødet %(day)s") % {"day": danish_date(meeting.meets_on)}
    mail = EmailMessage(subject, "\n\n".join(body) + "\n", to=[address])
    content = rendered(sheet_of(meeting, PaperKind.MINUTES), FileFormat.PDF)
    mail.attach("referat.pdf", content, CONTENT_TYPES[FileFormat.PDF])
    mail.send()


@task()
def make_meeting_file(slug: str, file_uuid: str) -> None:
    """Make one ordered file of a meeting. Asked twice, it is made once."""
    with tenancy.within(people.place_of(slug)):
        _make(file_uuid)


def _make(file_uuid: str) -> None:
    file = reads.file_to_make(file_uuid)
    if file is None:
        return
    by = machine(file.meeting.council.municipality)
    try:
        content = rendered(sheet_of(file.meeting, PaperKind(file.paper)), FileFormat(file.format))
    except Exception as error:
        minutes.keep_file(file=file, problem=type(error).__name__, by=by)
        raise
    minutes.keep_file(file=file, content=content, by=by)


def rendered(sheet: Sheet, format: FileFormat) -> bytes:
    """The document's bytes. The renderers are heavy, so each is fetched when it is needed."""
    if format is FileFormat.DOCX:
        from holdepunkt.ui.documents.sheet_docx import to_docx

        return to_docx(sheet)
    from holdepunkt.ui.documents.sheet_pdf import to_pdf

    return to_pdf(sheet)
