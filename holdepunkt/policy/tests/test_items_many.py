"""The item about a year with many efforts: short texts, few changes on the page, everything in the annex."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bench.meter import sql_listed
from holdepunkt.people.tests.builders import Town, a_town
from holdepunkt.policy.models import CommitteeItem, PolicyVersion, StatusReport
from holdepunkt.policy.reads import item as reads
from holdepunkt.policy.reads.item_page import gaps_of, glance
from holdepunkt.policy.reads.paper import paper_of
from holdepunkt.policy.reads.year_changes import changes_since
from holdepunkt.policy.rules.item import ChangeKind, GapKind
from holdepunkt.policy.rules.kinds import EffortStage, ReportStage
from holdepunkt.policy.rules.paper import MOST_LINES
from holdepunkt.policy.tests.builders import a_policy
from holdepunkt.policy.tests.builders_items import FORM, LIFE, a_hundred, a_year, an_item, efforts_of, on_the_agenda

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return a_town()


@pytest.fixture
def version(town: Town) -> PolicyVersion:
    return a_policy(town, paper_fields=FORM)


def costing(stage: str = EffortStage.ON_TRACK) -> list[dict[str, Any]]:
    return [row | {"economy": "10.000 kr."} for row in a_hundred(stage)]


def two_years(town: Town, version: PolicyVersion) -> StatusReport:
    """A hundred efforts that were on track last year; this year thirty are late, and one is without an answer."""
    before = a_year(town, version, 2020, ReportStage.PUBLIC, rows=a_hundred(), published_on=date(2020, 12, 1))
    rows = [row | {"stated": "late"} for row in costing()[:30]] + costing()[30:99] + [costing()[99] | {"stated": ""}]
    return a_year(town, version, rows=rows, efforts=efforts_of(before))


def texts(item: CommitteeItem) -> dict[str, str]:
    return {key: text for key, _heading, text in reads.fields(item)}


def shown(item: CommitteeItem) -> str:
    return Client().get(reverse("policy:item", kwargs={"slug": "lundby", "uuid": item.uuid})).content.decode()


def test_the_page_shows_twelve_changes_and_the_way_to_the_rest(town: Town, version: PolicyVersion) -> None:
    item = on_the_agenda(town, an_item(town, two_years(town, version)))
    page = shown(item)
    assert page.count("fra på sporet til forsinket") == 12
    paper = reverse("policy:item_paper", kwargs={"slug": "lundby", "uuid": item.uuid})
    assert f'<a href="{paper}">Der er 19 mere i hele sagen.</a>' in page


def test_a_glance_counts_every_effort(town: Town, version: PolicyVersion) -> None:
    item = an_item(town, two_years(town, version))
    seen = glance(item)
    assert seen.stages == {EffortStage.LATE: 30, EffortStage.ON_TRACK: 69, None: 1}
    assert seen.since
    assert (seen.since.year, seen.since.count) == (2020, 31)
    assert {change.kind for change in seen.since.first} == {ChangeKind.WORSE}
    assert [gap.about for gap in gaps_of(item) if gap.kind is GapKind.SILENT] == ["1"]


def test_a_year_opened_again_is_compared_anew(town: Town, version: PolicyVersion) -> None:
    report = two_years(town, version)
    first = changes_since(report)
    again = a_year(
        town, version, rows=costing(), efforts=efforts_of(report), revision=2, revises=report, revision_reason="Fejl."
    )
    assert first
    assert first.count == 31
    assert changes_since(report) == first
    second = changes_since(again)
    assert second
    assert second.count == 0


def test_the_texts_of_a_year_stay_short_and_point_to_the_annex(town: Town, version: PolicyVersion) -> None:
    found = texts(an_item(town, a_year(town, version, rows=costing(EffortStage.LATE))))
    assert found["economy"] == (
        "Økonomien er oplyst for 100 indsatser. Det står ud for hver indsats i Bilag 1.\n• Alle har et hjem: 100 indsatser"
    )
    assert found["account"].count("\n• ") == MOST_LINES
    assert "100 indsatser. 100 forsinket." in found["account"]
    assert "Resten står i Bilag 1." in found["account"]


def test_the_worst_are_told_first_when_not_all_can_be_told(town: Town, version: PolicyVersion) -> None:
    rows = a_hundred(EffortStage.LATE)
    rows[-1] |= {"stated": "stopped"}
    account = texts(an_item(town, a_year(town, version, rows=rows)))["account"]
    assert account.split("\n• ")[1].startswith("Indsats 99: stoppet.")


def test_the_paper_itself_keeps_every_effort(town: Town, version: PolicyVersion) -> None:
    item = an_item(town, a_year(town, version, rows=costing()))
    paper = paper_of(reads.own_item(town.as_("finn"), item.uuid))
    assert [row.economy for row in paper.table.rows] == ["10.000 kr."] * 100


def test_a_few_efforts_are_still_told_one_by_one(town: Town, version: PolicyVersion) -> None:
    assert texts(an_item(town, a_year(town, version, rows=LIFE)))["economy"].startswith("• Støtte fra herberg")


def test_the_first_look_asks_at_most_ten_questions(town: Town, version: PolicyVersion) -> None:
    item = on_the_agenda(town, an_item(town, two_years(town, version)))
    client = Client()
    client.force_login(town.people["gry"])
    with sql_listed() as sql:
        client.get(reverse("policy:item", kwargs={"slug": "lundby", "uuid": item.uuid}))
    assert 0 < len(sql) <= 10, sql
