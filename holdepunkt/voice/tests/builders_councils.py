"""A council of a made-up town that reads as life: its secretary Jette, its members Asta, Bo and Eva."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from holdepunkt.people import actions as people
from holdepunkt.people.asker import Asker
from holdepunkt.people.rules import Role, UnitKind
from holdepunkt.people.tests.builders import LONG_AGO, Town, a_town
from holdepunkt.record.tests.replayed import replayed
from holdepunkt.voice.actions import agenda, attendance, coming, meeting, member, minutes
from holdepunkt.voice.actions import council as councils
from holdepunkt.voice.actions import council_report as reports
from holdepunkt.voice.actions import outlay as outlays
from holdepunkt.voice.actions import paper as papers
from holdepunkt.voice.models import AdvisoryCouncil, AgendaItem, CouncilMeeting, CouncilMember
from holdepunkt.voice.rules.council import RuleKey

TODAY = date(2021, 11, 22)
# Agenda 8 days before, four years, substitutes, no chair, no right to be heard.
RULES = {
    RuleKey.TERM_YEARS: "4",
    RuleKey.ITEMS_DAYS: "10",
    RuleKey.AGENDA_DAYS: "8",
    RuleKey.DAYS_ARE: "working",
    RuleKey.QUORUM: "half",
    RuleKey.CHAIR: "none",
    RuleKey.HEARING: "none",
    RuleKey.SUBSTITUTES: "yes",
    RuleKey.MINUTES_PUBLIC: "yes",
}


@dataclass
class Room:
    """A town with a council; `room.jette` is the secretary as the one who asks."""

    town: Town
    council: AdvisoryCouncil
    members: dict[str, CouncilMember] = field(default_factory=dict)

    @property
    def jette(self) -> Asker:
        """The secretary."""
        return self.town.as_("jette")


def a_secretary(town: Town) -> None:
    """Jette, who has a quarter of a post for the council."""
    jette = people.add_user(
        municipality=town.municipality, username=f"jette@{town.municipality.slug}", name="Jette Juul", by=town.machine
    )
    role = Role.ADVISORY_COUNCIL_SECRETARY
    people.start_post(user=jette, unit=town.units["udsatteraad"], role=role, starts_on=LONG_AGO, by=town.machine)
    town.people["jette"] = jette


@replayed
def a_council(town: Town | None = None, rules: dict[RuleKey, str] = RULES) -> Room:
    """Build the council with its rules and three members; Eva signs in."""
    town = town or a_town()
    if "jette" not in town.people:
        a_secretary(town)
    room = Room(town, councils.set_up_council(unit=town.units["udsatteraad"], by=town.as_("jette"), about="Vi taler."))
    for key, value in rules.items():
        councils.set_rule(council=room.council, key=key, value=value, source="Vedtægten", by=room.jette)
    room.members["asta"] = a_member(room, "Asta Ask", email="asta@lundby.example")
    room.members["bo"] = a_member(room, "Bo Birk", address="Lunden 1", large_print=True)
    room.members["eva"] = a_member(room, "Eva Ek", user=town.people["eva"], email="eva@lundby.example")
    return room


@replayed
def another_council(room: Room) -> Room:
    """The disability council of the same town, kept by Sofie; she is no secretary of the first one."""
    town, role = room.town, Role.ADVISORY_COUNCIL_SECRETARY
    unit = people.add_unit(
        municipality=town.municipality, key="handicapraad", kind=UnitKind.DISABILITY_COUNCIL, name="Handicaprådet",
        phone="12 34 56 99", by=town.machine,
    )  # fmt: skip
    sofie = people.add_user(
        municipality=town.municipality, username=f"sofie@{town.municipality.slug}", name="Sofie Sand", by=town.machine
    )
    people.start_post(user=sofie, unit=unit, role=role, starts_on=LONG_AGO, by=town.machine)
    town.units["handicapraad"], town.people["sofie"] = unit, sofie
    return Room(town, councils.set_up_council(unit=unit, by=town.as_("sofie")))


@replayed
def a_member(room: Room, name: str, **told: Any) -> CouncilMember:
    """Somebody with a seat since New Year 2020."""
    starts_on = told.pop("starts_on", date(2020, 1, 1))
    return member.seat_member(council=room.council, name=name, starts_on=starts_on, by=room.jette, **told)


@replayed
def a_meeting(room: Room, on: date = date(2021, 12, 6), **told: Any) -> CouncilMeeting:
    """A planned meeting."""
    return meeting.plan_meeting(council=room.council, meets_on=on, by=room.jette, **told)


def an_item(room: Room, title: str = "Varmestuen", on: CouncilMeeting | None = None, **told: Any) -> AgendaItem:
    """An item, put on an agenda when a meeting is given."""
    made = agenda.propose_item(council=room.council, title=title, by=told.pop("by", room.jette), **told)
    return agenda.put_on_agenda(item=made, meeting=on, by=room.jette) if on else made


@replayed
def a_held_meeting(room: Room, on: date = date(2021, 11, 15)) -> tuple[CouncilMeeting, AgendaItem]:
    """A meeting that was held, with one item."""
    planned = a_meeting(room, on)
    item = an_item(room, on=planned)
    return meeting.hold_meeting(meeting=planned, by=room.jette), item


def a_whole_council(town: Town) -> Room:
    """A council with a row in every table: a seat, a meeting that was held, a paper, a line, a file, a letter."""
    room = a_council(town)
    councils.add_seats(council=room.council, kind="users", by=room.jette)
    held, item = a_held_meeting(room, LONG_AGO)
    papers.add_file(item=item, title="Bilag", name="bilag.txt", content=b"Bilag", by=room.jette)
    report = reports.begin_report(council=room.council, year=LONG_AGO.year, by=room.jette)
    reports.ask_for_report_file(report=report, format="pdf", by=room.jette)
    minutes.write_line(item=item, kind="task", text="Ring.", by=room.jette)
    ib = a_member(room, "Ib Iversen", starts_on=LONG_AGO)
    attendance.note_attendance(meeting=held, came={ib.pk: "present"}, by=room.jette)
    attendance.keep_attendance(held)
    minutes.ask_for_file(meeting=held, paper="minutes", format="pdf", by=room.jette)
    outlays.note_outlay(meeting=held, member=ib, kind="meal", amount=Decimal(50), asked_on=LONG_AGO, by=room.jette)
    meeting.note_posted(meeting=held, members=[ib], by=room.jette)
    matter = coming.add_matter(
        municipality=town.municipality, title="Ny takst", committee=town.units["socialudvalg"], expected_on=LONG_AGO,
        by=room.jette,
    )  # fmt: skip
    coming.note_asked(matter=matter, council=room.council, by=room.jette)
    return room
