"""The pages of gatherings as a stranger, the keepers, a helper and the council meet them."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from holdepunkt import clock
from holdepunkt.people.tests.builders import Town
from holdepunkt.record.models import Entry
from holdepunkt.voice.actions import gathering as actions
from holdepunkt.voice.actions import heard as lines
from holdepunkt.voice.actions.notice import tell_all
from holdepunkt.voice.forms.proposal import NO_WAY
from holdepunkt.voice.gathering_words import body
from holdepunkt.voice.models import Gathering, HeardLine, Proposal, SignUp, SignUpNotice
from holdepunkt.voice.rules.gathering import NoticeKind
from holdepunkt.voice.tests.builders_gatherings import BY_PHONE, LATER, SAID, a_gathering, heard, signed_up
from holdepunkt.voice.tests.builders_proposals import CODE, TODAY, a_town_that_listens
from holdepunkt.voice.tests.test_proposal_texts import MOST, lix, told

OPEN, WORK = "/lundby/moeder/", "/lundby/arbejde/moeder/"
NEW, OWN = f"{OPEN}1/tilmeld/", f"{OPEN}1/tilmelding/1/"


@pytest.fixture
def town(db: None) -> Iterator[Town]:
    with clock.standing_at(TODAY):
        yield a_town_that_listens()


def signed_in(town: Town, name: str = "sofie") -> Client:
    client = Client()
    client.force_login(town.people[name])
    return client


def text(answer: Any) -> str:
    return str(answer.content.decode())


def at(row: Gathering, rest: str = "") -> str:
    return f"{WORK}{row.pk}/{rest}"


def test_a_stranger_signs_up_sees_the_code_once_and_cancels_with_it(town: Town) -> None:
    a_gathering(town, seats=4)
    client = Client(enforce_csrf_checks=True)
    form = text(client.get(NEW))
    hidden = dict(re.findall(r'name="(csrfmiddlewaretoken|_key)" value="([^"]+)"', form))
    sent = {
        **hidden,
        "name": "Asta",
        "companions": "1",
        "needs": ["food", "dog"],
        "other_needs": "",
        "way": "none",
        "reach": "",
    }
    answer = client.post(NEW, sent)
    assert answer["Location"] == f"{OWN}tak/"
    thanks = text(client.get(answer["Location"]))
    code = re.search(r"(?<=<dd>)[a-z2-9]{5}-[a-z2-9]{5}", thanks)
    assert code
    assert "Du har plads" in thanks
    assert client.post(NEW, sent)["Location"] == answer["Location"]
    assert SignUp.objects.count() == 1
    assert code[0] not in text(Client().get(answer["Location"]))
    assert "Der er 2 pladser tilbage af 4." in text(Client().get(f"{OPEN}1/"))
    token = {"csrfmiddlewaretoken": hidden["csrfmiddlewaretoken"]}
    assert "passer ikke sammen" in text(client.post(OWN, token | {"code": "forkert"}))
    assert "har plads" in text(client.post(OWN, token | {"code": code[0].upper()}))
    answer = client.post(OWN, token | {"code": code[0], "meld_fra": "1"})
    assert "Du har meldt fra" in text(client.get(answer["Location"]))
    assert SignUp.objects.get().stage == "cancelled"


@pytest.mark.parametrize(("wrong", "said"), [
    ({"companions": "40"}, "ring til os"), ({"way": "mail", "reach": "asta"}, "ligner ikke en mail"),
    ({"way": "sms", "reach": ""}, "vælg, at vi ikke skal skrive"), ({"companions": "to"}, "Skriv et tal."),
])  # fmt: skip
def test_whatever_fails_the_form_keeps_what_was_typed(town: Town, wrong: dict[str, str], said: str) -> None:
    a_gathering(town)
    sent = {"name": "Asta Ask", "companions": "1", "other_needs": "En stol med ryg", "way": "none", "reach": ""}
    page = text(Client().post(NEW, sent | wrong))
    assert said in page
    assert "Asta Ask" in page
    assert "En stol med ryg" in page
    assert not SignUp.objects.exists()


def test_too_late_is_told_and_what_was_typed_is_still_there(town: Town) -> None:
    a_gathering(town, sign_up_until=TODAY)
    with clock.standing_at(TODAY + timedelta(days=1)):
        assert "Tilmeldingen er slut" in text(Client().get(NEW))
        page = text(Client().post(NEW, {"name": "Asta Ask", "companions": "0", "way": "none"}))
    assert "for sent" in page
    assert "Asta Ask" in page


def test_the_wall_and_the_page_afterwards_show_released_lines_only_and_nobodys_name(town: Town) -> None:
    row = a_gathering(town)
    heard(town, row)
    heard(town, row, "Venter på at blive vist", shown=False)
    hidden = heard(town, row, "Hun hedder Ida")
    with clock.standing_at(LATER):
        lines.hide_heard(line=hidden, because="Et navn", by=town.as_("dan"))
        wall = Client().get(f"{OPEN}1/vaeg/")
        assert wall["Refresh"] == "20"
        assert "Refresh" not in Client().get(f"{OPEN}1/vaeg/?stille=ja")
        assert Client().get(f"{OPEN}1/hoert/").status_code == 404
        lines.publish_heard(gathering=row, by=town.as_("sofie"))
        page, sheet = text(Client().get(f"{OPEN}1/hoert/")), text(signed_in(town, "eva").get(at(row, "hoert/ark/")))
        for told_to_all in (text(wall), page, sheet, text(Client().get(f"{OPEN}hoert.atom")) + SAID):
            assert SAID in told_to_all
            assert not any(word in told_to_all for word in ("Venter på at", "Ida", "Dan Dam"))
        assert "/lundby/moeder/1/vej.svg" in sheet
        assert Client().get(f"{OPEN}1/vej.svg")["Content-Type"] == "image/svg+xml"
        assert "Linje 3 er skjult, fordi: Et navn" in page


def test_a_helper_types_a_line_gives_the_number_and_shows_it(town: Town) -> None:
    row = a_gathering(town)
    with clock.standing_at(LATER):
        dan = signed_in(town, "dan")
        answer = dan.post(at(row, "hoert/"), {"words": SAID}, follow=True)
        assert "Nummer 1" in text(answer)
        assert "Gør til et forslag" not in text(answer)
        dan.post(at(row, "hoert/1/vis/"))
        dan.post(at(row, "hoert/temaer/"), {"theme_word": "Søndag", "lines": ["1"]})
        line = HeardLine.objects.get()
        assert [line.stage, line.theme_word] == ["released", "Søndag"]
        dan.post(at(row, "hoert/1/ret/"), {"words": "Andre ord", "theme_word": "Søndag", "_version": line.version})
        assert HeardLine.objects.get().words == SAID
        clash = dan.post(at(row, "hoert/1/ret/"), {"words": SAID, "theme_word": "Weekend", "_version": 1})
        assert "Søndag" in text(clash)
        assert signed_in(town, "eva").get(at(row, "hoert/")).status_code == 403
        sofie = signed_in(town)
        assert "1-2021" in text(sofie.post(at(row, "hoert/1/forslag/"), {"kind": "idea", "way": NO_WAY}, follow=True))
        assert Proposal.objects.get().heard_uuid == line.uuid
        dan.post(at(row, "hoert/"), {"words": "Der mangler en bænk."})
        told = {"kind": "idea", "way": "letter", "reach": "Asta, Lunden 1"}
        slip = text(sofie.post(at(row, "hoert/2/forslag/"), told, follow=True))
        assert "Seddel med nummer og kode" in slip
        assert "2-2021" in slip
        assert re.search(r">[a-z2-9]{5}-[a-z2-9]{5}<", slip)
        assert "Offentligt siden" in text(sofie.post(at(row, "hoert/offentligt/"), follow=True))
        sofie.post(at(row, "hoert/offentligt/"), {"fortryd": "1"})
        assert Gathering.objects.get().heard_public_on is None


def test_contact_is_for_the_keepers_alone_and_a_look_is_in_the_record(town: Town) -> None:
    row = a_gathering(town)
    signed_up(town, row, name="Asta", needs=["food"], other_needs="Nødder", contact=BY_PHONE)
    for name in ("dan", "eva", "ib"):
        assert signed_in(town, name).get(at(row, "tilmeldte/1/")).status_code == 403
        assert "Asta" not in text(signed_in(town, name).get(at(row)))
    sofie = signed_in(town)
    assert "12 34 56 78" in text(sofie.get(at(row, "tilmeldte/1/")))
    assert Entry.objects.filter(verb="signupcontact.looked_at").count() == 1
    door = text(sofie.get(at(row, "doer/")))
    assert "Asta" in door
    assert "Nødder" in door
    assert "12 34" not in door
    assert text(sofie.get(at(row, "beskeder/sms/liste.txt"))).startswith("4512345678;Du har plads.")
    sheet = text(sofie.get(at(row, "beskeder/sms/")))
    until = re.search(r'name="until" value="(\d+)"', sheet)
    assert until
    sofie.post(at(row, "beskeder/sms/"), {"until": until[1]})
    assert "Ingen venter." in text(sofie.get(at(row, "beskeder/sms/")))


def test_planning_calling_off_and_undoing_go_through_the_pages(town: Town) -> None:
    sofie = signed_in(town)
    told_of = {"kind": "dialogue", "title": "Dialog", "meets_on": LATER.isoformat(), "department": town.units["job"].pk}
    page = text(sofie.post(f"{WORK}nyt/", told_of, follow=True))
    assert "Job og Ydelser" in page
    assert "Mødet står ikke på den offentlige side." in page
    row = Gathering.objects.get()
    assert Client().get(f"{OPEN}1/").status_code == 404
    sofie.post(at(row, "ret/"), told_of | {"is_public": "on", "_version": row.version})
    clash = sofie.post(at(row, "ret/"), told_of | {"title": "Samtale", "_version": row.version})
    assert "Samtale" in text(clash)
    sofie.post(at(row, "aflys/"), {"because": "Storm"})
    assert "Storm" in text(Client().get(f"{OPEN}1/"))
    calendar = Calendar.from_ical(Client().get(f"{OPEN}moeder.ics").content)
    assert [event["STATUS"] for event in calendar.walk("VEVENT")] == ["CANCELLED"]
    sofie.post(at(row, "aflys/fortryd/"))
    assert Gathering.objects.get().stage == "planned"


def test_a_list_of_ten_times_as_many_costs_the_same_statements(town: Town) -> None:
    def statements(client: Client, path: str) -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(path).status_code == 200
        return len(found)

    row = a_gathering(town, on=TODAY)
    sofie = signed_in(town)
    paths = [(Client(), OPEN), (sofie, WORK), (sofie, at(row, "tilmeldte/")), (sofie, at(row, "hoert/")), (Client(), f"{OPEN}1/vaeg/")]  # fmt: skip
    costs = []
    for more in (3, 27):
        for number in range(more):
            a_gathering(town, on=LATER + timedelta(days=number))
            heard(town, row, f"{SAID} {number}")
            row.sign_ups.create(number=100 * more + number, code_hash="a", signed_up_at=clock.now())
        costs.append([statements(client, path) for client, path in paths])
    assert costs[0] == costs[1]


def test_every_text_to_those_who_come_is_easy_to_read(town: Town) -> None:
    row = a_gathering(town)
    signed_up(town, row, contact=BY_PHONE)
    pages = [OPEN, f"{OPEN}1/", NEW, OWN, f"{OWN}tak/", f"{OPEN}1/meldt-fra/"]
    for path in pages:
        assert lix(told(Client().get(path))) <= MOST, path
    assert lix(told(Client().post(OWN, {"code": CODE}))) <= MOST
    heard(town, row)
    with clock.standing_at(LATER):
        lines.publish_heard(gathering=row, by=town.as_("sofie"))
        for path in (f"{OPEN}1/", f"{OPEN}1/hoert/", f"{OPEN}1/vaeg/"):
            assert lix(told(Client().get(path))) <= MOST, path
    for kind in NoticeKind:
        tell_all(gathering=row, kind=kind)
    actions.Gathering.objects.update(stage="called_off", called_off_because="Der er storm.")
    for notice in SignUpNotice.objects.select_related("sign_up__gathering__municipality"):
        words = [line for line in body(notice).split("\n\n") if "http" not in line and "kode" not in line]
        assert lix(words) <= MOST, words
