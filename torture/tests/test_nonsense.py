"""Two thousand requests of nonsense on both databases together, and that the judge sees what is wrong."""

import pytest
from requests.structures import CaseInsensitiveDict

from torture import nonsense
from torture.house import House
from torture.nasty import RAW
from torture.tests.conftest import IS_SQLITE
from torture.visitor import Answer

MOST_STRAIGHT = 36
HTML = CaseInsensitiveDict({"Content-Type": "text/html; charset=utf-8"})


@pytest.mark.slow
def test_nonsense_in_every_form_breaks_nothing_and_loses_nothing(house: House) -> None:
    # Two thousand in all: the forms are the same on both, and finding them takes longer than spoiling them.
    asked = 2000 if IS_SQLITE else 600
    findings, _seconds = nonsense.torture(house, requests_=asked, demo=(), each_kind=0)
    assert nonsense.in_short(findings) == {}
    assert findings.asked >= asked
    assert findings.unmet == set()
    assert len(findings.straight) < MOST_STRAIGHT


def test_the_judge_sees_a_broken_page_raw_nonsense_and_lost_words() -> None:
    page = f"<html><form><input name='title' value=''></form>{RAW[0]}1)</script></html>".encode()
    found = nonsense.problems(Answer("/", 500, HTML, page), {"title": "Asta"})
    assert found == ["500", "raw nonsense in the page"]
    found = nonsense.problems(Answer("/", 409, HTML, page), {"title": "Asta"})
    assert found == ["raw nonsense in the page", "lost what was typed in title"]


def test_every_address_of_the_site_is_known() -> None:
    routes = {route for route, _pieces in nonsense.addresses()}
    assert {"{}/arbejde/indsatser/{}/tal/", "{}/soeg/"} <= routes
