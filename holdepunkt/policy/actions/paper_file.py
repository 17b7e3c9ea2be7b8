"""The only writers of paper files. The making itself happens in `policy.jobs_paper`, outside the web worker."""

from django.db import transaction
from django.utils.translation import gettext as _

from holdepunkt import clock, record
from holdepunkt.people.access import NotPossible
from holdepunkt.people.access import require as must
from holdepunkt.people.asker import Asker
from holdepunkt.policy import access
from holdepunkt.policy.models import CommitteeItem, PaperFile
from holdepunkt.policy.rules.paper import PaperFormat


@transaction.atomic
def ask_for_file(*, item: CommitteeItem, format: str, by: Asker) -> PaperFile:
    """Order a file of the item as it stands now."""
    must(access.is_at_home(by, item.policy.municipality_id))
    must(access.may_write_paper(by))
    if format not in set(PaperFormat):
        expected = ", ".join(PaperFormat)
        raise NotPossible(
            _("Vi kender ikke formatet »%(found)s«. Vælg et af disse: %(expected)s.")
            % {"found": format, "expected": expected}
        )
    file = PaperFile.objects.create(item=item, item_version=item.version, format=format, asked_at=clock.now())
    record.wrote("paper_file.asked", on=file, by=by, fields={"format": format, "item_version": item.version})
    return file


@transaction.atomic
def keep_content(*, file: PaperFile, content: bytes, item_version: int, by: Asker) -> PaperFile:
    """Store the finished file, marked with the version of the item it was made of."""
    must(access.is_at_home(by, file.item.policy.municipality_id))
    must(access.may_write_paper(by))
    file.content, file.item_version = content, item_version
    file.made_at, file.problem = clock.now(), ""
    file.save(update_fields=["content", "item_version", "made_at", "problem"])
    record.wrote("paper_file.made", on=file, by=by, fields={"bytes": len(content)})
    return file


@transaction.atomic
def note_problem(*, file: PaperFile, problem: str, by: Asker) -> PaperFile:
    """Store what went wrong, for the person who waits."""
    must(access.is_at_home(by, file.item.policy.municipality_id))
    must(access.may_write_paper(by))
    file.problem = problem
    file.save(update_fields=["problem"])
    record.wrote("paper_file.failed", on=file, by=by, fields={"problem": problem})
    return file
