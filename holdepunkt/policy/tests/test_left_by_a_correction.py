"""A correction may take an effort out of a plan; the years that were locked with it stay for everybody to read."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from holdepunkt.people.asker import visitor
from holdepunkt.people.tests.builders import Town
from holdepunkt.policy.actions import effort as efforts
from holdepunkt.policy.actions import plan as plans
from holdepunkt.policy.models import ActionPlan, Effort, LockedStatus, PolicyVersion, StatusReport
from holdepunkt.policy.reads import public
from holdepunkt.policy.reads.left import left_of_promise
from holdepunkt.policy.tests.builders_plans import a_plan, a_town_with_rules, an_effort, approved

pytestmark = pytest.mark.django_db
PROMISE, GOAL = "/lundby/det-vil-vi/udsatte/vi-hjem/", "/lundby/maal/udsatte/hjem/"
GONE = "Ikke længere en del af planen siden 9. november 2021"


def a_story(*titles: str) -> tuple[Town, PolicyVersion, ActionPlan, list[Effort]]:
    """A running plan of 2021 whose efforts all serve one promise and one goal."""
    town, version = a_town_with_rules()
    plan = a_plan(town, version, "hjem")
    promises, goals = [version.promises.get(key="vi-hjem")], [version.goals.get(key="hjem")]
    made = [an_effort(town, plan, title, promises=promises, goals=goals) for title in titles]
    return town, version, approved(town, plan), made


def locked(plan: ActionPlan, rows: list[Effort], year: int, **more: Any) -> None:
    """A year that is public, with one answered row an effort."""
    report = StatusReport.objects.create(
        policy=plan.policy, year=year, opened_on=date(year, 11, 1), due_on=date(year, 12, 1), stage="public",
        **({"published_on": date(year, 12, 20)} | more),
    )  # fmt: skip
    LockedStatus.objects.bulk_create(
        LockedStatus(
            report=report, kind="effort", effort=row, effort_title=row.title, answered=True, stated="on_track",
            happened=f"{row.title} gik godt i {year}.", promise_keys=["vi-hjem"], goal_keys=["hjem"],
        )
        for row in rows
    )  # fmt: skip


def corrected(town: Town, plan: ActionPlan, *without: str, on: date = date(2021, 11, 9)) -> ActionPlan:
    """An approved correction of the plan that leaves these efforts out."""
    finn = town.as_("finn")
    draft = plans.correct_plan(plan=plan, reason="Lokalet er solgt", by=finn)
    for row in draft.efforts.filter(title__in=without):
        efforts.remove_effort(effort=row, by=finn)
    plans.approve_plan(plan=draft, unit=town.units["socialudvalg"], on=on, by=finn)
    return plans.start_plan(plan=draft, by=finn)


def text_of(path: str) -> str:
    return Client().get(path).content.decode()


@pytest.mark.parametrize("path", [PROMISE, GOAL])
def test_a_locked_year_is_not_lost_when_its_effort_leaves_the_plan(path: str) -> None:
    town, _version, plan, made = a_story("En åben dør", "Flere boliger")
    locked(plan, made, 2020)
    assert GONE not in text_of(path)
    corrected(town, plan, "En åben dør")
    shown = text_of(path)
    assert "En åben dør gik godt i 2020." in shown
    assert shown.count("Flere boliger gik godt i 2020.") == 1, "what is still in the plan stands once"
    assert GONE in shown


def test_a_correction_that_is_only_drafted_takes_nothing_away_in_public() -> None:
    town, _version, plan, made = a_story("En åben dør")
    locked(plan, made, 2020)
    draft = plans.correct_plan(plan=plan, reason="Lokalet er solgt", by=town.as_("finn"))
    efforts.remove_effort(effort=draft.efforts.get(), by=town.as_("finn"))
    for path in (PROMISE, GOAL, f"/lundby/plan/{plan.uuid}/", f"/lundby/indsats/{made[0].uuid}/"):
        shown = text_of(path)
        assert "En åben dør gik godt i 2020." in shown
        assert "Ikke længere" not in shown
        assert "afløst af en rettelse" not in shown


def test_a_year_the_committee_has_not_had_is_not_shown() -> None:
    town, _version, plan, made = a_story("En åben dør", "Flere boliger")
    locked(plan, made, 2020, published_on=None)
    corrected(town, plan, "En åben dør")
    assert "En åben dør" not in text_of(PROMISE)


def test_an_effort_that_leaves_in_the_second_correction_left_on_the_second_day() -> None:
    town, version, plan, made = a_story("En åben dør", "Flere boliger")
    locked(plan, made, 2020)
    second = corrected(town, plan, "Flere boliger", on=date(2021, 6, 1))
    corrected(town, second, "En åben dør", on=date(2021, 11, 9))
    found = {one.effort.title: one.since for one in left_of_promise(version, "vi-hjem")}
    assert found == {"En åben dør": date(2021, 11, 9), "Flere boliger": date(2021, 6, 1)}


def test_an_effort_that_stays_but_serves_the_promise_no_more_keeps_its_years_there() -> None:
    town, version, plan, made = a_story("En åben dør")
    locked(plan, made, 2020)
    finn = town.as_("finn")
    draft = plans.correct_plan(plan=plan, reason="Den hører til et andet punkt", by=finn)
    efforts.change_effort(effort=draft.efforts.get(), by=finn, promises=[version.promises.get(key="vi-arbejde")])
    plans.approve_plan(plan=draft, unit=town.units["socialudvalg"], on=date(2021, 11, 9), by=finn)
    locked(plan, list(draft.efforts.all()), 2021)
    assert [[year.report.year for year in one.years] for one in left_of_promise(version, "vi-hjem")] == [[2020]]


def test_the_plan_that_was_corrected_still_shows_what_it_said_and_where_to_read_on() -> None:
    town, _version, plan, made = a_story("En åben dør", "Flere boliger")
    new = corrected(town, plan, "En åben dør")
    shown = text_of(f"/lundby/plan/{plan.uuid}/")
    assert "En åben dør" in shown
    assert f'href="/lundby/plan/{new.uuid}/"' in shown
    assert GONE in text_of(f"/lundby/indsats/{made[0].uuid}/")
    kept = new.efforts.get(title="Flere boliger")
    assert f'href="/lundby/indsats/{kept.uuid}/"' in text_of(f"/lundby/indsats/{made[1].uuid}/")


@pytest.mark.parametrize("many", [2, 20])
def test_ten_times_the_efforts_that_left_take_as_many_statements(many: int) -> None:
    titles = [f"Indsats {n}" for n in range(many)]
    town, _version, plan, made = a_story(*titles)
    locked(plan, made, 2020)
    corrected(town, plan, *titles)
    of = public.version(visitor(town.municipality))
    with CaptureQueriesContext(connection) as sent:
        assert len(left_of_promise(of, "vi-hjem")) == many
    assert len(sent) == 2


def test_where_no_correction_took_anything_one_statement_is_enough() -> None:
    town, _version, plan, made = a_story("En åben dør")
    locked(plan, made, 2020)
    of = public.version(visitor(town.municipality))
    with CaptureQueriesContext(connection) as sent:
        assert left_of_promise(of, "vi-hjem") == []
    assert len(sent) == 1


def test_the_day_an_effort_left_is_that_of_its_last_correction() -> None:
    town, _version, plan, made = a_story("En åben dør")
    locked(plan, made, 2020)
    corrected(town, plan, "En åben dør")
    of = public.version(visitor(town.municipality))
    (gone,) = left_of_promise(of, "vi-hjem")
    assert gone.since == date(2021, 11, 9)
