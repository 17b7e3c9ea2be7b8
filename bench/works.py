"""The two heavy works of a year: locking it, and making its report file."""

from collections.abc import Callable

from django.db import transaction

from bench.town import SLUG, SMALL_SLUG
from bench.years import THIS_YEAR
from holdepunkt.people.asker import machine
from holdepunkt.policy.actions.lock import lock_report
from holdepunkt.policy.jobs_paper import rendered
from holdepunkt.policy.models import CommitteeItem, StatusReport
from holdepunkt.policy.reads import item as item_reads
from holdepunkt.policy.reads.paper import paper_of
from holdepunkt.policy.rules.paper import PaperFormat


def lock_the_year(slug: str = SLUG) -> Callable[[], int]:
    """Lock the open year, and take it back, so that it can be locked again."""
    found = StatusReport.objects.select_related("policy__municipality")
    report = found.get(policy__municipality__slug=slug, year=THIS_YEAR)
    by = machine(report.policy.municipality)

    def work() -> int:
        with transaction.atomic():
            locked = lock_report(report=report, by=by)
            transaction.set_rollback(True)
        return locked.pk

    return work


def report_file() -> Callable[[], bytes]:
    """The Excel file of the small town's last public year: a hundred efforts."""
    found = CommitteeItem.objects.filter(policy__municipality__slug=SMALL_SLUG).latest("meeting_on")
    by = machine(found.policy.municipality)
    return lambda: rendered(paper_of(item_reads.item(by, found.uuid)), PaperFormat.XLSX)
