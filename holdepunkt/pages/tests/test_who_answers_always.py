"""Invariant 2, tried in any order: posts start and end, people go away and come back, days pass."""

import contextlib
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from holdepunkt import clock
from holdepunkt.pages.rules.waiting import is_mine
from holdepunkt.people import actions, reads
from holdepunkt.people.access import NotPossible
from holdepunkt.people.models import Absence, Post, User
from holdepunkt.people.rules import Role
from holdepunkt.people.tests.builders import LONG_AGO, a_town
from holdepunkt.policy import access
from holdepunkt.policy.loose_ends import ends_for
from holdepunkt.policy.models import Effort
from holdepunkt.policy.reads.status_notes import receivers
from holdepunkt.policy.tests.builders import a_policy
from holdepunkt.policy.tests.builders_status import TODAY, a_plan, a_round

WHO = st.sampled_from(["finn", "dan", "carla", "ib", "hanne", "eva"])
UNIT = st.sampled_from(["social", "job", "byraad"])
ROLE = st.sampled_from([Role.UNIT_LEADER, Role.DEPARTMENT_HEAD, Role.EFFORT_LEAD, Role.POLICY_LEAD, Role.PROFESSIONAL])
DAYS = st.integers(min_value=0, max_value=9)


class ComingAndGoing(RuleBasedStateMachine):
    """A town in which the policy leads change posts and absences as they please."""

    def __init__(self) -> None:
        super().__init__()
        self.around = transaction.atomic()
        self.around.__enter__()
        self.day = TODAY
        with clock.standing_at(self.day):
            self.town = a_town()
            actions.change_unit(unit=self.town.units["job"], parent=self.town.units["social"], by=self.town.machine)
            version = a_policy(self.town)
            a_plan(self.town, version, efforts=2)
            a_round(self.town, version)

    def teardown(self) -> None:
        """Leave nothing behind."""
        transaction.set_rollback(True)
        self.around.__exit__(None, None, None)

    def act(self, action: Any, **told: Any) -> None:
        """Let a policy lead try it; a rule may say no, and then nothing has changed."""
        with clock.standing_at(self.day):
            by = reads.asker_of(reads.holders(self.town.municipality, Role.POLICY_LEAD)[0])
            with contextlib.suppress(NotPossible):
                action(by=by, **told)

    @rule(who=WHO, unit=UNIT, role=ROLE, wait=DAYS)
    def starts(self, who: str, unit: str, role: Role, wait: int) -> None:
        """A post begins, today or later."""
        told = {"user": self.town.people[who], "unit": self.town.units[unit], "role": role}
        self.act(actions.start_post, **told, starts_on=self.day + timedelta(days=wait))

    @rule(which=st.integers(0, 99), wait=DAYS)
    def ends(self, which: int, wait: int) -> None:
        """A post ends, yesterday or later."""
        posts = list(Post.objects.filter(ends_on=None).order_by("pk"))
        if posts:
            ends_on = max(posts[which % len(posts)].starts_on, self.day + timedelta(days=wait - 1))
            self.act(actions.end_post, post=posts[which % len(posts)], ends_on=ends_on)

    @rule(who=WHO, deputy=st.none() | WHO, wait=DAYS, length=st.none() | DAYS)
    def goes_away(self, who: str, deputy: str | None, wait: int, length: int | None) -> None:
        """Somebody is away, with or without somebody who stands in."""
        starts = self.day + timedelta(days=wait)
        told = {"starts_on": starts, "ends_on": None if length is None else starts + timedelta(days=length)}
        stands_in = self.town.people[deputy] if deputy else None
        self.act(actions.note_absence, user=self.town.people[who], deputy=stands_in, **told)

    @rule(which=st.integers(0, 99), who=WHO)
    def always_stands_in(self, which: int, who: str) -> None:
        """Somebody becomes the deputy of a post."""
        posts = list(Post.objects.filter(ends_on=None).order_by("pk"))
        if posts:
            self.act(
                actions.start_deputy, post=posts[which % len(posts)], user=self.town.people[who], starts_on=LONG_AGO
            )

    @precondition(lambda self: Absence.objects.exists())
    @rule()
    def comes_back(self) -> None:
        """An absence is called off."""
        self.act(actions.call_off_absence, absence=Absence.objects.order_by("pk").first())

    @rule(days=st.integers(1, 5))
    def time_passes(self, days: int) -> None:
        """Days go by, and nobody does anything."""
        self.day += timedelta(days=days)

    @invariant()
    def everything_has_one_who_answers_sees_it_and_may(self) -> None:
        """The one who answers is at work, finds it under what waits, and may act on it."""
        with clock.standing_at(self.day):
            found = receivers(self.town.municipality)
            for effort in Effort.objects.select_related("unit", "lead"):
                answers = found.of(effort)
                assert answers is not None, f"nobody answers for {effort}"
                self.check(effort, answers, found.has_lead(effort))

    def check(self, effort: Effort, answers: User, is_held: bool) -> None:
        """One effort and the one who answers for it."""
        by = reads.asker_of(answers)
        assert by.posts, f"{answers} answers and has no post"
        assert access.may_run_effort(by, effort), f"{answers} answers and may not"
        mine = [
            end
            for end in ends_for(by, self.day)
            if end.about == str(effort) and is_mine(end, user_id=by.user_id, unit_ids=by.unit_ids)
        ]
        kinds = {end.kind for end in mine}
        assert kinds & {"status_due", "status_late"}, f"{answers} answers and is not told"
        assert ("effort_without_post" in kinds) is not is_held


@pytest.mark.django_db
def test_whoever_comes_and_goes_everything_has_one_who_answers() -> None:
    towns = 12 if connection.vendor == "sqlite" else 5  # who answers is found out in Python, from the same rows
    run_state_machine_as_test(
        ComingAndGoing,
        settings=settings(
            max_examples=towns, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
