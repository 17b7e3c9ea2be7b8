"""A web worker carries no library that only makes or reads papers, packs or calendars; those wait until one comes."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

HEAVY = ("typst", "vl_convert", "docx", "openpyxl", "pypdf", "authlib", "requests", "pydantic", "icalendar")
A_WORKER = """
import sys
import holdepunkt.wsgi
from django.urls import get_resolver
def open_all(resolver):
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            open_all(pattern)
open_all(get_resolver())
{more}
print(" ".join(sorted(sys.modules)))
"""


def modules_of_a_worker(more: str = "") -> set[str]:
    """Every module that a worker has imported once it knows all the addresses."""
    found = subprocess.run(
        [sys.executable, "-c", A_WORKER.format(more=more)], cwd=settings.ROOT, capture_output=True, text=True,
        timeout=120, check=False, env={**os.environ, "DJANGO_SETTINGS_MODULE": "holdepunkt.settings"},
    )  # fmt: skip
    assert found.returncode == 0, found.stderr
    return set(found.stdout.split())


@pytest.fixture(scope="module")
def imported() -> set[str]:
    return modules_of_a_worker()


def test_the_worker_knows_the_views_of_every_slice(imported: set[str]) -> None:
    expected = {"holdepunkt.pages.views.start", "holdepunkt.policy.views.items", "holdepunkt.people.views.signing_in"}
    assert expected <= imported


@pytest.mark.parametrize("library", HEAVY)
def test_a_worker_carries_no_library_that_is_rarely_needed(imported: set[str], library: str) -> None:
    assert library not in imported, f"{library} is imported with the addresses; import it where it is used"


def test_the_guard_sees_a_heavy_import() -> None:
    assert "docx" in modules_of_a_worker("import docx")
