"""What every story shares: it is told once for its file, and jobs and mails are done at once."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from holdepunkt.tenancy import roles
from holdepunkt.tenancy.tests.as_the_site import become

AT_ONCE = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture(scope="module")
def told_once(walls_up: None, app_role: str, django_db_blocker: Any) -> Iterator[None]:
    """The chapters of a file build on each other, in its order; at its end all is as before.

    What a single test does is undone when it ends (`pytest.mark.django_db`). On PostgreSQL the stories are told as
    the role that the site has in production, with row-level security in force.
    """
    with override_settings(TASKS=AT_ONCE), django_db_blocker.unblock(), transaction.atomic():
        become(app_role)
        assert not app_role or not roles.why_no_wall()
        yield
        transaction.set_rollback(True)
