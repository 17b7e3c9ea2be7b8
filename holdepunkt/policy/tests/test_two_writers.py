"""Two people write the same conclusion, figure or other policy: the second sees both, and nobody's words are lost."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from holdepunkt.people.tests.builders import Town, a_town
from holdepunkt.policy.actions import evaluation as evaluations
from holdepunkt.policy.actions import text
from holdepunkt.policy.models import Conclusion, GoalTarget, PolicyLink, PolicyVersion
from holdepunkt.policy.tests.builders import a_draft, a_policy
from holdepunkt.record.versions import Clash

TARGET = {"measure": "Mennesker uden hjem", "unit": "borgere", "group": "Unge", "target_value": "12"}
LINK = {"title": "Boligpolitikken", "kind": "rests_on", "why": "Boligerne", "url": ""}


@pytest.fixture
def town(db: None) -> Town:
    return a_town()


@pytest.fixture
def finn(town: Town) -> Client:
    client = Client()
    client.force_login(town.people["finn"])
    return client


def page(version: PolicyVersion, name: str, **more: Any) -> str:
    policy = version.policy
    kwargs = {"slug": policy.municipality.slug, "policy": policy.slug, "number": version.number}
    return reverse(f"policy:{name}", kwargs=kwargs | more)


def both_stand(answer: Any, *texts: str) -> None:
    """The merge page shows these texts, and says so with its status."""
    shown = answer.content.decode()
    assert answer.status_code == 409
    for said in texts:
        assert said in shown


def test_a_conclusion_two_people_changed_is_laid_side_by_side(town: Town, finn: Client) -> None:
    evaluation = evaluations.begin_evaluation(policy=a_policy(town).policy, year=2021, by=town.as_("finn"))
    told = {"text": "Bostøtten virker.", "advice": "keep"}
    row = evaluations.add_conclusion(evaluation=evaluation, by=town.as_("finn"), **told)
    at = {"slug": "lundby", "uuid": evaluation.uuid, "conclusion": row.uuid}
    path = reverse("policy:conclusion_change", kwargs=at)
    assert 'name="_version" value="1"' in finn.get(path).content.decode()
    finn.post(path, told | {"text": "Bostøtten virker om dagen.", "_version": 1})
    answer = finn.post(path, told | {"text": "Bostøtten mangler om natten.", "advice": "change", "_version": 1})
    both_stand(answer, "Bostøtten virker om dagen.", "Bostøtten mangler om natten.", "behold", "lav om")
    row.refresh_from_db()
    assert row.text == "Bostøtten virker om dagen."
    finn.post(path, told | {"text": "Begge dele.", "_version": 2})
    row.refresh_from_db()
    assert (row.text, row.version) == ("Begge dele.", 3)


def test_a_figure_two_people_changed_is_laid_side_by_side(town: Town, finn: Client) -> None:
    version = a_draft(town)
    goal = version.goals.get(key="hjem")
    finn.post(page(version, "target_add", pk=goal.pk), TARGET)
    row = GoalTarget.objects.get(goal=goal)
    path = page(version, "target", pk=goal.pk, target=row.pk)
    finn.post(path, TARGET | {"source": "egen optælling", "_version": 1})
    answer = finn.post(path, TARGET | {"group": "Unge under 25", "_version": 1})
    both_stand(answer, "Unge under 25", "egen optælling")
    assert 'name="_use_target_value"' not in answer.content.decode(), "12.00 and 12 are the same figure"
    row.refresh_from_db()
    assert (row.group, row.source, row.version) == ("Unge", "egen optælling", 2)
    finn.post(path, TARGET | {"group": "Unge under 25", "source": "egen optælling", "_version": 2})
    row.refresh_from_db()
    assert (row.group, row.source) == ("Unge under 25", "egen optælling")


def test_another_policy_two_people_changed_is_laid_side_by_side(town: Town, finn: Client) -> None:
    version = a_draft(town)
    finn.post(page(version, "part_add", noun="andre-politikker"), LINK)
    row = PolicyLink.objects.get(version_of=version)
    path = page(version, "part", noun="andre-politikker", pk=row.pk)
    finn.post(path, LINK | {"why": "Boliger til alle", "_version": 1})
    answer = finn.post(path, LINK | {"why": "Billige boliger", "_version": 1})
    both_stand(answer, "Boliger til alle", "Billige boliger")
    row.refresh_from_db()
    assert (row.why, row.version) == ("Boliger til alle", 2)


def test_the_actions_refuse_a_change_begun_from_an_older_version(town: Town) -> None:
    finn, version = town.as_("finn"), a_draft(town)
    target = text.add_target(goal=version.goals.get(key="hjem"), by=finn, measure="Mennesker uden hjem")
    link = text.add_part(version_of=version, noun=PolicyLink, by=finn, title="Boligpolitikken", kind="rests_on")
    evaluation = evaluations.begin_evaluation(policy=version.policy, year=2021, by=finn)
    learned = evaluations.add_conclusion(evaluation=evaluation, text="Kort.", advice="keep", by=finn)
    text.change_target(target=target, by=finn, version=1, group="Unge")
    text.change_part(part=link, by=finn, version=1, why="Boliger")
    evaluations.change_conclusion(conclusion=learned, text="Længere.", advice="keep", by=finn, version=1)
    with pytest.raises(Clash):
        text.change_target(target=target, by=finn, version=1, group="Gamle")
    with pytest.raises(Clash):
        text.change_part(part=link, by=finn, version=1, why="Penge")
    with pytest.raises(Clash):
        evaluations.change_conclusion(conclusion=learned, text="Kortere.", advice="drop", by=finn, version=1)
    assert GoalTarget.objects.get(pk=target.pk).group == "Unge"
    assert Conclusion.objects.get(pk=learned.pk).text == "Længere."
