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
from holdepunkt.voice.models import CouncilMeeting, CouncilMember, MeetingFile, PaperUpload
from holdepunkt.voice.reads import council as councils
from holdepunkt.voice.reads import meetings as reads
from holdepunkt.voice.reads import papers
from holdepunkt.voice.reads.meeting_paper import clock_words, sheet_of
from holdepunkt.voice.rules.council import RuleKey
from holdepunkt.voice.rules.papers import CONTENT_TYPES, FileFormat, PaperKind, goes_by_mail
from holdepunkt.voice.rules.uploads import TYPES, UploadKind


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


def _mail(meeting: CouncilMeeting, member: CouncilMember, slug: str) -> None:
    contact = member.contact
    sheet = sheet_of(meeting, PaperKind.AGENDA_LARGE if contact.large_print else PaperKind.AGENDA)
    when = " ".join(filter(None, [danish_date(meeting.meets_on), clock_words(meeting)]))
    listed, attached = _papers(meeting, slug)
    body = [
        _("Hej"),
        _("Her er papirerne til mødet %(when)s.") % {"when": when},
        *([_("Vi mødes her: %(place)s.") % {"place": meeting.place}] if meeting.place else []),
        "\n".join(part.heading for part in sheet.parts),
        *([meeting.welcome] if meeting.welcome else []),
        *listed,
        *([] if member.user_id or len(attached) == len(listed) else [_no_sign_in()]),
        _("Du kan også læse dem her: %(address)s") % {"address": _full(slug, meeting, "meeting", meeting=meeting.pk)},
    ]
    mail = EmailMessage(_("Papirer til mødet %(when)s") % {"when": when}, "\n\n".join(body) + "\n", to=[contact.email])
    mail.attach("dagsorden.pdf", rendered(sheet, FileFormat.PDF), CONTENT_TYPES[FileFormat.PDF])
    for file in attached:
        mail.attach(file.name, bytes(file.content), TYPES[UploadKind(file.kind)])
    mail.send()


def _no_sign_in() -> str:
    return _("Kan du ikke logge ind, så svar på denne mail eller ring. Så får du papirerne på en anden måde.")


def _full(slug: str, row: CouncilMeeting, name: str, **more: int) -> str:
    """The whole address of a page that only the council reads, behind its sign-in."""
    where = reverse(f"voice:{name}", kwargs={"slug": slug, "pk": row.council_id} | more)
    return f"{settings.HOLDEPUNKT_URL.rstrip('/')}{where}"


def _papers(meeting: CouncilMeeting, slug: str) -> tuple[list[str], list[PaperUpload]]:
    """A line for each paper: laid beside the mail when the council's rule says so, else where it is read."""
    rule = councils.rules(meeting.council, meeting.meets_on).text(RuleKey.PAPERS_BY_MAIL)
    told: list[str] = []
    attached: list[PaperUpload] = []
    for paper in papers.of_meeting(meeting):
        file: PaperUpload | None = getattr(paper, "upload", None)
        so_far = sum(one.size for one in attached)
        if file is None:
            where = paper.url or _("spørg sekretæren")
        elif goes_by_mail(rule, is_closed=paper.item.is_closed, size=file.size, so_far=so_far):
            attached.append(file)
            where = _("ligger ved mailen som %(name)s") % {"name": file.name}
        else:
            where = _full(slug, meeting, "paper_file", item=paper.item_id, paper=paper.pk)
        told.append(_("Papir: %(title)s, %(where)s") % {"title": paper.title, "where": where})
    return told, attached


@task()
def mail_minutes(slug: str, meeting_pk: int, member_pk: int) -> None:
    """Send one member the minutes, with the day until which they can say that something is wrong."""
    with tenancy.within(people.place_of(slug)), translation.override("da"):
        if (found := reads.to_mail(meeting_pk, member_pk)) is not None:
            meeting, member = found
            _mail_minutes(meeting, member.contact.email, slug)


def _mail_minutes(meeting: CouncilMeeting, address: str, slug: str) -> None:
    until = reads.object_until(meeting)
    body = [
        _("Hej"),
        _("Her er referatet fra mødet %(day)s. Det er ikke godkendt endnu.") % {"day": danish_date(meeting.meets_on)},
        *([_("Er noget forkert? Sig det senest %(day)s.") % {"day": danish_date(until)}] if until else []),
        _("Du kan også læse det her: %(address)s") % {"address": _full(slug, meeting, "meeting", meeting=meeting.pk)},
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
