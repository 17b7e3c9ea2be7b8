"""A real browser finds the page of components accessible, silent, and no wider than the screen."""

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.urls("holdepunkt.ui.tests.urls"),
    pytest.mark.django_db(transaction=True),
]


def complaints_of(page: "Page") -> list[str]:
    """What the browser complains of from now on: errors, and anything the policy stops."""
    heard: list[str] = []
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("console", lambda said: heard.append(said.text) if said.type == "error" else None)
    return heard


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("side", ["public", "staff", "citizen"])
def test_the_components_are_accessible_and_fit(browser_page: "Page", side: str, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    browser_page.set_viewport_size({"width": width, "height": 900})
    complaints = complaints_of(browser_page)
    browser_page.goto(f"/ui/?side={side}")
    found = axe.Axe().run(browser_page).response["violations"]
    assert [(v["id"], [node["html"] for node in v["nodes"]][:2]) for v in found] == []
    assert complaints == []
    assert browser_page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_page_works_without_javascript(chromium: "Browser", live_server: Any) -> None:
    context = chromium.new_context(
        base_url=live_server.url, java_script_enabled=False, viewport={"width": 390, "height": 900}
    )
    page = context.new_page()
    page.goto("/ui/")
    assert page.locator("[data-copy]").is_hidden()
    page.locator("header summary").click()
    page.get_by_role("button", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    context.close()


def test_what_can_be_copied_offers_it(browser_page: "Page") -> None:
    browser_page.goto("/ui/")
    assert browser_page.locator("[data-copy]").is_visible()


def test_what_one_writes_is_saved_by_itself_and_the_page_says_so(browser_page: "Page") -> None:
    browser_page.goto("/draft/")
    field, note = browser_page.get_by_label("Ord"), browser_page.get_by_role("status")
    field.fill("Mentor")
    note.filter(has_text="Gemt").wait_for()
    assert browser_page.locator("input[name=_version]").input_value() == "2"
    field.fill("gå i stykker")
    note.filter(has_text="Ikke gemt endnu").wait_for()
    assert field.input_value() == "gå i stykker"
