"""Reading stories: what everybody reads, what whoever has the code reads, and what waits for us."""

from datetime import date

from django.db.models import F, Q, QuerySet
from django.http import Http404

from holdepunkt.people.access import require
from holdepunkt.people.asker import Asker
from holdepunkt.people.models import Municipality
from holdepunkt.record.rows import sole
from holdepunkt.voice import access
from holdepunkt.voice.codes import is_code
from holdepunkt.voice.models import Story, StoryContact, StoryYes
from holdepunkt.voice.rules.proposal import read_number
from holdepunkt.voice.rules.story import BLANK, StoryStage, contact_goes_on, goes_on

# What the list at work can be asked for; the words stand in its address.
GROUPS = {
    "klar": Q(stage=StoryStage.WAITING, held_back=False, yes__words_hash=F("words_hash")),
    "uden-ja": Q(stage=StoryStage.WAITING, held_back=False) & (Q(yes=None) | ~Q(yes__words_hash=F("words_hash"))),
    "paa-siden": Q(stage=StoryStage.RELEASED),
    "til-side": Q(stage=StoryStage.PUT_ASIDE),
    "vaek": Q(stage__in=BLANK),
}


def public(by: Asker) -> QuerySet[Story]:
    """The stories that everybody may read, the newest first."""
    rows = Story.objects.filter(municipality=by.municipality, stage=StoryStage.RELEASED)
    return rows.prefetch_related("masks").order_by("-told_on", "-pk")


def by_number(by: Asker, number: str) -> Story | None:
    """The story with this number; the caller asks for the code, or shows only what is public."""
    found = read_number(number)
    if found is None:
        return None
    rows = Story.objects.filter(municipality=by.municipality, number=found[0], year=found[1])
    return sole(rows.select_related("municipality", "yes", "flood").prefetch_related("masks"))


def followed(by: Asker, number: str, code: str) -> Story | None:
    """The story, for whoever knows number and code; else None, which does not say which was wrong."""
    row = by_number(by, number)
    return row if row is not None and is_code(code, number=str(row), kept=row.code_hash) else None


def at_work(by: Asker, group: str = "") -> QuerySet[Story]:
    """The stories at work, the newest first; those who handle proposals handle stories too."""
    require(access.may_handle(by))
    rows = Story.objects.filter(municipality=by.municipality).select_related("yes")
    rows = rows.filter(GROUPS[group]) if group in GROUPS else rows
    return rows.order_by("-told_on", "-pk")


def story(by: Asker, pk: int) -> Story:
    """One story at work; another municipality's is missing."""
    rows = Story.objects.filter(municipality=by.municipality, pk=pk)
    row = sole(rows.select_related("municipality", "yes").prefetch_related("masks"))
    if row is None:
        raise Http404(str(pk))
    require(access.may_handle(by))
    return row


def contact(by: Asker, story: Story) -> StoryContact | None:
    """How to reach the person, for the few who may know."""
    require(access.may_handle_in(by, story.municipality_id))
    return sole(StoryContact.objects.filter(story=story))


def has_contact(story: Story) -> bool:
    """Whether we know how to reach the person."""
    return StoryContact.objects.filter(story=story).exists()


def yes_of(story: Story) -> StoryYes | None:
    """The yes, as it is now."""
    return sole(StoryYes.objects.filter(story=story))


def to_lapse(municipality: Municipality, today: date) -> list[Story]:
    """Stories that stand nowhere and whose time is over."""
    stages = (StoryStage.WAITING, StoryStage.PUT_ASIDE)
    rows = Story.objects.filter(municipality=municipality, stage__in=stages).select_related(
        "yes", "municipality", "flood"
    )
    return [row for row in rows if (day := _goes(row)) is not None and day <= today]


def _goes(row: Story) -> date | None:
    yes = getattr(row, "yes", None)
    fits = yes is not None and yes.words_hash == row.words_hash
    # A yes to words that were mended since is none; the time runs again from the day they were mended.
    told_on = row.told_on if yes is None else row.newest_on
    dropped = row.flood.decided_on if row.held_back and row.flood and row.flood.stage == "dropped" else None
    return goes_on(row.stage, has_yes=fits, told_on=told_on, newest=row.newest_on, dropped=dropped)


def contacts_to_forget(municipality: Municipality, today: date) -> list[StoryContact]:
    """Contacts whose time is over: half a year after the last thing that happened to a story that is decided."""
    rows = StoryContact.objects.filter(story__municipality=municipality).exclude(story__stage=StoryStage.WAITING)
    return [row for row in rows.select_related("story") if contact_goes_on(row.story.newest_on) <= today]
