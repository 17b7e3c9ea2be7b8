"""The job that makes a council's yearly report as a file, outside the web workers."""

from django.db import transaction
from django_tasks import task

from holdepunkt import tenancy
from holdepunkt.pages.reads.council_report import sheet_of
from holdepunkt.people import reads as people
from holdepunkt.people.asker import Asker, machine
from holdepunkt.ui.documents.sheet import print_of
from holdepunkt.voice.actions import council_report as actions
from holdepunkt.voice.council_jobs import rendered
from holdepunkt.voice.models import CouncilReport, ReportFile
from holdepunkt.voice.reads import council_reports as reads
from holdepunkt.voice.rules.papers import FileFormat


def order_report(*, report: CouncilReport, format: str, by: Asker) -> ReportFile:
    """Order a file and put the job in the queue, both or neither."""
    with transaction.atomic():
        file = actions.ask_for_report_file(report=report, format=format, by=by)
        make_report_file.enqueue(by.municipality_slug, str(file.uuid))
    return file


@task()
def make_report_file(slug: str, file_uuid: str) -> None:
    """Make one ordered file. Asked twice, it is made once."""
    with tenancy.within(people.place_of(slug)):
        file = reads.file_to_make(file_uuid)
        if file is None:
            return
        by = machine(file.report.council.municipality)
        try:
            sheet = sheet_of(file.report)
            content = rendered(sheet, FileFormat(file.format))
        except Exception as error:
            actions.keep_report_file(file=file, problem=type(error).__name__, by=by)
            raise
        actions.keep_report_file(file=file, content=content, words_print=print_of(sheet), by=by)
