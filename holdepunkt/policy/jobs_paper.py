"""The job that makes a committee paper's file: Word, PDF, Excel or print HTML. Never in a web worker."""

from django.db import transaction
from django_tasks import task

from holdepunkt import tenancy
from holdepunkt.people import reads as people
from holdepunkt.people.asker import Asker, machine
from holdepunkt.policy.actions import paper_file as actions
from holdepunkt.policy.models import CommitteeItem, PaperFile
from holdepunkt.policy.papers.paper import Paper
from holdepunkt.policy.reads import item as item_reads
from holdepunkt.policy.reads.paper import paper_of
from holdepunkt.policy.rules.paper import PaperFormat


def order_paper(*, item: CommitteeItem, format: str, by: Asker) -> PaperFile:
    """Order a file and put the job in the queue, both or neither."""
    with transaction.atomic():
        file = actions.ask_for_file(item=item, format=format, by=by)
        make_paper_file.enqueue(by.municipality_slug, str(file.uuid))
    return file


@task()
def make_paper_file(slug: str, file_uuid: str) -> None:
    """Make one ordered file of a municipality. Asked twice, it is made once."""
    with tenancy.within(people.place_of(slug)):
        _make(file_uuid)


def _make(file_uuid: str) -> None:
    file = item_reads.file_to_make(file_uuid)
    if file is None:
        return
    by, version = machine(file.item.policy.municipality), file.item.version
    try:
        content = rendered(paper_of(file.item), PaperFormat(file.format))
    except Exception as error:
        actions.note_problem(file=file, problem=type(error).__name__, by=by)
        raise
    actions.keep_content(file=file, content=content, item_version=version, by=by)


def rendered(paper: Paper, format: PaperFormat) -> bytes:
    """The paper's bytes in one form. The renderers are heavy, so each is fetched when it is needed."""
    if format is PaperFormat.DOCX:
        from holdepunkt.policy.papers.docx import to_docx

        return to_docx(paper)
    if format is PaperFormat.PDF:
        from holdepunkt.policy.papers.pdf import to_pdf

        return to_pdf(paper)
    if format is PaperFormat.XLSX:
        from holdepunkt.policy.papers.xlsx import to_xlsx

        return to_xlsx(paper)
    from holdepunkt.policy.papers.html import to_html

    return to_html(paper).encode()
