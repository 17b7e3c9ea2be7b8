"""Who answers a year that was locked meanwhile does not lose what was typed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from holdepunkt.people.models import User
from holdepunkt.people.tests.builders import a_town
from holdepunkt.policy import tasks
from holdepunkt.policy.models import Effort, StatusNote, StatusReport
from holdepunkt.policy.rules.kinds import ReportStage
from holdepunkt.policy.tests.builders import a_policy
from holdepunkt.policy.tests.builders_status import TODAY, a_plan, a_round, note_of
from holdepunkt.policy.views import status_note

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


WHOLE = {
    "stated": "on_track", "happened": "Vi åbnede varmestuen om søndagen.", "took_part": ["citizens", "volunteers"],
    "figure_value": "1.234,5", "figure_source": "Egen optælling", "figure_date": TODAY, "_version": "1",
}  # fmt: skip


@pytest.fixture
def note(settings: Any) -> StatusNote:
    settings.HOLDEPUNKT_TODAY = TODAY
    town = a_town()
    a_plan(town, version := a_policy(town))
    return note_of(a_round(town, version))


def dan() -> Client:
    client = Client()
    client.force_login(User.objects.get(username__startswith="dan@"))
    return client


def meanwhile(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], Any]) -> None:
    """Let something happen between the form's reading and its saving."""
    save = status_note.save

    def saved(*args: Any, **more: Any) -> Any:
        happens()
        return save(*args, **more)

    monkeypatch.setattr(status_note, "save", saved)


def test_an_answer_to_a_locked_year_shows_why_not_and_all_that_was_filled_in(note: StatusNote) -> None:
    StatusReport.objects.update(stage=ReportStage.LOCKED)
    shown = dan().post(tasks.note_path(note), WHOLE).content.decode()
    for words in (
        "Det blev ikke gemt",
        "tager ikke imod svar",
        "på sporet",
        WHOLE["happened"],
        "borgere, frivillige",
        "1.234,5",
        "Egen optæl",
    ):
        assert words in shown, words


def test_a_year_that_is_locked_while_the_form_is_sent_leaves_the_form_and_says_why(
    note: StatusNote, monkeypatch: pytest.MonkeyPatch
) -> None:
    meanwhile(monkeypatch, lambda: StatusReport.objects.update(stage=ReportStage.LOCKED))
    shown = dan().post(tasks.note_path(note), WHOLE).content.decode()
    assert "tager ikke imod svar" in shown
    assert 'value="1.234,5"' in shown
    assert note_of(note.report).stage == "asked"


@pytest.mark.parametrize("sent", [WHOLE, {"stated": "on_track"}, {"happened": "Vi", "draft": "1"}])
def test_who_hands_the_effort_over_while_the_form_is_sent_answers_no_more(
    note: StatusNote, monkeypatch: pytest.MonkeyPatch, sent: dict[str, Any]
) -> None:
    other = User.objects.get(username__startswith="carla@")
    meanwhile(monkeypatch, lambda: Effort.objects.filter(pk=note.effort_id).update(lead=other))
    answer = dan().post(tasks.note_path(note), sent | {"_version": "1"})
    assert answer.status_code == 403
    assert note_of(note.report).stage == "asked"
    assert sent.get("happened", "") in answer.content.decode()
