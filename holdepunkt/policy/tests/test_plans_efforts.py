"""Efforts: written in the draft, carried on once the plan is approved."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import transaction

from holdepunkt import clock, record
from holdepunkt.people import actions as people
from holdepunkt.people.access import NotPossible, Refused
from holdepunkt.people.tests.builders import Town
from holdepunkt.policy.actions import effort as efforts
from holdepunkt.policy.actions import plan as plans
from holdepunkt.policy.models import Effort
from holdepunkt.policy.reads import effort as reads
from holdepunkt.policy.tests.builders_plans import a_plan, a_town_with_rules, an_effort, approved, goals
from holdepunkt.record.versions import Clash

pytestmark = pytest.mark.django_db
MARCH = date(2021, 3, 1)


def a_running_effort(**more: object) -> tuple[Town, Effort]:
    town, version = a_town_with_rules()
    draft = a_plan(town, version, "hjem")
    effort = an_effort(town, draft, indicator="Boliger", indicator_unit="boliger", **more)
    approved(town, draft)
    return town, Effort.objects.get(pk=effort.pk)


def test_everything_the_plan_says_of_an_effort_is_kept() -> None:
    town, version = a_town_with_rules()
    draft = a_plan(town, version, "hjem")
    promise = version.promises.get(key="vi-hjem")
    effort = an_effort(
        town, draft, "Vi bygger", working_title="Boliger", goals=goals(version, "hjem"), promises=[promise],
        partners=[town.units["boligforening"], town.units["job"]], citizens_take_part="Cafémøder",
        starts_on=date(2021, 1, 1), ends_on=date(2021, 12, 31), economy="200.000 kr.", expected_effect="Flere hjem",
    )  # fmt: skip
    again = Effort.objects.get(pk=effort.pk)
    assert (str(again), again.title, again.economy) == ("Boliger", "Vi bygger", "200.000 kr.")
    assert list(again.promises.all()) == [promise]
    assert again.partners.count() == 2


def test_milestones_are_added_changed_and_removed_in_the_draft() -> None:
    town, version = a_town_with_rules()
    effort = an_effort(town, a_plan(town, version), milestones=[("A", MARCH), ("B", MARCH)])
    later = MARCH + timedelta(30)
    efforts.change_effort(
        effort=effort, milestones=iter([("A", MARCH), ("B", MARCH), ("B", MARCH)]), by=town.as_("finn")
    )
    assert effort.milestones.count() == 3
    efforts.change_effort(effort=effort, milestones=[("B", later), ("C", MARCH)], by=town.as_("finn"))
    assert {(step.title, step.due_on) for step in effort.milestones.all()} == {("B", later), ("C", MARCH)}


def test_two_people_who_change_the_same_effort_are_told() -> None:
    town, version = a_town_with_rules()
    effort = an_effort(town, a_plan(town, version))
    began = effort.version
    efforts.change_effort(effort=effort, version=began, economy="Først", by=town.as_("finn"))
    with pytest.raises(Clash):
        efforts.change_effort(effort=effort, version=began, economy="Så", by=town.as_("dan"))


def test_a_lead_hands_over_with_a_reason_though_the_plan_is_approved() -> None:
    town, effort = a_running_effort()
    dan, carla = town.as_("dan"), town.people["carla"]
    with pytest.raises(NotPossible, match="hvorfor"):
        efforts.hand_effort(effort=effort, to=carla, why="", by=dan)
    after = efforts.hand_effort(effort=effort, to=carla, why="Dan går på orlov.", by=dan)
    assert after.lead == carla
    told = reads.history(dan, effort)[0]
    assert (told.text, told.why, told.who) == ("Ny ansvarlig: Carla Carlsen.", "Dan går på orlov.", "Dan Dam")


def test_one_who_has_no_post_any_more_cannot_take_an_effort() -> None:
    town, effort = a_running_effort()
    carla = town.people["carla"]
    people.end_post(post=carla.posts.get(), ends_on=date(2020, 1, 1), by=town.as_("finn"))
    with pytest.raises(NotPossible, match="ingen post"):
        efforts.hand_effort(effort=effort, to=carla, why="Ny", by=town.as_("finn"))


def test_a_reached_milestone_can_be_undone_for_ten_minutes(monkeypatch: pytest.MonkeyPatch) -> None:
    town, effort = a_running_effort()
    dan, step = town.as_("dan"), effort.milestones.get()
    assert efforts.reach_milestone(milestone=step, on=MARCH, by=dan).reached_on == MARCH
    with pytest.raises(NotPossible, match="allerede"):
        efforts.reach_milestone(milestone=step, on=MARCH, by=dan)
    assert efforts.unreach_milestone(milestone=step, by=dan).reached_on is None
    efforts.reach_milestone(milestone=step, on=MARCH, by=dan)
    later = clock.now() + timedelta(minutes=11)
    monkeypatch.setattr(clock, "now", lambda: later)
    with pytest.raises(NotPossible, match="ti minutter"):
        efforts.unreach_milestone(milestone=step, by=dan)


def test_what_can_be_undone_is_found_under_everything_that_was_written_since() -> None:
    town, effort = a_running_effort()
    dan, step = town.as_("dan"), effort.milestones.get()
    efforts.reach_milestone(milestone=step, on=MARCH, by=dan)
    efforts.stop_effort(effort=effort, on=MARCH, reason="Ingen grund.", by=dan)
    with transaction.atomic():
        for number in range(60):
            record.wrote("figure.noted", on=effort, by=dan, fields={"source": str(number)})
    assert efforts.unreach_milestone(milestone=step, by=dan).reached_on is None
    assert efforts.restart_effort(effort=effort, by=dan).stopped_on is None


def test_a_milestone_is_not_reached_on_a_day_to_come() -> None:
    town, effort = a_running_effort()
    with pytest.raises(NotPossible, match="ikke kommet"):
        efforts.reach_milestone(milestone=effort.milestones.get(), on=clock.today() + timedelta(1), by=town.as_("dan"))


@pytest.mark.parametrize("value", [1, 4, Decimal("4.5")])
def test_a_small_figure_of_people_is_written_as_under_five(value: Decimal) -> None:
    town, effort = a_running_effort(about_people=True)
    with pytest.raises(NotPossible, match=r"\*under fem\*"):
        efforts.note_figure(effort=effort, as_of=MARCH, source="Optælling", value=value, by=town.as_("dan"))
    figure = efforts.note_figure(effort=effort, as_of=MARCH, source="Optælling", under_five=True, by=town.as_("dan"))
    assert figure.value is None


def test_a_figure_is_corrected_by_a_new_one_that_names_it() -> None:
    town, effort = a_running_effort()
    dan = town.as_("dan")
    first = efforts.note_figure(effort=effort, as_of=MARCH, source="Boliglisten", value=3, by=dan)
    second = efforts.note_figure(effort=effort, as_of=MARCH, source="Boliglisten", value=13, replaces=first, by=dan)
    assert (second.replaces, second.unit, list(reads.figures(effort))) == (first, "boliger", [second])
    with pytest.raises(NotPossible, match="allerede rettet"):
        efforts.note_figure(effort=effort, as_of=MARCH, source="X", value=1, replaces=first, by=dan)


@pytest.mark.parametrize("what", [{"value": 3, "under_five": True}, {}])
def test_a_figure_is_either_a_value_or_under_five(what: dict[str, object]) -> None:
    town, effort = a_running_effort()
    with pytest.raises(NotPossible, match="Ikke begge"):
        efforts.note_figure(effort=effort, as_of=MARCH, source="Liste", by=town.as_("dan"), **what)


def test_figures_follow_an_effort_into_the_correction() -> None:
    town, effort = a_running_effort()
    figure = efforts.note_figure(effort=effort, as_of=MARCH, source="Liste", value=7, by=town.as_("dan"))
    new = plans.correct_plan(plan=effort.plan, reason="Fejl.", by=town.as_("finn"))
    assert list(reads.figures(new.efforts.get())) == [figure]


def test_an_effort_stops_with_a_reason_and_the_stop_can_be_undone() -> None:
    town, effort = a_running_effort()
    dan = town.as_("dan")
    with pytest.raises(NotPossible, match="hvorfor"):
        efforts.stop_effort(effort=effort, on=MARCH, reason=" ", by=dan)
    assert efforts.stop_effort(effort=effort, on=MARCH, reason="Ingen grund.", by=dan).stop_reason == "Ingen grund."
    with pytest.raises(NotPossible, match="allerede stoppet"):
        efforts.stop_effort(effort=effort, on=MARCH, reason="Igen", by=dan)
    assert efforts.restart_effort(effort=effort, by=dan).stopped_on is None
    with pytest.raises(NotPossible, match="ti minutter"):
        efforts.restart_effort(effort=effort, by=dan)


def test_others_cannot_write_on_somebody_elses_effort() -> None:
    town, effort = a_running_effort()
    for name in ("carla", "gry", "eva"):
        with pytest.raises(Refused):
            efforts.note_figure(effort=effort, as_of=MARCH, source="Liste", value=7, by=town.as_(name))
    assert efforts.note_figure(effort=effort, as_of=MARCH, source="Liste", value=7, by=town.as_("ib"))
