"""The writers of stories: told, said yes to, masked, shown, put aside, and taken back by their person at any time."""

import hashlib
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from holdepunkt import clock, record
from holdepunkt.people.access import NotPossible, require
from holdepunkt.people.asker import Asker
from holdepunkt.people.models import Municipality
from holdepunkt.record.versions import take
from holdepunkt.voice import access
from holdepunkt.voice.actions.flood import heap_for, wait_in_line
from holdepunkt.voice.codes import is_code, new_code, print_of_code
from holdepunkt.voice.models import Story, StoryContact, StoryMask, StoryYes
from holdepunkt.voice.reads import stories as reads
from holdepunkt.voice.rules.story import LONGEST_STORY, NamedAs, StoryStage, YesBy, may_become, name_shown

AROUND = ("municipality",)


@transaction.atomic
def tell_story(
    *, municipality: Municipality, words: str, named_as: NamedAs | str, name: str, reach: str, code: str, by: Asker,
    told_on: date | None = None, is_example: bool = False, address: str = "",
) -> Story:  # fmt: skip
    """Keep a story until its person has said yes: from the public form, or written in by staff with the person.

    Nothing is refused: what comes as a flood waits as one heap.
    """
    require(access.is_at_home(by, municipality.pk) if by.is_anonymous else access.may_handle_in(by, municipality.pk))
    if not words.strip() or len(words) > LONGEST_STORY:
        raise NotPossible(_("Skriv din fortælling. Den må fylde op til %(n)s tegn.") % {"n": LONGEST_STORY})
    shown = name_shown(name, named_as)
    if named_as != NamedAs.NO_NAME and not shown:
        raise NotPossible(_("Skriv det navn, der skal stå. Eller vælg, at der ikke skal stå et navn."))
    on = told_on or clock.today()
    if on > clock.today():
        raise NotPossible(_("Dagen skal være i dag eller før. Ret dagen."))
    flood = heap_for(municipality, address)
    number = _next_number(municipality, on.year)
    row = Story(
        flood=flood, held_back=flood is not None,
        municipality=municipality, number=number, year=on.year, code_hash=print_of_code(code, f"{number}-{on.year}"),
        words=words.strip(), named_as=NamedAs(named_as), shown_name=shown, by_staff=not by.is_anonymous,
        told_on=on, newest_on=on, is_example=is_example or municipality.example_data,
    )  # fmt: skip
    row.words_hash = _fingerprint(row)
    row.save()
    if reach.strip():
        StoryContact.objects.create(story=row, reach=reach.strip())
    record.wrote("story.told", on=row, by=by)
    return row


def _next_number(municipality: Municipality, year: int) -> int:
    """The next number of the year; two at once wait for each other."""
    wait_in_line(municipality)
    rows = Story.objects.filter(municipality=municipality, year=year).order_by("-number")
    return (rows.values_list("number", flat=True).first() or 0) + 1


def _fingerprint(row: Story) -> str:
    """What is kept of the words for good; nobody finds the words from it, since the story's own id goes in."""
    return hashlib.sha256(f"{row.uuid} {row.words}".encode()).hexdigest()


@transaction.atomic
def say_yes(*, story: Story, code: str, by: Asker) -> StoryYes:
    """The person says yes to the story as it stands now, with the code that only they have."""
    _require_code(story, code, by)
    return _yes(story, by, YesBy.CODE, clock.today(), "")


@transaction.atomic
def note_paper_yes(*, story: Story, given_on: date, kept_at: str, by: Asker) -> StoryYes:
    """Note a signed paper, and in which case it is kept. The paper itself never comes in here."""
    require(access.may_handle_in(by, story.municipality_id))
    if not kept_at.strip():
        raise NotPossible(_("Skriv, i hvilken sag papiret ligger. Så kan det findes igen."))
    if given_on > clock.today() or given_on < story.told_on:
        raise NotPossible(_("Dagen skal ligge mellem den dag, det blev fortalt, og i dag."))
    return _yes(story, by, YesBy.PAPER, given_on, kept_at.strip())


def _yes(story: Story, by: Asker, how: YesBy, on: date, kept_at: str) -> StoryYes:
    row = take(story, version=None, around=AROUND)
    if row.stage not in (StoryStage.WAITING, StoryStage.PUT_ASIDE):
        raise NotPossible(_("Fortællingen venter ikke på et ja."))
    if row.masks.filter(masked_on__gt=on).exists():
        raise NotPossible(_("Teksten er rettet siden den dag. Få et nyt ja til den."))
    told = {"given_on": on, "given_by": how, "kept_at": kept_at, "words_hash": row.words_hash}
    yes, _made = StoryYes.objects.update_or_create(story=row, defaults=told)
    row.newest_on = clock.today()
    row.save(update_fields=["newest_on", "version"])
    record.wrote("story.yes_given", on=row, by=by, fields={"how": how.value})
    return yes


@transaction.atomic
def mask_words(*, story: Story, words: str, why: str, by: Asker, version: int | None = None) -> Story:
    """Take words about others out. That, and why, stands beside the story. The person says yes to the new text."""
    require(access.may_handle_in(by, story.municipality_id))
    row = take(story, version=version, around=AROUND)
    _require_out_of_heap(row)
    if row.stage != StoryStage.WAITING:
        raise NotPossible(_("Kun en fortælling, der venter, kan rettes."))
    if not words.strip() or not why.strip():
        raise NotPossible(_("Skriv teksten, som den skal stå, og hvorfor noget er taget ud."))
    row.words = words.strip()
    row.words_hash, row.newest_on = _fingerprint(row), clock.today()
    row.save()
    StoryMask.objects.create(story=row, why=why.strip(), masked_on=clock.today())
    record.wrote("story.masked", on=row, by=by)
    return row


@transaction.atomic
def release_story(*, story: Story, by: Asker) -> Story:
    """Show the story to everybody: only with its person's yes to these very words."""
    row = _moved(story, StoryStage.RELEASED, by)
    yes = reads.yes_of(row)
    if yes is None or yes.words_hash != row.words_hash:
        raise NotPossible(_("Personen har ikke sagt ja til teksten, som den står nu. Få et ja først."))
    row.why = ""
    row.save()
    record.wrote("story.released", on=row, by=by)
    return row


@transaction.atomic
def put_story_aside(*, story: Story, why: str, by: Asker) -> Story:
    """It will not be shown; its person reads why, and it is deleted half a year later."""
    if not why.strip():
        raise NotPossible(_("Skriv, hvorfor fortællingen bliver lagt til side. Personen kan læse det."))
    row = _moved(story, StoryStage.PUT_ASIDE, by)
    row.why = why.strip()
    row.save()
    record.wrote("story.put_aside", on=row, by=by)  # the reason stands in the row, and goes with it
    return row


def _moved(story: Story, stage: StoryStage, by: Asker) -> Story:
    require(access.may_handle_in(by, story.municipality_id))
    row = take(story, version=None, around=AROUND)
    _require_out_of_heap(row)
    if not may_become(row.stage, stage):
        raise NotPossible(
            _("Fortællingen er: %(stage)s. Den kan ikke gå videre sådan.") % {"stage": row.get_stage_display()}
        )
    row.stage, row.newest_on = stage, clock.today()
    return row


def _require_out_of_heap(row: Story) -> None:
    if row.held_back:
        raise NotPossible(_("Fortællingen ligger i en bunke. Slip bunken først."))


@transaction.atomic
def take_story_back(*, story: Story, by: Asker, code: str = "") -> Story:
    """Its person takes it back: with number and code, or through us. No reason is asked. The words are gone at once."""
    if by.is_anonymous:
        _require_code(story, code, by)
    else:
        require(access.may_handle_in(by, story.municipality_id))
    row = _blanked(story, StoryStage.TAKEN_BACK)
    record.wrote("story.taken_back", on=row, by=by)
    return row


def _blanked(story: Story, stage: StoryStage) -> Story:
    """Nothing of what was told is left: id, number, days and fingerprint stay (invariant 10's one exception)."""
    row = take(story, version=None, around=AROUND)
    if not may_become(row.stage, stage):
        raise NotPossible(_("Fortællingen er allerede væk."))
    row.stage, row.newest_on = stage, clock.today()
    row.words, row.shown_name, row.why = "", "", ""
    row.save()
    StoryContact.objects.filter(story=row).delete()
    StoryMask.objects.filter(story=row).delete()
    return row


def _require_code(story: Story, code: str, by: Asker) -> None:
    require(access.is_at_home(by, story.municipality_id))
    if not is_code(code, number=str(story), kept=story.code_hash):
        raise NotPossible(_("Nummeret og koden passer ikke sammen."))


@transaction.atomic
def give_story_code(*, story: Story, by: Asker) -> str:
    """A new code for the person, shown once; the old one opens nothing any more."""
    require(access.may_handle_in(by, story.municipality_id))
    row = take(story, version=None, around=AROUND)
    code = new_code()
    row.code_hash = print_of_code(code, str(row))
    row.save(update_fields=["code_hash", "version"])
    record.wrote("story.code_renewed", on=row, by=by)
    return code


@transaction.atomic
def clear_stories(*, municipality: Municipality, today: date, by: Asker) -> int:
    """Delete what nobody said yes to in time, what was put aside long ago, and contacts nobody needs; how many."""
    require(access.may_handle_in(by, municipality.pk))
    gone = 0
    for row in reads.to_lapse(municipality, today):
        record.wrote("story.lapsed", on=_blanked(row, StoryStage.LAPSED), by=by)
        gone += 1
    for contact in reads.contacts_to_forget(municipality, today):
        contact.delete()
        record.wrote("story.contact_deleted", on=contact.story, by=by)
        gone += 1
    return gone
