"""The page of components stands in every layout and both languages."""

import itertools

import pytest
from django.test import Client
from lxml import html

from holdepunkt.ui.tests.pages import one, text

pytestmark = [pytest.mark.urls("holdepunkt.ui.tests.urls"), pytest.mark.django_db]


def page(side: str = "public", language: str = "da") -> html.HtmlElement:
    """The page as a person gets it."""
    client = Client()
    client.cookies["sprog"] = language
    response = client.get("/ui/", {"side": side})
    assert response.status_code == 200
    return html.fromstring(response.content)


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("side", ["public", "staff", "citizen", "print", "nonsense"])
def test_the_page_has_one_heading_one_main_and_a_way_to_it(side: str, language: str) -> None:
    tree = page(side, language)
    assert one(tree, "/html").get("lang") == language
    one(tree, ".//h1")
    one(tree, ".//main[@id='main']")
    one(tree, ".//a[@class='skipnav'][@href='#main']")
    one(tree, ".//header")


def test_headings_never_skip_a_level() -> None:
    levels = [int(h.tag[1]) for h in page().xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_every_id_is_its_own_and_every_label_has_its_field() -> None:
    tree = page()
    ids = tree.xpath("//*/@id")
    assert len(ids) == len(set(ids))
    assert {f for f in tree.xpath("//label/@for") if f} <= set(ids)


def test_every_field_one_can_see_has_a_label() -> None:
    tree = page()
    named = set(tree.xpath("//label/@for"))
    fields = tree.xpath("//input[not(@type='hidden')]|//select|//textarea")
    assert [f.get("name") for f in fields if f.get("id") not in named] == []


def test_the_language_is_switched_by_a_button_in_the_other_language() -> None:
    button = page().xpath("//form[@action='/sprog/']//button[@lang='en']")[0]
    assert (text(button), button.get("value")) == ("English", "en")
