"""Papers as files, SMS, travel and meals, and deadlines that closing days move."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from holdepunkt import clock
from holdepunkt.people.access import NotPossible, Refused
from holdepunkt.people.actions import change_municipality
from holdepunkt.people.asker import machine
from holdepunkt.people.tests.builders import a_town
from holdepunkt.record.models import Entry
from holdepunkt.voice import council_jobs
from holdepunkt.voice.actions import agenda, meeting, minutes
from holdepunkt.voice.actions import council as councils
from holdepunkt.voice.actions import member as members
from holdepunkt.voice.actions import outlay as outlays
from holdepunkt.voice.actions import paper as papers
from holdepunkt.voice.actions.clockwork import recount_deadlines
from holdepunkt.voice.models import CouncilMeeting, Outlay, PaperUpload
from holdepunkt.voice.rules.council import RuleKey
from holdepunkt.voice.rules.uploads import UploadKind, kind_of
from holdepunkt.voice.tests.builders_councils import Room, a_council, a_held_meeting, a_meeting, an_item

pytestmark = pytest.mark.django_db
TODAY = date(2021, 11, 22)
PDF = b"%PDF-1.7 takst"


@pytest.fixture
def room() -> Iterator[Room]:
    with clock.standing_at(TODAY):
        yield a_council(a_town())


def as_(room: Room, who: str) -> Client:
    client = Client()
    client.force_login(room.town.people[who])
    return client


def at(room: Room, name: str, **more: object) -> str:
    return reverse(f"voice:{name}", kwargs={"slug": "lundby", "pk": room.council.pk} | more)


def office(*names: str, mimetype: bytes = b"") -> bytes:
    """A zip with these names in it, as office programs write them."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        if mimetype:
            file.writestr("mimetype", mimetype)
        for name in names:
            file.writestr(name, "-")
    return stream.getvalue()


def mailed(room: Room, row: CouncilMeeting, name: str) -> Any:
    """The mail with the agenda that a member gets."""
    mail.outbox.clear()
    council_jobs.mail_agenda.func("lundby", row.pk, room.members[name].pk)
    return mail.outbox[0]


def a_sent_agenda_with_papers(room: Room) -> CouncilMeeting:
    """An open item with a text, a closed one with a file, and a paper that is read elsewhere."""
    row = a_meeting(room)
    item, closed = an_item(room, on=row), an_item(room, "En lejlighed", on=row)
    agenda.change_item(item=closed, is_closed=True, by=room.jette)
    papers.add_file(item=item, title="Taksten", name="takst.txt", content=b"Mad koster 20.", by=room.jette)
    papers.add_file(item=closed, title="Lejligheden", name="lukket.pdf", content=PDF, by=room.jette)
    agenda.add_paper(item=item, title="Loven", url="https://lov.example/", by=room.jette)
    return council_jobs.send_agenda(meeting=row, by=room.jette)


def test_the_agendas_mail_leads_to_the_papers_through_sign_in(room: Room) -> None:
    row = a_sent_agenda_with_papers(room)
    sent = mailed(room, row, "eva")
    assert [file.filename for file in sent.attachments] == ["dagsorden.pdf"]
    (there,) = re.findall(r"Papir: Taksten, \S+?(/lundby/\S+)", sent.body)
    assert "Papir: Loven, https://lov.example/" in sent.body
    assert "Kan du ikke logge ind" not in sent.body
    assert Client().get(there).status_code == 302
    assert as_(room, "eva").get(there).content == b"Mad koster 20."
    assert "Kan du ikke logge ind" in mailed(room, row, "asta").body


def test_papers_go_beside_the_mail_when_the_councils_rule_says_so_but_never_those_of_a_closed_item(room: Room) -> None:
    councils.set_rule(council=room.council, key="papers_by_mail", value="yes", source="Vedtægten", by=room.jette)
    sent = mailed(room, a_sent_agenda_with_papers(room), "asta")
    assert [file.filename for file in sent.attachments] == ["dagsorden.pdf", "takst.txt"]
    assert "Papir: Taksten, ligger ved mailen som takst.txt" in sent.body
    assert "lukket.pdf" not in sent.body


def test_those_who_get_post_have_the_papers_in_the_print_run(room: Room) -> None:
    row = a_sent_agenda_with_papers(room)
    page = as_(room, "jette").get(at(room, "print_run", meeting=row.pk)).content.decode()
    assert "Mad koster 20." in page
    assert "I kuverten ligger også: Lejligheden" in page
    (there,) = re.findall(r'href="([^"]+)"[^>]*>Lejligheden \(pdf\)', page)
    assert as_(room, "jette").get(there).content == PDF


def test_what_a_file_is_is_read_from_its_content() -> None:
    assert kind_of(office("[Content_Types].xml", "word/document.xml")) is UploadKind.DOCX
    assert kind_of(office(mimetype=b"application/vnd.oasis.opendocument.text")) is UploadKind.ODT
    assert kind_of(office("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")) is None
    assert kind_of(office("evil.exe")) is None
    assert kind_of(b"PK\x03\x04 broken") is None
    assert kind_of(b"words\x00") is None


def test_a_page_called_pdf_and_a_file_too_large_are_refused_and_the_words_stay(room: Room, settings: object) -> None:
    item = an_item(room, on=a_meeting(room))
    form = {"title": "Taksten", "text": "Det koster mere.", "url": ""}
    answer = as_(room, "jette").post(
        at(room, "item_paper", item=item.pk), form | {"file": SimpleUploadedFile("takst.pdf", b"<html><script>")}
    )
    page = answer.content.decode()
    assert "Filen er ikke pdf, docx, odt eller almindelig tekst." in page
    assert "Det koster mere." in page
    settings.HOLDEPUNKT_PAPER_MIB = 0  # type: ignore[attr-defined]
    with pytest.raises(NotPossible, match="mere end 0 MB"):
        papers.add_file(item=item, title="a", name="a.pdf", content=PDF, by=room.jette)
    assert not PaperUpload.objects.exists()


def test_a_paper_is_read_by_the_council_with_a_row_in_the_record_and_by_everybody_when_it_is_public(room: Room) -> None:
    held, item = a_held_meeting(room)
    file = papers.add_file(item=item, title="Taksten", name="../takst.exe", content=PDF, by=room.jette)
    inside = at(room, "paper_file", item=item.pk, paper=file.paper_id)
    answer = as_(room, "eva").get(inside)
    assert answer.content == PDF
    assert answer["Content-Disposition"] == "attachment; filename*=UTF-8''takst.pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert Entry.objects.filter(verb="paperupload.looked_at", by_name="Eva Ek").exists()
    assert as_(room, "dan").get(inside).status_code == 403
    parts = {"slug": "lundby", "key": room.council.key, "number": held.number, "paper": file.paper_id}
    outside = reverse("voice:open_paper", kwargs=parts)
    assert Client().get(outside).status_code == 404
    held = minutes.approve_minutes(meeting=held, how="in_writing", on=TODAY, by=room.jette)
    minutes.publish_minutes(meeting=held, by=room.jette)
    assert Client().get(outside).content == PDF
    assert outside in Client().get(f"/lundby/raad/udsatteraad/referat/{held.number}/").content.decode()


def test_a_paper_of_a_closed_item_is_never_public(room: Room) -> None:
    held, item = a_held_meeting(room)
    agenda.change_item(item=item, is_closed=True, by=room.jette)
    file = papers.add_file(item=item, title="Taksten", name="a.pdf", content=PDF, by=room.jette)
    held = minutes.approve_minutes(meeting=held, how="in_writing", on=TODAY, by=room.jette)
    minutes.publish_minutes(meeting=held, by=room.jette)
    parts = {"slug": "lundby", "key": room.council.key, "number": held.number, "paper": file.paper_id}
    assert Client().get(reverse("voice:open_paper", kwargs=parts)).status_code == 404


def test_a_file_goes_with_the_item_it_belongs_to(room: Room) -> None:
    item = an_item(room)
    papers.add_file(item=item, title="Taksten", name="a.pdf", content=PDF, by=room.jette)
    agenda.hand_back_item(item=item, because="Det handler om én.", by=room.jette)
    assert not PaperUpload.objects.exists()


def test_an_sms_reaches_those_who_asked_for_it_and_names_no_council(room: Room) -> None:
    row = a_meeting(room, place="Biblioteket")
    members.change_member(member=room.members["asta"], phone="12 34 56 78", by_sms=True, by=room.jette)
    told = as_(room, "jette").get(at(room, "meeting_sms", meeting=row.pk)).content.decode()
    assert told == "4512345678;Husk mødet 6. december 2021. Sted: Biblioteket.\n"
    assert as_(room, "eva").get(at(room, "meeting_sms", meeting=row.pk)).status_code == 403
    assert Entry.objects.filter(verb="meeting.sms_listed").count() == 1
    meeting.call_off_meeting(meeting=row, because="Sne", by=room.jette)
    told = as_(room, "jette").get(at(room, "meeting_sms", meeting=row.pk)).content.decode()
    assert "Mødet 6. december 2021 er aflyst." in told


def test_an_outlay_is_noted_paid_listed_and_gone_a_year_later(room: Room) -> None:
    row = a_meeting(room)
    jette, here = as_(room, "jette"), at(room, "outlays", meeting=row.pk)
    sent = {"member": room.members["asta"].pk, "kind": "travel", "amount": "48,50", "asked_on": "2021-11-22"}
    assert jette.post(here, sent).status_code == 302
    one = Outlay.objects.get()
    assert one.amount == Decimal("48.50")
    assert "Asta Ask: 48,50 kr." in jette.get(here).content.decode()
    assert as_(room, "eva").get(here).status_code == 403
    outlays.note_paid(outlay=one, by=room.jette)
    told = jette.get(at(room, "outlays_csv")).content.decode("utf-8-sig")
    assert "2021-12-06;Asta Ask;rejse;48,50;2021-11-22;2021-11-22" in told
    by = machine(room.town.municipality)
    year = TODAY + timedelta(days=365)
    deleted = [
        outlays.delete_old_outlays(municipality=room.town.municipality, today=day, by=by)
        for day in (year - timedelta(days=1), year)
    ]
    assert deleted == [0, 1]
    assert not Entry.objects.filter(about_name__contains="Asta", verb__startswith="outlay").exists()


def test_deadlines_move_with_the_closing_days_and_the_record_says_how(room: Room) -> None:
    row = a_meeting(room)
    assert recount_deadlines(municipality=room.town.municipality, by=machine(room.town.municipality)) == 0
    before = row.agenda_due_on
    town = change_municipality(
        municipality=room.town.municipality, closing_days=["2021-11-29"], by=machine(room.town.municipality)
    )
    assert recount_deadlines(municipality=town, by=machine(town)) == 1
    row.refresh_from_db()
    assert before is not None
    assert row.agenda_due_on is not None
    assert row.agenda_due_on < before
    assert "dagsorden senest" in Entry.objects.get(verb="meeting.deadlines_recounted").fields["changed"]
    assert recount_deadlines(municipality=town, by=machine(town)) == 0


def test_a_council_that_never_takes_single_cases_stops_words_that_point_at_a_person(room: Room) -> None:
    councils.set_rule(council=room.council, key=RuleKey.SINGLE_CASES, value="never", source="Vedtægten", by=room.jette)
    row, item = a_meeting(room), an_item(room, "En seng", text="Ida Holm sov ude.")
    with pytest.raises(NotPossible, match="»Ida Holm«"):
        agenda.put_on_agenda(item=item, meeting=row, by=room.jette)
    page = as_(room, "jette").get(at(room, "item_put_on", item=item.pk)).content.decode()
    assert "det handler ikke om ét menneske" in page
    agenda.put_on_agenda(item=item, meeting=row, by=room.jette, is_no_single_case=True)


def test_a_council_that_may_talk_of_the_principle_is_only_given_a_hint(room: Room) -> None:
    councils.set_rule(council=room.council, key=RuleKey.SINGLE_CASES, value="principle", source="V", by=room.jette)
    item = an_item(room, "En seng", text="Ida Holm sov ude.")
    page = as_(room, "jette").get(at(room, "item_put_on", item=item.pk)).content.decode()
    assert "»Ida Holm«" in page
    agenda.put_on_agenda(item=item, meeting=a_meeting(room), by=room.jette)


def test_only_those_who_run_the_council_note_outlays(room: Room) -> None:
    with pytest.raises(Refused):
        outlays.note_outlay(
            meeting=a_meeting(room), member=room.members["eva"], kind="meal", amount=Decimal(1), asked_on=TODAY,
            by=room.town.as_("eva"),
        )  # fmt: skip
