"""The only writer of the municipality's own document, and of what was found in it word for word."""

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from holdepunkt import clock, record
from holdepunkt.people.access import NotPossible, require
from holdepunkt.people.asker import Asker
from holdepunkt.policy import access
from holdepunkt.policy.models import PolicyVersion, SourceDocument
from holdepunkt.policy.models.text import Passage, VerbatimText
from holdepunkt.policy.pack import when_needed
from holdepunkt.policy.pack.documents import Document, DocumentUnreadable, read_document
from holdepunkt.policy.pack.verbatim import Found, Missing, find_passages

if TYPE_CHECKING:
    from holdepunkt.policy.pack.format import Anchors

LONGEST_NAME = 200
ODD_ONE_IN = 100  # more odd signs than one in a hundred: this is no text

Hits = list[tuple[Passage, Found | Missing]]


class FewerFound(NotPossible):
    """An approved text would lose words of the council that stand beside it now."""


@transaction.atomic
def attach_document(
    *, version_of: PolicyVersion, name: str, content: bytes, by: Asker, confirmed: bool = False
) -> SourceDocument:
    """Attach the document to a version, an approved one too, and find each passage's own words in it.

    Attaching again replaces. What is not found is named in `missing`: its key, its title, and why.
    A document without any of the passages is refused. One with fewer than before is refused for an
    approved text (FewerFound), unless somebody has seen the numbers and `confirmed` it.
    """
    require(access.is_at_home(by, version_of.policy.municipality_id))
    require(access.may_draft(by))
    document = _read(content, name)
    passages = list(Passage.objects.filter(version_of=version_of))
    results = find_passages(document, {row.key: _anchors(row) for row in passages})
    found = [(row, results[row.key]) for row in passages]
    _require_found(version_of, found, confirmed)
    former = SourceDocument.objects.filter(version=version_of).values_list("sha256", flat=True).first()
    _replace_words(version_of, found)
    attached, _made = SourceDocument.objects.update_or_create(
        version=version_of,
        defaults={"name": name[:LONGEST_NAME], "content": content, "missing": _missing(found)}
        | {"sha256": hashlib.sha256(content).hexdigest(), "attached_at": clock.now()},
    )
    record.wrote(
        "policy.document_attached",
        on=attached,
        by=by,
        fields={"sha256": attached.sha256, "former": former or "", "missing": len(attached.missing)},
    )
    return attached


def _read(content: bytes, name: str) -> Document:
    """The document's text; a picture or a program called .txt is refused."""
    try:
        document = read_document(content, name)
    except DocumentUnreadable as unreadable:
        raise NotPossible(unreadable.text(_lang())) from unreadable
    if name.lower().endswith(".txt") and _is_binary("".join(document.pages)):
        raise NotPossible(_("Filen er ikke almindelig tekst. Gem den som pdf eller docx, og prøv igen."))
    return replace(document, pages=tuple(page.replace("\0", "") for page in document.pages))


def _is_binary(text: str) -> bool:
    odd = sum(character < " " and not character.isspace() for character in text)
    return "\0" in text or odd * ODD_ONE_IN > len(text)


def _require_found(version_of: PolicyVersion, found: Hits, confirmed: bool) -> None:
    """A document without the passages is another document; one with fewer of them may be."""
    looked_for = sum(_anchors(row) is not None for row, _hit in found)
    now = sum(isinstance(hit, Found) for _row, hit in found)
    numbers = {"now": now, "all": looked_for}
    if looked_for and not now:
        raise NotPossible(
            _("Vi fandt ikke ét af de %(all)s afsnit i dokumentet. Er det det rigtige? Intet er ændret.") % numbers
        )
    before = VerbatimText.objects.filter(passage__version_of=version_of).count()
    if version_of.is_frozen and now < before and not confirmed:
        raise FewerFound(
            _("Vi fandt kun %(now)s af de %(all)s afsnit. Før fandt vi %(before)s. Intet er ændret endnu.")
            % (numbers | {"before": before})
        )


def _replace_words(version_of: PolicyVersion, found: Hits) -> None:
    VerbatimText.objects.filter(passage__version_of=version_of).delete()
    VerbatimText.objects.bulk_create(
        VerbatimText(passage=row, text=hit.text, found_at=hit.place.text(_lang()))
        for row, hit in found
        if isinstance(hit, Found)
    )


def _missing(found: Hits) -> list[dict[str, str]]:
    lang = _lang()
    return [
        {"key": row.key, "title": str(row), "why": hit.text(lang)} for row, hit in found if isinstance(hit, Missing)
    ]


def _anchors(row: Passage) -> "Anchors | None":
    if not (row.starts and row.ends):
        return None
    return when_needed.anchors({"starts": row.starts, "ends": row.ends, "nth": row.nth})


def _lang() -> str:
    return "da" if (get_language() or "da").startswith("da") else "en"
