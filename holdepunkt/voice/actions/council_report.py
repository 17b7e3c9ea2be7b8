"""The writers of a council's yearly report: begun, approved by the council, sent to the committee, public."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from holdepunkt import clock, record
from holdepunkt.people.access import NotPossible, require
from holdepunkt.people.asker import Asker
from holdepunkt.record.versions import take
from holdepunkt.voice import council_access as access
from holdepunkt.voice.models import AdvisoryCouncil, CouncilReport, ReportFile
from holdepunkt.voice.rules.papers import FileFormat

AROUND = ("council__unit", "council__municipality")


@transaction.atomic
def begin_report(*, council: AdvisoryCouncil, year: int, by: Asker, is_example: bool = False) -> CouncilReport:
    """Begin the report on a year; begun twice it is one."""
    require(access.may_run_council(by, council))
    if not 2000 <= year <= clock.today().year:
        raise NotPossible(_("Vælg et år, der er begyndt."))
    row, made = CouncilReport.objects.get_or_create(council=council, year=year, defaults={"is_example": is_example})
    if made:
        record.wrote("council_report.begun", on=row, by=by)
    return row


@transaction.atomic
def change_report(*, report: CouncilReport, foreword: str, by: Asker, version: int | None = None) -> CouncilReport:
    """Write the council's own words; an approved report never changes."""
    row = _taken(report, by, version)
    _require_open(row)
    row.foreword = foreword.strip()
    row.save()
    record.wrote("council_report.changed", on=row, by=by)
    return row


@transaction.atomic
def approve_report(*, report: CouncilReport, on: date, told: dict[str, Any], by: Asker) -> CouncilReport:
    """Note the day on which the council approved it. `told` is the report as it stands; it is kept so."""
    row = _taken(report, by, None)
    _require_open(row)
    _require_day(on, date(row.year, 1, 1))
    row.approved_on, row.told = on, told
    row.save()
    record.wrote("council_report.approved", on=row, by=by, fields={"on": on.isoformat()})
    return row


@transaction.atomic
def send_report(*, report: CouncilReport, on: date, by: Asker) -> CouncilReport:
    """Note the day on which it went to the committee."""
    row = _taken(report, by, None)
    if row.approved_on is None:
        raise NotPossible(_("Rådet skal godkende beretningen først."))
    if row.sent_on is not None:
        raise NotPossible(_("Beretningen er allerede sendt."))
    _require_day(on, row.approved_on)
    row.sent_on = on
    row.save()
    record.wrote("council_report.sent", on=row, by=by, fields={"on": on.isoformat()})
    return row


@transaction.atomic
def publish_report(*, report: CouncilReport, by: Asker) -> CouncilReport:
    """Let everybody read an approved report."""
    row = _taken(report, by, None)
    if row.approved_on is None:
        raise NotPossible(_("Rådet skal godkende beretningen først."))
    row.published_on = row.published_on or clock.today()
    row.save()
    record.wrote("council_report.published", on=row, by=by)
    return row


def _taken(report: CouncilReport, by: Asker, version: int | None) -> CouncilReport:
    row = take(report, version=version, around=AROUND)
    require(access.may_run_council(by, row.council))
    return row


def _require_open(row: CouncilReport) -> None:
    if row.approved_on is not None:
        raise NotPossible(_("Rådet har godkendt beretningen. Den bliver ikke ændret."))


def _require_day(on: date, earliest: date) -> None:
    if not earliest <= on <= clock.today():
        raise NotPossible(_("Dagen passer ikke. Den skal være i dag eller før, og i rækkefølge."))


@transaction.atomic
def ask_for_report_file(*, report: CouncilReport, format: FileFormat | str, by: Asker) -> ReportFile:
    """Order the report as a file, as it stands now."""
    require(access.may_run_council(by, report.council))
    if format not in set(FileFormat):
        raise NotPossible(_("Det papir kender vi ikke. Vælg et af dem på siden."))
    made = ReportFile.objects.create(report=report, format=format, report_version=report.version, asked_at=clock.now())
    record.wrote("council_report.file_asked", on=report, by=by, fields={"format": str(format)})
    return made


@transaction.atomic
def keep_report_file(
    *, file: ReportFile, by: Asker, content: bytes | None = None, problem: str = "", words_print: str = ""
) -> ReportFile:
    """Store the finished file, or what went wrong; `words_print` is the fingerprint of what it says."""
    require(access.may_run_council(by, file.report.council))
    file.problem = problem
    if content is not None:
        file.content, file.made_at, file.words_print = content, clock.now(), words_print
    file.save(update_fields=["content", "made_at", "problem", "words_print"])
    record.wrote("council_report.file_made", on=file.report, by=by, fields={"problem": problem})
    return file
