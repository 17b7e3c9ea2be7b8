"""From the locked year to the committee's decision, through the actions."""

from datetime import date, timedelta
from typing import Any

import pytest

from holdepunkt import clock
from holdepunkt.people.access import NotPossible, Refused
from holdepunkt.people.tests.builders import Town, a_town
from holdepunkt.policy.actions import item as actions
from holdepunkt.policy.models import StatusReport
from holdepunkt.policy.reads import item as reads
from holdepunkt.policy.rules.kinds import Decision, ReportStage
from holdepunkt.policy.tests.builders import a_draft, a_policy
from holdepunkt.policy.tests.builders_items import (
    FORM,
    a_running_plan,
    a_year,
    an_item,
    on_the_agenda,
    the_council_says,
)
from holdepunkt.record import reads as record_reads
from holdepunkt.record.versions import Clash

pytestmark = pytest.mark.django_db
NOV = date(2021, 11, 10)


@pytest.fixture
def town() -> Town:
    return a_town()


@pytest.fixture
def report(town: Town) -> StatusReport:
    return a_year(town, a_policy(town, paper_fields=FORM))


def texts(item: Any) -> dict[str, str]:
    return {key: text for key, _heading, text in reads.fields(item)}


def test_an_item_begins_in_the_municipalitys_own_order_and_headings(town: Town, report: StatusReport) -> None:
    item = an_item(town, report)
    assert [heading for _key, heading, _text in reads.fields(item)] == [field["heading"] for field in FORM]


def test_the_core_tells_how_it_goes_in_sentences(town: Town, report: StatusReport) -> None:
    core = texts(an_item(town, report))["core"]
    assert "I 2021 var der 4 indsatser: 2 på sporet, 1 forsinket og 1 uden melding." in core
    assert "Forsinket: »Mentor på arbejdspladsen«." in core


def test_the_account_goes_goal_by_goal(town: Town, report: StatusReport) -> None:
    account = texts(an_item(town, report))["account"]
    assert "Alle har et hjem: 2 indsatser. 2 på sporet." in account
    assert "• Mentor på arbejdspladsen: forsinket. Det er svært at finde mentorer." in account


def test_economy_and_recommendation_are_prefilled_and_law_is_left_for_the_person(
    town: Town, report: StatusReport
) -> None:
    found = texts(an_item(town, report))
    assert found["economy"] == "• Støtte fra herberg til egen bolig: 250.000 kr. om året."
    assert (
        found["recommendation"]
        == "Social og Psykiatri indstiller, at Socialudvalget tager status for 2021 til efterretning."
    )
    assert found["attachments"] == "Bilag 1: Status på indsatser 2021"


def test_without_a_form_of_its_own_the_general_form_is_used(town: Town) -> None:
    item = an_item(town, a_year(town, a_policy(town)))
    assert [key for key, _heading, _text in reads.fields(item)][:3] == ["resume", "account", "involvement"]


def test_an_open_year_cannot_become_an_item(town: Town) -> None:
    report = a_year(town, a_policy(town), stage=ReportStage.OPEN)
    with pytest.raises(NotPossible, match="Status for 2021 er åben for svar"):
        an_item(town, report)


def test_the_same_year_gets_one_unfinished_item(town: Town, report: StatusReport) -> None:
    an_item(town, report)
    with pytest.raises(NotPossible, match="allerede et punkt"):
        an_item(town, report)


def test_only_those_who_write_papers_may_begin(town: Town, report: StatusReport) -> None:
    with pytest.raises(Refused):
        actions.begin_item(
            policy=report.policy, committee=town.units["socialudvalg"], title="x", report=report, by=town.as_("dan")
        )


def test_somebody_from_another_municipality_may_not_begin(town: Town, report: StatusReport) -> None:
    other = a_town("havby", "Havby Kommune")
    with pytest.raises(Refused):
        actions.begin_item(
            policy=report.policy, committee=town.units["socialudvalg"], title="x", report=report, by=other.as_("finn")
        )


def test_a_change_moves_the_version_and_an_unchanged_save_does_not(town: Town, report: StatusReport) -> None:
    item = an_item(town, report)
    changed = actions.change_item(item=item, by=town.as_("finn"), version=1, texts={"core": "Kort."})
    assert changed.version == 2
    same = actions.change_item(item=changed, by=town.as_("finn"), version=2, texts={"core": "Kort."})
    assert same.version == 2
    assert texts(changed)["core"] == "Kort."


def test_two_people_who_change_the_same_item_clash(town: Town, report: StatusReport) -> None:
    item = an_item(town, report)
    actions.change_item(item=item, by=town.as_("finn"), version=1, texts={"core": "Finn."})
    with pytest.raises(Clash):
        actions.change_item(item=item, by=town.as_("hanne"), version=1, texts={"core": "Hanne."})


def test_nothing_is_sent_before_the_head_has_approved(town: Town) -> None:
    item = an_item(town, a_year(town, a_policy(town), stage=ReportStage.LOCKED))
    with pytest.raises(NotPossible, match="Afdelingschefen har ikke godkendt"):
        actions.send_item(item=item, on=NOV, by=town.as_("hanne"))


def test_sending_and_publishing_carry_the_year_along(town: Town, report: StatusReport) -> None:
    item = an_item(town, report)
    actions.send_item(item=item, on=NOV, by=town.as_("hanne"))
    report.refresh_from_db()
    assert (report.stage, report.sent_on) == (ReportStage.WITH_COMMITTEE, NOV)
    actions.publish_item(item=item, on=NOV, by=town.as_("hanne"))
    report.refresh_from_db()
    assert (report.stage, report.published_on) == (ReportStage.PUBLIC, NOV)


def test_the_agenda_is_not_out_before_the_item_is_sent(town: Town, report: StatusReport) -> None:
    with pytest.raises(NotPossible, match="ikke sendt"):
        actions.publish_item(item=an_item(town, report), on=NOV, by=town.as_("hanne"))


def test_a_day_in_the_future_is_refused(town: Town, report: StatusReport) -> None:
    with pytest.raises(NotPossible, match="fremtiden"):
        actions.send_item(item=an_item(town, report), on=clock.today() + timedelta(days=1), by=town.as_("hanne"))


def test_what_is_on_the_agenda_does_not_change(town: Town, report: StatusReport) -> None:
    item = on_the_agenda(town, an_item(town, report))
    with pytest.raises(NotPossible, match="ligger fast"):
        actions.change_item(item=item, by=town.as_("finn"), texts={"core": "For sent."})


@pytest.mark.parametrize("decision", list(Decision))
def test_each_of_the_six_decisions_can_be_noted(town: Town, report: StatusReport, decision: Decision) -> None:
    item = on_the_agenda(town, an_item(town, report))
    row = actions.note_decision(item=item, decision=decision, text="Sådan.", decided_on=NOV, by=town.as_("hanne"))
    assert (row.decision, row.decided_on) == (decision, NOV)
    waits = decision in (Decision.POSTPONED, Decision.SENT_BACK)
    assert list(reads.waiting(town.municipality)) == ([row] if waits else [])


def test_only_the_secretary_notes_the_decision(town: Town, report: StatusReport) -> None:
    item = on_the_agenda(town, an_item(town, report))
    with pytest.raises(Refused):
        actions.note_decision(item=item, decision=Decision.NOTED, text="", decided_on=NOV, by=town.as_("finn"))


def test_a_decision_can_be_undone_and_both_stay_in_the_record(town: Town, report: StatusReport) -> None:
    item = on_the_agenda(town, an_item(town, report))
    actions.note_decision(item=item, decision=Decision.NOTED, text="", decided_on=NOV, by=town.as_("hanne"))
    row = actions.undo_decision(item=item, by=town.as_("hanne"))
    assert (row.decision, row.decided_on) == ("", None)
    verbs = [entry.verb for entry in record_reads.about("lundby", item.uuid)]
    assert verbs[:2] == ["item.decision_undone", "item.decision_noted"]


def test_after_ten_minutes_the_decision_stands(town: Town, report: StatusReport, monkeypatch: Any) -> None:
    item = on_the_agenda(town, an_item(town, report))
    actions.note_decision(item=item, decision=Decision.NOTED, text="", decided_on=NOV, by=town.as_("hanne"))
    later = clock.now() + timedelta(minutes=11)
    monkeypatch.setattr(clock, "now", lambda: later)
    with pytest.raises(NotPossible, match="ti minutter"):
        actions.undo_decision(item=item, by=town.as_("hanne"))


def test_the_minutes_can_be_linked_when_they_are_published(town: Town, report: StatusReport) -> None:
    item = on_the_agenda(town, an_item(town, report))
    actions.note_decision(item=item, decision=Decision.NOTED, text="", decided_on=NOV, by=town.as_("hanne"))
    row = actions.link_minutes(item=item, minutes_url="https://lundby.example/referat", by=town.as_("hanne"))
    assert row.minutes_url == "https://lundby.example/referat"


def test_a_postponed_item_is_taken_up_again_once(town: Town, report: StatusReport) -> None:
    item = on_the_agenda(town, an_item(town, report))
    actions.note_decision(item=item, decision=Decision.POSTPONED, text="", decided_on=NOV, by=town.as_("hanne"))
    again = actions.take_up_again(item=item, meeting_on=date(2022, 1, 11), by=town.as_("hanne"))
    assert again.follows == item
    assert texts(again) == texts(item)
    assert not reads.waiting(town.municipality)
    with pytest.raises(NotPossible, match="kun én gang"):
        actions.take_up_again(item=item, meeting_on=date(2022, 2, 8), by=town.as_("hanne"))


def test_a_returned_year_that_was_corrected_comes_back_with_the_new_figures(town: Town, report: StatusReport) -> None:
    item = an_item(town, report)
    actions.change_item(item=item, by=town.as_("finn"), texts={"law_and_plan": "Serviceloven."})
    on_the_agenda(town, item)
    actions.note_decision(item=item, decision=Decision.SENT_BACK, text="", decided_on=NOV, by=town.as_("hanne"))
    StatusReport.objects.filter(pk=report.pk).update(stage=ReportStage.REVISED)
    rows = [{"effort_title": "Alene tilbage", "goal_titles": ["Alle har et hjem"], "stated": "done", "answered": True}]
    version = report.policy.versions.get()
    new = a_year(town, version, rows=rows, revision=2, revises=report, revision_reason="Tal manglede")
    again = actions.take_up_again(item=item, meeting_on=date(2022, 1, 11), by=town.as_("finn"))
    assert again.report == new
    assert "1 gennemført" in texts(again)["core"]
    assert texts(again)["law_and_plan"] == "Serviceloven."


def test_what_each_council_said_is_in_the_paper_even_without_a_field_for_it(town: Town, report: StatusReport) -> None:
    from holdepunkt.policy.papers.fields import paste_ready
    from holdepunkt.policy.reads.paper import paper_of

    the_council_says(town, report)
    the_council_says(town, report, words="Husk rampen.", unit="boligforening")
    fields = dict(paste_ready(paper_of(reads.own_item(town.as_("finn"), an_item(town, report).uuid))))
    assert "»I lytter mere end før.«" in fields["Sagsfremstilling"]
    assert "»Husk rampen.«" in fields["Sagsfremstilling"]
    assert "Vi holder fast." in fields["Sagsfremstilling"]


def test_an_item_can_be_about_a_plan_a_policy_or_an_evaluation(town: Town) -> None:
    from holdepunkt.policy.models import Evaluation
    from holdepunkt.policy.reads.paper import paper_of

    version = a_draft(town)
    made = Evaluation.objects.create(policy=version.policy, year=2021, stage="done", done_on=NOV)
    subjects = {"plan": a_running_plan(town, version), "policy_version": version, "evaluation": made}
    for name, subject in subjects.items():
        item = actions.begin_item(
            policy=version.policy,
            committee=town.units["socialudvalg"],
            title=name,
            by=town.as_("finn"),
            **{name: subject},
        )
        assert "indstiller, at Socialudvalget" in texts(item)["recommendation"]
        assert paper_of(item).table.caption
    assert len(paper_of(version.items.get()).table.rows) == 3


def test_an_item_is_about_one_thing(town: Town, report: StatusReport) -> None:
    version = report.policy.versions.get()
    with pytest.raises(NotPossible, match="én ting"):
        actions.begin_item(
            policy=report.policy,
            committee=town.units["socialudvalg"],
            title="x",
            by=town.as_("finn"),
            report=report,
            policy_version=version,
        )
