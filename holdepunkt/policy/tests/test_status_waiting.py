"""Whose turn it is, and which promised evaluations wait: read together, counted once."""

from datetime import date
from typing import Any

import pytest

from holdepunkt import clock
from holdepunkt.people import actions as people
from holdepunkt.people.models import Post, User
from holdepunkt.people.rules import Role
from holdepunkt.people.tests.builders import LONG_AGO, Town, a_town
from holdepunkt.policy.loose_ends import ends_for
from holdepunkt.policy.models import Policy, PolicyVersion, Rhythm
from holdepunkt.policy.reads.status_notes import receivers
from holdepunkt.policy.rules.kinds import Modal, RhythmKind, VersionStage
from holdepunkt.policy.tests.builders import a_draft, a_policy
from holdepunkt.policy.tests.builders_status import TODAY, a_plan, a_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return a_town()


def a_policy_to_evaluate(town: Town, *rules: dict[str, Any]) -> PolicyVersion:
    """An approved policy of 2017 to 2019 with these rules about its evaluation."""
    draft = a_draft(town, period_from=date(2017, 1, 1), period_to=date(2019, 12, 31))
    for number, rule in enumerate(rules):
        Rhythm.objects.create(version_of=draft, key=f"evaluering-{number}", plain="Evalueres.", **rule)
    draft.stage = "approved"
    draft.save()
    return draft


def kinds(town: Town, today: date = TODAY) -> list[str]:
    return sorted(end.kind for end in ends_for(town.as_("finn"), today))


YEAR = {"kind": RhythmKind.EVALUATION_IN_YEAR, "year": 2019}
EVERY = {"kind": RhythmKind.EVALUATION_EVERY_YEARS, "every": 2}


def test_two_promises_of_an_evaluation_wait_each_and_the_period_once(town: Town) -> None:
    a_policy_to_evaluate(town, YEAR, EVERY)
    assert kinds(town) == ["evaluation_missing", "evaluation_missing", "period_run_out"]


def test_what_a_policy_only_may_do_waits_for_nobody(town: Town) -> None:
    a_policy_to_evaluate(town, YEAR | {"stated": Modal.MAY})
    assert kinds(town) == ["period_run_out"]


def test_a_policy_that_another_has_followed_has_not_run_out(town: Town) -> None:
    version = a_policy_to_evaluate(town)
    Policy.objects.create(municipality=town.municipality, slug="ny", title="Den næste", predecessor=version.policy)
    assert kinds(town) == []


def test_a_turn_goes_to_oneself_before_others_in_the_role(town: Town) -> None:
    asta = people.add_user(municipality=town.municipality, username="asta@lundby", name="Asta Ask", by=town.machine)
    people.start_post(user=asta, unit=town.units["job"], role=Role.POLICY_LEAD, starts_on=LONG_AGO, by=town.machine)
    found = receivers(town.municipality)
    assert found.first(Role.POLICY_LEAD) == asta
    assert found.first(Role.POLICY_LEAD, rather=town.people["finn"].pk) == town.people["finn"]


def test_receivers_hold_their_posts_today_and_can_sign_in(town: Town, django_assert_num_queries: Any) -> None:
    User.objects.filter(pk=town.people["ib"].pk).update(is_active=False)
    Post.objects.filter(user=town.people["carla"]).update(ends_on=LONG_AGO)
    with clock.standing_at(TODAY), django_assert_num_queries(2):
        found = receivers(town.municipality)
        finn = found.first(Role.POLICY_LEAD)
        assert finn is not None
        assert (finn.name, finn.phone, finn.email) == ("Finn Falk", "12 34 56 78", "finn@lundby.example")
    assert found.answering.seats.heads == {}
    assert found.first(Role.DEPARTMENT_HEAD) is None
    assert found.answering.holds(finn.pk, town.units["social"].pk)
    assert not found.answering.holds(town.people["carla"].pk, town.units["job"].pk)


def test_all_that_waits_is_read_in_few_statements(town: Town, django_assert_max_num_queries: Any) -> None:
    version = a_policy(town)
    a_plan(town, version)
    with clock.standing_at(TODAY):
        a_round(town, version)
        finn = town.as_("finn")
        with django_assert_max_num_queries(9):
            assert ends_for(finn, TODAY)


def test_a_policy_that_has_outlived_the_last_year_it_names_waits_for_the_policy_lead() -> None:
    town = a_town()
    draft = a_draft(town, period_to=None, in_use_after_period=True)
    Rhythm.objects.create(
        version_of=draft, key="plan", kind=RhythmKind.PLAN_EVERY_YEARS, every=1, from_year=2017, to_year=2018,
        plain="En plan for 2017 og 2018.",
    )  # fmt: skip
    draft.stage = VersionStage.APPROVED
    draft.save()
    ends = [end for end in ends_for(town.as_("finn"), date(2021, 11, 22)) if end.kind == "period_run_out"]
    assert [(end.since, end.holder) for end in ends] == [(date(2019, 1, 1), "Finn Falk")]
    assert not [end for end in ends_for(town.as_("finn"), date(2018, 11, 22)) if end.kind == "period_run_out"]
