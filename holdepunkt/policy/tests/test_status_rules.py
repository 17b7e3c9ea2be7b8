"""What the dates say, what a sentence is needed for, and what to do next: the rules as tables."""

from datetime import date, datetime, timedelta

import pytest

from holdepunkt.policy.rules.kinds import EffortStage
from holdepunkt.policy.rules.reminders import Habits, Tone, habits, opening_days, propose_dates, reminder_due, tone_of
from holdepunkt.policy.rules.status import (
    Because,
    Computed,
    NextThing,
    Step,
    computed_stage,
    may_take_back,
    needs_sentence,
    next_thing,
    stage_of_no_news,
    with_branches,
)
from holdepunkt.policy.rules.typed_figure import read_figure

TODAY = date(2021, 11, 22)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
BEGAN, ENDS = date(2021, 1, 1), date(2021, 12, 31)
OPEN = opening_days(())


@pytest.mark.parametrize(
    ("steps", "starts", "ends", "stopped", "stage", "because"),
    [
        ((), None, None, None, "on_track", "no_dates"),
        ((), BEGAN, ENDS, None, "on_track", "under_way"),
        ((), BEGAN, YESTERDAY, None, "late", "ended_untold"),
        ((), BEGAN, TODAY, None, "on_track", "under_way"),
        ((), TOMORROW, ENDS, None, "not_started", "not_begun"),
        ((), BEGAN, ENDS, TODAY, "stopped", "stopped"),
        ((), BEGAN, ENDS, TOMORROW, "on_track", "under_way"),
        ((Step("a", TODAY),), BEGAN, ENDS, None, "on_track", "next_milestone"),
        ((Step("a", YESTERDAY),), BEGAN, ENDS, None, "late", "milestone_missed"),
        ((Step("a", YESTERDAY, TOMORROW),), BEGAN, ENDS, None, "late", "milestone_missed"),
        ((Step("a", YESTERDAY, YESTERDAY),), BEGAN, ENDS, None, "on_track", "reached_so_far"),
        ((Step("a", YESTERDAY, YESTERDAY),), BEGAN, YESTERDAY, None, "done", "all_reached"),
        ((Step("a", YESTERDAY, YESTERDAY), Step("b", TOMORROW)), BEGAN, ENDS, None, "on_track", "next_milestone"),
        ((Step("b", TOMORROW),), TOMORROW, ENDS, None, "not_started", "not_begun"),
    ],
)
def test_dates_and_milestones_give_a_stage_and_say_which_one_decided(
    steps: tuple[Step, ...], starts: date, ends: date, stopped: date, stage: str, because: str
) -> None:
    found = computed_stage(steps, starts, ends, TODAY, stopped)
    assert (found.stage, found.because) == (stage, because)


@pytest.mark.parametrize(
    ("computed", "because", "stated", "needed"),
    [
        ("late", "milestone_missed", "late", False),
        ("late", "milestone_missed", "on_track", True),
        ("late", "ended_untold", "done", False),
        ("late", "ended_untold", "on_track", True),
        ("on_track", "no_dates", "late", False),
        ("on_track", "under_way", "late", True),
    ],
)
def test_only_a_stage_that_differs_from_the_dates_needs_a_sentence(
    computed: str, because: str, stated: str, needed: bool
) -> None:
    assert needs_sentence(Computed(EffortStage(computed), Because(because)), stated) is needed


def test_what_reached_all_and_ran_its_time_is_done_even_when_the_next_plan_does_not_go_on_with_it() -> None:
    reached = [Step("Temamødet er holdt", date(2021, 3, 15), date(2021, 3, 8))]
    waiting = [Step("Ti aftener", date(2021, 12, 1))]
    stages = [
        computed_stage(steps, BEGAN, ENDS, ENDS, stopped).stage.value
        for steps, stopped in ((reached, ENDS), (waiting, ENDS), (reached, TODAY))
    ]
    assert stages == ["done", "stopped", "stopped"]


def test_no_news_keeps_what_was_said_last_and_never_starts_a_stopped_effort() -> None:
    late = Computed(EffortStage.LATE, Because.MILESTONE_MISSED)
    stopped = Computed(EffortStage.STOPPED, Because.STOPPED)
    assert [stage_of_no_news(last, late) for last in ("", "on_track")] == ["late", "on_track"]
    assert stage_of_no_news("on_track", stopped) == "stopped"


def test_an_answer_can_be_taken_back_for_ten_minutes() -> None:
    now = datetime(2021, 11, 22, 12, 0)
    assert may_take_back(now - timedelta(minutes=10), now)
    assert not may_take_back(now - timedelta(minutes=10, seconds=1), now)
    assert not may_take_back(None, now)


@pytest.mark.parametrize(
    ("plan", "stage", "this_year", "unanswered", "late", "thing"),
    [
        (False, None, False, 0, 0, NextThing.MAKE_PLAN),
        (True, None, False, 0, 0, NextThing.OPEN_ROUND),
        (True, "public", False, 0, 0, NextThing.OPEN_ROUND),
        (True, "public", True, 0, 0, NextThing.NOTHING),
        (False, "public", True, 0, 0, NextThing.MAKE_PLAN),
        (True, "open", True, 2, 0, NextThing.WAIT_FOR_ANSWERS),
        (True, "open", True, 2, 1, NextThing.CALL_THE_LATE),
        (False, "open", True, 0, 0, NextThing.LOCK),
        (True, "locked", True, 0, 0, NextThing.WAIT_FOR_HEAD),
        (True, "approved", True, 0, 0, NextThing.MAKE_PAPER),
        (True, "with_committee", False, 0, 0, NextThing.WAIT_FOR_COMMITTEE),
    ],
)
def test_the_desk_names_one_thing_to_do_next(
    plan: bool, stage: str | None, this_year: bool, unanswered: int, late: int, thing: NextThing
) -> None:
    found = next_thing(has_plan=plan, stage=stage, of_this_year=this_year, unanswered=unanswered, late=late)
    assert found is thing


def test_goals_below_a_goal_count_with_it_even_in_a_circle() -> None:
    assert with_branches("a", {"b": "a", "c": "b", "a": "c", "x": "y"}) == {"a", "b", "c"}


def test_deadlines_are_counted_back_from_the_meeting_in_working_days() -> None:
    own = habits({"agenda_days_before_meeting": 5, "head_approves_working_days_before_agenda": 3})
    dates = propose_dates(TODAY, own, meeting_on=date(2022, 1, 11), is_open=OPEN)
    assert dates.agenda_on == date(2022, 1, 6)
    assert dates.approve_by == date(2022, 1, 3)  # 31 December is closed
    assert dates.due_on == date(2021, 12, 23)  # so are 24 December and the days of Christmas


def test_the_towns_own_closing_days_move_a_deadline() -> None:
    closed = opening_days(["12-23", "2021-12-22"])
    assert propose_dates(TODAY, Habits(), meeting_on=date(2022, 1, 17), is_open=closed).due_on == date(2021, 12, 21)


def test_a_meeting_too_close_still_gives_people_a_day() -> None:
    assert propose_dates(TODAY, Habits(), meeting_on=date(2021, 11, 25), is_open=OPEN).due_on == date(2021, 11, 23)


def test_the_29th_of_february_is_the_28th_where_there_is_none() -> None:
    assert propose_dates(TODAY, Habits(status_due="02-29"), is_open=OPEN).due_on == date(2022, 2, 28)


@pytest.mark.parametrize(
    ("today", "sent", "kind"),
    [
        (date(2021, 11, 29), (), None),
        (date(2021, 11, 30), (), "before-3"),
        (date(2021, 12, 1), {"before-3"}, None),
        (date(2021, 12, 2), (), "before-3"),
        (date(2021, 12, 4), (), None),
        (date(2021, 12, 6), {"before-3"}, "after-1"),
        (date(2021, 12, 9), {"after-1"}, None),
        (date(2021, 12, 10), {"after-1"}, "after-5"),
        (date(2021, 12, 12), (), None),
        (date(2022, 1, 3), (), "after-5"),
        (date(2022, 1, 3), {"after-5"}, None),
    ],
)
def test_reminders_come_in_time_once_and_only_on_open_days(today: date, sent: set[str], kind: str | None) -> None:
    found = reminder_due(asked_on=TODAY, due_on=date(2021, 12, 3), today=today, own=Habits(), sent=sent, is_open=OPEN)
    assert found == kind


def test_nobody_is_reminded_on_the_day_they_are_asked() -> None:
    assert (
        reminder_due(asked_on=TODAY, due_on=date(2021, 11, 24), today=TODAY, own=Habits(), sent=(), is_open=OPEN)
        is None
    )


def test_the_second_reminder_after_the_day_says_still_late() -> None:
    own = habits({"remind_after": [2, 7]})
    assert [tone_of(kind, own) for kind in ("after-2", "after-7")] == [Tone.LATE, Tone.STILL_LATE]


@pytest.mark.parametrize(
    ("text", "value", "few"),
    [
        ("12", "12", False),
        ("1.234", "1234", False),
        ("1.234,50", "1234.50", False),
        ("3,5", "3.5", False),
        (" Under  fem ", None, True),
        ("< 5", None, True),
        ("-2", "-2", False),
    ],
)
def test_figures_are_read_as_they_are_typed_in_danish(text: str, value: str | None, few: bool) -> None:
    found = read_figure(text)
    assert found is not None
    assert (str(found.value) if found.value is not None else None, found.under_five) == (value, few)


@pytest.mark.parametrize("text", ["", "mange", "12 og 13", "1,2,3", "99999999999999999", "=1+1", "1e9"])
def test_what_is_no_figure_is_not_guessed_at(text: str) -> None:
    assert read_figure(text) is None
