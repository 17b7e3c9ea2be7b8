"""The council's yearly report is made from the rows, kept as approved, and due by the council's own rule (R6, N1)."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from bench.meter import sql_listed
from holdepunkt import clock
from holdepunkt.pages.reads.council_report import sheet_of, told_now
from holdepunkt.pages.report_jobs import make_report_file, order_report
from holdepunkt.people.access import NotPossible, Refused
from holdepunkt.people.tests.builders import a_town
from holdepunkt.policy.actions.heard import ask_body
from holdepunkt.policy.models import ActionPlan
from holdepunkt.policy.tests.builders import a_policy
from holdepunkt.voice import council_loose_ends
from holdepunkt.voice.actions import attendance, minutes
from holdepunkt.voice.actions import council as councils
from holdepunkt.voice.actions import council_report as actions
from holdepunkt.voice.actions.care import hide_words
from holdepunkt.voice.actions.gathering import plan_gathering
from holdepunkt.voice.actions.path import take_step
from holdepunkt.voice.actions.proposal import note_proposal
from holdepunkt.voice.models import CouncilReport, Hearing, Proposal, ReportFile
from holdepunkt.voice.rules.council import RuleKey
from holdepunkt.voice.rules.hearing import Audience
from holdepunkt.voice.tests.builders_councils import Room, a_council, a_held_meeting
from holdepunkt.voice.tests.builders_hearings import an_open_hearing

pytestmark = pytest.mark.django_db
TODAY, NEXT_YEAR = date(2021, 11, 22), date(2022, 2, 1)


@pytest.fixture
def room() -> Iterator[Room]:
    with clock.standing_at(TODAY):
        made = a_council(a_town())
        held, item = a_held_meeting(made)
        asta, bo, eva = (made.members[key] for key in ("asta", "bo", "eva"))
        came = {asta.pk: "present", bo.pk: "present", eva.pk: "sent_regrets"}
        attendance.note_attendance(meeting=held, came=came, by=made.jette)
        minutes.write_line(item=item, kind="decision", text="Vi skriver til udvalget.", by=made.jette)
        yield made


def a_report(room: Room) -> CouncilReport:
    return actions.begin_report(council=room.council, year=2021, by=room.jette)


def words(report: CouncilReport) -> str:
    sheet = sheet_of(report)
    lines = [f"{line.label} {line.text} {line.note}" for part in sheet.parts for line in part.lines]
    return " ".join(
        [*(f"{term}: {value}" for term, value in sheet.facts), *(part.note for part in sheet.parts), *lines]
    )


def proposed(room: Room, text: str) -> None:
    row = note_proposal(
        municipality=room.town.municipality, kind="idea", words=text, came_by="council", received_on=TODAY,
        code="abcdefghjk", council=room.council, by=room.jette,
    )  # fmt: skip
    take_step(proposal=row, kind="read", unit=room.town.units["social"], by=room.jette)


def test_what_the_council_did_is_counted_from_its_rows(room: Room) -> None:
    proposed(room, "Åbent om søndagen.")
    plan = ActionPlan.objects.create(
        policy=a_policy(room.town).policy, title="Hemmelig", period_from=TODAY, period_to=NEXT_YEAR
    )
    ask_body(unit=room.council.unit, asked_on=TODAY, due_on=None, plan=plan, by=room.town.as_("finn"))
    told = words(a_report(room))
    for said in (
        "Møder: 1",
        "Fremmøde: 67 procent",
        "2 af 3 er mødt.",
        "Vi skriver til udvalget.",
        "Åbent om søndagen.",
    ):
        assert said in told
    assert "Rådet svarede på 0 høringer ud af 1." in told
    assert "Hemmelig" not in told


def test_an_approved_report_stays_as_it_was(room: Room) -> None:
    row = actions.change_report(report=a_report(room), foreword="Et godt år.", by=room.jette)
    row = actions.approve_report(report=row, on=TODAY, told=told_now(row), by=room.jette)
    before = words(row)
    proposed(room, "Kommer for sent.")
    assert words(row) == before
    assert "Et godt år." in before
    with pytest.raises(NotPossible, match="bliver ikke ændret"):
        actions.change_report(report=row, foreword="Nyt", by=room.jette)


def test_it_goes_to_the_committee_after_the_council_has_approved_it(room: Room) -> None:
    row = a_report(room)
    for step in (actions.send_report, actions.publish_report):
        more = {"on": TODAY} if step is actions.send_report else {}
        with pytest.raises(NotPossible, match="godkende"):
            step(report=row, by=room.jette, **more)  # type: ignore[operator]
    with pytest.raises(Refused):
        actions.begin_report(council=room.council, year=2020, by=room.town.as_("eva"))


def test_the_public_reads_it_when_it_is_public_and_finds_nothing_before(room: Room) -> None:
    row = a_report(room)
    where = reverse("pages:open_report", kwargs={"slug": "lundby", "key": room.council.key, "year": 2021})
    assert Client().get(where).status_code == 404
    row = actions.approve_report(report=row, on=TODAY, told=told_now(row), by=room.jette)
    actions.publish_report(report=row, by=room.jette)
    assert "Vi skriver til udvalget." in Client().get(where).content.decode()
    assert "Årsberetning 2021" in Client().get("/lundby/raad/udsatteraad/").content.decode()


def test_it_waits_for_the_secretary_until_the_committee_has_it_by_the_councils_own_rule(room: Room) -> None:
    kinds = [end.kind for end in council_loose_ends.ends_for(room.jette, NEXT_YEAR)]
    assert "report_due" not in kinds
    councils.set_rule(council=room.council, key=RuleKey.REPORT_MONTH, value="3", source="Vedtægten", by=room.jette)
    found = [end for end in council_loose_ends.ends_for(room.jette, NEXT_YEAR) if end.kind == "report_due"]
    assert [end.due for end in found] == [date(2022, 3, 31)]
    row = a_report(room)
    row = actions.approve_report(report=row, on=TODAY, told=told_now(row), by=room.jette)
    actions.send_report(report=row, on=TODAY, by=room.jette)
    assert "report_due" not in [end.kind for end in council_loose_ends.ends_for(room.jette, NEXT_YEAR)]


def test_it_is_made_in_word_and_pdf_outside_the_web_worker(room: Room) -> None:
    row = a_report(room)
    for format, begins in (("docx", b"PK"), ("pdf", b"%PDF")):
        file = order_report(report=row, format=format, by=room.jette)
        make_report_file.func("lundby", str(file.uuid))
        assert bytes(ReportFile.objects.get(pk=file.pk).content or b"").startswith(begins)


def fetched(room: Room, who: str, where: str) -> int:
    client = Client()
    if who:
        client.force_login(room.town.people[who])
    return client.get(where).status_code


def a_made_file(room: Room, row: CouncilReport) -> ReportFile:
    file = order_report(report=row, format="docx", by=room.jette)
    make_report_file.func("lundby", str(file.uuid))
    return ReportFile.objects.get(pk=file.pk)


def test_whoever_may_read_the_report_may_fetch_its_file_and_nobody_a_draft_of_it(room: Room) -> None:
    row, inside = a_report(room), {"slug": "lundby", "pk": room.council.pk, "year": 2021}
    open_to_all = {"slug": "lundby", "key": room.council.key, "year": 2021}
    draft = a_made_file(room, row)
    here = reverse("pages:report_file", kwargs=inside | {"file": draft.uuid})
    assert [fetched(room, who, here) for who in ("jette", "eva", "dan")] == [200, 200, 403]
    row = actions.approve_report(report=row, on=TODAY, told=told_now(row), by=room.jette)
    row = actions.publish_report(report=row, by=room.jette)
    assert [fetched(room, who, here) for who in ("jette", "eva")] == [200, 404]
    assert fetched(room, "", reverse("pages:open_report_file", kwargs=open_to_all | {"file": draft.uuid})) == 404
    there = reverse("pages:open_report_file", kwargs=open_to_all | {"file": a_made_file(room, row).uuid})
    assert fetched(room, "", there) == 200
    assert there in Client().get(reverse("pages:open_report", kwargs=open_to_all)).content.decode()


def test_a_file_from_before_words_were_hidden_is_fetched_by_no_reader(room: Room) -> None:
    proposed(room, "Bo Birk er tyv.")
    row = actions.approve_report(report=a_report(room), on=TODAY, told=told_now(a_report_of(room)), by=room.jette)
    row = actions.publish_report(report=row, by=room.jette)
    where = {"slug": "lundby", "key": room.council.key, "year": 2021, "file": a_made_file(room, row).uuid}
    there = reverse("pages:open_report_file", kwargs=where)
    assert fetched(room, "", there) == 200
    hide_words(proposal=Proposal.objects.get(), words="Nogen er tyv.", why="Et navn", by=room.town.as_("finn"))
    assert fetched(room, "", there) == 404


def test_a_longer_year_costs_no_more_statements(room: Room) -> None:
    row, counts = a_report(room), []
    for many in (1, 10):
        for number in range(many):
            proposed(room, f"Forslag {number}")
            a_held_meeting(room, date(2021, 3, 1))
        with sql_listed() as sql:
            told_now(row)
        counts.append(len(sql))
    assert counts[0] == counts[1]


def test_meetings_people_came_to_and_hearings_about_anything_stand_in_it_and_closed_ones_without_a_name(
    room: Room,
) -> None:
    plan_gathering(
        municipality=room.town.municipality, kind="cafe", title="Café på torvet", meets_on=TODAY, by=room.jette
    )
    an_open_hearing(room)
    told = words(a_report(room))
    assert "Café på torvet" in told
    assert "Rådet svarede på 0 høringer ud af 1." in told
    Hearing.objects.update(audience=Audience.BODIES)
    title = Hearing.objects.get().title
    told = words(CouncilReport.objects.get())
    assert title not in told
    assert "En høring, der ikke er for alle" in told


def test_words_of_people_that_were_hidden_since_are_hidden_in_an_approved_report_too(room: Room) -> None:
    proposed(room, "Bo Birk er tyv.")
    row = actions.approve_report(report=a_report(room), on=TODAY, told=told_now(a_report_of(room)), by=room.jette)
    assert "Bo Birk er tyv." in words(row)
    hide_words(proposal=Proposal.objects.get(), words="Nogen er tyv.", why="Et navn", by=room.town.as_("finn"))
    assert "Bo Birk" not in words(CouncilReport.objects.get())
    assert "Nogen er tyv." in words(CouncilReport.objects.get())


def a_report_of(room: Room) -> CouncilReport:
    return CouncilReport.objects.get(council=room.council)
