"""What ties gatherings to the policy: promised meetings held or not, goals and what they came of."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from holdepunkt import clock
from holdepunkt.people.access import NotPossible, Refused
from holdepunkt.people.asker import Asker
from holdepunkt.people.loose_ends import LooseEnd
from holdepunkt.people.tests.builders import Town
from holdepunkt.policy import loose_ends
from holdepunkt.policy.actions.draft import begin_version
from holdepunkt.policy.actions.effort import remove_effort
from holdepunkt.policy.actions.gatherings import choose_inputs, tie_gathering
from holdepunkt.policy.actions.plan import close_plan
from holdepunkt.policy.models import Effort, GatheringEffort, GoalInput, Milestone, PolicyVersion, Rhythm
from holdepunkt.policy.reads import gatherings as reads
from holdepunkt.policy.rules.gatherings import Holding
from holdepunkt.policy.rules.kinds import RhythmKind, VersionStage
from holdepunkt.policy.tests.builders import a_draft
from holdepunkt.policy.tests.builders_plans import a_plan as a_plan_being_written
from holdepunkt.policy.tests.builders_plans import an_effort, goals
from holdepunkt.policy.tests.builders_status import a_plan
from holdepunkt.voice.actions.gathering import call_off_gathering, write_outcome
from holdepunkt.voice.actions.heard import hide_heard, publish_heard
from holdepunkt.voice.models import Gathering
from holdepunkt.voice.tests.builders_gatherings import SAID, a_gathering, heard
from holdepunkt.voice.tests.builders_proposals import TODAY, a_town_that_listens

NEXT_YEAR = date(2022, 1, 10)
OUTCOME = "De har et fælles nummer at ringe til."


@pytest.fixture
def town(db: None) -> Iterator[Town]:
    with clock.standing_at(TODAY):
        yield a_town_that_listens()


@pytest.fixture
def version(town: Town) -> PolicyVersion:
    """A text that promises a dialogue with two departments in 2021, and a plan with an effort for it."""
    of = a_draft(town)
    rhythm = Rhythm.objects.create(
        version_of=of, key="dialoger", order=9, kind=RhythmKind.DIALOGUES, plain="Dialog med to afdelinger",
        to_year=2021, promise=of.promises.get(key="vi-hjem"),
    )  # fmt: skip
    rhythm.units.set([town.units["social"], town.units["job"]])
    of.stage, of.approved_by, of.approved_on = VersionStage.APPROVED, town.units["byraad"], date(2019, 12, 1)
    of.save()
    a_plan(town, of, efforts=1)
    return of


@pytest.fixture
def effort(version: PolicyVersion) -> Effort:
    return Effort.objects.get(plan__policy=version.policy)


def a_dialogue(town: Town, unit: str, effort: Effort, **more: Any) -> Gathering:
    row = a_gathering(town, on=TODAY, title=f"Dialog, {unit}", department=town.units[unit], **more)
    tie_gathering(gathering=row, goals=[], efforts=[effort], by=town.as_("sofie"))
    return row


def ends_for(by: Asker, today: date) -> list[LooseEnd]:
    return [end for end in loose_ends.ends_for(by, today) if end.kind == "promised_meeting_not_held"]


def holdings(version: PolicyVersion, today: date) -> dict[str, Holding]:
    return {row.unit.key: row.told.holding for row in reads.held_as_promised(version, today) if row.unit}


def test_each_named_department_is_held_or_not_and_what_came_of_it_is_public(
    town: Town, version: PolicyVersion, effort: Effort
) -> None:
    assert holdings(version, TODAY) == {"social": Holding.NOT_TOLD, "job": Holding.NOT_TOLD}
    row = a_dialogue(town, "job", effort, is_public=False)
    write_outcome(gathering=row, came_of_it=OUTCOME, by=town.as_("sofie"))
    assert holdings(version, TODAY) == {"social": Holding.NOT_YET, "job": Holding.HELD}
    assert holdings(version, NEXT_YEAR)["social"] == Holding.NOT_HELD
    page = Client().get("/lundby/politik/").content.decode()
    for told in ("Dialog med Job og Ydelser", "22. november 2021", OUTCOME, "ikke holdt endnu"):
        assert told in page
    assert OUTCOME in Client().get(f"/lundby/indsats/{effort.uuid}/").content.decode()
    assert f"/lundby/moeder/{row.number}/" not in page


def test_the_page_of_kept_words_counts_what_was_held_with_its_day(
    town: Town, version: PolicyVersion, effort: Effort
) -> None:
    page = "/lundby/holder-ord/"
    row = a_dialogue(town, "job", effort)
    a_dialogue(town, "social", effort, is_public=False)
    shown = Client().get(page).content.decode()
    assert "Holdt med Job og Ydelser 22. nov. 2021" in shown
    assert "Holdt med Social og Psykiatri 22. nov. 2021" in shown
    assert shown.count("/lundby/moeder/") == 1 + 1  # the dialogue that is public, and the foot of the page
    call_off_gathering(gathering=row, because="Sygdom", by=town.as_("sofie"))
    with clock.standing_at(NEXT_YEAR):
        shown = Client().get(page).content.decode()
    assert "Ikke holdt: Job og Ydelser" in shown
    assert "Holdt med Job og Ydelser" not in shown


def test_a_dialogue_that_was_called_off_was_not_held(town: Town, version: PolicyVersion, effort: Effort) -> None:
    call_off_gathering(gathering=a_dialogue(town, "job", effort), because="Sygdom", by=town.as_("sofie"))
    assert holdings(version, NEXT_YEAR)["job"] == Holding.NOT_HELD
    assert reads.of_effort(effort) == []


def test_a_promised_dialogue_past_its_day_waits_for_the_policy_lead_until_it_is_held_or_the_plan_is_over(
    town: Town, version: PolicyVersion, effort: Effort
) -> None:
    finn = town.as_("finn")
    assert ends_for(finn, TODAY) == []
    both = {"Dialog med Job og Ydelser", "Dialog med Social og Psykiatri"}
    assert {end.about for end in ends_for(finn, NEXT_YEAR)} == both
    a_dialogue(town, "job", effort)
    assert [end.about for end in ends_for(finn, NEXT_YEAR)] == ["Dialog med Social og Psykiatri"]
    assert ends_for(town.as_("dan"), NEXT_YEAR) == []
    Milestone.objects.update(reached_on=TODAY)
    assert ends_for(finn, NEXT_YEAR) == []
    Milestone.objects.update(reached_on=None)
    close_plan(plan=effort.plan, by=finn)
    assert ends_for(finn, NEXT_YEAR) == []


def test_a_goal_points_to_what_was_said_and_a_new_version_keeps_it(town: Town, version: PolicyVersion) -> None:
    row, finn = a_gathering(town, on=TODAY), town.as_("finn")
    line, other = heard(town, row), heard(town, row, "Her er koldt.")
    unseen = heard(town, row, "Ikke vist", shown=False)
    goal = version.goals.get(key="hjem")
    assert choose_inputs(goal=goal, gathering=row, lines=[line, other], by=finn) == 2
    assert choose_inputs(goal=goal, gathering=row, lines=[line], by=finn) == 1
    assert GoalInput.objects.count() == 1
    with pytest.raises(NotPossible):
        choose_inputs(goal=goal, gathering=row, lines=[unseen], by=finn)
    with pytest.raises(Refused):
        choose_inputs(goal=goal, gathering=row, lines=[], by=town.as_("sofie"))
    page = reverse("policy:goal", args=["lundby", version.policy.slug, "hjem"])
    assert SAID not in Client().get(page).content.decode()
    publish_heard(gathering=row, by=finn)
    assert SAID in Client().get(page).content.decode()
    new = begin_version(policy=version.policy, by=finn)
    assert [one.words for one in reads.inputs(new, "hjem", in_public=True)] == [SAID]
    hide_heard(line=line, because="Et navn", by=finn)
    assert SAID not in Client().get(page).content.decode()


def test_the_drafting_screen_offers_shown_lines_of_one_gathering_at_a_time(town: Town, version: PolicyVersion) -> None:
    first, second = a_gathering(town, on=TODAY), a_gathering(town, on=TODAY, title="Workshop")
    heard(town, first)
    heard(town, second, "Tænderne først.")
    client = Client()
    client.force_login(town.people["finn"])
    draft = begin_version(policy=version.policy, by=town.as_("finn"))
    goal = draft.goals.get(key="hjem")
    parts = {"slug": "lundby", "policy": version.policy.slug, "number": draft.number}
    here = reverse("policy:goal_origin", kwargs=parts | {"pk": goal.pk})
    page = client.get(f"{here}?moede={first.number}").content.decode()
    assert SAID in page
    assert "Tænderne" not in page
    client.post(f"{here}?moede={first.number}", {"lines": ["1"]})
    client.post(f"{here}?moede={second.number}", {"lines": ["1"]})
    assert [one.words for one in reads.inputs(draft, "hjem", in_public=False)] == [SAID, "Tænderne først."]
    assert "kommer af 2 linjer" in client.get(reverse("policy:goal_origins", kwargs=parts)).content.decode()
    part = reverse("policy:part", kwargs=parts | {"noun": "maal", "pk": goal.pk})
    assert SAID in client.get(part).content.decode()


def test_a_gathering_shows_on_its_goal_and_what_the_form_did_not_offer_stays(
    town: Town, version: PolicyVersion, effort: Effort
) -> None:
    row = a_dialogue(town, "job", effort)
    client = Client()
    client.force_login(town.people["sofie"])
    here = reverse("policy:gathering_ties", args=["lundby", row.pk])
    assert re.search(rf'value="{effort.pk}"[^>]*checked', client.get(here).content.decode())
    client.post(here, {"goals": [f"{version.policy_id}:hjem"], "efforts": [effort.pk]})
    page = reverse("policy:goal", args=["lundby", version.policy.slug, "hjem"])
    assert "Dialog, job" in Client().get(page).content.decode()
    Gathering.objects.filter(pk=row.pk).update(meets_on=date(2019, 5, 1))
    client.post(here, {"goals": []} | {"_key": str(uuid4())})
    assert GatheringEffort.objects.count() == 1
    Gathering.objects.filter(pk=row.pk).update(meets_on=TODAY)
    client.post(here, {"goals": []} | {"_key": str(uuid4())})
    assert GatheringEffort.objects.count() == 0


def test_an_effort_that_is_taken_out_of_a_draft_takes_its_tie_along(town: Town, version: PolicyVersion) -> None:
    plan = a_plan_being_written(town, version, "hjem")
    effort = an_effort(town, plan, "En samtale", goals=goals(version, "hjem"))
    a_dialogue(town, "job", effort)
    remove_effort(effort=effort, by=town.as_("finn"))
    assert GatheringEffort.objects.count() == 0
