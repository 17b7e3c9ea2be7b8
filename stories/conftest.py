"""What every story shares: it is told once for its file, and jobs and mails are done at once."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

AT_ONCE = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture(scope="module")
def told_once(walls_up: None, django_db_setup: Any, django_db_blocker: Any) -> Iterator[None]:
    """The chapters of a file build on each other, in its order; at its end all is as before.

    What a single test does is undone when it ends (`pytest.mark.django_db`).
    """
    with override_settings(TASKS=AT_ONCE), django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
