"""The council of the matrix's world: a meeting whose minutes are being written, and one whose minutes everybody reads."""

from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from holdepunkt import clock
from holdepunkt.pages.reads.council_report import words_print
from holdepunkt.people.tests.builders import LONG_AGO, Town
from holdepunkt.ui.documents.sheet import Line, Part
from holdepunkt.voice.actions import agenda, coming, meeting, member, minutes
from holdepunkt.voice.actions import council as councils
from holdepunkt.voice.actions import council_report as reports
from holdepunkt.voice.actions import outlay as outlays
from holdepunkt.voice.actions import paper as papers
from holdepunkt.voice.models import AgendaItem, CouncilMeeting

PUBLISHED, WRITTEN = date(2021, 11, 8), date(2021, 11, 15)


def build_council(world: Any) -> None:
    """Set the town's council up with a member, and meet once."""
    town: Town = world.town
    finn, marks = town.as_("finn"), world.marks
    council = councils.set_up_council(
        unit=town.units["udsatteraad"], by=finn, about=marks("AdvisoryCouncil.about", "public")
    )
    world.keep("council", "", council)
    source = marks("CouncilRule.source", "public")
    for key, value in (("minutes_public", "yes"), ("agenda_days", "8")):
        councils.set_rule(council=council, key=key, value=value, source=source, by=finn)
    seats = {name: marks(f"CouncilSeat.{name}", "never") for name in ("name", "chosen_by")}
    world.keep("seat", "", councils.add_seats(council=council, kind="users", by=finn, **seats))
    seated = member.seat_member(
        council=council, name=marks("CouncilMember.name", "never"), starts_on=LONG_AGO, by=finn,
        speaks_for=marks("CouncilMember.speaks_for", "never"), phone=marks("MemberContact.phone", "never"),
        address=marks("MemberContact.address", "never"), needs=marks("MemberContact.needs", "never"),
    )  # fmt: skip
    world.keep("member", "", seated)
    title, committee = marks("ComingMatter.title", "never"), town.units["socialudvalg"]
    matter = coming.add_matter(
        municipality=town.municipality, title=title, committee=committee, expected_on=date(2021, 12, 15), by=finn
    )
    world.keep("matter", "", matter)
    for stage, day in (("public", PUBLISHED), ("written", WRITTEN)):
        with clock.standing_at(date(2021, 11, 22)):
            _a_meeting(world, stage, day)
            _a_report(world, stage, day.year - (stage == "public"))


def _a_meeting(world: Any, stage: str, day: date) -> None:
    """A meeting with an item and a paper; the one that was held has minutes, and they are published."""
    finn, marks, council = world.town.as_("finn"), world.marks, world.row("council")
    planned = meeting.plan_meeting(
        council=council, meets_on=day, by=finn, place=marks("CouncilMeeting.place", "public"),
        welcome=marks("CouncilMeeting.welcome", "written"),
    )  # fmt: skip
    words = {name: marks(f"AgendaItem.{name}", stage) for name in ("title", "text")}
    item = agenda.propose_item(council=council, by=finn, **words)
    item = agenda.put_on_agenda(item=item, meeting=planned, by=finn)
    upload = papers.add_file(
        item=item, title=marks("ItemPaper.title", stage), name=marks("PaperUpload.name", stage),
        content=marks("PaperUpload.content", stage).encode(), by=finn,
    )  # fmt: skip
    world.keep("paper", stage, upload.paper)
    outlay = outlays.note_outlay(
        meeting=planned, member=world.row("member"), kind="meal", amount=Decimal(48), asked_on=day, by=finn
    )
    world.keep("outlay", stage, outlay)
    file = minutes.ask_for_file(meeting=planned, paper="agenda", format="docx", by=finn)
    content = marks("MeetingFile.content", "never").encode()
    world.keep("meeting_file", stage, minutes.keep_file(file=file, content=content, by=finn))
    world.keep("agenda_item", stage, item)
    world.keep("meeting", stage, _held(world, planned, item, stage))


def _held(world: Any, planned: CouncilMeeting, item: AgendaItem, stage: str) -> CouncilMeeting:
    finn, marks = world.town.as_("finn"), world.marks
    held = meeting.hold_meeting(meeting=planned, by=finn)
    text = marks("MinuteLine.text", stage)
    world.keep("line", stage, minutes.write_line(item=item, kind="task", text=text, by=finn))
    if stage == "written":
        return held
    remarks = marks("CouncilMeeting.remarks", "written")
    held = minutes.approve_minutes(meeting=held, how="in_writing", on=date(2021, 11, 22), remarks=remarks, by=finn)
    return minutes.publish_minutes(meeting=held, by=finn)


def _a_report(world: Any, stage: str, year: int) -> None:
    """A yearly report that is being written, and one that everybody reads."""
    finn = world.town.as_("finn")
    row = reports.begin_report(council=world.row("council"), year=year, by=finn)
    row = reports.change_report(report=row, foreword=world.marks("CouncilReport.foreword", stage), by=finn)
    if stage == "public":
        told = {"facts": [], "parts": [asdict(Part("Ord", (Line(row.foreword),), ""))]}
        row = reports.approve_report(report=row, on=clock.today(), told=told, by=finn)
        row = reports.publish_report(report=row, by=finn)
    world.keep("report_of_council", stage, row)


def report_files(world: Any) -> None:
    """A file of each yearly report that says what its page says: made last, for the page tells of everything else."""
    finn = world.town.as_("finn")
    for stage, row in world.rows["report_of_council"].items():
        file = reports.ask_for_report_file(report=row, format="docx", by=finn)
        content = world.marks("ReportFile.content", stage).encode()
        kept = reports.keep_report_file(file=file, content=content, words_print=words_print(row), by=finn)
        world.keep("report_file", stage, kept)
