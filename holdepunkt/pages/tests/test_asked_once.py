"""What waits for a council: a question is asked once, also when what it is about has been corrected."""

from datetime import date

import pytest

from holdepunkt.pages.reads.waiting import asked_of
from holdepunkt.people.tests.builders import a_town
from holdepunkt.policy.actions import heard as hearing
from holdepunkt.policy.actions import report as reports
from holdepunkt.policy.tests.builders import a_policy
from holdepunkt.policy.tests.builders_status import TODAY, a_plan, a_round

pytestmark = pytest.mark.django_db


def test_a_question_without_an_answer_is_asked_once_after_the_year_is_opened_again(settings: object) -> None:
    settings.HOLDEPUNKT_TODAY = TODAY  # type: ignore[attr-defined]
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}  # type: ignore[attr-defined]
    town = a_town()
    version = a_policy(town)
    a_plan(town, version)
    report = a_round(town, version, meeting_on=date(2022, 2, 8))
    hearing.ask_body(unit=town.units["udsatteraad"], asked_on=TODAY, due_on=None, by=town.as_("finn"), report=report)
    locked = reports.lock_report(report=report, by=town.as_("finn"))
    fresh = reports.reopen_report(report=locked, reason="Et tal var forkert.", by=town.as_("finn"))
    assert [row.report for row in asked_of(town.as_("eva"))] == [fresh]
