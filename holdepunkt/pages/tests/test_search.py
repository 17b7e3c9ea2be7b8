"""Public search: forgiving letters, nothing internal, few questions."""

from datetime import date

import pytest
from django.test import Client

from bench.meter import sql_listed
from holdepunkt.pages.reads.search import hits
from holdepunkt.pages.tests.builders import a_locked_year
from holdepunkt.people.asker import visitor
from holdepunkt.people.folding import folded, surest_part, words_asked
from holdepunkt.people.tests.builders import Town, a_town
from holdepunkt.policy.models import ActionPlan, Effort, Passage, VerbatimText
from holdepunkt.policy.rules.kinds import PassageKind, PlanStage
from holdepunkt.policy.tests.builders import a_draft, a_policy
from holdepunkt.policy.tests.builders_plans import a_plan as a_draft_plan
from holdepunkt.policy.tests.builders_plans import an_effort, approved
from holdepunkt.policy.tests.builders_status import a_plan

FIRST = slice(0, 100)


def found(town: Town, asked: str) -> list[str]:
    return [row["hit_name"] or row["hit_words"] for row in hits(visitor(town.municipality), words_asked(asked), FIRST)]


def search(client: Client, asked: str, **more: str) -> str:
    return client.get("/lundby/soeg/", {"q": asked} | more).content.decode()


@pytest.mark.parametrize(
    "asked", ["Ældre får ørred på ÅEN", "aeldre faar oerred paa aaen", "ældre orred aen", "ÆLDRE ØRRED", "AELDRE far"]
)
def test_letters_are_folded_alike_in_text_and_question(town: Town, asked: str) -> None:
    version = a_draft(town)
    Passage.objects.create(
        version_of=version,
        key="fisk",
        kind=PassageKind.VISION,
        heading="Ældre får ØRRED",
        plain="Ældre får ørred på Åen.",
    )
    version.stage = "approved"
    version.save()
    assert found(town, asked) == ["Ældre får ØRRED"]


def test_the_database_folds_as_the_rules_do(town: Town) -> None:
    text = "Æblegrød, ÅRSMØDE, Café Oestergaard og Aabenraa"
    version = a_draft(town)
    Passage.objects.create(version_of=version, key="alt", kind=PassageKind.VISION, heading=text, plain="-")
    version.stage = "approved"
    version.save()
    assert found(town, text) == [text]
    assert all(word in folded(text) for word in words_asked(text))


def test_goals_promises_efforts_plans_and_the_councils_own_words_are_found_in_that_order(
    client: Client, town: Town
) -> None:
    version = a_draft(town)
    VerbatimText.objects.create(
        passage=version.passages.get(key="vaerdi"), text="Ethvert menneske har ret til et hjem."
    )
    version.stage = "approved"
    version.save()
    a_plan(town, version, title="En plan for et hjem")
    kinds = [row["hit_rank"] for row in hits(visitor(town.municipality), ["hjem"], FIRST)]
    assert kinds == sorted(kinds)
    assert set(kinds) == {0, 1, 2, 4}
    page = search(client, "hjem")
    assert 'href="/lundby/maal/udsatte/hjem/"' in page
    assert 'href="/lundby/det-vil-vi/udsatte/vi-hjem/"' in page
    assert "/lundby/politik/udsatte/#vaerdi" in page
    assert "Ethvert menneske har ret til et hjem." in page


def test_every_hit_leads_to_a_page(client: Client, town: Town) -> None:
    version = a_policy(town)
    a_plan(town, version)
    for asked in ("hjem", "spisning", "handleplan", "respekt"):
        page = search(client, asked)
        links = [part.split('"')[0] for part in page.split('hp-row-heading"><a href="')[1:]]
        assert links, asked
        assert {client.get(link.split("#")[0]).status_code for link in links} == {200}, asked


def test_drafts_and_names_and_the_live_status_are_never_found(client: Client, town: Town) -> None:
    version = a_policy(town)
    a_locked_year(town, version)
    a_draft(town, "kladde")
    draft = a_draft_plan(town, version, "hjem", title="Plan i kladde")
    an_effort(town, draft, "Indsats i kladde")
    for asked in ("kladde", "Dan Dam", "Carla", "torsdag", "optælling"):
        assert found(town, asked) == [], asked
    assert found(town, "plads til alle") == ["I Lundby er der plads til alle."]


def test_a_corrected_plan_is_found_once_as_the_correction(town: Town) -> None:
    version = a_policy(town)
    old = approved(town, _with_effort(town, a_draft_plan(town, version, "hjem", title="Boligplan")))
    new = ActionPlan.objects.create(
        policy=version.policy,
        title="Boligplan, rettet",
        drafted_by=town.units["social"],
        supersedes=old,
        number=2,
        period_from=date(2021, 1, 1),
        period_to=date(2021, 12, 31),
        correction_reason="En fejl.",
    )
    Effort.objects.create(plan=new, title="Flere boliger", unit=town.units["social"], lead=town.people["dan"])
    assert found(town, "boligplan") == ["Boligplan"]
    new.stage = PlanStage.APPROVED
    new.save()
    assert found(town, "boligplan") == ["Boligplan, rettet"]
    assert found(town, "flere boliger") == ["Flere boliger"]


def _with_effort(town: Town, plan: ActionPlan) -> ActionPlan:
    an_effort(town, plan)
    return plan


def test_one_town_never_finds_anothers_text(town: Town) -> None:
    a_policy(town)
    assert found(a_town("oerby", "Ørby Kommune"), "hjem") == []


def test_signs_of_the_database_are_ordinary_signs(client: Client, town: Town) -> None:
    a_policy(town)
    for asked in ("%%", "__", "'; drop", "{0}{1}", "<b>hej", "\\\\", "a" * 5000):
        page = search(client, asked)
        assert "Vi fandt ikke noget" in page or "mindst to bogstaver" in page, asked
        assert "<b>hej" not in page


def test_a_question_too_short_is_told_kindly_and_none_asks_nothing(client: Client, town: Town) -> None:
    assert "mindst to bogstaver" in search(client, "x")
    assert "fandt" not in search(client, "")


def test_long_lists_are_paged_and_take_no_more_questions(client: Client, town: Town) -> None:
    version = a_policy(town)
    a_plan(town, version, efforts=100)
    for side in ("1", "2", "5"):
        with sql_listed() as sql:
            page = search(client, "indsats", side=side)
        assert 0 < len(sql) <= 8, sql
        assert page.count('class="hp-row-heading"') == (17 if side == "5" else 20), side
    assert "q=indsats&amp;side=4" in page
    assert "q=indsats&amp;side=3" in search(client, "indsats", side="2")


def test_page_after_page_shows_every_hit_once(town: Town) -> None:
    version = a_policy(town)
    a_plan(town, version, efforts=30)
    by, words = visitor(town.municipality), ["e"]
    whole = hits(by, words, slice(0, 500))
    assert {row["hit_rank"] for row in whole} == {0, 1, 2, 3, 4}
    for size in (1, 7):
        parts = [hits(by, words, slice(start, start + size)) for start in range(0, len(whole) + size, size)]
        assert [row for part in parts for row in part] == whole


def test_an_effort_is_found_by_its_accountable_unit_too(town: Town) -> None:
    version = a_policy(town)
    plan = a_draft_plan(town, version, "hjem", title="Boligplan")
    effort = an_effort(town, plan, "Flere værelser")
    approved(town, plan)
    name = str(effort.unit)
    assert "Flere værelser" in found(town, name)
    assert found(town, f"{name} vaerelser") == ["Flere værelser"]
    assert found(town, f"{name} badekar") == []


def test_after_the_last_page_nothing_is_found(client: Client, town: Town) -> None:
    a_policy(town)
    for side in ("2", "999999999999", "-1", "x", "²", "9" * 4301):
        assert client.get("/lundby/soeg/", {"q": "hjem", "side": side}).status_code == 200
    assert "Vi fandt ikke noget" in search(client, "hjem", side="3")


def test_the_part_that_is_looked_for_first_stands_unfolded_in_the_text() -> None:
    for text in ("Æblegrød", "ÅRSMØDE", "Café", "Oestergaard", "Aabenraa", "Boligplaceringsudvalget"):
        assert surest_part(folded(text)) in text.lower(), text
