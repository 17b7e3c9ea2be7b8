"""The evaluation, from the first word to the public page and the next policy."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from holdepunkt.people.access import NotPossible, Refused
from holdepunkt.people.tests.builders import Town, a_town
from holdepunkt.policy.actions import evaluation as actions
from holdepunkt.policy.actions import item as item_actions
from holdepunkt.policy.models import Conclusion, Evaluation
from holdepunkt.policy.tests.builders import a_policy
from holdepunkt.policy.tests.builders_items import on_the_agenda

pytestmark = pytest.mark.django_db
NOV = date(2021, 11, 10)
PAGE = "/lundby/evaluering/udsatte/2021/"
TEXTS = {"how_made": "Vi spurgte 40.", "worked_well": "Bostøtten.", "was_missing": "Tid.", "citizens_say": "Lyt mere."}


@pytest.fixture
def town() -> Town:
    return a_town()


@pytest.fixture
def evaluation(town: Town) -> Evaluation:
    made = actions.begin_evaluation(policy=a_policy(town).policy, year=2021, by=town.as_("finn"))
    return actions.change_evaluation(evaluation=made, by=town.as_("finn"), version=1, **TEXTS)


def finished(town: Town, evaluation: Evaluation) -> Evaluation:
    finn = town.as_("finn")
    actions.add_conclusion(evaluation=evaluation, text="Bostøtten virker.", advice="keep", goal_key="hjem", by=finn)
    actions.add_conclusion(evaluation=evaluation, text="Der mangler unge.", advice="new", by=finn)
    return actions.finish_evaluation(evaluation=evaluation, on=NOV, by=finn)


def had_by_the_committee(town: Town, evaluation: Evaluation) -> None:
    item = item_actions.begin_item(
        policy=evaluation.policy,
        committee=town.units["socialudvalg"],
        title="Evaluering",
        evaluation=evaluation,
        by=town.as_("finn"),
    )
    on_the_agenda(town, item)


def as_(town: Town, name: str) -> Client:
    client = Client()
    client.force_login(town.people[name])
    return client


def page(name: str, row: Evaluation, **more: Any) -> str:
    return reverse(f"policy:{name}", kwargs={"slug": "lundby", "uuid": row.uuid} | more)


def test_a_policy_has_one_evaluation_a_year(town: Town, evaluation: Evaluation) -> None:
    with pytest.raises(NotPossible, match="allerede en evaluering for 2021"):
        actions.begin_evaluation(policy=evaluation.policy, year=2021, by=town.as_("finn"))


def test_only_the_policy_lead_evaluates(town: Town, evaluation: Evaluation) -> None:
    with pytest.raises(Refused):
        actions.change_evaluation(evaluation=evaluation, by=town.as_("dan"), worked_well="x")


def test_a_conclusion_names_its_goal_so_that_the_next_policy_can_begin_from_it(
    town: Town, evaluation: Evaluation
) -> None:
    finished(town, evaluation)
    found = list(Conclusion.objects.values_list("goal_key", "goal_title", "advice", "order"))
    assert found == [("hjem", "Alle har et hjem", "keep", 0), ("", "", "new", 1)]


def test_a_conclusion_about_an_unknown_goal_is_refused(town: Town, evaluation: Evaluation) -> None:
    with pytest.raises(NotPossible, match="»maane« findes ikke"):
        actions.add_conclusion(evaluation=evaluation, text="x", advice="drop", goal_key="maane", by=town.as_("finn"))


def test_an_unfinished_evaluation_says_what_it_lacks(town: Town, evaluation: Evaluation) -> None:
    with pytest.raises(NotPossible, match="mindst én konklusion"):
        actions.finish_evaluation(evaluation=evaluation, on=NOV, by=town.as_("finn"))


def test_what_is_finished_never_changes(town: Town, evaluation: Evaluation) -> None:
    row = finished(town, evaluation)
    with pytest.raises(NotPossible, match="bliver ikke ændret"):
        actions.change_evaluation(evaluation=row, by=town.as_("finn"), worked_well="Alt.")
    with pytest.raises(NotPossible, match="bliver ikke ændret"):
        actions.remove_conclusion(conclusion=row.conclusions.first(), by=town.as_("finn"))


def test_it_is_public_only_when_the_committee_has_had_it(town: Town, evaluation: Evaluation) -> None:
    row = finished(town, evaluation)
    with pytest.raises(NotPossible, match="Udvalget har ikke fået"):
        actions.publish_evaluation(evaluation=row, on=NOV, by=town.as_("finn"))
    had_by_the_committee(town, row)
    assert Client().get(PAGE).status_code == 404
    assert actions.publish_evaluation(evaluation=row, on=NOV, by=town.as_("finn")).published_on == NOV
    text = Client().get(PAGE).content.decode()
    assert "Bostøtten virker." in text
    assert "Til næste politik: behold" in text


def test_inside_the_house_the_draft_can_be_read(town: Town, evaluation: Evaluation) -> None:
    assert Client().get(PAGE).status_code == 404
    assert as_(town, "gry").get(PAGE).status_code == 404
    assert "ikke offentlig endnu" in as_(town, "dan").get(PAGE).content.decode()


def test_finn_does_it_all_on_the_site(town: Town) -> None:
    a_policy(town)
    finn = as_(town, "finn")
    finn.post("/lundby/arbejde/evaluering/ny/", {"policy": "udsatte", "year": 2021})
    row = Evaluation.objects.get()
    finn.post(page("evaluation_write", row), TEXTS | {"_version": 1})
    finn.post(page("conclusion_add", row), {"goal_key": "hjem", "text": "Godt.", "advice": "keep"})
    finn.post(page("conclusion_add", row), {"goal_key": "", "text": "Skidt.", "advice": "drop"})
    first, second = Conclusion.objects.all()
    finn.post(
        page("conclusion_change", row, conclusion=first.uuid), {"goal_key": "", "text": "Bedre.", "advice": "change"}
    )
    finn.post(page("conclusion_remove", row, conclusion=second.uuid))
    assert [(c.text, c.advice) for c in Conclusion.objects.all()] == [("Bedre.", "change")]
    finn.post(page("evaluation_finish", row))
    row.refresh_from_db()
    had_by_the_committee(town, row)
    assert "Gør den offentlig" in finn.get(page("evaluation_desk", row)).content.decode()
    finn.post(page("evaluation_publish", row))
    assert "Bedre." in Client().get(PAGE).content.decode()
    assert "offentlig" in finn.get("/lundby/arbejde/evaluering/").content.decode()


def test_what_is_typed_is_kept_and_a_clash_is_not_lost(town: Town, evaluation: Evaluation) -> None:
    finn = as_(town, "finn")
    answer = finn.post(page("evaluation_autosave", evaluation), TEXTS | {"worked_well": "Mere.", "_version": 2})
    assert (answer.status_code, answer["Holdepunkt-Version"]) == (204, "3")
    assert finn.post(page("evaluation_autosave", evaluation), TEXTS | {"_version": 2}).status_code == 409
    assert finn.post(page("evaluation_write", evaluation), TEXTS | {"_version": 2}).status_code == 409
