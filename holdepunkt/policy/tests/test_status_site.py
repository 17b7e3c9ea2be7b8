"""The status round through the site: the desk, the two-minute form, the lock, the head's page."""

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx import Document

from bench.meter import sql_listed
from holdepunkt.people import actions as people
from holdepunkt.people.models import Post
from holdepunkt.people.tests.builders import Town, a_town
from holdepunkt.policy import tasks
from holdepunkt.policy.actions import note as notes
from holdepunkt.policy.actions import report as reports
from holdepunkt.policy.models import Figure, LockedStatus, PolicyVersion, StatusNote, StatusReport
from holdepunkt.policy.tests.builders import a_policy
from holdepunkt.policy.tests.builders_status import TITLES, TODAY, a_plan, a_round, note_of

pytestmark = pytest.mark.django_db
YEAR = "/lundby/arbejde/status/udsatte/2021/"


@pytest.fixture(autouse=True)
def _at_work(settings: Any) -> None:
    settings.HOLDEPUNKT_TODAY = TODAY
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def town() -> Town:
    return a_town()


@pytest.fixture
def version(town: Town) -> PolicyVersion:
    return a_policy(town)


@pytest.fixture
def report(town: Town, version: PolicyVersion) -> StatusReport:
    a_plan(town, version)
    return a_round(town, version)


def signed_in(town: Town, name: str) -> Client:
    client = Client()
    client.force_login(town.people[name])
    return client


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


def answered(**more: Any) -> dict[str, Any]:
    return {"stated": "on_track", "happened": "Vi begyndte.", "took_part": ["citizens"], "_version": "1"} | more


def test_the_policy_lead_opens_the_round_on_screen_and_everybody_gets_one_mail(
    town: Town, version: PolicyVersion
) -> None:
    a_plan(town, version)
    finn = signed_in(town, "finn")
    assert "Åbn årets status" in page(finn, "/lundby/arbejde/")
    form = {"year": "2021", "meeting_on": "2022-02-08", "draft": "1"}
    worked_out = finn.post("/lundby/arbejde/status/udsatte/ny/", form).content.decode()
    assert "18. januar 2022" in worked_out
    assert not StatusReport.objects.exists()
    answer = finn.post("/lundby/arbejde/status/udsatte/ny/", {"year": "2021", "meeting_on": "2022-02-08"})
    assert answer.status_code == 302
    assert str(StatusReport.objects.get().due_on) == "2022-01-18"
    assert sorted(one.to[0] for one in mail.outbox) == ["carla@lundby.example", "dan@lundby.example"]


def test_the_mail_leads_straight_to_the_form_and_brings_the_word_form(town: Town, report: StatusReport) -> None:
    mine = next(one for one in mail.outbox if one.to == ["dan@lundby.example"])
    assert mine.subject == "Status 2021: 2 indsatser"
    assert [name for name, _content, _kind in mine.attachments] == [
        f"status-{note.form_code}.docx" for note in report.notes.filter(effort__lead=town.people["dan"]).order_by("pk")
    ]
    path = re.findall(r"https?://[^/]+(/\S+)", mine.body)[0]
    at_sign_in = Client().get(path)
    assert at_sign_in["Location"].startswith("/lundby/log-ind/?next=")
    assert "Hvordan går det?" in page(signed_in(town, "dan"), path)


def test_the_desk_shows_the_bar_whom_to_call_and_one_thing_to_do(town: Town, report: StatusReport) -> None:
    notes.no_news(note=note_of(report), by=town.as_("dan"))
    desk = page(signed_in(town, "finn"), "/lundby/arbejde/")
    assert "svaret: <strong>1</strong>" in desk
    assert "Carla Carlsen · 12 34 56 78" in desk
    assert "Vent på svarene" in desk
    assert TITLES[0] not in desk


def test_a_lead_without_a_post_is_caught_and_the_head_is_asked_instead(town: Town, version: PolicyVersion) -> None:
    post = Post.objects.get(user=town.people["dan"])
    people.end_post(post=post, ends_on=TODAY.replace(day=1), by=town.machine)
    a_plan(town, version, efforts=1)
    a_round(town, version)
    assert [one.to for one in mail.outbox] == [["ib@lundby.example"]]
    desk = page(signed_in(town, "finn"), "/lundby/arbejde/")
    assert "Ib Iversen" in desk
    assert "Dan Dam har ikke længere en post her" in desk


def test_the_form_takes_an_answer_with_its_figure_and_offers_to_take_it_back(town: Town, report: StatusReport) -> None:
    dan, path = signed_in(town, "dan"), tasks.note_path(note_of(report))
    wrong = dan.post(path, answered(figure_value="mange")).content.decode()
    assert "Vi fandt ”mange”" in wrong
    few = answered(figure_value="3", figure_source="Køkkenet", figure_date="2021-11-01")
    assert "Skriv: under fem" in dan.post(path, few).content.decode()
    right = answered(figure_value="1.234", figure_source="Køkkenet", figure_date="2021-11-01")
    assert dan.post(path, right).status_code == 302
    assert Figure.objects.get().value == 1234
    told = page(dan, path)
    assert "1.234 borgere" in told
    assert "Tag svaret tilbage" in told
    dan.post(f"{path}tag-tilbage/")
    assert 'value="1234"' in page(dan, path)


def test_an_answer_that_differs_from_the_dates_is_asked_why(town: Town, report: StatusReport) -> None:
    dan, path = signed_in(town, "dan"), tasks.note_path(note_of(report))
    assert "Skriv én sætning om hvorfor" in dan.post(path, answered(stated="late")).content.decode()
    assert dan.post(path, answered(stated="late", differs_because="Kokken er syg.")).status_code == 302


def test_a_refused_answer_stands_on_the_page_the_form_stood_on(town: Town, report: StatusReport) -> None:
    dan, path = signed_in(town, "dan"), tasks.note_path(note_of(report))
    empty, refused = page(dan, path), dan.post(path, answered(stated="late")).content.decode()
    assert headings(empty) <= headings(refused)
    assert "Vi begyndte." in refused
    assert sql_sent(lambda: dan.post(path, answered(stated="late"))) <= sql_of(dan, path) + 2


def headings(shown: str) -> set[str]:
    """What a page tells around a form: its headings and whom it asks."""
    return set(re.findall(r"<h[1-3][^>]*>.*?</h[1-3]>|<dt>.*?</dd>", shown, re.DOTALL))


@pytest.mark.parametrize(("figure", "most"), [({}, 7), ({"figure_value": "12", "figure_source": "Optælling"}, 13)])
def test_an_answer_is_saved_with_few_statements(
    town: Town, report: StatusReport, figure: dict[str, str], most: int
) -> None:
    dan, path = signed_in(town, "dan"), tasks.note_path(note_of(report))
    day = {"figure_date": TODAY} if figure else {}
    page(dan, path)
    assert sql_sent(lambda: dan.post(path, answered() | figure | day)) <= most
    assert (note_of(report).stage, bool(note_of(report).figure)) == ("stated", bool(figure))


def test_no_news_is_one_click(town: Town, report: StatusReport) -> None:
    dan, path = signed_in(town, "dan"), tasks.note_path(note_of(report))
    assert "Intet nyt, stadig: på sporet" in page(dan, path)
    dan.post(f"{path}intet-nyt/")
    assert note_of(report).no_news


def test_drafts_are_kept_as_one_types_and_by_the_button(town: Town, report: StatusReport) -> None:
    dan, path = signed_in(town, "dan"), tasks.note_path(note_of(report))
    assert f'hx-post="{path}kladde/"' in page(dan, path)
    kept = dan.post(f"{path}kladde/", {"happened": "Vi beg", "figure_value": "12", "_version": "1"})
    assert (kept.status_code, kept["Holdepunkt-Version"]) == (204, "2")
    assert dan.post(f"{path}kladde/", {"happened": "Gammel", "_version": "1"}).status_code == 409
    assert dan.post(path, {"happened": "Vi begynder", "draft": "1", "_version": "2"}).status_code == 302
    form = page(dan, path)
    assert "Vi begynder" in form
    assert StatusNote.objects.get(effort__title=TITLES[0]).stage == "draft"


def test_last_years_words_stand_grey_above_an_empty_field(town: Town, version: PolicyVersion) -> None:
    old = a_plan(town, version, efforts=1, year=2020)
    first = reports.open_round(policy=version.policy, year=2020, due_on=TODAY, by=town.as_("finn"))
    notes.state(note=note_of(first), by=town.as_("dan"), stated="late", happened="Vi ledte efter et lokale.")
    reports.lock_report(report=first, by=town.as_("finn"))
    a_plan(town, version, efforts=1, thread=old.efforts.get().thread)
    form = page(signed_in(town, "dan"), tasks.note_path(note_of(a_round(town, version))))
    assert "2020: Vi ledte efter et lokale." in form
    assert "Intet nyt, stadig: forsinket" in form


def filled(note: StatusNote) -> SimpleUploadedFile:
    """The Word form as it comes back: a cross, and a few words."""
    document = Document(BytesIO(tasks.word_form(note, None)))
    for table in document.tables:
        for row in table.rows:
            if len(row.cells) > 1 and row.cells[1].text == "på sporet":
                row.cells[0].text = "X"
    heading = next(one for one in document.paragraphs if one.text.startswith("Hvad er der sket"))
    heading._p.addnext(document.add_paragraph("Vi spiser sammen.")._p)
    stream = BytesIO()
    document.save(stream)
    return SimpleUploadedFile("svar.docx", stream.getvalue())


def test_a_word_form_is_read_back_shown_and_only_then_saved(town: Town, report: StatusReport) -> None:
    note, finn = note_of(report), signed_in(town, "finn")
    shown = finn.post("/lundby/arbejde/status/skema/", {"file": filled(note)}).content.decode()
    assert "Sådan læste vi Word-skemaet" in shown
    assert "Vi spiser sammen." in shown
    assert note_of(report).stage == "asked"
    assert finn.post(tasks.note_path(note), answered(came_by="word")).status_code == 302
    assert note_of(report).came_by == "word"


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"", b"PK\x03\x04"])
def test_a_spoiled_form_says_what_was_found_and_expected(town: Town, report: StatusReport, content: bytes) -> None:
    file = SimpleUploadedFile("svar.docx", content)
    shown = signed_in(town, "finn").post("/lundby/arbejde/status/skema/", {"file": file}).content.decode()
    assert "kunne ikke læses" in shown or "tom" in shown


def test_a_form_of_another_town_is_not_known_here(town: Town, report: StatusReport) -> None:
    other = a_town("andenby")
    a_plan(other, theirs := a_policy(other))
    note = note_of(a_round(other, theirs))
    shown = signed_in(town, "finn").post("/lundby/arbejde/status/skema/", {"file": filled(note)}).content.decode()
    assert "passer ikke til nogen indsats her" in shown
    assert signed_in(town, "finn").get(f"/lundby/arbejde/status/2021/{note.uuid}/").status_code == 404


def test_the_year_is_locked_and_approved_on_screen(town: Town, report: StatusReport) -> None:
    notes.no_news(note=note_of(report), by=town.as_("dan"))
    finn, ib = signed_in(town, "finn"), signed_in(town, "ib")
    before = page(finn, f"{YEAR}laas/")
    assert "Bliver låst som ”har ikke svaret”" in before
    assert TITLES[1] in before
    assert finn.post(f"{YEAR}laas/", {}).status_code == 302
    assert LockedStatus.objects.filter(kind="effort").count() == 3
    assert "Det er chefens tur" in page(finn, f"{YEAR}godkend/")
    assert finn.post(f"{YEAR}godkend/").status_code == 403
    assert "Godkend status for 2021" in page(ib, f"{YEAR}godkend/")
    assert ib.post(f"{YEAR}godkend/").status_code == 302
    assert "Lav punktet til udvalget" in page(finn, "/lundby/arbejde/")


def test_the_head_sends_the_year_back_with_a_reason(town: Town, report: StatusReport) -> None:
    reports.lock_report(report=report, by=town.as_("finn"))
    ib = signed_in(town, "ib")
    assert ib.post(f"{YEAR}aabn-igen/", {"reason": ""}).status_code == 200
    assert ib.post(f"{YEAR}aabn-igen/", {"reason": "Et tal mangler kilde."}).status_code == 302
    assert "Et tal mangler kilde." in page(ib, YEAR)


def test_the_years_table_is_filtered_by_goal_and_stage(town: Town, report: StatusReport) -> None:
    notes.no_news(note=note_of(report), by=town.as_("dan"))
    reports.lock_report(report=report, by=town.as_("finn"))
    finn = signed_in(town, "finn")
    assert all(title in page(finn, YEAR) for title in TITLES)
    assert TITLES[1] not in page(finn, f"{YEAR}?trin=on_track")
    assert TITLES[0] not in page(finn, f"{YEAR}?trin=silent")
    assert TITLES[0] not in page(finn, f"{YEAR}?maal=sundhed")


@pytest.mark.parametrize("name", ["gry", "eva"])
def test_those_outside_the_administration_see_no_drafts(town: Town, report: StatusReport, name: str) -> None:
    client = signed_in(town, name)
    for path in ("/lundby/arbejde/", YEAR, f"{YEAR}mangler/", f"{YEAR}godkend/", tasks.note_path(note_of(report))):
        assert client.get(path).status_code == 403, path
    assert client.post(f"{tasks.note_path(note_of(report))}intet-nyt/").status_code == 403


def test_another_lead_reads_but_does_not_write(town: Town, report: StatusReport) -> None:
    carla, path = signed_in(town, "carla"), tasks.note_path(note_of(report))
    assert "Der er ikke svaret" in page(carla, path)
    assert carla.post(path, answered()).status_code == 403


def test_a_form_that_is_sent_twice_counts_once(town: Town, report: StatusReport) -> None:
    dan, path = signed_in(town, "dan"), tasks.note_path(note_of(report))
    form = answered(_key="6f8d7a52-5b1c-4c0e-9a51-0c1f4c1f4c1f")
    assert [dan.post(path, form).status_code for _time in range(2)] == [302, 302]
    assert note_of(report).version == 2


def test_two_who_answer_at_once_see_each_others_words(town: Town, report: StatusReport) -> None:
    notes.save_draft(note=note_of(report), by=town.as_("finn"), happened="Finns ord")
    clash = signed_in(town, "dan").post(tasks.note_path(note_of(report)), answered())
    assert clash.status_code == 409
    assert "Finns ord" in clash.content.decode()


def sql_of(client: Client, path: str) -> int:
    client.get(path)
    return sql_sent(lambda: page(client, path))


def sql_sent(act: Callable[[], Any]) -> int:
    """How many statements that asks for; transactions and savepoints are none."""
    with sql_listed() as sent:
        act()
    return len(sent)


@pytest.mark.parametrize("path", ["", "status/udsatte/2021/mangler/", "status/udsatte/2021/laas/"])
def test_the_pages_of_a_round_take_no_more_sql_for_ten_times_as_many(path: str, settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}  # no mail: quick
    counts = []
    for slug, efforts in (("lille", 5), ("stor", 50)):
        town = a_town(slug)
        a_plan(town, version := a_policy(town), efforts=efforts)
        a_round(town, version)
        counts.append(sql_of(signed_in(town, "finn"), f"/{slug}/arbejde/{path}"))
    assert counts[0] == counts[1] <= 25


def test_the_years_table_takes_no_more_sql_for_ten_times_as_many(settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}  # no mail: quick
    counts = []
    for slug, efforts in (("lille", 5), ("stor", 50)):
        town = a_town(slug)
        a_plan(town, version := a_policy(town), efforts=efforts)
        reports.lock_report(report=a_round(town, version), by=town.as_("finn"))
        counts.append(sql_of(signed_in(town, "finn"), f"/{slug}/arbejde/status/udsatte/2021/"))
    assert counts[0] == counts[1] <= 20


def test_every_page_of_the_round_has_its_address() -> None:
    place = {"slug": "lundby", "policy": "udsatte", "year": 2021}
    assert reverse("policy:status_year", kwargs=place) == YEAR
