"""The voice loop of the matrix's world: a proposal nobody has read, one that everybody may read, and what hangs on them."""

from datetime import timedelta

from holdepunkt import clock
from holdepunkt.people.asker import visitor
from holdepunkt.policy.actions.adopted import adopt_proposal
from holdepunkt.policy.actions.story import place_story
from holdepunkt.tests.matrix.world import TODAY, World
from holdepunkt.voice.actions import care, path
from holdepunkt.voice.actions import message as messages
from holdepunkt.voice.actions import proposal as actions
from holdepunkt.voice.actions import story as stories
from holdepunkt.voice.actions.proposal import Contact
from holdepunkt.voice.models import Flood, Proposal
from holdepunkt.voice.rules.proposal import FLOOD_FROM, ProposalKind, StepKind, Way


def proposals(world: World) -> None:
    """Everything that the pages of proposals are about."""
    with clock.standing_at(TODAY):
        unread = _sent(world, "unread", Contact(way=Way.SMS, phone="12 34 56 78"))
        world.keep("proposal", "unread", unread)
        world.keep("step", "unread", unread.steps.get())
        _read_and_answered(world)
        _printed(world)
        _a_heap(world)
        _adopted(world)
        _stories(world)


def _sent(world: World, stage: str, contact: Contact | None = None) -> Proposal:
    home = world.town.municipality
    words = world.marks("Proposal.words", stage)
    return actions.send_proposal(
        municipality=home, kind=ProposalKind.IDEA, words=words, code="abcdefghjk", by=visitor(home), contact=contact
    )


def _read_and_answered(world: World) -> None:
    """Read by the social department, masked, answered, and one step taken back."""
    finn, stage = world.town.as_("finn"), "public"
    row = _sent(world, stage, Contact(way=Way.LETTER, address=world.marks("Sender.address", "never")))
    path.take_step(proposal=row, kind=StepKind.READ, unit=world.town.units["social"], by=finn)
    wrong = path.take_step(proposal=row, kind=StepKind.NOT_NOW, words="Nej.", by=finn)
    path.end_step(step=wrong, why=world.marks("StepEnd.why", stage), by=finn)
    step = path.take_step(proposal=row, kind=StepKind.ANSWERED, words=world.marks("Step.words", stage), by=finn)
    masked = world.marks("Proposal.words", stage)
    row = care.hide_words(proposal=row, words=world.marks("HiddenWords.original", "never"), why="Et navn", by=finn)
    row = care.hide_words(proposal=row, words=masked, why=world.marks("HiddenWords.why", stage), by=finn)
    theme = care.add_theme(municipality=world.town.municipality, name="Døre", by=finn)
    row = care.gather(proposal=row, theme=theme, by=finn)
    world.keep("proposal", stage, Proposal.objects.select_related("reader", "municipality").get(pk=row.pk))
    world.keep("step", stage, step)
    world.keep("theme", "", theme)


def _printed(world: World) -> None:
    """A run that is not sent yet, and a sheet of cards."""
    home, finn = world.town.municipality, world.town.as_("finn")
    world.keep("run", "", messages.begin_run(municipality=home, way=Way.SMS, by=finn))
    world.keep("card", "", actions.print_postcards(municipality=home, count=1, by=finn)[0])


def _a_heap(world: World) -> None:
    """More posts from one address than a person writes."""
    home = world.town.municipality
    for _number in range(FLOOD_FROM + 1):
        actions.send_proposal(
            municipality=home,
            kind=ProposalKind.IDEA,
            words="Køb",
            code="abcdefghjk",
            by=visitor(home),
            address="192.0.2.1",
        )
    world.keep("flood", "", Flood.objects.get(municipality=home))


def _adopted(world: World) -> None:
    """What became an effort of the plan being written, and of the one that everybody may read."""
    finn = world.town.as_("finn")
    with clock.standing_at(TODAY - timedelta(days=1)):
        for stage in ("written", "public"):
            row = _sent(world, "public")
            path.take_step(proposal=row, kind=StepKind.READ, unit=world.town.units["social"], by=finn)
            row.refresh_from_db()
            effort = world.row("effort", stage)
            tie = adopt_proposal(effort=effort, proposal=row, words="Vi prøver det.", by=finn)
            world.keep("tie", stage, tie)


def _stories(world: World) -> None:
    """One story nobody has said yes to, and one that everybody may read beside the policy."""
    home, finn, code = world.town.municipality, world.town.as_("finn"), "abcdefghjk"
    for stage in ("told", "public"):
        row = stories.tell_story(
            municipality=home, words=world.marks("Story.words", stage), named_as="other_name", code=code,
            name=world.marks("Story.shown_name", stage), reach=world.marks("StoryContact.reach", "never"),
            by=visitor(home),
        )  # fmt: skip
        row = stories.mask_words(story=row, words=row.words, why=world.marks("StoryMask.why", stage), by=finn)
        world.keep("story", stage, row)
    kept_at = world.marks("StoryYes.kept_at", "never")
    stories.note_paper_yes(story=row, given_on=TODAY, kept_at=kept_at, by=finn)
    row = world.keep("story", "public", stories.release_story(story=row, by=finn))
    place = place_story(story=row, version_of=world.row("version", "public"), by=finn)
    world.keep("story_place", "", place)
