"""Jette runs a year of the council on the site; Eva proposes; everybody reads what is public."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from holdepunkt import clock
from holdepunkt.people import actions as people
from holdepunkt.people.access import Refused
from holdepunkt.people.rules import UnitKind
from holdepunkt.people.tests.builders import a_town
from holdepunkt.record.models import Entry
from holdepunkt.tests.code_base import DOCS
from holdepunkt.tests.matrix.book import EVERYBODY, read_book
from holdepunkt.voice import council_jobs, urls
from holdepunkt.voice.actions import council as councils
from holdepunkt.voice.actions import meeting as meetings
from holdepunkt.voice.actions import member as members
from holdepunkt.voice.actions import minutes
from holdepunkt.voice.models import AgendaItem, CouncilMeeting, CouncilMember, CouncilRule, MinuteLine
from holdepunkt.voice.tests.builders_councils import (
    TODAY,
    Room,
    a_council,
    a_held_meeting,
    a_meeting,
    a_secretary,
    an_item,
    another_council,
)

pytestmark = pytest.mark.django_db
PUBLIC = "/lundby/raad/udsatteraad/"


@pytest.fixture
def room() -> Iterator[Room]:
    with clock.standing_at(TODAY):
        yield a_council()


def as_(room: Room, name: str) -> Client:
    client = Client()
    client.force_login(room.town.people[name])
    return client


def at(room: Room, name: str, **more: Any) -> str:
    return reverse(f"voice:{name}", kwargs={"slug": "lundby", "pk": room.council.pk} | more)


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


def test_jette_sets_the_council_up_and_what_nobody_knows_is_marked() -> None:
    town = a_town()
    a_secretary(town)
    with clock.standing_at(TODAY):
        jette = Client()
        jette.force_login(town.people["jette"])
        answer = jette.post("/lundby/arbejde/raad/nyt/", {"unit": town.units["udsatteraad"].pk, "about": "Vi taler."})
        rules = answer["Location"]
        assert text(jette, rules).count("ukendt") >= 26
        jette.post(f"{rules}agenda_days/", {"value": "8", "source": "Vedtægten", "since": "2018-01-01"})
        assert "Vedtægten · fra 1. jan. 2018" in text(jette, rules)
        refused = jette.post(f"{rules}chair/", {"value": "none"})
        assert "hvor reglen står" in refused.content.decode()
        assert CouncilRule.objects.count() == 1
    assert "Vi taler." in text(Client(), PUBLIC)


def test_the_public_page_names_a_member_as_the_member_wishes(room: Room) -> None:
    asta, bo = room.members["asta"], room.members["bo"]
    members.change_member(member=asta, shown_as="first_name", speaks_for="Værestedet", by=room.jette)
    members.change_member(member=bo, shown_as="full_name", speaks_for="SIND", shows_seat=True, by=room.jette)
    page = text(Client(), PUBLIC)
    assert "<li>Asta</li>" in page
    assert "Bo Birk, SIND" in page
    assert "Ek" not in page.split("<main")[1]
    assert "Værestedet" not in page
    assert "1 medlem står her uden navn" in page


def test_a_secretary_works_with_her_own_council_and_reads_the_others_public_face(room: Room) -> None:
    hers = another_council(room)
    a_meeting(room)
    sofie, finn = as_(room, "sofie"), as_(room, "finn")
    work = text(sofie, "/lundby/arbejde/raad/")
    assert "Handicaprådet" in work
    assert "Udsatterådet" not in work.split("<main")[1]
    assert text(sofie, at(hers, "members"))
    assert "Udsatterådet" in text(finn, "/lundby/arbejde/raad/").split("<main")[1]
    for name in ("council_desk", "council_rules", "members", "meeting_new"):
        refused = sofie.get(at(room, name))
        assert refused.status_code == 403, name
        page = refused.content.decode()
        assert "Du er ikke sekretær for Udsatterådet" in page
        assert "Tovholderen for politikken kan skrive dig på" in page
        assert text(finn, at(room, name))
    assert "12 34 56 99" in as_(room, "jette").get(at(hers, "members")).content.decode()
    assert "Vi taler." in text(sofie, PUBLIC)
    with pytest.raises(Refused):
        members.note_leaving(member=room.members["bo"], last_day=TODAY, by=room.town.as_("sofie"))


def test_a_secretary_sets_up_her_own_council_only(room: Room) -> None:
    add = {"municipality": room.town.municipality, "kind": UnitKind.DISABILITY_COUNCIL, "by": room.town.machine}
    unit = people.add_unit(key="handicapraad", name="Handicaprådet", **add)
    assert "Sæt et råd op" not in text(as_(room, "jette"), "/lundby/arbejde/raad/")
    assert "Sæt et råd op" in text(as_(room, "finn"), "/lundby/arbejde/raad/")
    answer = as_(room, "jette").post("/lundby/arbejde/raad/nyt/", {"unit": unit.pk, "about": ""})
    assert answer.status_code == 200
    with pytest.raises(Refused) as caught:
        councils.set_up_council(unit=unit, by=room.jette)
    assert "Du er ikke sekretær for Handicaprådet" in caught.value.denied.reason


def test_contact_data_stand_on_the_members_own_page_only_and_opening_it_is_recorded(room: Room) -> None:
    jette = as_(room, "jette")
    assert "Lunden 1" not in text(jette, at(room, "members"))
    assert "Lunden 1" in text(jette, at(room, "member", member=room.members["bo"].pk))
    assert Entry.objects.filter(verb="councilmember.looked_at").count() == 1
    assert as_(room, "eva").get(at(room, "member", member=room.members["bo"].pk)).status_code == 403


def test_a_member_leaves_and_the_next_is_written_in(room: Room) -> None:
    jette, bo = as_(room, "jette"), room.members["bo"]
    to = jette.post(at(room, "member_leave", member=bo.pk), {"last_day": "2021-11-30"})["Location"]
    assert to.endswith(f"?efter={bo.pk}")
    told = {"name": "Carla Carlsen", "post": "member", "shown_as": "no_name", "starts_on": "2021-12-01"}
    jette.post(to, told | {"succeeds": str(bo.pk)})
    assert CouncilMember.objects.get(name="Carla Carlsen").succeeds == bo


def test_from_evas_item_to_the_public_minutes(room: Room) -> None:
    eva, jette = as_(room, "eva"), as_(room, "jette")
    eva.post(at(room, "item_new"), {"title": "Toilet på torvet", "text": "Der mangler et.", "kind": "decision"})
    item = AgendaItem.objects.get()
    jette.post(at(room, "meeting_new"), {"meets_on": "2021-12-06", "begins_at": "15:00", "place": "Rådhuset"})
    row = CouncilMeeting.objects.get()
    assert "Toilet på torvet" in text(jette, at(room, "council_desk"))
    jette.post(at(room, "item_put_on", item=item.pk), {"meeting": row.pk})
    jette.post(at(room, "meeting_send", meeting=row.pk))
    with clock.standing_at(date(2021, 12, 6)):
        jette.post(at(room, "meeting_hold", meeting=row.pk))
        came = {f"m{member.pk}": "present" for member in room.members.values()}
        jette.post(at(room, "attendance", meeting=row.pk), came)
        here = at(room, "minutes_write", meeting=row.pk, item=item.pk)
        jette.post(here, {"kind": "decision", "text": "Vi skriver til Teknik."})
        jette.post(here, {"kind": "task", "text": "Skriv brevet.", "held_by_member": room.members["asta"].pk})
        assert "Rådet kan beslutte." in text(jette, at(room, "meeting", meeting=row.pk))
        assert Client().get(f"{PUBLIC}referat/1/").status_code == 404
        assert "ikke offentligt endnu" in text(eva, f"{PUBLIC}referat/1/")
        jette.post(at(room, "minutes_approve", meeting=row.pk), {"how": "in_writing", "on": "2021-12-06"})
        jette.post(at(room, "minutes_publish", meeting=row.pk))
        page = text(Client(), f"{PUBLIC}referat/1/")
        assert "Vi skriver til Teknik." in page
        assert "Asta" not in page
        assert "et medlem af rådet" in page
        line = MinuteLine.objects.get(kind="task")
        jette.post(at(room, "task_done", meeting=row.pk, line=line.pk), {"outcome": "Sendt."})
        assert "Sendt." in text(Client(), f"{PUBLIC}referat/1/")
        assert "Referat fra 6. december 2021" in text(Client(), f"{PUBLIC}referater.atom")


def test_a_closed_item_says_nothing_in_public(room: Room) -> None:
    held, item = a_held_meeting(room)
    minutes.write_line(item=item, kind="said", text="Fortroligt.", by=room.jette)
    as_(room, "jette").post(
        at(room, "item_change", item=item.pk),
        {"title": "Varmestuen", "kind": "talk", "is_closed": "on", "_version": AgendaItem.objects.get().version},
    )
    minutes.approve_minutes(meeting=held, how="in_writing", on=TODAY, by=room.jette)
    minutes.publish_minutes(meeting=held, by=room.jette)
    page = text(Client(), f"{PUBLIC}referat/1/")
    assert "Fortroligt" not in page
    assert "Varmestuen" not in page
    assert "Lukket punkt" in page


def test_an_item_about_a_person_is_handed_back_with_a_draft_of_the_principle(room: Room) -> None:
    eva, jette = as_(room, "eva"), as_(room, "jette")
    eva.post(at(room, "item_new"), {"title": "En bolig", "text": "Ida Holm fik nej til en bolig.", "kind": "talk"})
    item = AgendaItem.objects.get()
    here = at(room, "item_hand_back", item=item.pk)
    page = text(jette, here)
    assert "»Ida Holm« kan være et navn" in page
    assert "en borger fik nej til en bolig" in page
    jette.post(here, {"because": "Det handler om ét menneske.", "right_place": "Ring til rådgivningen."})
    assert "Ring til rådgivningen." in text(eva, at(room, "council_desk"))
    eva.post(
        at(room, "item_change", item=item.pk),
        {"title": "Ventetid", "text": "Hvor længe venter man?", "kind": "talk", "_version": 2},
    )
    item.refresh_from_db()
    assert (item.stage, item.title) == ("proposed", "Ventetid")


def test_what_is_typed_is_kept_when_something_is_missing(room: Room) -> None:
    answer = as_(room, "eva").post(at(room, "item_new"), {"title": "", "text": "Lang tekst.", "kind": "talk"})
    assert "Lang tekst." in answer.content.decode()
    assert "Skriv noget her." in answer.content.decode()


def test_a_form_about_a_meeting_says_which_with_the_day_written_out(room: Room) -> None:
    page = text(as_(room, "jette"), at(room, "meeting_call_off", meeting=a_meeting(room).pk))
    assert "Udsatterådet, 6. december 2021" in page
    assert "06-12-2021" not in page


def test_two_who_change_the_same_meeting_see_each_others_words(room: Room) -> None:
    row = a_meeting(room)
    meetings.change_meeting(meeting=row, place="Biblioteket", by=room.jette)
    answer = as_(room, "jette").post(
        at(room, "meeting_change", meeting=row.pk), {"meets_on": "2021-12-06", "place": "Kroen", "_version": 1}
    )
    assert answer.status_code == 409
    assert "Biblioteket" in answer.content.decode()


def test_the_agenda_goes_by_mail_to_those_who_have_it_and_to_the_print_run_for_the_rest(room: Room) -> None:
    row = a_meeting(room, place="Rådhuset")
    an_item(room, "Toilet på torvet", on=row)
    row = council_jobs.send_agenda(meeting=row, by=room.jette)
    for name in ("asta", "eva", "bo"):
        council_jobs.mail_agenda.func("lundby", row.pk, room.members[name].pk)
    assert sorted(sent.to[0] for sent in mail.outbox) == ["asta@lundby.example", "eva@lundby.example"]
    first = mail.outbox[0]
    assert first.subject == "Papirer til mødet 6. december 2021"
    assert first.attachments[0].content.startswith(b"%PDF")  # type: ignore[union-attr]
    page = text(as_(room, "jette"), at(room, "print_run", meeting=row.pk))
    assert "Lunden 1" in page
    assert "store bogstaver" in page
    assert "Asta Ask" not in page


def test_files_are_made_in_word_and_pdf_and_old_ones_say_so(room: Room) -> None:
    row = a_meeting(room)
    item = an_item(room, on=row)
    jette = as_(room, "jette")
    for paper, format in (("agenda", "docx"), ("agenda_large", "pdf"), ("minutes", "pdf")):
        row.refresh_from_db()
        file = council_jobs.order_file(meeting=row, paper=paper, format=format, by=room.jette)
        council_jobs.make_meeting_file.func("lundby", str(file.uuid))
        got = jette.get(at(room, "meeting_file", meeting=row.pk, file=file.uuid))
        assert got.content[:4] in (b"%PDF", b"PK\x03\x04")
    assert text(jette, at(room, "meeting_files", meeting=row.pk)).count("klar") >= 3
    meetings.change_meeting(meeting=row, place="Kroen", by=room.jette)
    assert "forældet" in text(jette, at(room, "meeting_files", meeting=row.pk))
    assert item.meeting_id == row.pk


def test_meetings_are_a_calendar_and_one_that_is_called_off_says_so(room: Room) -> None:
    a_meeting(room, place="Rådhuset")
    off = a_meeting(room, date(2022, 1, 10))
    meetings.call_off_meeting(meeting=off, because="Sne.", by=room.jette)
    found = Calendar.from_ical(Client().get(f"{PUBLIC}moeder.ics").content)
    assert [str(event["STATUS"]) for event in found.walk("VEVENT")] == ["CONFIRMED", "CANCELLED"]


@pytest.mark.parametrize("name", ["dan", "gry"])
def test_who_does_not_work_with_the_council_is_told_who_can_help(room: Room, name: str) -> None:
    answer = as_(room, name).get(at(room, "council_desk"))
    assert answer.status_code == 403
    assert "Sekretæren for rådet kan hjælpe dig videre." in answer.content.decode()


def test_a_meeting_page_asks_as_much_with_ten_times_as_many_items(
    room: Room, django_assert_max_num_queries: Any
) -> None:
    held, _item = a_held_meeting(room)
    jette, here = as_(room, "jette"), at(room, "meeting", meeting=held.pk)
    with django_assert_max_num_queries(60) as one:
        text(jette, here)
    for number in range(10):
        item = an_item(room, f"Emne {number}", on=held)
        minutes.write_line(item=item, kind="task", text="Gør det.", by=room.jette, held_by_member=room.members["bo"])
    with django_assert_max_num_queries(60) as many:
        text(jette, here)
    assert len(many) == len(one)


def test_a_planned_meeting_looks_for_people_in_ten_items_at_the_price_of_one(
    room: Room, django_assert_max_num_queries: Any
) -> None:
    planned = a_meeting(room)
    an_item(room, on=planned, text="Ida Holm fik nej.")
    jette, here = as_(room, "jette"), at(room, "meeting", meeting=planned.pk)
    text(jette, here)
    with django_assert_max_num_queries(60) as one:
        assert "Ida Holm" in text(jette, here)
    for number in range(10):
        an_item(room, f"Emne {number}", on=planned, text="Ida Holm fik nej.")
    with django_assert_max_num_queries(60) as many:
        text(jette, here)
    assert len(many) == len(one)


def test_a_correction_of_who_came_stands_in_the_house_with_its_reason_and_in_public_with_its_day(room: Room) -> None:
    councils.set_rule(council=room.council, key="minutes_public", value="yes", source="Vedtægten", by=room.jette)
    row, _item = a_held_meeting(room)
    minutes.approve_minutes(meeting=row, how="next_meeting", on=TODAY, by=room.jette)
    minutes.publish_minutes(meeting=row, by=room.jette)
    jette, here = as_(room, "jette"), at(room, "meeting", meeting=row.pk)
    assert at(room, "attendance_correct", meeting=row.pk) in text(jette, here)
    page = text(jette, at(room, "attendance_correct", meeting=row.pk))
    version = re.search(r'name="_version" value="(\d+)"', page)
    sent = {f"m{one.pk}": "present" for one in room.members.values()} | {
        "seats": "3",
        "needed": "",
        "_version": version[1] if version else "",
    }
    refused = jette.post(at(room, "attendance_correct", meeting=row.pk), sent | {"why": ""})
    assert refused.status_code == 200
    answer = jette.post(at(room, "attendance_correct", meeting=row.pk), sent | {"why": "Asta glemte at sige ja."})
    assert answer.status_code == 302
    assert "Asta glemte at sige ja." in text(jette, here)
    public = text(Client(), f"{PUBLIC}referat/{row.number}/")
    assert "3 af 3 er mødt." in public
    assert "Fremmødet er rettet 22. november 2021" in public
    assert "Asta glemte" not in public


def looks(client: Client, *addresses: str) -> list[tuple[str, str, str]]:
    """What opening these pages left in the record."""
    before = Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    for address in addresses:
        assert client.get(address).status_code == 200, address
    rows = Entry.objects.filter(pk__gt=before).order_by("pk")
    return [(row.verb, row.by_name, row.relation) for row in rows]


def test_an_agenda_and_minutes_that_are_not_published_leave_a_look_each_time(room: Room) -> None:
    councils.set_rule(council=room.council, key="minutes_public", value="yes", source="Vedtægten", by=room.jette)
    row, item = a_held_meeting(room)
    here, minutes_of = at(room, "meeting", meeting=row.pk), f"{PUBLIC}referat/{row.number}/"
    eva = as_(room, "eva")
    told = [("councilmeeting.looked_at", "Eva Ek", "Du arbejder med rådet.")]
    assert looks(eva, here, here, minutes_of) == told * 3
    assert [one[0] for one in looks(as_(room, "jette"), at(room, "item_change", item=item.pk))] == [
        "agendaitem.looked_at"
    ]
    minutes.approve_minutes(meeting=row, how="next_meeting", on=TODAY, by=room.jette)
    minutes.publish_minutes(meeting=row, by=room.jette)
    assert looks(eva, here, minutes_of) == looks(Client(), minutes_of) == []


def test_ones_own_item_leaves_no_look(room: Room) -> None:
    own = an_item(room, "Toilettet", by=room.town.as_("eva"))
    assert looks(as_(room, "eva"), at(room, "item_change", item=own.pk)) == []


def test_every_page_of_the_councils_rooms_says_whether_it_leaves_a_look() -> None:
    table = (DOCS / "access.md").read_text(encoding="utf-8")
    said = re.findall(
        r"`voice:(\w+)`", table.split("Of the councils' rooms in the voice loop", 1)[1].split("<!--", 1)[0]
    )
    assert len(said) == len(set(said)), "a page stands in two rows"
    names = {one.name for one in urls.councils.urlpatterns}
    inside = {
        row.address.removeprefix("voice:")
        for row in read_book().rows()
        if row.method == "GET" and row.address.removeprefix("voice:") in names and {*row.right.who} - {EVERYBODY}
    }
    assert sorted(set(said) ^ inside) == []
