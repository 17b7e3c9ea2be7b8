"""Who answers a year that was locked meanwhile does not lose what was typed."""

from typing import Any

import pytest
from django.test import Client

from holdepunkt.people.tests.builders import a_town
from holdepunkt.policy import tasks
from holdepunkt.policy.models import StatusReport
from holdepunkt.policy.rules.kinds import ReportStage
from holdepunkt.policy.tests.builders import a_policy
from holdepunkt.policy.tests.builders_status import TODAY, a_plan, a_round, note_of

pytestmark = pytest.mark.django_db
WORDS = {"happened": "Vi åbnede varmestuen om søndagen.", "stated": ""}


@pytest.mark.parametrize("stage", [ReportStage.OPEN, ReportStage.LOCKED])
def test_an_answer_that_lacks_something_comes_back_with_every_word_also_when_the_year_is_locked(
    settings: Any, stage: ReportStage
) -> None:
    settings.HOLDEPUNKT_TODAY = TODAY
    town = a_town()
    version = a_policy(town)
    a_plan(town, version)
    note = note_of(a_round(town, version))
    StatusReport.objects.filter(pk=note.report_id).update(stage=stage)
    client = Client()
    client.force_login(town.people["dan"])
    answer = client.post(tasks.note_path(note), WORDS)
    assert "Vi åbnede varmestuen om søndagen." in answer.content.decode()
