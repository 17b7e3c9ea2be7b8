"""A link that would only be refused is not shown, and a question that is open is asked once."""

from datetime import date

import pytest
from django.test import Client

from holdepunkt.people.tests.builders import Town
from holdepunkt.policy.actions import plan as plans
from holdepunkt.policy.actions.heard import ask_body, note_words
from holdepunkt.policy.models import ActionPlan, BodyHeard, PolicyVersion
from holdepunkt.policy.tests.builders import a_draft
from holdepunkt.policy.tests.builders_items import a_year, an_item, on_the_agenda, the_council_says
from holdepunkt.policy.tests.builders_plans import a_plan, a_town_with_rules, an_effort, approved
from holdepunkt.policy.views.drafting import draft_url
from holdepunkt.policy.views.hearing import year_url

pytestmark = pytest.mark.django_db
ASKED, SAID = date(2021, 1, 4), date(2021, 1, 20)
CHANGE, WRITE = "Ret svaret fra", "sagde</a>"


def seen(town: Town, path: str) -> str:
    """What the policy lead sees."""
    client = Client()
    client.force_login(town.people["finn"])
    return client.get(path).content.decode()


def asked_about(town: Town, words: str = "", **about: object) -> BodyHeard:
    """The council is asked, and answers when there are words."""
    finn = town.as_("finn")
    row = ask_body(unit=town.units["udsatteraad"], asked_on=ASKED, due_on=SAID, by=finn, **about)  # type: ignore[arg-type]
    return note_words(heard=row, said_on=SAID, words=words, considered="", by=finn) if words else row


def a_plan_asked_about(words: str = "") -> tuple[Town, PolicyVersion, ActionPlan]:
    town, version = a_town_with_rules()
    plan = a_plan(town, version, "hjem")
    an_effort(town, plan, goals=[version.goals.get(key="hjem")])
    asked_about(town, words, plan=plan)
    return town, version, plan


def page_of(plan: ActionPlan) -> str:
    return f"/lundby/arbejde/planer/{plan.pk}/"


def test_words_on_a_plan_can_be_changed_until_it_is_approved() -> None:
    town, _version, plan = a_plan_asked_about("Skriv et navn på.")
    assert CHANGE in seen(town, page_of(plan))
    shown = seen(town, page_of(approved(town, plan)))
    assert "Skriv et navn på." in shown
    assert CHANGE not in shown


def test_a_late_first_answer_still_has_its_door() -> None:
    town, _version, plan = a_plan_asked_about()
    assert WRITE in seen(town, page_of(approved(town, plan)))


def test_words_on_a_text_can_be_changed_until_it_is_approved(town_with_draft: tuple[Town, PolicyVersion]) -> None:
    town, version = town_with_draft
    asked_about(town, "Først et hjem.", version_of=version)
    assert CHANGE in seen(town, draft_url(version))
    PolicyVersion.objects.filter(pk=version.pk).update(stage="approved", approved_on=date(2021, 2, 1))
    shown = seen(town, draft_url(version))
    assert "Først et hjem." in shown
    assert CHANGE not in shown


@pytest.fixture
def town_with_draft() -> tuple[Town, PolicyVersion]:
    town, _version = a_town_with_rules()
    return town, a_draft(town, "unge")


def test_words_that_stand_in_the_paper_have_no_door_to_change_them() -> None:
    town, version = a_town_with_rules()
    report = a_year(town, version)
    the_council_says(town, report)
    assert CHANGE in seen(town, year_url(report))
    on_the_agenda(town, an_item(town, report))
    shown = seen(town, year_url(report))
    assert "I lytter mere end før." in shown
    assert CHANGE not in shown


def test_a_question_that_went_on_to_the_correction_is_answered_there_alone() -> None:
    town, _version, plan = a_plan_asked_about()
    draft = plans.correct_plan(plan=approved(town, plan), reason="En fejl i økonomien", by=town.as_("finn"))
    assert WRITE not in seen(town, page_of(plan))
    assert seen(town, page_of(draft)).count(WRITE) == 1


def test_a_question_that_came_with_the_correction_and_is_put_again_stands_once() -> None:
    town, _version, plan = a_plan_asked_about()
    draft = plans.correct_plan(plan=approved(town, plan), reason="En fejl i økonomien", by=town.as_("finn"))
    again = date(2021, 3, 1)
    ask_body(unit=town.units["udsatteraad"], asked_on=again, due_on=None, by=town.as_("finn"), plan=draft)
    assert [(row.asked_on, row.due_on) for row in draft.bodies_heard.all()] == [(again, None)]
    assert seen(town, page_of(draft)).count("Udsatterådet</h3>") == 1


def test_a_council_that_has_answered_can_be_asked_once_more() -> None:
    town, _version, plan = a_plan_asked_about("Skriv et navn på.")
    asked_about(town, plan=plan)
    assert [row.words for row in plan.bodies_heard.order_by("pk")] == ["Skriv et navn på.", ""]
