"""The only writer of the municipality's own document, and of what was found in it word for word."""

import hashlib

from django.db import transaction
from django.utils.translation import get_language

from holdepunkt import clock, record
from holdepunkt.people.access import NotPossible, require
from holdepunkt.people.asker import Asker
from holdepunkt.policy import access
from holdepunkt.policy.models import PolicyVersion, SourceDocument
from holdepunkt.policy.models.text import Passage, VerbatimText
from holdepunkt.policy.pack.documents import DocumentUnreadable, read_document
from holdepunkt.policy.pack.format import Anchors
from holdepunkt.policy.pack.verbatim import Found, find_passages

LONGEST_NAME = 200


@transaction.atomic
def attach_document(*, version_of: PolicyVersion, name: str, content: bytes, by: Asker) -> SourceDocument:
    """Attach the document to a version, an approved one too, and find each passage's own words in it.

    Attaching again replaces. What is not found is named in `missing`: its key, its title, and why.
    """
    require(access.is_at_home(by, version_of.policy.municipality_id))
    require(access.may_draft(by))
    lang = _lang()
    try:
        document = read_document(content, name)
    except DocumentUnreadable as unreadable:
        raise NotPossible(unreadable.text(lang)) from unreadable
    passages = list(Passage.objects.filter(version_of=version_of))
    results = find_passages(document, {row.key: _anchors(row) for row in passages})
    VerbatimText.objects.filter(passage__version_of=version_of).delete()
    found = [(row, results[row.key]) for row in passages]
    VerbatimText.objects.bulk_create(
        VerbatimText(passage=row, text=hit.text, found_at=hit.place.text(lang))
        for row, hit in found
        if isinstance(hit, Found)
    )
    missing = [
        {"key": row.key, "title": str(row), "why": hit.text(lang)} for row, hit in found if not isinstance(hit, Found)
    ]
    attached, _made = SourceDocument.objects.update_or_create(
        version=version_of,
        defaults={"name": name[:LONGEST_NAME], "content": content, "missing": missing}
        | {"sha256": hashlib.sha256(content).hexdigest(), "attached_at": clock.now()},
    )
    record.wrote(
        "policy.document_attached",
        on=attached,
        by=by,
        fields={"sha256": attached.sha256, "missing": len(attached.missing)},
    )
    return attached


def _anchors(row: Passage) -> Anchors | None:
    if not (row.starts and row.ends):
        return None
    return Anchors(starts=row.starts, ends=row.ends, nth=row.nth)


def _lang() -> str:
    return "da" if (get_language() or "da").startswith("da") else "en"
