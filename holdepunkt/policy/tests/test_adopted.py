"""A proposal becomes an effort, the effort points back, and what happens to it is told to whoever proposed it."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from holdepunkt import clock
from holdepunkt.people.access import NotPossible, Refused
from holdepunkt.people.tests.builders import Town
from holdepunkt.policy.actions import item as items
from holdepunkt.policy.actions import note as notes
from holdepunkt.policy.actions import plan as plans
from holdepunkt.policy.actions import report as reports
from holdepunkt.policy.actions.adopted import adopt_proposal, end_adopted
from holdepunkt.policy.actions.effort import remove_effort
from holdepunkt.policy.models import AdoptedProposal, Effort, PolicyVersion
from holdepunkt.policy.rules.kinds import EffortStage
from holdepunkt.policy.tests.builders import a_policy
from holdepunkt.policy.tests.builders_plans import a_plan, an_effort, goals
from holdepunkt.voice.models import Message, Proposal
from holdepunkt.voice.rules.proposal import StepKind
from holdepunkt.voice.tests.builders_proposals import (
    AT_THE_CENTRE,
    TODAY,
    a_proposal,
    a_town_that_listens,
    answered,
    read_by,
)

DONE = "Døren har stået åben seks søndage."


@pytest.fixture
def town(db: None) -> Any:
    with clock.standing_at(TODAY):
        yield a_town_that_listens()


@pytest.fixture
def version(town: Town) -> PolicyVersion:
    return a_policy(town)


@pytest.fixture
def effort(town: Town, version: PolicyVersion) -> Effort:
    plan = a_plan(town, version, "hjem")
    promises = list(version.promises.filter(about_itself=False)[:1])
    return an_effort(town, plan, "Åbent om søndagen", goals=goals(version, "hjem"), promises=promises)


def signed_in(town: Town, name: str) -> Client:
    client = Client()
    client.force_login(town.people[name])
    return client


def public_page(row: Proposal) -> str:
    return Client().get(f"/lundby/forslag/{row}/").content.decode()


def kinds(row: Proposal) -> list[str]:
    return list(row.steps.order_by("pk").values_list("kind", flat=True))


def adopted(town: Town, effort: Effort) -> Proposal:
    row = read_by(town, a_proposal(town, contact=AT_THE_CENTRE))
    adopt_proposal(effort=effort, proposal=row, words="Vi prøver det i vinter.", by=town.as_("finn"))
    row.refresh_from_db()
    return row


def tell_the_year(town: Town, effort: Effort) -> None:
    report = reports.open_round(policy=effort.plan.policy, year=2021, due_on=date(2021, 12, 3), by=town.as_("finn"))
    notes.state(
        note=report.notes.get(effort=effort), by=town.as_("dan"), stated=EffortStage.ON_TRACK, happened=DONE, hindrance="",
        next_step="", differs_because="Vi er foran planen.",
    )  # fmt: skip
    report = reports.lock_report(report=report, by=town.as_("finn"))
    item = items.begin_item(
        policy=report.policy, committee=town.units["socialudvalg"], report=report, by=town.as_("finn"),
        title="Status", meeting_on=TODAY,
    )  # fmt: skip
    reports.approve_report(report=report, by=town.as_("ib"))
    item = items.send_item(item=item, on=TODAY, by=town.as_("hanne"))
    items.publish_item(item=item, on=TODAY, by=town.as_("hanne"))


def test_the_proposal_points_to_the_effort_and_the_effort_back(town: Town, effort: Effort) -> None:
    row = adopted(town, effort)
    assert row.standing == StepKind.ADOPTED
    assert row.steps.get(kind="adopted").about_uuid == effort.uuid
    assert str(row) in signed_in(town, "finn").get(f"/lundby/arbejde/indsatser/{effort.pk}/").content.decode()


def test_the_public_reads_which_effort_when_its_plan_is_approved(town: Town, effort: Effort) -> None:
    row = adopted(town, effort)
    assert "Vi prøver det i vinter." in public_page(row)
    assert "Åbent om søndagen" not in public_page(row)
    plans.approve_plan(plan=effort.plan, unit=town.units["socialudvalg"], on=TODAY, by=town.as_("finn"))
    assert "Åbent om søndagen" in public_page(row)
    assert kinds(row) == ["received", "read", "adopted", "effort_status"]


def test_the_status_that_becomes_public_is_told_to_the_sender(town: Town, effort: Effort) -> None:
    row = adopted(town, effort)
    plans.approve_plan(plan=effort.plan, unit=town.units["socialudvalg"], on=TODAY, by=town.as_("finn"))
    plans.start_plan(plan=effort.plan, by=town.as_("finn"))
    assert DONE not in public_page(row)
    tell_the_year(town, effort)
    assert DONE in public_page(row)
    assert Message.objects.filter(step__kind="effort_status", step__words__contains=DONE).count() == 1


def test_a_tie_that_was_wrong_is_ended_with_a_reason(town: Town, effort: Effort) -> None:
    row = adopted(town, effort)
    tie = AdoptedProposal.objects.get()
    with pytest.raises(NotPossible):
        end_adopted(tie=tie, why="", by=town.as_("finn"))
    end_adopted(tie=tie, why="Det var en anden indsats.", by=town.as_("finn"))
    row.refresh_from_db()
    assert row.standing == StepKind.READ
    assert "Det var en anden indsats." in public_page(row)
    assert adopt_proposal(effort=effort, proposal=row, words="Igen", by=town.as_("finn")).ended_on is None


def test_a_no_can_become_a_yes_and_nothing_is_adopted_unread(town: Town, effort: Effort) -> None:
    unread = a_proposal(town)
    with pytest.raises(NotPossible, match="modtaget"):
        adopt_proposal(effort=effort, proposal=unread, words="Ja", by=town.as_("finn"))
    refused = answered(town, read_by(town, a_proposal(town)), StepKind.NOT_NOW, "Ikke i år.")
    adopt_proposal(effort=effort, proposal=refused, words="Nu er der råd.", by=town.as_("finn"))
    with pytest.raises(NotPossible, match="allerede"):
        adopt_proposal(effort=effort, proposal=refused, words="Nu er der råd.", by=town.as_("finn"))


@pytest.mark.parametrize("name", ["carla", "gry", "eva", "sofie", "hanne"])
def test_only_those_of_the_effort_take_a_proposal_in(town: Town, effort: Effort, name: str) -> None:
    row = read_by(town, a_proposal(town))
    with pytest.raises(Refused):
        adopt_proposal(effort=effort, proposal=row, words="Ja", by=town.as_(name))
    assert signed_in(town, name).get(f"/lundby/arbejde/indsatser/{effort.pk}/forslag/").status_code == 403


@pytest.mark.parametrize(("name", "sees"), [("dan", True), ("finn", True), ("ib", True), ("hanne", False)])
def test_only_those_who_may_let_a_proposal_go_are_shown_the_way(
    town: Town, effort: Effort, name: str, sees: bool
) -> None:
    tie = AdoptedProposal.objects.get(proposal=adopted(town, effort))
    page = signed_in(town, name).get(f"/lundby/arbejde/indsatser/{effort.pk}/").content.decode()
    assert str(tie.proposal) in page
    assert (f"/lundby/arbejde/forslag-i-indsats/{tie.pk}/" in page) is sees


def test_one_adopts_from_either_page_on_screen(town: Town, effort: Effort) -> None:
    first, second = (read_by(town, a_proposal(town)) for _n in range(2))
    dan = signed_in(town, "dan")
    page = f"/lundby/arbejde/indsatser/{effort.pk}/forslag/"
    missing = dan.post(page, {"number": "99-2021", "words": "Ja"})
    assert "ikke noget forslag med det nummer" in missing.content.decode()
    assert dan.post(page, {"number": str(first), "words": "Ja"}).status_code == 302
    page = f"/lundby/arbejde/forslag/{second.pk}/indsats/"
    assert page in dan.get(f"/lundby/arbejde/forslag/{second.pk}/").content.decode()
    assert dan.post(page, {"effort": "999999", "words": "Ja"}).status_code == 200
    assert dan.post(page, {"effort": effort.pk, "words": "Ja"}).status_code == 302
    tie = AdoptedProposal.objects.get(proposal=second)
    assert dan.post(f"/lundby/arbejde/forslag-i-indsats/{tie.pk}/", {"why": "Forkert"}).status_code == 302
    assert AdoptedProposal.objects.filter(ended_on=None).count() == 1


def test_another_towns_proposal_is_never_adopted(town: Town, effort: Effort) -> None:
    other = a_town_that_listens("sundby", "Sundby Kommune")
    row = read_by(other, a_proposal(other))
    with pytest.raises(Refused):
        adopt_proposal(effort=effort, proposal=row, words="Ja", by=town.as_("finn"))


def test_an_effort_that_a_proposal_became_is_not_taken_out_of_its_plan(town: Town, effort: Effort) -> None:
    adopted(town, effort)
    with pytest.raises(NotPossible, match="Forslag 1-2021"):
        remove_effort(effort=effort, by=town.as_("finn"))
    with pytest.raises(NotPossible, match="Forslag 1-2021"):
        plans.drop_plan(plan=effort.plan, by=town.as_("finn"))
