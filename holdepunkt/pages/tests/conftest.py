"""What the tests of the pages share: the demo's day, a town, and a site in demo mode."""

import importlib
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import clear_url_caches

import holdepunkt.pages.urls
import holdepunkt.urls
from holdepunkt.people.tests.builders import Town, a_town
from holdepunkt.policy.tests.builders_status import TODAY


@pytest.fixture(autouse=True)
def _on_the_day(settings: Any) -> None:
    settings.HOLDEPUNKT_TODAY = TODAY
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


@pytest.fixture
def town(db: None) -> Town:
    return a_town()


def _read_addresses_again() -> None:
    importlib.reload(holdepunkt.pages.urls)
    importlib.reload(holdepunkt.urls)
    clear_url_caches()


@pytest.fixture(params=[True])
def demo_mode(settings: Any, request: pytest.FixtureRequest) -> Iterator[bool]:
    """The site as it starts with demo mode on, or off (`indirect=True` with False)."""
    before = settings.HOLDEPUNKT_DEMO
    settings.HOLDEPUNKT_DEMO = request.param
    _read_addresses_again()
    yield request.param
    settings.HOLDEPUNKT_DEMO = before
    _read_addresses_again()
