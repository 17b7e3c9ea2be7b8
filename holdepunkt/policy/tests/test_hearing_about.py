"""A hearing about a plan or a text: the committee's paper has each body's own words and how they were considered."""

from datetime import date
from typing import Any

import pytest

from holdepunkt import clock
from holdepunkt.people.access import NotPossible
from holdepunkt.policy.actions import hearing as actions
from holdepunkt.policy.actions import item as items
from holdepunkt.policy.actions import plan as plans
from holdepunkt.policy.models import ActionPlan, BodyHeard, StatusReport
from holdepunkt.policy.reads.paper_annex import said_in
from holdepunkt.policy.tests.builders import a_draft, a_policy
from holdepunkt.voice.models import Hearing, HearingBody
from holdepunkt.voice.tests.builders_councils import Room, a_council
from holdepunkt.voice.tests.builders_hearings import AFTER, ASKED, DUE, gathered

pytestmark = pytest.mark.django_db
PLAIN = "Vi vil give alle en seng."


@pytest.fixture
def room(db: None) -> Any:
    with clock.standing_at(ASKED):
        yield a_council()


@pytest.fixture
def plan(room: Room) -> ActionPlan:
    version = a_policy(room.town)
    return plans.draft_plan(
        policy=version.policy, title="Næste plan", drafted_by=room.town.units["social"], plain="Senge til alle.",
        period_from=date(2022, 1, 1), period_to=date(2023, 12, 31), goals=list(version.goals.all()[:1]),
        by=room.town.as_("finn"),
    )  # fmt: skip


def sent(room: Room, thing: Any, **more: Any) -> tuple[Hearing, HearingBody]:
    """Finn begins a hearing about it, asks the council, and sends it out."""
    finn = room.town.as_("finn")
    told = {"plain": PLAIN, "due_on": DUE, "touches_disability": False} | more
    row = actions.begin_hearing_about(thing=thing, title=str(thing), by=finn, **told)
    body = actions.ask_unit(hearing=row, unit=room.town.units["udsatteraad"], ground="rules", by=finn)
    row = actions.open_hearing(hearing=row, by=finn)
    body.refresh_from_db()
    return row, body


def answers(room: Room, body: HearingBody, words: str = "Ja, og hunde.") -> HearingBody:
    return actions.send_body_answer(
        body=body, texts={"": words}, decided_by="Rådet", decided_on=clock.today(), by=room.jette
    )


def test_a_hearing_has_the_plans_own_passages_and_asks_the_council_about_the_plan(room: Room, plan: ActionPlan) -> None:
    row, _body = sent(room, plan)
    assert [(part.key, part.text) for part in row.passages.all()] == [("planen", "Senge til alle.")]
    asked = BodyHeard.objects.get()
    assert (asked.plan, asked.asked_on, asked.due_on, asked.said_on) == (plan, ASKED, DUE, None)


def test_a_texts_passages_keep_the_keys_they_have_in_the_policy(room: Room) -> None:
    version = a_draft(room.town, "naeste")
    row, _body = sent(room, version)
    keys = {part.key for part in row.passages.all()}
    assert {passage.key for passage in version.passages.all()} <= keys
    assert BodyHeard.objects.get().version_of == version


def test_what_the_council_said_and_what_it_led_to_stand_in_the_paper_by_themselves(
    room: Room, plan: ActionPlan
) -> None:
    finn = room.town.as_("finn")
    row, body = sent(room, plan)
    answers(room, body)
    asked = BodyHeard.objects.get()
    assert (asked.said_on, asked.words, asked.considered) == (ASKED, "Ja, og hunde.", "")
    with clock.standing_at(AFTER):
        row = actions.close_hearing(hearing=row, by=finn)
        gathered(room.town, row)
        actions.end_hearing(hearing=row, by=finn)
        item = items.begin_item(
            policy=plan.policy, committee=room.town.units["socialudvalg"], plan=plan, title="Planen", by=finn
        )
        said = said_in(item)[0]
    assert (said.who, said.words) == ("Udsatterådet", "Ja, og hunde.")
    assert said.considered == "Hunde: ikke ændret, fordi. Huset må ikke."


def test_who_decided_what_on_which_day_comes_to_the_hearing_from_the_committees_case(
    room: Room, plan: ActionPlan
) -> None:
    finn, hanne = room.town.as_("finn"), room.town.as_("hanne")
    row, body = sent(room, plan)
    answers(room, body)
    with clock.standing_at(AFTER):
        item = items.begin_item(
            policy=plan.policy, committee=room.town.units["socialudvalg"], plan=plan, title="Planen", by=finn
        )
        item = items.send_item(item=item, on=AFTER, by=hanne)
        item = items.publish_item(item=item, on=AFTER, by=hanne)
        item = items.note_decision(item=item, decision="approved", text="Enigt.", decided_on=AFTER, by=hanne)
        told = [(step.kind, step.who, step.taken_on) for step in row.steps.order_by("pk")][2:]
        assert told == [("with_committee", "Socialudvalget", AFTER), ("decided", "Socialudvalget", AFTER)]
        items.undo_decision(item=item, by=hanne)
        assert [step.kind for step in row.steps.order_by("pk")][2:] == ["with_committee"]


def test_words_are_frozen_once_with_the_committee(room: Room, plan: ActionPlan) -> None:
    finn, hanne = room.town.as_("finn"), room.town.as_("hanne")
    row, body = sent(room, plan)
    answers(room, body)
    with clock.standing_at(AFTER):
        item = items.begin_item(
            policy=plan.policy, committee=room.town.units["socialudvalg"], plan=plan, title="Planen", by=finn
        )
        items.publish_item(item=items.send_item(item=item, on=AFTER, by=hanne), on=AFTER, by=hanne)
        row = actions.close_hearing(hearing=row, by=finn)
        gathered(room.town, row)
        actions.end_hearing(hearing=row, by=finn)
    assert BodyHeard.objects.get().considered == ""


def test_a_cancelled_hearing_leaves_no_open_question_behind(room: Room, plan: ActionPlan) -> None:
    row, _body = sent(room, plan)
    actions.cancel_hearing(hearing=row, why="Planen er trukket.", by=room.town.as_("finn"))
    assert not BodyHeard.objects.exists()


def test_a_years_status_is_not_for_anyone_before_the_committee_has_it(room: Room, plan: ActionPlan) -> None:
    finn = room.town.as_("finn")
    report = StatusReport.objects.create(policy=plan.policy, year=2021, opened_on=ASKED, due_on=date(2021, 12, 1))
    row = actions.begin_hearing_about(thing=report, title="Status", plain=PLAIN, due_on=DUE, by=finn)
    with pytest.raises(NotPossible, match="ikke for alle"):
        actions.open_hearing(hearing=row, by=finn)


def test_the_paper_carries_the_corrected_words_and_says_so_until_the_committee_has_it(
    room: Room, plan: ActionPlan
) -> None:
    finn = room.town.as_("finn")
    _row, body = sent(room, plan)
    body = answers(room, body, "Nej.")
    item = items.begin_item(
        policy=plan.policy, committee=room.town.units["socialudvalg"], plan=plan, title="Planen", by=finn
    )
    told: dict[str, Any] = {"decided_by": "Rådet", "decided_on": ASKED, "by": room.jette}
    body = actions.correct_body_answer(body=body, texts={"": "Ja, og hunde."}, **told)
    said = said_in(item)
    assert [(one.who, one.words) for one in said] == [
        ("Udsatterådet (svaret er rettet 22. november 2021)", "Ja, og hunde.")
    ]
    assert BodyHeard.objects.count() == 1
    hanne = room.town.as_("hanne")
    item = items.publish_item(item=items.send_item(item=item, on=ASKED, by=hanne), on=ASKED, by=hanne)
    with pytest.raises(NotPossible, match="Udvalget har fået svaret"):
        actions.correct_body_answer(body=body, texts={"": "Alligevel ikke."}, **told)
    assert said_in(item) == said
