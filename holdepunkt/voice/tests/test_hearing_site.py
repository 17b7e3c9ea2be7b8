"""The pages of a hearing: anyone's answer, the council's room, themes, and what was typed is never lost."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from holdepunkt import clock
from holdepunkt.voice.actions import council as councils
from holdepunkt.voice.actions import hearing as hearings
from holdepunkt.voice.actions import hearing_body as bodies
from holdepunkt.voice.loose_ends import ends_for
from holdepunkt.voice.models import Flood, Hearing, HearingAnswer, HearingBody
from holdepunkt.voice.rules.proposal import FLOOD_FROM
from holdepunkt.voice.tests import builders_hearings as life
from holdepunkt.voice.tests.builders_councils import Room, a_council
from holdepunkt.voice.tests.builders_hearings import AFTER, ASKED
from holdepunkt.voice.tests.builders_proposals import a_proposal
from holdepunkt.voice.tests.test_proposal_texts import MOST, lix, told

pytestmark = pytest.mark.django_db
PUBLIC = "/lundby/hoeringer/1/"


@pytest.fixture
def room(db: None) -> Iterator[Room]:
    with clock.standing_at(ASKED):
        yield a_council()


def as_(room: Room, name: str) -> Client:
    client = Client()
    client.force_login(room.town.people[name])
    return client


def at(row: Hearing, name: str, **more: Any) -> str:
    room = "policy" if name in ("hearing_open", "hearing_ask", "hearing_send", "hearing_end") else "voice"
    return reverse(f"{room}:{name}", kwargs={"slug": "lundby", "pk": row.pk} | more)


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


def test_anyone_answers_a_passage_and_follows_it_by_number_and_code(room: Room) -> None:
    row, _body = life.an_open_hearing(room)
    assert "Svar på det her" in text(Client(), PUBLIC)
    part, visitor = row.passages.get(key="mad"), Client()
    sent = {"part": part.pk, "words": "Mad er godt.", "way": "none", "_key": str(uuid4())}
    thanks = visitor.post(f"{PUBLIC}svar/", sent, follow=True).content.decode()
    code = re.search(r"(?<=>)[a-z2-9]{5}-[a-z2-9]{5}(?=<)", thanks)
    assert code
    again = visitor.post(f"{PUBLIC}svar/", sent)
    assert again.status_code == 302
    assert HearingAnswer.objects.get().passage == part, "sent twice, it is kept once"
    follow = f"{PUBLIC}svar/1/"
    assert "Mad er godt." not in text(visitor, follow)
    assert "Mad er godt." in visitor.post(follow, {"code": code[0]}).content.decode()
    assert "Mad er godt." not in text(visitor, PUBLIC), "nobody is led by others before the deadline"


def test_a_form_that_fails_keeps_what_was_typed(room: Room) -> None:
    life.an_open_hearing(room)
    sent = {"part": "0", "words": "Lange ord om seng.", "way": "mail", "reach": "ikke en mail"}
    answer = Client().post(f"{PUBLIC}svar/", sent).content.decode()
    assert "Lange ord om seng." in answer
    assert "ligner ikke en mail" in answer


def test_a_hearing_for_the_invited_opens_with_their_code_alone(room: Room) -> None:
    finn = room.town.as_("finn")
    row = life.a_draft_hearing(room.town, audience="invited")
    _body, code = bodies.invite(hearing=row, name="Foreningen Lys", by=finn)
    hearings.open_hearing(hearing=row, by=finn)
    assert "Alle får en seng" not in text(Client(), PUBLIC)
    assert Client().get(f"{PUBLIC}svar/").status_code == 404
    opened = Client().post(PUBLIC, {"code": code}).content.decode()
    assert "Alle får en seng" in opened
    form = Client().post(f"{PUBLIC}svar/", {"kode": code}).content.decode()
    assert code in form
    sent = {"part": "0", "words": "Ja tak.", "way": "none", "code": code}
    assert Client().post(f"{PUBLIC}svar/", sent).status_code == 302
    assert HearingBody.objects.get().words == "Ja tak."


def test_a_hearing_for_councils_alone_is_missing_to_others(room: Room) -> None:
    row, _body = life.an_open_hearing(room, audience="bodies")
    assert Client().get(PUBLIC).status_code == 404
    assert row.title not in text(Client(), "/lundby/hoeringer/")
    assert row.title in text(as_(room, "eva"), "/lundby/arbejde/hoeringer/")


def test_a_hearing_is_begun_from_pasted_text_asked_and_sent_out(room: Room) -> None:
    finn = as_(room, "finn")
    pasted = "En seng\n\nAlle får en seng.\n\nDer er mad hver dag."
    new = {
        "title": "En seng", "plain": "Vi vil give alle en seng.", "text": pasted, "due_on": "2021-12-20",
        "audience": "anyone", "touches_disability": "on",
    }  # fmt: skip
    finn.post("/lundby/arbejde/hoeringer/ny/", new)
    row = Hearing.objects.get()
    assert [(part.heading, part.key) for part in row.passages.all()] == [("En seng", "afsnit-1"), ("", "afsnit-2")]
    finn.post(at(row, "hearing_ask"), {"unit": room.council.unit.pk, "ground": "rules"})
    assert "Så skal handicaprådet høres" in text(finn, at(row, "work_hearing"))
    refused = finn.post(at(row, "hearing_open"), {"why_anyway": ""}).content.decode()
    assert "skriv, hvorfor I gør det alligevel" in refused
    finn.post(at(row, "hearing_open"), {"why_anyway": "De er spurgt i maj."})
    assert "De er spurgt i maj." in text(Client(), PUBLIC)


def test_the_council_writes_in_a_room_that_the_administration_does_not_enter(room: Room) -> None:
    row, body = life.an_open_hearing(room)
    here = at(row, "hearing_body", body=body.pk)
    eva, jette = as_(room, "eva"), as_(room, "jette")
    part = row.passages.get(key="seng")
    eva.post(at(row, "hearing_comment", body=body.pk), {"part": part.pk, "words": "Hvad med hunde?"})
    jette.post(at(row, "hearing_draft", body=body.pk), {f"part_{part.pk}": "Ja, og hunde.", "_version": body.version})
    assert "Hvad med hunde?" in text(jette, here)
    assert "Ja, og hunde." in text(eva, here)
    assert as_(room, "hanne").get(here).status_code == 403
    assert as_(room, "dan").get(here).status_code == 403
    paper = text(jette, at(row, "hearing_print_run", body=body.pk))
    assert "Lunden 1" in paper
    assert "Asta Ask" not in paper
    jette.post(at(row, "hearing_print_run_posted", body=body.pk))
    body.refresh_from_db()
    sent = {f"part_{part.pk}": "Ja, og hunde.", "decided_by": "Rådet", "decided_on": "2021-11-22"}
    clash = jette.post(at(row, "hearing_send", body=body.pk), sent | {"_version": 1}).content.decode()
    assert "Ja, og hunde." in clash, "the merge page keeps the words"
    jette.post(at(row, "hearing_send", body=body.pk), sent | {"_version": body.version})
    assert "bestemt af Rådet 22. november 2021" in text(Client(), PUBLIC)


SLIP = r"(?<=>)[a-z2-9]{5}-[a-z2-9]{5}(?=<)"


def test_an_answer_on_paper_gives_a_slip_to_follow_it_by(room: Room) -> None:
    row, _body = life.an_open_hearing(room)
    finn, told = as_(room, "finn"), {"part": "0", "words": "Ja tak.", "received_on": "2021-11-22"}
    slip = finn.post(at(row, "hearing_answer_note"), told | {"way": "letter", "reach": "Lunden 1"}, follow=True)
    code = re.search(SLIP, slip.content.decode())[0]  # type: ignore[index]
    assert "Ja tak." in Client().post(f"{PUBLIC}svar/1/", {"code": code}).content.decode()
    here = at(row, "hearing_answer_code", answer=HearingAnswer.objects.get().pk)
    assert not re.search(SLIP, text(finn, here))
    new = re.search(SLIP, finn.post(here, {"_key": str(uuid4())}).content.decode())[0]  # type: ignore[index]
    assert "passer ikke" in Client().post(f"{PUBLIC}svar/1/", {"code": code}).content.decode()
    assert "Ja tak." in Client().post(f"{PUBLIC}svar/1/", {"code": new}).content.decode()


def test_an_answer_of_somebody_unknown_gives_no_slip_and_says_so(room: Room) -> None:
    row, _body = life.an_open_hearing(room)
    finn, told = as_(room, "finn"), {"part": "0", "words": "Ja tak.", "received_on": "2021-11-22", "way": "none"}
    page = finn.post(at(row, "hearing_answer_note"), told, follow=True).content.decode()
    assert not re.search(SLIP, page)
    assert "Der er ingen at sende et svar til" in page
    here = at(row, "hearing_answer_code", answer=HearingAnswer.objects.get().pk)
    assert "Der er ingen at give en kode" in finn.post(here, {"_key": str(uuid4())}).content.decode()


def test_a_councils_room_says_which_rules_it_follows_and_where_they_stand(room: Room) -> None:
    row, body = life.an_open_hearing(room)
    eva, here = as_(room, "eva"), at(row, "hearing_body", body=body.pk)
    assert text(eva, here).count("Reglen er ukendt.") == 3
    mine = text(eva, "/lundby/mit/")
    assert "Rådet er spurgt om noget" in mine
    assert "Rådet er ikke spurgt om noget lige nu." not in mine
    councils.set_rule(
        council=room.council, key="hearing_answers_by", value="chair", source="Vedtægten § 7", since=date(2018, 1, 1),
        by=room.jette,
    )  # fmt: skip
    page = text(eva, here)
    assert "Formanden alene. (Vedtægten § 7 · fra 1. jan. 2018)" in page
    assert page.count("Reglen er ukendt.") == 2


def test_the_room_says_why_somebody_may_not_write_or_comment(room: Room) -> None:
    row, body = life.an_open_hearing(room)
    here = at(row, "hearing_body", body=body.pk)
    for key, value in (("chair", "one"), ("hearing_answers_by", "chair")):
        councils.set_rule(council=room.council, key=key, value=value, source="Vedtægten § 7", by=room.jette)
    room.members["eva"].post = "chair"
    room.members["eva"].save()
    page = text(as_(room, "jette"), here)
    assert "Efter rådets regler er det formanden, der skriver svaret." in page
    assert "Skriv på svaret" not in page
    seat = councils.add_seats(council=room.council, kind="professionals", answers_hearings=False, by=room.jette)
    room.members["eva"].seat = seat
    room.members["eva"].save()
    page = text(as_(room, "eva"), here)
    assert "svarer »medarbejdere og fagfolk« ikke på høringer" in page
    assert "Sig din mening" not in page


@pytest.mark.parametrize("name", ["hearing_answer_page", "hearing_answer_hide", "hearing_answer_sender"])
def test_a_number_that_no_hearing_can_have_is_missing(room: Room, name: str) -> None:
    row, _body = life.an_open_hearing(room)
    answer = life.an_answer(room.town, row)
    path = at(row, name, answer=answer.pk).replace(f"/{row.pk}/", f"/{'9' * 40}/")
    assert as_(room, "hanne").get(path).status_code == 404


def test_answers_are_gathered_answered_and_published_with_the_reason(room: Room) -> None:
    row, _body = life.an_open_hearing(room)
    answer, hanne = life.an_answer(room.town, row, contact=life.BY_LETTER), as_(room, "hanne")
    with clock.standing_at(AFTER):
        hearings.close_hearing(hearing=row, by=room.town.as_("hanne"))
        assert "har intet tema" in text(hanne, at(row, "work_hearing"))
        hanne.post(at(row, "hearing_answer_page", answer=answer.pk), {"new": "Hunde", "_version": answer.version})
        theme = row.themes.get()
        told = {"name": "Hunde", "outcome": "not_changed", "words": "Huset må ikke.", "_version": theme.version}
        hanne.post(at(row, "hearing_theme", theme=theme.pk), told)
        ended = hanne.post(at(row, "hearing_end"), {"_key": str(uuid4())})
        assert ended.status_code == 302
        late = hanne.post(at(row, "hearing_answer_page", answer=answer.pk), {"new": "Katte i huset", "_version": "9"})
        assert (late.status_code, "Katte i huset" in late.content.decode()) == (409, True)
        page = text(Client(), PUBLIC)
        assert "ikke ændret, fordi" in page
        assert "Huset må ikke." in page
        assert "En seng var nok." in page
        letter = text(hanne, at(row, "hearing_message_run", way="letter"))
        assert "Asta, Lunden 1" in letter
        assert "Huset må ikke." in letter
        hanne.post(at(row, "hearing_message_run", way="letter"))
        assert "Ingen venter på besked" in text(hanne, at(row, "hearing_messages"))
        assert "Asta, Lunden 1" in text(hanne, at(row, "hearing_answer_sender", answer=answer.pk))


def test_what_one_can_still_answer_stands_first(room: Room) -> None:
    life.an_ended_hearing(room)
    life.an_open_hearing(room, title="Mad om aftenen")
    for page in (text(Client(), "/lundby/hoeringer/"), text(as_(room, "finn"), "/lundby/arbejde/hoeringer/")):
        assert page.index("Mad om aftenen") < page.index("En seng til alle")


def test_what_we_write_to_citizens_is_easy_to_read(room: Room) -> None:
    row, _body = life.an_open_hearing(room, title="En seng")
    for path in ("/lundby/hoeringer/", PUBLIC, f"{PUBLIC}svar/", f"{PUBLIC}svar/1/", f"{PUBLIC}tryk/"):
        words = told(Client().get(path))
        assert lix(words) <= MOST, (path, lix(words), words)
    assert row.number == 1


def test_whoever_keeps_the_hearing_opens_its_heap_and_decides_on_it_and_nobody_else_does(room: Room) -> None:
    row, _body = life.an_open_hearing(room)
    for number in range(FLOOD_FROM + 3):
        life.an_answer(room.town, row, f"Køb {number}", address="192.0.2.1")
    heap, hanne = Flood.objects.get(), as_(room, "hanne")
    there = reverse("voice:flood", args=["lundby", heap.pk])
    assert there in text(hanne, at(row, "work_hearing"))
    assert "Køb 12" in text(hanne, there)
    assert there in [end.where for end in ends_for(room.town.as_("hanne"), ASKED)]
    assert [Client().get(there).status_code, as_(room, "jette").get(there).status_code] == [302, 403]
    assert as_(room, "jette").get(reverse("voice:floods", args=["lundby"])).content.decode().count(there) == 0
    assert hanne.post(there, {"what": "drop", "why": "Reklame"}).status_code == 302
    assert hanne.post(there, {"what": "release", "why": ""}).status_code == 302
    assert not HearingAnswer.objects.filter(held_back=True).exists()


def test_a_heap_of_answers_and_one_of_proposals_from_one_address_are_decided_by_those_they_are_for(room: Room) -> None:
    row, _body = life.an_open_hearing(room)
    for _number in range(FLOOD_FROM):
        life.an_answer(room.town, row, address="192.0.2.1")
        a_proposal(room.town, "Køb", address="192.0.2.1")
    proposals, answers = Flood.objects.get(hearing=None), Flood.objects.get(hearing=row)
    assert proposals.proposals.count() + answers.answers.count() == FLOOD_FROM
    assert as_(room, "hanne").get(reverse("voice:flood", args=["lundby", proposals.pk])).status_code == 403
    assert "Køb" in text(as_(room, "jette"), reverse("voice:flood", args=["lundby", proposals.pk]))


def test_the_council_corrects_its_answer_on_the_site_and_everybody_sees_what_was_replaced(room: Room) -> None:
    row, body = life.an_open_hearing(room)
    body = life.the_council_answers(room, body, "Nej.")
    jette, there = as_(room, "jette"), at(row, "hearing_body", body=body.pk)
    send = at(row, "hearing_send", body=body.pk)
    assert send in text(jette, there)
    page = text(jette, send)
    assert "Nej." in page
    names = dict(re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\s*([^<]*)', page))
    part = next(name for name, words in names.items() if words.strip() == "Nej.")
    sent = {part: "Ja.", "decided_by": "Rådet", "decided_on": ASKED.isoformat(), "_version": str(body.version)}
    assert jette.post(send, sent).status_code == 302
    shown = text(jette, there)
    assert "Erstattet 22. november 2021" in shown
    assert "rettet 22. november 2021" in text(Client(), PUBLIC)
    with clock.standing_at(AFTER):
        hearings.close_hearing(hearing=row, by=room.town.as_("finn"))
        public = text(Client(), PUBLIC)
        assert "Nej." in public
        assert "Erstattet 22. november 2021" in public
