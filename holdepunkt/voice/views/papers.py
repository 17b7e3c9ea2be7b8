"""Papers beside an item: laid there, read, and taken away."""

from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from holdepunkt import record
from holdepunkt.people.middleware import public
from holdepunkt.voice.actions import paper as actions
from holdepunkt.voice.actions.agenda import add_paper
from holdepunkt.voice.forms.meeting import PaperForm
from holdepunkt.voice.models import PaperUpload
from holdepunkt.voice.reads import meetings
from holdepunkt.voice.reads import papers as reads
from holdepunkt.voice.rules.uploads import TYPES, UploadKind
from holdepunkt.voice.views.agenda import where
from holdepunkt.voice.views.council_steps import GET_POST, pressed, read_by, run_by, step


@GET_POST
def new(request: HttpRequest, slug: str, pk: int, item: int) -> HttpResponse:
    """Lay a paper beside an item: its name and where it is read, or the file itself."""
    by, council = run_by(request, pk)
    row = meetings.item(council, item)
    form = PaperForm(request.POST or None, request.FILES or None)
    back = where(slug, row, council)

    def act() -> str:
        told: dict[str, Any] = form.answers
        file = told.pop("file")
        if file is None:
            add_paper(item=row, by=by, **told)
        else:
            actions.add_file(item=row, name=file.name, content=file.read(), by=by, **told)
        return back

    return step(
        request, form, act, heading=_("Læg et papir ved"), kicker=row.title, back=back, multipart=True
    )  # fmt: skip


@never_cache
@require_safe
def read(request: HttpRequest, slug: str, pk: int, item: int, paper: int) -> HttpResponse:
    """The file, for those who work with the council. Looking stands in the record."""
    by, council = read_by(request, pk)
    found = reads.upload(reads.paper(council, item, paper))
    record.looked(found, by=by, relation=by.acting_as)
    return _served(found)


@require_POST
def remove(request: HttpRequest, slug: str, pk: int, item: int, paper: int) -> HttpResponse:
    """Take a paper away with its file."""
    by, council = run_by(request, pk)
    row = reads.paper(council, item, paper)
    return pressed(request, lambda: actions.remove_paper(paper=row, by=by), where(slug, row.item, council))


@public
@require_safe
def open_paper(request: HttpRequest, slug: str, key: str, number: int, paper: int) -> HttpResponse:
    """The file of published minutes, for everybody; before that for the council, whose look stands in the record."""
    by = request.asker  # type: ignore[attr-defined]
    row, is_public = reads.paper_of_minutes(by, key, number, paper)
    found = reads.upload(row)
    if not is_public:
        record.looked(found, by=by, relation=by.acting_as)
    return _served(found)


def _served(found: PaperUpload) -> HttpResponse:  # because its two views leave the look; published is for all
    """As a file to keep, never as a page of ours: the browser may not guess what it is."""
    answer = HttpResponse(bytes(found.content), content_type=TYPES[UploadKind(found.kind)])
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.name)}"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["X-Robots-Tag"] = "noindex"
    return answer
