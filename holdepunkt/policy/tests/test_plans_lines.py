"""The efforts of a plan goal by goal: once under each goal, those that serve none last, in few statements."""

from typing import Any

import pytest

from holdepunkt.people.tests.builders import Town
from holdepunkt.policy.models import ActionPlan, PolicyVersion
from holdepunkt.policy.reads import plan as reads
from holdepunkt.policy.tests.builders_plans import a_plan, a_town_with_rules, an_effort, goals

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> tuple[Town, PolicyVersion]:
    return a_town_with_rules()


@pytest.fixture
def plan(place: tuple[Town, PolicyVersion]) -> ActionPlan:
    """Five efforts: one under two goals, one under none, two that lack their lead or unit."""
    town, version = place
    plan = a_plan(town, version, "hjem", "arbejde")
    an_effort(town, plan, "Uden mål")
    an_effort(town, plan, "Til begge", goals=goals(version, "hjem", "arbejde"))
    an_effort(town, plan, "Uden enhed", goals=goals(version, "hjem", "sundhed"), unit=None)
    an_effort(town, plan, "Uden ansvarlig", goals=goals(version, "arbejde"), lead=None)
    an_effort(town, plan, "Uden for planens mål", goals=goals(version, "sundhed"))
    return plan


def told(page: reads.Page) -> list[tuple[str, str]]:
    return [(line.goal_title, line.effort.title) for line in page.rows]


def test_an_effort_stands_under_each_goal_and_those_without_come_last(
    plan: ActionPlan, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(2):
        page, lacking = reads.lines(plan)
        assert [str(line.effort.unit and line.effort.lead) for line in page.rows]
    assert told(page) == [
        ("Alle har et hjem", "Til begge"),
        ("Alle har et hjem", "Uden enhed"),
        ("Alle har noget at stå op til", "Til begge"),
        ("Alle har noget at stå op til", "Uden ansvarlig"),
        ("Alle har et godt helbred", "Uden enhed"),
        ("Alle har et godt helbred", "Uden for planens mål"),
        ("", "Uden mål"),
    ]
    assert (page.total, lacking) == (7, 2)


def test_one_goal_shows_its_own_efforts_alone(plan: ActionPlan) -> None:
    page, lacking = reads.lines(plan, goal="arbejde")
    assert [title for _goal, title in told(page)] == ["Til begge", "Uden ansvarlig"]
    assert (page.total, lacking) == (2, 2)


def test_what_lacks_shows_those_without_a_unit_or_a_lead(plan: ActionPlan) -> None:
    page, _lacking = reads.lines(plan, lacking=True)
    assert [title for _goal, title in told(page)] == ["Uden enhed", "Uden ansvarlig", "Uden enhed"]
    assert page.total == 3
    page, _lacking = reads.lines(plan, goal="arbejde", lacking=True)
    assert [title for _goal, title in told(page)] == ["Uden ansvarlig"]


def test_the_last_page_ends_with_the_efforts_that_serve_no_goal(
    plan: ActionPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reads, "A_PAGE", 4)
    page, _lacking = reads.lines(plan, wanted=9)
    assert (page.number, page.pages) == (2, 2)
    assert [title for _goal, title in told(page)] == ["Uden enhed", "Uden for planens mål", "Uden mål"]


def test_the_goals_of_a_plan_count_their_own_efforts(plan: ActionPlan) -> None:
    counted = {link.goal.key: count for link, count in reads.goals_with_counts(plan)}
    assert counted == {"hjem": 2, "arbejde": 2}


def test_a_plan_without_efforts_has_one_empty_page(place: tuple[Town, PolicyVersion]) -> None:
    page, lacking = reads.lines(a_plan(*place))
    assert (page.rows, page.pages, page.total, lacking) == ([], 1, 0, 0)
