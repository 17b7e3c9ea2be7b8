"""A paper's files: order one, see how far it is, fetch it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from holdepunkt.people.access import require
from holdepunkt.people.middleware import public
from holdepunkt.policy import access
from holdepunkt.policy.item_labels import FORMATS
from holdepunkt.policy.jobs_paper import order_paper
from holdepunkt.policy.looking import fetched
from holdepunkt.policy.models import CommitteeItem, PaperFile
from holdepunkt.policy.reads import item as reads
from holdepunkt.policy.rules.paper import CONTENT_TYPES, PaperFormat
from holdepunkt.record.once import once
from holdepunkt.ui.jinja import danish_date


def file_rows(
    slug: str, item: CommitteeItem, files: Iterable[PaperFile], *, ready_only: bool = False
) -> list[dict[str, Any]]:
    """The files ready to print; `ready_only` keeps the newest finished one of each format."""
    rows: list[dict[str, Any]] = []
    for file in files:
        if ready_only and (not file.made_at or any(row["format"] == file.format for row in rows)):
            continue
        kwargs = {"slug": slug, "uuid": item.uuid, "file_uuid": file.uuid}
        word, tone = _state(item, file)
        rows.append(
            {
                "format": file.format,
                "heading": FORMATS[PaperFormat(file.format)],
                "text": _note(item, file),
                "lead": word,
                "tone": tone,
                "href": reverse("policy:item_file", kwargs=kwargs) if file.made_at else "",
                "waits": not file.made_at and not file.problem,
                "stale": file.item_version != item.version,
            }
        )
    return rows


def _state(item: CommitteeItem, file: PaperFile) -> tuple[str, str]:
    """A word and its tone."""
    if file.problem:
        return _("mislykket"), "bad"
    if file.made_at is None:
        return _("på vej"), "begun"
    return (_("forældet"), "warn") if file.item_version != item.version else (_("klar"), "done")


def _note(item: CommitteeItem, file: PaperFile) -> str:
    """What one must know about a file before using it."""
    if file.problem:
        return _("Filen kunne ikke laves. Bestil den igen, eller sig det til jeres drift: %(problem)s.") % {
            "problem": file.problem
        }
    if file.made_at is None:
        return _("Filen bliver lavet nu. Det tager få sekunder.")
    words = {"day": danish_date(file.made_at), "version": file.item_version}
    made = _("Lavet %(day)s af punktets version %(version)s.") % words
    if file.item_version != item.version:
        return made + " " + _("Punktet er rettet siden. Lav en ny, før du sender den videre.")
    if item.decided_on and file.made_at.date() < item.decided_on:
        return made + " " + _("Beslutningen er ikke med.")
    return made


@require_safe
def files(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """How far the ordered files are. With htmx the list renews itself; without, by reload."""
    by = request.asker  # type: ignore[attr-defined]
    require(access.may_see_internal(by))
    item = reads.own_item(by, uuid)
    rows = file_rows(slug, item, reads.files(by, item))
    context = {
        "item": item,
        "files": rows,
        "waits": any(row["waits"] for row in rows),
        "formats": list(FORMATS.items()),
    }
    return render(request, "policy/items/files.html", context)


@require_POST
def order(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Order one format and go to where it appears."""
    by = request.asker  # type: ignore[attr-defined]
    item = reads.own_item(by, uuid)

    def act() -> str:
        order_paper(item=item, format=request.POST.get("format", ""), by=by)
        return reverse("policy:item_files", kwargs={"slug": slug, "uuid": uuid})

    return once(request, act)


@public
@require_safe
def download(request: HttpRequest, slug: str, uuid: UUID, file_uuid: UUID) -> HttpResponse:
    """One finished file; never a file that says other than what the committee has."""
    by = request.asker  # type: ignore[attr-defined]
    file = reads.file(by, uuid, file_uuid)
    fetched("item.file_fetched", on=file.item, by=by, format=file.format, file=str(file.uuid))
    answer = HttpResponse(bytes(file.content or b""), content_type=CONTENT_TYPES[PaperFormat(file.format)])
    name = f"{slugify(file.item.title)[:80] or 'punkt'}.{file.format}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Robots-Tag"] = "noindex"
    return answer
