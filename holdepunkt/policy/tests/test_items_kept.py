"""What the committee got stays as it got it, whatever is written, opened again or noted afterwards."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from holdepunkt import clock
from holdepunkt.people.access import NotPossible
from holdepunkt.people.tests.builders import Town, a_town
from holdepunkt.policy.actions import item as actions
from holdepunkt.policy.actions.effort import add_effort, change_effort
from holdepunkt.policy.actions.heard import ask_body, note_words
from holdepunkt.policy.jobs_paper import make_paper_file, order_paper, rendered
from holdepunkt.policy.models import (
    ActionPlan,
    BodyHeard,
    CommitteeItem,
    Effort,
    Evaluation,
    Goal,
    PaperFile,
    StatusReport,
)
from holdepunkt.policy.reads import item as reads
from holdepunkt.policy.reads.paper import paper_of
from holdepunkt.policy.rules.kinds import Decision, ReportStage
from holdepunkt.policy.rules.paper import PaperFormat
from holdepunkt.policy.tests.builders import a_draft, a_policy
from holdepunkt.policy.tests.builders_items import (
    FORM,
    a_running_plan,
    a_year,
    an_item,
    on_the_agenda,
    the_council_says,
)

pytestmark = pytest.mark.django_db
NOV = date(2021, 11, 10)


@pytest.fixture
def town() -> Town:
    return a_town()


@pytest.fixture
def report(town: Town) -> StatusReport:
    return a_year(town, a_policy(town, paper_fields=FORM))


@pytest.fixture
def plan(town: Town) -> ActionPlan:
    plan = a_running_plan(town, a_policy(town, paper_fields=FORM))
    add_effort(plan=plan, title="Cafeen åbner", economy="Ti tusind", by=town.as_("finn"))
    return plan


def about(town: Town, **subject: Any) -> CommitteeItem:
    (thing,) = subject.values()
    return actions.begin_item(
        policy=thing.policy, committee=town.units["socialudvalg"], title="Et punkt", by=town.as_("finn"), **subject
    )


def asked(town: Town, plan: ActionPlan) -> BodyHeard:
    return ask_body(unit=town.units["udsatteraad"], asked_on=NOV, due_on=None, plan=plan, by=town.as_("finn"))


def says(town: Town, heard: BodyHeard, words: str) -> BodyHeard:
    return note_words(heard=heard, said_on=NOV, words=words, considered="", by=town.as_("finn"))


def public(item: CommitteeItem, name: str = "item_paper") -> str:
    answer = Client().get(reverse(f"policy:{name}", kwargs={"slug": "lundby", "uuid": item.uuid}))
    assert answer.status_code == 200
    return answer.content.decode()


def desk(town: Town, item: CommitteeItem) -> str:
    client = Client()
    client.force_login(town.people["hanne"])
    return client.get(reverse("policy:item_desk", kwargs={"slug": "lundby", "uuid": item.uuid})).content.decode()


def a_file(town: Town, item: CommitteeItem) -> PaperFile:
    file = order_paper(item=CommitteeItem.objects.get(pk=item.pk), format="html", by=town.as_("finn"))
    make_paper_file.func("lundby", str(file.uuid))
    return file


def test_the_public_does_not_read_a_plan_as_it_is_being_written(town: Town, plan: ActionPlan) -> None:
    item = on_the_agenda(town, about(town, plan=plan))
    change_effort(effort=Effort.objects.get(), title="Kun en tanke", by=town.as_("finn"))
    add_effort(plan=plan, title="Endnu en tanke", by=town.as_("finn"))
    page = public(item)
    assert "Cafeen åbner" in page
    assert "tanke" not in page
    assert b"tanke" not in rendered(paper_of(reads.own_item(town.as_("finn"), item.uuid)), PaperFormat.HTML)


def test_a_plan_that_is_written_on_before_it_is_sent_is_sent_as_it_stands(town: Town, plan: ActionPlan) -> None:
    item = about(town, plan=plan)
    change_effort(effort=Effort.objects.get(), title="Cafeen flytter", by=town.as_("finn"))
    assert paper_of(item).table.rows[0].effort == "Cafeen flytter"
    assert "Cafeen flytter" in public(on_the_agenda(town, item))


def test_a_file_of_the_plan_as_it_was_before_it_was_sent_stays_inside(town: Town, plan: ActionPlan) -> None:
    item = about(town, plan=plan)
    old = a_file(town, item)
    change_effort(effort=Effort.objects.get(), title="Cafeen flytter", by=town.as_("finn"))
    on_the_agenda(town, item)
    new = a_file(town, item)
    page = public(item, "item")
    assert str(new.uuid) in page
    assert str(old.uuid) not in page


def test_a_file_of_a_plan_that_did_not_move_can_be_read(town: Town, plan: ActionPlan) -> None:
    item = about(town, plan=plan)
    file = a_file(town, item)
    on_the_agenda(town, item)
    assert str(file.uuid) in public(item, "item")


def test_the_public_does_not_read_a_policy_or_an_evaluation_as_it_is_being_written(town: Town) -> None:
    version = a_draft(town, paper_fields=FORM)
    made = Evaluation.objects.create(policy=version.policy, year=2021, stage="done", done_on=NOV)
    made.conclusions.create(text="Bostøtten virker.", advice="keep")
    text = on_the_agenda(town, about(town, policy_version=version))
    told = on_the_agenda(town, about(town, evaluation=made))
    before = public(text), public(told)
    Goal.objects.update(title="Kun en tanke")
    made.conclusions.update(text="Kun en tanke")
    assert (public(text), public(told)) == before
    assert "Bostøtten virker." in before[1]


def test_the_words_of_a_council_in_a_published_item_stay(town: Town, plan: ActionPlan) -> None:
    heard = says(town, asked(town, plan), "Husk hunden.")
    item = on_the_agenda(town, about(town, plan=plan))
    BodyHeard.objects.update(words="Noget helt andet")
    late = ask_body(unit=town.units["boligforening"], asked_on=NOV, due_on=None, plan=plan, by=town.as_("finn"))
    says(town, late, "For sent til dagsordenen.")
    for name in ("item", "item_paper"):
        page = public(item, name)
        assert "Husk hunden." in page
        assert "Noget helt andet" not in page
        assert "For sent til dagsordenen." not in page
    BodyHeard.objects.filter(pk=heard.pk).update(words="Husk hunden.")
    with pytest.raises(NotPossible, match="på dagsordenen"):
        says(town, heard, "Skrevet om bagefter")


def test_a_council_that_answered_between_sending_and_the_agenda_is_quoted(town: Town, plan: ActionPlan) -> None:
    heard, item = asked(town, plan), about(town, plan=plan)
    actions.send_item(item=item, on=NOV, by=town.as_("hanne"))
    says(town, heard, "Husk hunden.")
    actions.publish_item(item=item, on=NOV, by=town.as_("hanne"))
    assert "Husk hunden." in public(item)


def test_an_answer_to_an_approved_plan_may_come_late_but_is_not_written_over(town: Town, plan: ActionPlan) -> None:
    heard = asked(town, plan)
    ActionPlan.objects.update(stage="approved", approved_by=town.units["byraad"], approved_on=NOV)
    assert says(town, heard, "Vi kom for sent.").words == "Vi kom for sent."
    with pytest.raises(NotPossible, match="er godkendt med rådets ord"):
        says(town, heard, "Skrevet om bagefter")


def test_an_answer_to_an_approved_policy_is_not_written_over(town: Town) -> None:
    unit, by = town.units["udsatteraad"], town.as_("finn")
    heard = ask_body(unit=unit, asked_on=NOV, due_on=None, version_of=a_policy(town), by=by)
    says(town, heard, "Først et hjem.")
    with pytest.raises(NotPossible, match="er godkendt med rådets ord"):
        says(town, heard, "Skrevet om bagefter")


@pytest.mark.parametrize("stage", [ReportStage.WITH_COMMITTEE, ReportStage.PUBLIC, ReportStage.REVISED])
def test_nobody_is_asked_about_a_year_that_the_committee_has(town: Town, stage: ReportStage) -> None:
    report = a_year(town, a_policy(town), stage=stage)
    with pytest.raises(NotPossible, match="Udvalget har allerede fået status for 2021"):
        ask_body(unit=town.units["udsatteraad"], asked_on=NOV, due_on=None, report=report, by=town.as_("finn"))


def test_a_year_that_was_opened_again_is_not_published(town: Town, report: StatusReport) -> None:
    item = an_item(town, report)
    actions.send_item(item=item, on=NOV, by=town.as_("hanne"))
    StatusReport.objects.filter(pk=report.pk).update(stage=ReportStage.REVISED)
    with pytest.raises(NotPossible, match="åbnet igen"):
        actions.publish_item(item=item, on=NOV, by=town.as_("hanne"))


@pytest.mark.parametrize("day", [date(1, 1, 1), date(2021, 11, 4)])
def test_a_year_is_not_sent_before_the_head_approved_it(town: Town, report: StatusReport, day: date) -> None:
    with clock.standing_at(date(2021, 11, 5)):
        StatusReport.objects.update(approved_at=clock.now())
    item = an_item(town, report)
    with pytest.raises(NotPossible, match=r"ikke være sket før den 5\. november 2021"):
        actions.send_item(item=item, on=day, by=town.as_("hanne"))
    assert actions.send_item(item=item, on=date(2021, 11, 5), by=town.as_("hanne")).sent_on == date(2021, 11, 5)


def test_a_plan_is_not_sent_before_there_was_a_policy(town: Town, plan: ActionPlan) -> None:
    with pytest.raises(NotPossible, match=r"ikke være sket før den 1\. december 2019"):
        actions.send_item(item=about(town, plan=plan), on=date(2019, 11, 30), by=town.as_("hanne"))


def test_a_first_policy_is_not_sent_in_the_year_one(town: Town) -> None:
    item = about(town, policy_version=a_draft(town))
    with pytest.raises(NotPossible, match=r"ikke være sket før den 1\. januar 1990"):
        actions.send_item(item=item, on=date(1, 1, 1), by=town.as_("hanne"))


def test_nothing_is_decided_in_the_future_or_in_the_year_one(town: Town, report: StatusReport) -> None:
    item = on_the_agenda(town, an_item(town, report))
    for day in (clock.today() + timedelta(days=1), date(1, 1, 1), NOV - timedelta(days=1)):
        with pytest.raises(NotPossible):
            actions.note_decision(item=item, decision=Decision.NOTED, text="", decided_on=day, by=town.as_("hanne"))


def test_nothing_is_decided_before_the_meeting(town: Town, report: StatusReport) -> None:
    item = on_the_agenda(town, an_item(town, report, meeting_on=NOV + timedelta(days=7)))
    address = reverse("policy:item_decide", kwargs={"slug": "lundby", "uuid": item.uuid})
    hanne = Client()
    hanne.force_login(town.people["hanne"])
    sent = {"decision": "noted", "text": "Udvalget roser arbejdet.", "decided_on": str(NOV + timedelta(days=6))}
    page = hanne.post(address, sent).content.decode()
    assert "Mødet er den 17. november 2021, og beslutningen kan ikke være ældre." in page
    assert "Udvalget roser arbejdet." in page
    assert hanne.post(address, sent | {"decided_on": str(NOV + timedelta(days=7))}).status_code == 302
    item.refresh_from_db()
    assert item.decided_on == item.meeting_on


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1989, 12, 31), date(2101, 1, 1)])
def test_no_meeting_lies_outside_what_anybody_plans(town: Town, report: StatusReport, day: date) -> None:
    with pytest.raises(NotPossible, match="fra 1990 til 2100"):
        an_item(town, report, meeting_on=day)
    item = an_item(town, report)
    with pytest.raises(NotPossible, match="fra 1990 til 2100"):
        actions.change_item(item=item, by=town.as_("finn"), meeting_on=day)
    on_the_agenda(town, item)
    actions.note_decision(item=item, decision=Decision.POSTPONED, text="", decided_on=NOV, by=town.as_("hanne"))
    with pytest.raises(NotPossible, match="fra 1990 til 2100"):
        actions.take_up_again(item=item, meeting_on=day, by=town.as_("hanne"))


def test_nothing_is_decided_when_nobody_knows_of_an_agenda(town: Town, report: StatusReport) -> None:
    item = an_item(town, report)
    actions.send_item(item=item, on=NOV, by=town.as_("hanne"))
    with pytest.raises(NotPossible, match="Dagsordenen er ikke ude"):
        actions.note_decision(item=item, decision=Decision.NOTED, text="", decided_on=NOV, by=town.as_("hanne"))


def test_after_a_decision_the_desk_still_offers_to_put_the_agenda_out(town: Town, report: StatusReport) -> None:
    item = an_item(town, report, agenda_on=NOV)
    actions.send_item(item=item, on=NOV, by=town.as_("hanne"))
    actions.note_decision(item=item, decision=Decision.NOTED, text="", decided_on=NOV, by=town.as_("hanne"))
    assert "Vis vej til referatet" not in desk(town, item)
    assert "Dagsordenen er ude" in desk(town, item)
    actions.publish_item(item=item, on=NOV, by=town.as_("hanne"))
    assert "Vis vej til referatet" in desk(town, item)


def test_the_committee_is_not_changed_after_sending(town: Town, report: StatusReport) -> None:
    item = an_item(town, report)
    actions.change_item(item=item, by=town.as_("finn"), committee=town.units["kulturudvalg"])
    actions.send_item(item=item, on=NOV, by=town.as_("hanne"))
    with pytest.raises(NotPossible, match="sendt til Kulturudvalget"):
        actions.change_item(item=item, by=town.as_("finn"), committee=town.units["socialudvalg"])


def test_the_committee_sees_that_a_text_was_corrected_after_it_was_sent(town: Town, report: StatusReport) -> None:
    item = an_item(town, report)
    actions.change_item(item=item, by=town.as_("finn"), texts={"core": "Først."})
    actions.send_item(item=item, on=NOV, by=town.as_("hanne"))
    gry = Client()
    gry.force_login(town.people["gry"])
    page = reverse("policy:item", kwargs={"slug": "lundby", "uuid": item.uuid})
    assert "Punktet er rettet" not in gry.get(page).content.decode()
    with clock.standing_at(date(2021, 11, 12)):
        actions.change_item(item=item, by=town.as_("finn"), texts={"core": "Rettet."})
    assert "Punktet er rettet den 12. nov" in gry.get(page).content.decode()


def test_an_answer_about_a_year_can_be_corrected_until_the_committee_has_it(town: Town, report: StatusReport) -> None:
    heard = the_council_says(town, report)
    assert note_words(heard=heard, said_on=NOV, words="Rettet.", considered="", by=town.as_("finn")).words == "Rettet."
