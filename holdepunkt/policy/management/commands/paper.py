"""`holdepunkt paper MUNICIPALITY YEAR --format docx -o FILE`, and `--list` for the years there are.

Exit codes: 0 made or listed; 1 the year is there but cannot become a paper yet; 2 not found or wrongly asked.
"""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import translation

from holdepunkt import record, tenancy
from holdepunkt.command import HouseCommand
from holdepunkt.people import reads as people_reads
from holdepunkt.people.asker import machine
from holdepunkt.people.models import Municipality
from holdepunkt.policy.jobs_paper import rendered
from holdepunkt.policy.labels import label
from holdepunkt.policy.models import CommitteeItem, StatusReport
from holdepunkt.policy.papers.paper import Paper
from holdepunkt.policy.reads import item as reads
from holdepunkt.policy.reads.paper import paper_of
from holdepunkt.policy.reads.paper_setting import newest_version
from holdepunkt.policy.reads.paper_subjects import prefilled
from holdepunkt.policy.rules.kinds import ReportStage
from holdepunkt.policy.rules.paper import PaperFormat

NOT_YET, NOT_FOUND = 1, 2


def stop(text: str, code: int) -> CommandError:
    """An error that ends the command with this exit code."""
    return CommandError(text, returncode=code)


class Command(HouseCommand):
    help = "Make the committee paper of a locked year, or list the years there are."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("municipality", help="the short name in the address, e.g. faxe")
        parser.add_argument("year", nargs="?", type=int)
        parser.add_argument("--list", action="store_true", dest="list_years", help="name the years there are")
        parser.add_argument("--policy", default="", help="the policy's short name, when there are several")
        parser.add_argument("--format", choices=[f.value for f in PaperFormat], default=PaperFormat.DOCX.value)
        parser.add_argument("-o", "--output", help="the file to write (- for standard output)")

    def handle(self, *args: Any, **options: Any) -> None:
        place = self._municipality(options["municipality"])
        with translation.override("da"), tenancy.within(place):
            reports = reads.locked_years(place, options["policy"])
            if options["list_years"]:
                return self._list(place, reports)
            if options["year"] is None:
                raise stop("Skriv et år, eller brug --list for at se, hvilke der er.", NOT_FOUND)
            report = self._report(place, reports, options["year"])
            made = {"format": options["format"], "year": report.year}
            record.exported("status_report.paper_made", on=report, by=machine(place, "Driften"), criteria=made)
            content = rendered(paper(report, place), PaperFormat(options["format"]))
            self._write(content, options["output"] or f"{place.slug}-{report.year}.{options['format']}")

    def _municipality(self, slug: str) -> Municipality:
        if found := people_reads.municipality(slug):
            return found
        known = ", ".join(people_reads.municipalities().values_list("slug", flat=True)) or "ingen endnu"
        raise stop(f"Kommunen »{slug}« findes ikke her. Vi har: {known}.", NOT_FOUND)

    def _list(self, place: Municipality, reports: list[StatusReport]) -> None:
        if not reports:
            self.stdout.write(f"{place.name} har ingen status endnu.")
        for report in reports:
            stage = label(ReportStage(report.stage))
            self.stdout.write(f"{report.year}  {report.policy.slug}  {report.policy.title}: {stage}")

    def _report(self, place: Municipality, reports: list[StatusReport], year: int) -> StatusReport:
        found = [report for report in reports if report.year == year]
        if not found:
            years = ", ".join(dict.fromkeys(str(report.year) for report in reports)) or "ingen år"
            raise stop(f"{place.name} har ingen status for {year}. Der er: {years}.", NOT_FOUND)
        if len({report.policy_id for report in found}) > 1:
            slugs = " eller ".join(report.policy.slug for report in found)
            raise stop(f"Der er flere politikker med en status for {year}. Vælg én: --policy {slugs}.", NOT_FOUND)
        report = found[0]
        if report.stage not in reads.LOCKED_STAGES:
            stage = label(ReportStage(report.stage))
            raise stop(
                f"Status for {year} er {stage}. Den skal være låst, før den kan blive et punkt til udvalget.", NOT_YET
            )
        return report

    def _write(self, content: bytes, output: str) -> None:
        if output == "-":
            sys.stdout.buffer.write(content)
            return
        try:
            Path(output).write_bytes(content)
        except OSError as error:
            raise stop(f"{output}: kan ikke skrives ({error.strerror}).", NOT_FOUND) from error
        self.stdout.write(f"{output}: {len(content):,} bytes.".replace(",", "."))


def paper(report: StatusReport, place: Municipality) -> Paper:
    """The paper of the year's newest item; without an item, the one it would begin with."""
    if item := reads.newest_item_of(report):
        return paper_of(item)
    version = newest_version(report.policy)
    if version is None or version.committee is None:
        raise stop(
            f"Politikken »{report.policy}« har intet udvalg, som kan få punktet. Vælg et udvalg i politikken.", NOT_YET
        )
    report.policy.municipality = place
    trial = CommitteeItem(
        policy=report.policy,
        report=report,
        committee=version.committee,
        title=f"Status {report.year}: {report.policy.title}",
        meeting_on=report.meeting_on,
        agenda_on=report.agenda_on,
    )
    return paper_of(trial, prefilled(trial))
