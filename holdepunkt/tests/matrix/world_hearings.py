"""The hearing of the matrix's world: sent to the council, the invited and anyone, with an answer nobody has read."""

from datetime import date

from holdepunkt import clock
from holdepunkt.people.asker import visitor
from holdepunkt.tests.matrix.world import TODAY, World
from holdepunkt.voice.actions import hearing as actions
from holdepunkt.voice.actions import hearing_answer as answers
from holdepunkt.voice.actions import hearing_body as bodies
from holdepunkt.voice.actions import hearing_theme as themes
from holdepunkt.voice.actions.hearing import Part
from holdepunkt.voice.actions.proposal import Contact
from holdepunkt.voice.models import Hearing
from holdepunkt.voice.rules.proposal import Way


def hearings(world: World) -> None:
    """Everything that the pages of hearings are about."""
    town, marks = world.town, world.marks
    finn = town.as_("finn")
    with clock.standing_at(TODAY):
        part = Part("seng", marks("HearingPassage.text", "never"), marks("HearingPassage.heading", "never"))
        row = actions.begin_hearing(
            municipality=town.municipality, title=marks("Hearing.title", "never"), parts=[part], by=finn,
            plain=marks("Hearing.plain", "never"), due_on=date(2021, 12, 20), touches_disability=False,
        )  # fmt: skip
        body = bodies.ask_unit(hearing=row, unit=town.units["udsatteraad"], ground="rules", by=finn)
        row = actions.open_hearing(hearing=row, by=finn, why_anyway=marks("Hearing.why_anyway", "never"))
        member, words = world.row("member"), marks("HearingComment.words", "never")
        bodies.comment(body=body, member=member, words=words, by=finn)
        draft = {"": marks("HearingBody.draft", "never")}
        world.keep("hearing_body", "", bodies.save_draft(body=body, texts=draft, by=finn))
        _answers(world, row)
        world.keep("hearing", "", Hearing.objects.select_related("municipality").get(pk=row.pk))
        world.keep("hearing_passage", "", row.passages.get())


def _answers(world: World, row: Hearing) -> None:
    """An answer with something hidden and a sender, under a theme that waits for its closing answer."""
    home, marks, finn = world.town.municipality, world.marks, world.town.as_("finn")
    contact = Contact(way=Way.LETTER, address=marks("AnswerSender.address", "never"))
    original = marks("AnswerHidden.original", "never")
    made = answers.send_answer(hearing=row, words=original, code="abcdefghjk", by=visitor(home), contact=contact)
    words, why = marks("HearingAnswer.words", "never"), marks("AnswerHidden.why", "never")
    made = answers.hide_in_answer(answer=made, words=words, why=why, by=finn)
    theme = themes.add_hearing_theme(hearing=row, name=marks("HearingTheme.name", "never"), by=finn)
    world.keep("hearing_theme", "", theme)
    made = answers.gather_answer(answer=made, themes=[theme], by=finn)
    world.keep("hearing_answer", "", made)
