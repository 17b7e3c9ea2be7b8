"""What every test shares: quick passwords, plain static files, and a browser where there is one."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings

from tools.chromium import find_chromium, why_none

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


def pytest_configure(config: pytest.Config) -> None:
    """Make the product's settings fit for tests, before anything is built from them."""
    config.addinivalue_line("filterwarnings", "ignore:No directory at:UserWarning")
    # Slow hashing protects people; made-up people need none.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Nor do they carry a phone for the second step; the tests of signing in turn it on.
    settings.TWO_FACTOR_ROLES = ()
    # Tests ask for files under their plain names; nothing has to be collected first.
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip the browser tests, with the reason, where they cannot run."""
    reason = None if find_chromium() else why_none()
    if settings.DATABASES["default"]["ENGINE"] != "django.db.backends.sqlite3":
        reason = "the browser tests run on SQLite only"
    for item in items:
        if reason and item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def chromium() -> Iterator["Browser"]:
    """One Chromium for all browser tests of a worker."""
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread; the test itself stays synchronous.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(find_chromium()), args=[*arguments, "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


@pytest.fixture
def browser_page(chromium: "Browser", live_server: Any) -> Iterator["Page"]:
    """A fresh Danish window, 1280 wide, whose addresses begin at the live server."""
    context = chromium.new_context(base_url=live_server.url, locale="da-DK", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()
