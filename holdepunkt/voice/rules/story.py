"""A person's own story as part of a policy (R20): how they are named, how they said yes, and what goes when."""

from datetime import date, timedelta
from enum import StrEnum

LONGEST_STORY = 6000
DAYS_WITHOUT_YES, DAYS_KEPT = 90, 183


class NamedAs(StrEnum):
    """How the person wants to be named beside the story."""

    FIRST_NAME = "first_name"
    OTHER_NAME = "other_name"
    NO_NAME = "no_name"


class YesBy(StrEnum):
    """How the written yes was given."""

    CODE = "code"
    PAPER = "paper"


class StoryStage(StrEnum):
    """Where a story is. Only a released one stands anywhere."""

    WAITING = "waiting"
    RELEASED = "released"
    PUT_ASIDE = "put_aside"
    TAKEN_BACK = "taken_back"
    LAPSED = "lapsed"


BLANK = (StoryStage.TAKEN_BACK, StoryStage.LAPSED)
NEXT: dict[StoryStage, tuple[StoryStage, ...]] = {
    StoryStage.WAITING: (StoryStage.RELEASED, StoryStage.PUT_ASIDE, StoryStage.TAKEN_BACK, StoryStage.LAPSED),
    StoryStage.RELEASED: (StoryStage.TAKEN_BACK,),
    StoryStage.PUT_ASIDE: (StoryStage.RELEASED, StoryStage.TAKEN_BACK, StoryStage.LAPSED),
    StoryStage.TAKEN_BACK: (),
    StoryStage.LAPSED: (),
}


def may_become(now: StoryStage | str, then: StoryStage) -> bool:
    """Whether a story may go on so; what is taken back stays so, and nothing but its person takes a released one away.

    >>> may_become("waiting", StoryStage.RELEASED), may_become("released", StoryStage.PUT_ASIDE)
    (True, False)
    >>> may_become("released", StoryStage.TAKEN_BACK), may_become("taken_back", StoryStage.RELEASED)
    (True, False)
    """
    return then in NEXT[StoryStage(now)]


def name_shown(name: str, named_as: NamedAs | str) -> str:
    """The name beside the story: the first word of a first name, a made-up one as it is, or none.

    >>> [name_shown("Asta Marie", how) for how in NamedAs]
    ['Asta', 'Asta Marie', '']
    """
    words = name.split()
    if named_as == NamedAs.NO_NAME or not words:
        return ""
    return words[0] if named_as == NamedAs.FIRST_NAME else " ".join(words)


def goes_on(
    stage: StoryStage | str, *, has_yes: bool, told_on: date, newest: date, dropped: date | None = None
) -> date | None:
    """The day from which a story that stands nowhere goes by itself; None for one that stays.

    Without a yes it goes after 90 days; put aside, alone or with its heap (`dropped`), half a year after that was
    decided.

    >>> goes_on("waiting", has_yes=False, told_on=date(2021, 1, 4), newest=date(2021, 1, 4))
    datetime.date(2021, 4, 5)
    >>> goes_on("put_aside", has_yes=True, told_on=date(2021, 1, 4), newest=date(2021, 2, 1))
    datetime.date(2021, 8, 3)
    >>> goes_on("waiting", has_yes=True, told_on=date(2021, 1, 4), newest=date(2021, 1, 4), dropped=date(2021, 2, 1))
    datetime.date(2021, 8, 3)
    >>> goes_on("released", has_yes=True, told_on=date(2021, 1, 4), newest=date(2021, 2, 1)) is None
    True
    """
    if stage == StoryStage.WAITING and dropped is not None:
        return dropped + timedelta(days=DAYS_KEPT)
    if stage == StoryStage.PUT_ASIDE:
        return newest + timedelta(days=DAYS_KEPT)
    if stage == StoryStage.WAITING and not has_yes:
        return told_on + timedelta(days=DAYS_WITHOUT_YES + 1)
    return None


def contact_goes_on(newest: date) -> date:
    """The day on which nobody needs to reach the person any more: half a year after the last thing that happened.

    >>> contact_goes_on(date(2021, 2, 1))
    datetime.date(2021, 8, 3)
    """
    return newest + timedelta(days=DAYS_KEPT)
