"""The guided walk, the page that explains, and the accessibility statement."""

import pytest
from django.test import Client

from holdepunkt.pages.reads import walk as reads
from holdepunkt.pages.tests.builders import a_decision, a_locked_year
from holdepunkt.pages.views import texts
from holdepunkt.people.tests.builders import PEOPLE, Town
from holdepunkt.policy.models import Policy, PolicyVersion
from holdepunkt.policy.rules.kinds import VersionStage
from holdepunkt.policy.tests.builders import a_policy
from holdepunkt.tests.code_base import DOCS, table_rows


def step(client: Client, number: int, **more) -> str:
    answer = client.get(f"/lundby/foelg/?trin={number}", **more)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_walk_follows_the_promise_that_has_come_furthest(town: Town) -> None:
    version = a_policy(town)
    assert reads.promise_to_follow(version).key == "vi-hjem"
    a_decision(town, version)
    walked = reads.walk(version)
    assert walked.promise.key == "vi-hjem"
    assert walked.effort.title == "Fælles spisning"
    assert [item.decision for item in walked.items] == ["noted"]


def test_the_walk_has_five_screens_with_links_on_and_back(client: Client, town: Town) -> None:
    a_decision(town, a_policy(town))
    screens = [step(client, number) for number in range(1, 6)]
    for number in range(1, 5):
        assert f'href="/lundby/foelg/?trin={number + 1}"' in screens[number - 1]
        assert f'href="/lundby/foelg/?trin={number}"' in screens[number]
    assert "Vi hjælper hinanden: Alle har et hjem." in screens[0]
    assert "Alle har et hjem" in screens[1]
    assert "Fælles spisning" in screens[2]
    assert "Social og Psykiatri" in screens[2]
    assert "Tolv borgere spiser sammen" in screens[3]
    assert "Egen optælling" in screens[3]
    assert "taget til efterretning" in screens[4]
    assert 'href="/lundby/det-vil-vi/udsatte/vi-hjem/"' in screens[4]
    assert not [name for name, _, _ in PEOPLE.values() if any(name in screen for screen in screens)]


def test_a_walk_where_nothing_has_happened_shows_empty_stations_and_whose_turn_it_is(
    client: Client, town: Town
) -> None:
    a_policy(town)
    assert "Næste skridt ligger hos Social og Psykiatri" in step(client, 3)
    assert "Den kommer fra Social og Psykiatri" in step(client, 4)
    assert "Socialudvalget har ikke haft den på dagsordenen endnu" in step(client, 5)


def test_a_locked_year_that_the_committee_has_not_had_is_not_in_the_walk(client: Client, town: Town) -> None:
    a_locked_year(town, a_policy(town))
    assert not [n for n in range(1, 6) if "Tolv borgere" in step(client, n) or "Egen optælling" in step(client, n)]


def test_a_policy_without_promises_invents_none(client: Client, town: Town) -> None:
    policy = Policy.objects.create(municipality=town.municipality, slug="oensker", title="En liste af ønsker")
    PolicyVersion.objects.create(policy=policy, number=1, stage=VersionStage.APPROVED, title=policy.title)
    assert "Vi finder ikke på det." in step(client, 1)


def test_the_walk_asks_few_questions(client: Client, town: Town, django_assert_max_num_queries) -> None:
    a_decision(town, a_policy(town))
    with django_assert_max_num_queries(14):
        step(client, 4)


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize(
    "address", ["/", "/was", "/lundby/saadan/", "/lundby/foelg/", "/lundby/aarshjul/", "/lundby/soeg/?q=hjem"]
)
def test_every_public_page_answers_in_both_languages(client: Client, town: Town, address: str, language: str) -> None:
    a_decision(town, a_policy(town))
    client.cookies["sprog"] = language
    answer = client.get(address)
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.content.decode()


def test_the_help_page_has_the_table_of_who_sees_what(client: Client, town: Town) -> None:
    page = client.get("/lundby/saadan/").content.decode()
    stages = ("Kladde", "Svaret", "Låst", "Godkendt af chefen", "Hos udvalget", "Offentlig")
    assert all(stage in page for stage in stages)
    assert page.count("<tr>") == 7
    assert "uden navne på medarbejdere" in page


def test_the_page_and_the_docs_hold_the_same_table() -> None:
    heads = (
        "stage of the year's status",
        "effort lead",
        "policy lead, head, secretary",
        "committee members",
        "everybody",
    )
    documented = list(table_rows((DOCS / "who-sees-what.md").read_text(encoding="utf-8"), *heads))
    shown = [[cell.startswith("ser den") for cell in row[1:]] for row in texts.stages()]
    assert shown == [[cell.startswith("yes") for cell in row[1:]] for row in documented]


def test_the_accessibility_statement_says_what_falls_short_and_how_to_complain(client: Client, town: Town) -> None:
    page = client.get("/was").content.decode()
    for words in ("delvist", "WCAG 2.1", "Digitaliseringsstyrelsen", "Lundby Kommune", "2026"):
        assert words in page
