"""A meeting's files, and the print run of its papers for members without e-mail."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from holdepunkt import record
from holdepunkt.people.asker import Asker
from holdepunkt.record.once import once
from holdepunkt.ui.jinja import danish_date
from holdepunkt.voice import council_jobs as jobs
from holdepunkt.voice.actions import meeting as actions
from holdepunkt.voice.models import AdvisoryCouncil, CouncilMeeting, ItemPaper, MeetingFile, PaperUpload
from holdepunkt.voice.reads import meetings as reads
from holdepunkt.voice.reads import papers
from holdepunkt.voice.reads.meeting_paper import sheet_of
from holdepunkt.voice.rules.papers import CONTENT_TYPES, FileFormat, PaperKind
from holdepunkt.voice.rules.uploads import UploadKind
from holdepunkt.voice.views.council_steps import href, pressed
from holdepunkt.voice.views.meetings import meeting_of


def _names() -> dict[tuple[PaperKind, FileFormat], str]:
    return {
        (PaperKind.AGENDA, FileFormat.DOCX): _("Dagsorden i Word"),
        (PaperKind.AGENDA, FileFormat.PDF): _("Dagsorden i PDF"),
        (PaperKind.AGENDA_LARGE, FileFormat.PDF): _("Dagsorden med store bogstaver, PDF"),
        (PaperKind.AGENDA_LARGE, FileFormat.DOCX): _("Dagsorden med store bogstaver, Word"),
        (PaperKind.MINUTES, FileFormat.DOCX): _("Referat i Word"),
        (PaperKind.MINUTES, FileFormat.PDF): _("Referat i PDF"),
    }


def _file_row(slug: str, meeting: CouncilMeeting, file: MeetingFile) -> dict[str, Any]:
    word, tone, text = _("klar"), "done", ""
    if file.problem:
        word, tone, text = _("mislykket"), "bad", _("Filen kunne ikke laves. Bestil den igen.")
    elif file.made_at is None:
        word, tone, text = _("på vej"), "begun", _("Filen bliver lavet nu. Det tager få sekunder.")
    elif file.meeting_version != meeting.version:
        word, tone, text = _("forældet"), "warn", _("Mødet er rettet siden. Lav en ny, før du sender den videre.")
    there = href("meeting_file", slug, meeting.council, meeting=meeting.pk, file=file.uuid) if file.made_at else ""
    name = _names()[PaperKind(file.paper), FileFormat(file.format)]
    return {"heading": name, "lead": word, "tone": tone, "text": text, "href": there}


@require_safe
def files(request: HttpRequest, slug: str, pk: int, meeting: int) -> HttpResponse:
    """The files of a meeting and how far they are."""
    _by, council, row = meeting_of(request, pk, meeting)
    listed = reads.files(row)
    context = {
        "council": council,
        "meeting": row,
        "files": [_file_row(slug, row, file) for file in listed],
        "waits": any(file.made_at is None and not file.problem for file in listed),
        "choices": [{"paper": paper.value, "format": format.value, "label": name}
                    for (paper, format), name in _names().items()],
    }  # fmt: skip
    return render(request, "voice/meetings/files.html", context)


@require_POST
def order(request: HttpRequest, slug: str, pk: int, meeting: int) -> HttpResponse:
    """Order one file and go to where it appears."""
    by, council, row = meeting_of(request, pk, meeting)

    def act() -> str:
        chosen = {name: request.POST.get(name, "") for name in ("paper", "format")}
        jobs.order_file(meeting=row, by=by, **chosen)
        return href("meeting_files", slug, council, meeting=row.pk)

    return once(request, act)


@require_safe
def download(request: HttpRequest, slug: str, pk: int, meeting: int, file: UUID) -> HttpResponse:
    """One finished file."""
    by, _council, row = meeting_of(request, pk, meeting)
    found = reads.file(row, file)
    record.exported("meeting_file.fetched", on=row, by=by, criteria={"paper": found.paper, "format": found.format})
    answer = HttpResponse(bytes(found.content or b""), content_type=CONTENT_TYPES[FileFormat(found.format)])
    name = f"{found.paper}-{row.meets_on:%Y-%m-%d}.{found.format}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Robots-Tag"] = "noindex"
    return answer


@require_safe
def print_run(request: HttpRequest, slug: str, pk: int, meeting: int) -> HttpResponse:
    """The papers for those who get them by post: a cover with the address and the agenda, for each of them."""
    by, council, row = meeting_of(request, pk, meeting)
    listed = papers.of_meeting(row)
    files = [paper for paper in listed if _file_of(paper) and not _text_of(paper)]
    context = _copies(by, council, row, PaperKind.AGENDA) | {
        "heading": _("Tryk til dem, der får papir"),
        "post_to": href("print_run_posted", slug, council, meeting=row.pk),
        "enclosed": [paper.title for paper in files],
        "to_print": [_to_print(slug, row, paper) for paper in files],
        "texts": [(paper.title, text) for paper in listed if (text := _text_of(paper))],
    }
    return render(request, "voice/meetings/print_run.html", context)


@require_safe
def minutes_run(request: HttpRequest, slug: str, pk: int, meeting: int) -> HttpResponse:
    """The minutes for those who get them by post, with the day until which they can say no."""
    by, council, row = meeting_of(request, pk, meeting)
    actions.require_minutes(row)
    context = _copies(by, council, row, PaperKind.MINUTES) | {
        "heading": _("Referatet til dem, der får papir"),
        "post_to": href("minutes_run_posted", slug, council, meeting=row.pk),
        "object_until": reads.object_until(row) if row.approved_on is None else None,
        "phone": council.unit.phone,
    }
    return render(request, "voice/meetings/print_run.html", context)


def _copies(by: Asker, council: AdvisoryCouncil, row: CouncilMeeting, paper: PaperKind) -> dict[str, Any]:
    """One sheet for each member on paper. That their addresses were opened stands in the record."""
    posted, people = reads.posted_to(row, paper), reads.on_paper(council, row.meets_on)
    criteria = {"members": len(people), "paper": paper.value}
    record.exported("meeting.print_run_opened", on=row, by=by, criteria=criteria)
    copies = [
        {
            "name": member.name,
            "address": contact.address if (contact := getattr(member, "contact", None)) else "",
            "large": bool(contact and contact.large_print and paper is PaperKind.AGENDA),
            "posted": danish_date(posted[member.pk]) if member.pk in posted else "",
        }
        for member in people
    ]
    nothing_else: dict[str, Any] = {"enclosed": [], "to_print": [], "texts": [], "object_until": None, "phone": ""}
    return {"council": council, "meeting": row, "copies": copies, "sheet": sheet_of(row, paper)} | nothing_else


def _file_of(paper: ItemPaper) -> PaperUpload | None:
    return getattr(paper, "upload", None)


def _text_of(paper: ItemPaper) -> str:
    """A plain text is printed on the sheet itself; any other file is printed for itself and laid beside."""
    file = _file_of(paper)
    return bytes(file.content).decode("utf-8-sig", "replace") if file and file.kind == UploadKind.TXT else ""


def _to_print(slug: str, meeting: CouncilMeeting, paper: ItemPaper) -> tuple[str, str]:
    file = _file_of(paper)
    words = f"{paper.title} ({file.kind})" if file else paper.title
    return words, href("paper_file", slug, meeting.council, item=paper.item_id, paper=paper.pk)


@require_POST
def post_run(request: HttpRequest, slug: str, pk: int, meeting: int) -> HttpResponse:
    """Say that the print run went out by post."""
    return _posted(request, slug, pk, meeting, PaperKind.AGENDA)


@require_POST
def post_minutes(request: HttpRequest, slug: str, pk: int, meeting: int) -> HttpResponse:
    """Say that the minutes went out by post."""
    return _posted(request, slug, pk, meeting, PaperKind.MINUTES)


def _posted(request: HttpRequest, slug: str, pk: int, meeting: int, paper: PaperKind) -> HttpResponse:
    by, council, row = meeting_of(request, pk, meeting)
    people = reads.on_paper(council, row.meets_on)
    back = href("meeting", slug, council, meeting=row.pk)
    return pressed(request, lambda: actions.note_posted(meeting=row, members=people, by=by, paper=paper), back)
