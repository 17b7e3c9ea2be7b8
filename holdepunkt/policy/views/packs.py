"""A policy in and out of the house: its pack as a file, and the municipality's own document."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from holdepunkt.people.access import require
from holdepunkt.people.saving import save
from holdepunkt.policy import access
from holdepunkt.policy.actions.document import FewerFound, attach_document
from holdepunkt.policy.actions.load import load_pack
from holdepunkt.policy.forms.drafting import DocumentForm, PackForm, PackTextForm
from holdepunkt.policy.looking import fetched, looked_at_draft
from holdepunkt.policy.models import PolicyVersion
from holdepunkt.policy.pack.when_needed import check, digest
from holdepunkt.policy.reads import draft as reads
from holdepunkt.policy.reads.problems import pack_as_toml, pack_table, told
from holdepunkt.policy.rules.pack_changes import changes
from holdepunkt.policy.views.drafting import GET_OR_POST, crumbs, draft_url

if TYPE_CHECKING:
    from holdepunkt.policy.pack.format import Pack

SHOWN = 100
KEYS_SHOWN = 12
TABLES = {
    "units": gettext_lazy("Enheder"),
    "levels": gettext_lazy("Ord for mål"),
    "passages": gettext_lazy("Afsnit"),
    "values": gettext_lazy("Værdier"),
    "goals": gettext_lazy("Mål"),
    "national_goals": gettext_lazy("Nationale mål"),
    "promises": gettext_lazy("Det vil vi"),
    "links": gettext_lazy("Andre politikker"),
    "rhythm": gettext_lazy("Rytmen"),
    "plans": gettext_lazy("Planer i teksten"),
    "municipality": gettext_lazy("Kommunen"),
    "policy": gettext_lazy("Titel, periode og hvem"),
    "target_group": gettext_lazy("Hvem politikken er for"),
    "deadlines": gettext_lazy("Frister"),
    "paper": gettext_lazy("Felterne i punktet til udvalget"),
}


@require_safe
def export(request: HttpRequest, slug: str, policy: str, number: int) -> HttpResponse:
    """The version as a pack file."""
    version = reads.version(request.asker, policy, number)
    fetched("policy.pack_fetched", on=version, by=request.asker, number=number)
    answer = HttpResponse(pack_as_toml(version), content_type="application/toml; charset=utf-8")
    name = f"{slug}-{slugify(version.policy.slug)}-{version.number}.toml"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@GET_OR_POST
def upload(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a pack: show everything that is wrong with it at once, or what loading it would change."""
    require(access.may_draft(request.asker))
    form = PackForm(request.POST or None, request.FILES or None)
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        content = form.answers["pack"].read()
        pack, problems = _read(content, slug)
        if pack is not None:
            return _preview(request, pack, content.decode("utf-8-sig"))
    context = {
        "form": form,
        "problems": problems[:SHOWN],
        "more": max(0, len(problems) - SHOWN),
        "count": len(problems),
        "drafts": reverse("policy:drafting", kwargs={"slug": slug}),
    }
    return render(request, "policy/drafting/upload.html", context)


def _read(content: bytes, slug: str) -> "tuple[Pack | None, list[str]]":
    """The whole pack, or the words on what is wrong; another municipality's pack is refused too."""
    found = check(content)
    if found.pack is None:
        lang = "da" if (get_language() or "da").startswith("da") else "en"
        return None, [problem.text(lang) for problem in found.problems]
    if found.pack.municipality.slug != slug:
        return None, [
            _("Pakken hører til »%(found)s«. Du er i »%(expected)s«.")
            % {"found": found.pack.municipality.slug, "expected": slug}
        ]
    return found.pack, []


def _preview(request: HttpRequest, pack: "Pack", text: str) -> HttpResponse:
    newest = reads.newest(request.asker, pack.policy.slug)
    before: dict[str, Any] = pack_table(newest) if newest is not None else {}
    unchanged = newest is not None and newest.digest == digest(pack)
    drafts = reverse("policy:drafting", kwargs={"slug": pack.municipality.slug})
    context = {
        "form": PackTextForm(initial={"text": text}),
        "pack": pack,
        "newest": newest,
        "unchanged": unchanged,
        "replaces_draft": newest is not None and not newest.is_frozen and not unchanged,
        "rows": [] if unchanged else [_row(change) for change in changes(before, told(pack))],
        "action": reverse("policy:draft_load", kwargs={"slug": pack.municipality.slug}),
        "drafts": drafts,
    }
    return render(request, "policy/drafting/preview.html", context)


def _row(change: Any) -> list[Any]:
    return [TABLES[change.table], *(_names(keys) for keys in (change.added, change.changed, change.gone))]


def _names(keys: tuple[str, ...]) -> str:
    more = len(keys) - KEYS_SHOWN
    named = ", ".join(keys[:KEYS_SHOWN])
    return _("%(names)s og %(n)s til") % {"names": named, "n": more} if more > 0 else named or "–"


@require_POST
def load(request: HttpRequest, slug: str) -> HttpResponse:
    """Load a pack that was shown; it is checked again, and all of it or nothing is loaded."""
    require(access.may_draft(request.asker))
    form = PackTextForm(request.POST)
    problems: list[str] = []
    if form.is_valid():
        pack, problems = _read(form.answers["text"].encode(), slug)
        if pack is not None:
            whole = pack

            def act() -> str:
                return draft_url(load_pack(pack=whole, by=request.asker).version)

            if answer := save(request, form, act):
                return answer
            problems = [str(error) for error in form.non_field_errors()]
    context = {
        "form": PackForm(),
        "problems": problems[:SHOWN],
        "more": max(0, len(problems) - SHOWN),
        "count": len(problems),
        "drafts": reverse("policy:drafting", kwargs={"slug": slug}),
    }
    return render(request, "policy/drafting/upload.html", context)


@GET_OR_POST
def document(request: HttpRequest, slug: str, policy: str, number: int) -> HttpResponse:
    """Attach the municipality's own document, and see what was found in it."""
    version = reads.version(request.asker, policy, number)
    require(access.may_draft(request.asker))
    if request.method != "POST":
        looked_at_draft(request.asker, version)
    form = DocumentForm(request.POST or None, request.FILES or None)
    here = draft_url(version, "draft_document")
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            _attach(request, version, form)
            return here

        if answer := save(request, form, act):
            return answer
    context = {
        "form": form,
        "attached": _attached(version),
        "crumbs": crumbs(version, _("Kommunens dokument")),
        "cancel": draft_url(version),
        "frozen": version.is_frozen,
    }
    return render(request, "policy/drafting/document.html", context)


def _attach(request: HttpRequest, version: PolicyVersion, form: DocumentForm) -> None:
    """Attach the file that was sent; the form asks first when an approved text would lose words."""
    file, by = form.answers["document"], request.asker  # type: ignore[attr-defined]
    confirmed = bool(form.answers.get("use_it"))
    try:
        attach_document(version_of=version, name=file.name, content=file.read(), by=by, confirmed=confirmed)
    except FewerFound:
        form.ask()
        raise


def _attached(version: PolicyVersion) -> dict[str, Any] | None:
    """The attached document, with a row for each passage that was not found in it."""
    found = reads.document_name(version)
    if found is None:
        return None
    name, missing = found
    rows = [{"heading": row.get("title") or row["key"], "text": row["why"]} for row in missing]
    return {"name": name, "missing": rows}
