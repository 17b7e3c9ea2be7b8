"""A hearing that reads as life: a draft about a bed, heard by the council of Asta, Bo and Eva, and by anyone."""

from datetime import date
from typing import Any

from holdepunkt import clock
from holdepunkt.people import actions as people
from holdepunkt.people.asker import visitor
from holdepunkt.people.rules import UnitKind
from holdepunkt.people.tests.builders import Town
from holdepunkt.record.tests.replayed import replayed
from holdepunkt.voice.actions import hearing as hearings
from holdepunkt.voice.actions import hearing_answer as answers
from holdepunkt.voice.actions import hearing_body as bodies
from holdepunkt.voice.actions import hearing_message as messages
from holdepunkt.voice.actions import hearing_theme as themes
from holdepunkt.voice.actions.hearing import Part
from holdepunkt.voice.actions.proposal import Contact
from holdepunkt.voice.models import Hearing, HearingAnswer, HearingBody
from holdepunkt.voice.rules.proposal import Way
from holdepunkt.voice.tests.builders_councils import Room, a_council

CODE = "abcdefghjk"
ASKED, DUE = date(2021, 11, 22), date(2021, 12, 20)
AFTER = date(2021, 12, 21)
PARTS = (Part("seng", "Alle får en seng den første nat.", "En seng"), Part("mad", "Der er mad hver dag.", "Mad"))
BY_LETTER = Contact(way=Way.LETTER, address="Asta, Lunden 1")


@replayed
def a_draft_hearing(town: Town, **more: Any) -> Hearing:
    """Finn begins it; nobody is asked yet."""
    told = {"title": "En seng til alle", "plain": "Vi vil give alle en seng. Hvad mener du?", "due_on": DUE} | more
    told.setdefault("touches_disability", False)
    return hearings.begin_hearing(municipality=town.municipality, parts=PARTS, by=town.as_("finn"), **told)


def asks(town: Town, row: Hearing, unit: str = "udsatteraad") -> HearingBody:
    """Finn asks a unit."""
    return bodies.ask_unit(hearing=row, unit=town.units[unit], ground="rules", by=town.as_("finn"))


@replayed
def an_open_hearing(room: Room, **more: Any) -> tuple[Hearing, HearingBody]:
    """Sent out today to the council, and to anyone."""
    row = a_draft_hearing(room.town, **more)
    body = asks(room.town, row)
    row = hearings.open_hearing(hearing=row, by=room.town.as_("finn"))
    body.refresh_from_db()
    return row, body


def an_answer(town: Town, row: Hearing, words: str = "Jeg sov ude. En seng var nok.", **more: Any) -> HearingAnswer:
    """Somebody answers on the public form."""
    return answers.send_answer(hearing=row, words=words, code=CODE, by=visitor(town.municipality), **more)


@replayed
def a_disability_council(town: Town) -> None:
    """The unit alone; it has no room here."""
    town.units["handicap"] = people.add_unit(
        municipality=town.municipality, key="handicap", kind=UnitKind.DISABILITY_COUNCIL, name="Handicaprådet",
        by=town.machine,
    )  # fmt: skip


def the_council_answers(room: Room, body: HearingBody, words: str = "Ja, men også til hunden.") -> HearingBody:
    """The secretary sends what the council decided today."""
    return bodies.send_body_answer(
        body=body, texts={"seng": words}, decided_by="Rådet på mødet", decided_on=clock.today(), by=room.jette
    )


def gathered(town: Town, row: Hearing, outcome: str = "not_changed") -> None:
    """Every answer under one theme, and the theme answered."""
    finn = town.as_("finn")
    theme = themes.add_hearing_theme(hearing=row, name="Hunde", by=finn)
    for answer in row.answers.filter(held_back=False):
        answers.gather_answer(answer=answer, themes=[theme], by=finn)
    themes.answer_hearing_theme(theme=theme, name="Hunde", outcome=outcome, words="Huset må ikke.", by=finn)


@replayed
def an_ended_hearing(room: Room) -> Hearing:
    """All the way: asked, answered, gathered, closed, ended, told."""
    finn = room.town.as_("finn")
    with clock.standing_at(ASKED):
        row, body = an_open_hearing(room)
        an_answer(room.town, row, contact=BY_LETTER)
        the_council_answers(room, body)
    with clock.standing_at(AFTER):
        row = hearings.close_hearing(hearing=row, by=finn)
        gathered(room.town, row)
        row = hearings.end_hearing(hearing=row, by=finn)
    return row


def a_whole_hearing(town: Town, room: Room | None = None) -> Hearing:
    """A row in every table of hearings."""
    room = room or a_council(town)
    with clock.standing_at(ASKED):
        row, body = an_open_hearing(room)
        bodies.comment(body=body, member=room.members["asta"], words="Ja.", by=room.jette)
        answer = an_answer(town, row, "Bo siger ja.", contact=BY_LETTER)
        answers.hide_in_answer(answer=answer, words="[en] siger ja.", why="Et navn", by=town.as_("finn"))
        gathered(town, row)
        hearings.extend_hearing(hearing=row, due_on=date(2021, 12, 23), why="Jul.", by=town.as_("finn"))
        messages.finish_way(hearing=row, way="letter", by=town.as_("finn"))
    return row
