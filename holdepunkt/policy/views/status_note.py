"""The effort lead's two minutes: the form, its draft, no news, undo, and the Word form read back."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from holdepunkt import clock
from holdepunkt.people import access as people_access
from holdepunkt.people.kept_pages import kept_for_each
from holdepunkt.people.saving import save
from holdepunkt.policy import access, tasks
from holdepunkt.policy.actions import note as actions
from holdepunkt.policy.forms.status import DraftForm, StatusForm, UploadForm, note_values
from holdepunkt.policy.labels import label
from holdepunkt.policy.looking import fetched, looked_at_note
from holdepunkt.policy.models import StatusNote
from holdepunkt.policy.reads import status_notes as reads
from holdepunkt.policy.rules.kinds import NoteStage, ReportStage
from holdepunkt.policy.rules.status import may_take_back, stage_of_no_news
from holdepunkt.policy.status_words import chip_labels, figure_words, stage_label
from holdepunkt.policy.views.status_parts import layers, steps_of
from holdepunkt.record.once import once

GET_OR_POST = require_http_methods(["GET", "POST"])


def _form(note: StatusNote, data: Any = None, *, kind: type[StatusForm] = StatusForm, **more: Any) -> Any:
    """The form of an answer, with what is known around it."""
    return kind(
        data, note=note, computed=reads.computed_of(note.effort, note.report.year), initial=note_values(note) | more
    )


@GET_OR_POST
@kept_for_each
def note(request: HttpRequest, slug: str, year: int, note: uuid.UUID) -> HttpResponse:
    """The form, or the answer when it is given."""
    people_access.require(access.may_see_internal(request.asker))
    if request.method == "POST":
        return _sent(request, year, note)
    row = reads.note(request.asker, year, note)
    looked_at_note(request.asker, row)
    return _page(request, row, _form(row))


def _sent(request: HttpRequest, year: int, note: uuid.UUID) -> HttpResponse:
    """Save what was sent, as an answer or as a draft; what cannot be saved is shown again, with why."""
    row = reads.note_to_write(request.asker, year, note)
    people_access.require(access.may_answer(request.asker, row))
    if "draft" in request.POST:  # the button *Gem kladde*, for a browser without JavaScript
        form, act, cancel = _form(row, request.POST, kind=DraftForm), _drafted, tasks.note_path(row)
    else:
        form, act, cancel = _form(row, request.POST), _stated, ""
    if form.is_valid():
        answer = save(request, form, lambda: act(request, row, form), theirs=note_values, cancel=cancel)
        if answer is not None:
            return answer
    was_open = row.report.stage == ReportStage.OPEN  # then the form stands again, whatever has happened since
    return _page(request, reads.note(request.asker, year, note), form, writing=was_open)


def _stated(request: HttpRequest, row: StatusNote, form: StatusForm) -> str:
    actions.state(note=row, by=request.asker, version=form.version, computed=form.computed, **form.statement)
    return request.path  # the answer stands where the form stood


def _drafted(request: HttpRequest, row: StatusNote, form: DraftForm) -> str:
    actions.save_draft(note=row, by=request.asker, version=form.version, **form.draft)
    return tasks.note_path(row)


def _page(request: HttpRequest, row: StatusNote, form: StatusForm, **more: Any) -> HttpResponse:
    told, computed = reads.last_told(row), form.computed
    form.show_known(told, reads.newest_figure(row.effort))
    confirmed = stage_of_no_news(told.stated if told else "", computed)
    is_open = row.report.stage == ReportStage.OPEN
    answered = row.stage == NoteStage.STATED
    may = bool(access.may_answer(request.asker, row))
    context = {
        "note": row,
        "form": form,
        "read_back": False,
        "reads_no_news": False,
        "writing": is_open and may and (not answered or "ret" in request.GET or form.is_bound),
        "answered": answered,
        "may_change": is_open and may and answered,
        "may_undo": is_open and may and answered and may_take_back(row.answered_at, clock.now()),
        "no_news_label": _("Intet nyt, stadig: %(stage)s") % {"stage": label(confirmed)},
        "layers": layers(row, computed, reads.locked_row(row)),
        "milestones": steps_of(reads.milestones(row.effort)),
        "told": _told(row),
        "upload": UploadForm(),
        "asked_of": _asked_of(row),
    }
    return render(request, "policy/status/note.html", context | more)


def _asked_of(row: StatusNote) -> str:
    return row.effort.lead.name if row.effort.lead else ""


def _told(row: StatusNote) -> list[tuple[str, str]]:
    """The answer as pairs of words, empty ones left out."""
    pairs = [
        (_("Hvordan går det?"), stage_label(row.stated) if row.stated else ""),
        (_("Nyt"), _("Intet nyt") if row.no_news else ""),
    ]
    if not row.no_news:
        pairs += [
            (_("Hvad er der sket?"), row.happened),
            (_("Hvem var med?"), ", ".join(chip_labels(row.took_part))),
            (row.effort.indicator, figure_words(row.figure) if row.figure else ""),
            (_("Hvad står i vejen?"), row.hindrance),
            (_("Næste skridt"), row.next_step),
            (_("Hvorfor anderledes"), row.differs_because),
        ]
    return [(term, words) for term, words in pairs if words]


@require_POST
def draft(request: HttpRequest, slug: str, year: int, note: uuid.UUID) -> HttpResponse:
    """Keep what is written while it is written: nothing to show, only the new version in a header."""
    people_access.require(access.may_see_internal(request.asker))
    row = reads.note_to_write(request.asker, year, note)
    people_access.require(access.may_answer(request.asker, row))
    form = _form(row, request.POST, kind=DraftForm)
    if not form.is_valid():
        return HttpResponse(status=422)
    if form.version is not None and form.version != row.version:
        return HttpResponse(status=409)
    saved = actions.save_draft(note=row, by=request.asker, version=form.version, **form.draft)
    return HttpResponse(status=204, headers={"Holdepunkt-Version": str(saved.version)})


@require_POST
def no_news(request: HttpRequest, slug: str, year: int, note: uuid.UUID) -> HttpResponse:
    """One click, and it is an answer."""
    row = reads.note_to_write(request.asker, year, note)
    came_by = "word" if request.POST.get("came_by") == "word" else "screen"

    def act() -> str:
        actions.no_news(note=row, by=request.asker, came_by=came_by)
        return tasks.note_path(row)

    return once(request, act)


@require_POST
def take_back(request: HttpRequest, slug: str, year: int, note: uuid.UUID) -> HttpResponse:
    """Undo within ten minutes."""
    row = reads.note_to_write(request.asker, year, note)

    def act() -> str:
        actions.take_back(note=row, by=request.asker)
        return tasks.note_path(row)

    return once(request, act)


@require_GET
def word(request: HttpRequest, slug: str, year: int, note: uuid.UUID) -> HttpResponse:
    """The Word form, to send to somebody who never signs in."""
    people_access.require(access.may_see_internal(request.asker))
    row = reads.note(request.asker, year, note)
    fetched("status_note.form_fetched", on=row, by=request.asker, form=row.form_code)
    answer = HttpResponse(tasks.word_form(row, row.effort.lead), content_type=tasks.WORD)
    answer["Content-Disposition"] = f'attachment; filename="status-{row.form_code}.docx"'
    return answer


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, slug: str) -> HttpResponse:
    """Read a Word form back and show it as a filled form; nothing is saved before somebody says so."""
    people_access.require(access.may_see_internal(request.asker))
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        row, found = _read_back(request, form)
        if row is not None:
            filled = _form(row, **found, came_by="word")
            return _page(request, row, filled, writing=True, read_back=True, reads_no_news=found.get("no_news", False))
    return render(request, "policy/status/upload.html", {"form": form, "desk": reverse("policy:desk", args=[slug])})


def _read_back(request: HttpRequest, form: UploadForm) -> tuple[StatusNote | None, dict[str, Any]]:
    """The answer a Word form belongs to and what it says; or say on the form what is wrong with it."""
    # Imported here: python-docx is heavy, and most requests read no form.
    from holdepunkt.policy.papers.status_form import Unreadable, read_status_form

    told = read_status_form(form.cleaned_data["file"].read())
    if isinstance(told, Unreadable):
        form.add_error(
            "file",
            _("Skemaet kunne ikke læses. Vi fandt: %(found)s. Vi ventede: %(expected)s.")
            % {"found": told.found, "expected": told.expected},
        )
        return None, {}
    row = reads.note_by_code(request.asker, told.form_code)
    if row is None:
        form.add_error(
            "file",
            _("Skemaets kode er %(found)s. Den passer ikke til nogen indsats her i kommunen.")
            % {"found": told.form_code},
        )
        return None, {}
    people_access.require(access.may_answer(request.asker, row))
    return row, _as_typed(told)


def _as_typed(told: Any) -> dict[str, Any]:
    value = told.figure_value
    typed = str(value).replace(".", ",") if value is not None else ""
    return {
        "stated": told.stage or "",
        "happened": told.happened,
        "took_part": list(told.took_part),
        "figure_value": typed,
        "figure_source": told.figure_source,
        "figure_date": told.figure_date or "",
        "hindrance": told.hindrance,
        "next_step": told.next_step,
        "differs_because": told.differs_because,
        "no_news": told.no_news,
    }
