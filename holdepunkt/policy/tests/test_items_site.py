"""The item on the site: two faces, one glance, writing, files, and how many questions the pages ask."""

import io
from datetime import date
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from holdepunkt.people.tests.builders import Town, a_town
from holdepunkt.policy.actions import item as actions
from holdepunkt.policy.jobs_paper import make_paper_file, order_paper, rendered
from holdepunkt.policy.models import CommitteeItem, PaperFile, StatusReport
from holdepunkt.policy.papers import parse
from holdepunkt.policy.reads import item as reads
from holdepunkt.policy.reads.paper import paper_of
from holdepunkt.policy.rules.kinds import Decision, ReportStage
from holdepunkt.policy.rules.paper import PaperFormat
from holdepunkt.policy.tests.builders import a_policy
from holdepunkt.policy.tests.builders_items import (
    FORM,
    LIFE,
    a_hundred,
    a_year,
    an_item,
    efforts_of,
    on_the_agenda,
    the_council_says,
)
from holdepunkt.record.models import Entry

pytestmark = pytest.mark.django_db
NOV = date(2021, 11, 10)


@pytest.fixture
def town() -> Town:
    return a_town()


@pytest.fixture
def report(town: Town) -> StatusReport:
    return a_year(town, a_policy(town, paper_fields=FORM))


@pytest.fixture
def item(town: Town, report: StatusReport) -> CommitteeItem:
    return an_item(town, report)


def as_(town: Town, name: str) -> Client:
    client = Client()
    client.force_login(town.people[name])
    return client


def page(name: str, item: CommitteeItem, **more: Any) -> str:
    return reverse(f"policy:{name}", kwargs={"slug": "lundby", "uuid": item.uuid} | more)


def a_file(town: Town, item: CommitteeItem, format: str = "html") -> PaperFile:
    file = order_paper(item=item, format=format, by=town.as_("finn"))
    make_paper_file.func("lundby", str(file.uuid))
    file.refresh_from_db()
    return file


def test_before_the_agenda_is_out_a_visitor_meets_nothing(town: Town, item: CommitteeItem) -> None:
    file = a_file(town, item)
    addresses = [page("item", item), page("item_paper", item), page("item_file", item, file_uuid=file.uuid)]
    actions.send_item(item=item, on=NOV, by=town.as_("hanne"))
    for client in (Client(), as_(town, "eva")):
        assert [client.get(address).status_code for address in addresses] == [404, 404, 404]
        assert item.title not in client.get("/lundby/sager/").content.decode()


def test_a_committee_member_reads_it_from_the_day_it_is_sent(town: Town, item: CommitteeItem) -> None:
    gry = as_(town, "gry")
    assert gry.get(page("item", item)).status_code == 404
    actions.send_item(item=item, on=NOV, by=town.as_("hanne"))
    assert gry.get(page("item", item)).status_code == 200
    assert item.title in gry.get("/lundby/sager/").content.decode()


def test_a_visitor_meets_exactly_the_same_page_for_a_hidden_and_a_missing_item(town: Town, item: CommitteeItem) -> None:
    hidden = Client().get(page("item", item))
    missing = Client().get(page("item", item).replace(str(item.uuid), "00000000-0000-4000-8000-000000000000"))
    assert (hidden.status_code, missing.status_code) == (404, 404)


def test_another_municipality_does_not_have_the_item(town: Town, item: CommitteeItem) -> None:
    a_town("havby", "Havby Kommune")
    on_the_agenda(town, item)
    assert Client().get(page("item", item).replace("lundby", "havby")).status_code == 404


def test_one_glance_says_what_is_asked_what_it_costs_what_changed_and_who_said_what(town: Town) -> None:
    version = a_policy(town, paper_fields=FORM)
    last = [row | {"stated": "on_track"} for row in LIFE]
    last[0] = last[0] | {"figure_value": 11}
    before = a_year(town, version, 2020, ReportStage.PUBLIC, rows=last, published_on=date(2020, 12, 1))
    report = a_year(town, version, efforts=efforts_of(before))
    the_council_says(town, report)
    item = on_the_agenda(town, an_item(town, report))
    text = Client().get(page("item", item)).content.decode()
    assert "Social og Psykiatri indstiller, at Socialudvalget tager status for 2021 til efterretning." in text
    assert "250.000 kr. om året" in text
    assert "fra på sporet til forsinket" in text
    assert "tallet gik fra 11 borgere til 14 borgere" in text
    assert "I lytter mere end før." in text
    assert "Dan Dam" not in text


def test_last_year_is_only_told_when_the_committee_had_it(town: Town) -> None:
    version = a_policy(town, paper_fields=FORM)
    before = a_year(town, version, 2020, ReportStage.APPROVED)
    item = on_the_agenda(town, an_item(town, a_year(town, version, efforts=efforts_of(before))))
    assert "ikke fået en status for året før" in Client().get(page("item", item)).content.decode()


def test_the_decision_and_the_minutes_are_shown(town: Town, item: CommitteeItem) -> None:
    on_the_agenda(town, item)
    actions.note_decision(
        item=item,
        decision=Decision.NOTED,
        text="Udvalget roser arbejdet.",
        decided_on=NOV,
        by=town.as_("hanne"),
        minutes_url="https://lundby.example/referat",
    )
    text = Client().get(page("item", item)).content.decode()
    assert "taget til efterretning" in text
    assert "Udvalget roser arbejdet." in text
    assert "https://lundby.example/referat" in text
    assert "Taget til efterretning den 10. november 2021." in Client().get(page("item_paper", item)).content.decode()


def test_the_desk_shows_the_paper_each_field_and_what_is_missing(town: Town, item: CommitteeItem) -> None:
    actions.change_item(item=item, by=town.as_("finn"), case_number="", texts={"economy": ""})
    text = as_(town, "finn").get(page("item_desk", item)).content.decode()
    assert "Der er ikke noget sagsnummer." in text
    assert "Udsatterådet er ikke hørt." in text
    assert "Feltet »Økonomiske konsekvenser« er tomt." in text
    assert "1 er uden melding i år." in text
    assert text.count("data-copy=") == len(FORM)


def test_the_desk_says_when_the_municipalitys_own_order_is_not_known(town: Town) -> None:
    item = an_item(town, a_year(town, a_policy(town)))
    assert "Kommunens egne felter er ikke alle kendt" in as_(town, "finn").get(page("item_desk", item)).content.decode()


def test_those_outside_the_house_are_refused_at_the_desk_with_a_reason(town: Town, item: CommitteeItem) -> None:
    answer = as_(town, "gry").get(page("item_desk", item))
    assert answer.status_code == 403
    assert "Det kan kun" in answer.content.decode()
    assert Client().get(page("item_desk", item)).status_code == 302


def test_finn_begins_writes_and_hanne_carries_it_to_the_decision(town: Town, report: StatusReport) -> None:
    finn, hanne = as_(town, "finn"), as_(town, "hanne")
    assert "Status 2021" in finn.get("/lundby/arbejde/punkter/nyt/").content.decode()
    begin = reverse("policy:item_begin", kwargs={"slug": "lundby", "about": "status", "uuid": report.uuid})
    assert "Status 2021: Plads til alle" in finn.get(begin).content.decode()
    frame = {"title": "Status 2021", "committee": town.units["socialudvalg"].pk, "case_number": "1"}
    finn.post(begin, frame)
    item = CommitteeItem.objects.get()
    finn.post(page("item_write", item), frame | {"felt_1": "Kort sagt godt.", "_version": 1})
    assert dict((k, t) for k, _h, t in reads.fields(item))["core"] == "Kort sagt godt."
    assert hanne.post(page("item_send", item), {"on": "2021-11-10"}).status_code == 302
    assert hanne.post(page("item_publish", item), {"on": "2021-11-10"}).status_code == 302
    hanne.post(page("item_decide", item), {"decision": "postponed", "text": "Næste gang.", "decided_on": "2021-11-10"})
    assert "Fortryd beslutningen" in hanne.get(page("item_desk", item)).content.decode()
    hanne.post(page("item_undo", item))
    hanne.post(page("item_decide", item), {"decision": "sent_back", "text": "", "decided_on": "2021-11-10"})
    hanne.post(page("item_minutes", item), {"minutes_url": "https://lundby.example/r"})
    hanne.post(page("item_again", item), {"meeting_on": "2022-01-11"})
    assert CommitteeItem.objects.get(follows=item).meeting_on == date(2022, 1, 11)


def test_a_rule_that_is_not_kept_is_said_beside_the_form(town: Town) -> None:
    item = an_item(town, a_year(town, a_policy(town), stage=ReportStage.LOCKED))
    answer = as_(town, "hanne").post(page("item_send", item), {"on": "2021-11-10"})
    assert "Afdelingschefen har ikke godkendt status for 2021 endnu" in answer.content.decode()


def test_what_is_typed_is_kept_as_it_is_typed(town: Town, item: CommitteeItem) -> None:
    frame = {"title": "Status 2021", "committee": item.committee_id, "_version": 1, "felt_1": "Kladde"}
    answer = as_(town, "finn").post(page("item_autosave", item), frame)
    assert (answer.status_code, answer["Holdepunkt-Version"]) == (204, "2")
    assert as_(town, "hanne").post(page("item_autosave", item), frame | {"felt_1": "Anden"}).status_code == 409


def test_two_who_write_at_once_meet_both_texts(town: Town, item: CommitteeItem) -> None:
    actions.change_item(item=item, by=town.as_("hanne"), version=1, texts={"core": "Hannes."})
    frame = {"title": "Status 2021", "committee": item.committee_id, "_version": 1, "felt_1": "Finns."}
    answer = as_(town, "finn").post(page("item_write", item), frame)
    assert answer.status_code == 409
    assert "Hannes." in answer.content.decode()
    assert "Finns." in answer.content.decode()


def test_a_file_is_ordered_made_and_fetched(town: Town, item: CommitteeItem) -> None:
    finn = as_(town, "finn")
    finn.post(page("item_order", item), {"format": "docx"})
    files = finn.get(page("item_files", item)).content.decode()
    assert "Filen bliver lavet nu" in files
    assert 'hx-trigger="every 2s"' in files
    file = PaperFile.objects.get()
    make_paper_file.func("lundby", str(file.uuid))
    assert "hx-trigger" not in finn.get(page("item_files", item)).content.decode()
    answer = finn.get(page("item_file", item, file_uuid=file.uuid))
    assert answer["Content-Disposition"] == 'attachment; filename="status-2021.docx"'
    assert answer.content[:2] == b"PK"


def test_a_file_of_an_older_text_says_so_and_stays_inside(town: Town, item: CommitteeItem) -> None:
    file = a_file(town, item)
    actions.change_item(item=item, by=town.as_("finn"), texts={"core": "Nyt."})
    assert "Punktet er rettet siden" in as_(town, "finn").get(page("item_files", item)).content.decode()
    on_the_agenda(town, item)
    fresh = a_file(town, CommitteeItem.objects.get())
    assert Client().get(page("item_file", item, file_uuid=file.uuid)).status_code == 404
    assert Client().get(page("item_file", item, file_uuid=fresh.uuid)).status_code == 200
    assert str(fresh.uuid) in Client().get(page("item", item)).content.decode()
    assert str(file.uuid) not in Client().get(page("item", item)).content.decode()


@pytest.mark.parametrize("format", list(PaperFormat))
def test_all_four_forms_say_the_same_figures(town: Town, item: CommitteeItem, format: PaperFormat) -> None:
    paper = paper_of(reads.own_item(town.as_("finn"), item.uuid))
    content = rendered(paper, format)
    read = {PaperFormat.DOCX: parse.from_docx, PaperFormat.PDF: parse.from_pdf, PaperFormat.XLSX: parse.from_xlsx}.get(
        format
    )
    found = read(content, paper) if read else parse.from_html(content.decode(), paper)
    assert found == parse.expected(paper)
    figures = [(str(row.figure.value), row.figure.unit) for row in found.rows if row.figure]
    assert figures == [("14", "borgere"), ("1234.5", "timer"), ("under fem", "unge"), ("None", "")]


def test_the_list_asks_as_many_questions_for_ten_items_as_for_one(
    town: Town, report: StatusReport, django_assert_max_num_queries: Any
) -> None:
    version, counts = report.policy.versions.get(), []
    on_the_agenda(town, an_item(town, report))
    for more in (0, 9):
        for number in range(more):
            again = a_year(town, version, 2000 + number, rows=[])
            on_the_agenda(town, an_item(town, again, title=f"Status {number}"))
        with django_assert_max_num_queries(8) as asked:
            assert Client().get("/lundby/sager/").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_item_page_asks_as_many_questions_for_a_hundred_efforts(
    town: Town, django_assert_max_num_queries: Any
) -> None:
    version, counts = a_policy(town, paper_fields=FORM), []
    for year, rows in ((2018, LIFE), (2021, a_hundred())):
        item = on_the_agenda(town, an_item(town, a_year(town, version, year, rows=rows)))
        with django_assert_max_num_queries(15) as asked:
            assert Client().get(page("item", item)).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_file_of_a_hundred_efforts_takes_few_questions(town: Town, django_assert_max_num_queries: Any) -> None:
    item = an_item(town, a_year(town, a_policy(town, paper_fields=FORM), rows=a_hundred()))
    file = order_paper(item=item, format="xlsx", by=town.as_("finn"))
    with django_assert_max_num_queries(25):
        make_paper_file.func("lundby", str(file.uuid))
    file.refresh_from_db()
    assert file.made_at is not None


def test_the_command_makes_the_paper_of_a_locked_year(town: Town, item: CommitteeItem, tmp_path: Any) -> None:
    there = tmp_path / "punkt.html"
    call_command("paper", "lundby", "2021", "--format", "html", "-o", str(there), stdout=io.StringIO())
    assert "Sagens kerne" in there.read_text()
    assert "27.00-21" in there.read_text()


def test_the_command_makes_a_trial_paper_when_no_item_is_begun(town: Town, report: StatusReport, tmp_path: Any) -> None:
    there = tmp_path / "punkt.docx"
    call_command("paper", "lundby", "2021", "-o", str(there), stdout=io.StringIO())
    assert there.read_bytes()[:2] == b"PK"
    assert not CommitteeItem.objects.exists()


def test_the_command_lists_the_years(town: Town, report: StatusReport) -> None:
    out = io.StringIO()
    call_command("paper", "lundby", "--list", stdout=out)
    assert out.getvalue() == "2021  udsatte  Plads til alle: godkendt af chefen\n"


@pytest.mark.parametrize(
    ("words", "said", "code"),
    [
        (["nyby", "2021"], "Kommunen »nyby« findes ikke her. Vi har: lundby.", 2),
        (["lundby", "1999"], "Lundby Kommune har ingen status for 1999. Der er: 2022, 2021.", 2),
        (["lundby", "2022"], "Status for 2022 er åben for svar. Den skal være låst", 1),
        (["lundby"], "Skriv et år", 2),
    ],
)
def test_the_command_says_in_plain_words_what_is_wrong(
    town: Town, report: StatusReport, words: list[str], said: str, code: int
) -> None:
    a_year(town, report.policy.versions.get(), 2022, ReportStage.OPEN, rows=[])
    with pytest.raises(CommandError, match=said) as stopped:
        call_command("paper", *words)
    assert stopped.value.returncode == code


def test_a_meeting_that_was_brought_forward_after_the_agenda_was_out_is_moved_and_then_decided(
    town: Town, item: CommitteeItem
) -> None:
    item = on_the_agenda(town, item)
    CommitteeItem.objects.filter(pk=item.pk).update(meeting_on=date(2021, 11, 24))
    hanne, decided = as_(town, "hanne"), {"decision": "noted", "text": "", "decided_on": "2021-11-10"}
    assert "Mødet er den 24. november 2021" in hanne.post(page("item_decide", item), decided).content.decode()
    assert page("item_move", item) in hanne.get(page("item_desk", item)).content.decode()
    moved = {"meeting_on": "2021-11-10", "why": ""}
    assert hanne.post(page("item_move", item), moved).status_code == 200
    assert hanne.post(page("item_move", item), moved | {"meeting_on": "2020-01-01", "why": "x"}).status_code != 302
    assert hanne.post(page("item_move", item), moved | {"why": "Salen var optaget."}).status_code == 302
    row = Entry.objects.get(verb="item.meeting_moved")
    assert (row.why, row.fields["to"]) == ("Salen var optaget.", "10. november 2021")
    assert "Møde 10. november 2021" in Client().get(page("item", item)).content.decode()
    assert hanne.post(page("item_decide", item), decided).status_code == 302
    assert page("item_move", item) not in hanne.get(page("item_desk", item)).content.decode()
    assert as_(town, "finn").get(page("item_move", item)).status_code == 403
