"""The pages of proposals as a stranger, the council's secretary and the others meet them."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from holdepunkt import clock
from holdepunkt.people.tests.builders import Town
from holdepunkt.record.models import Entry
from holdepunkt.voice.actions import care
from holdepunkt.voice.models import Flood, Message, MessageRun, Proposal, Sender
from holdepunkt.voice.rules.proposal import StepKind
from holdepunkt.voice.tests.builders_proposals import (
    AT_THE_CENTRE,
    CODE,
    TODAY,
    WORDS,
    a_proposal,
    a_town_that_listens,
    answered,
    read_by,
)

SLIP = r"(?<=>)[a-z2-9]{5}-[a-z2-9]{5}(?=<)"
NEW, LIST, WORK = "/lundby/forslag/nyt/", "/lundby/forslag/", "/lundby/arbejde/forslag/"


@pytest.fixture
def town(db: None) -> Any:
    with clock.standing_at(TODAY):
        yield a_town_that_listens()


def signed_in(town: Town, name: str = "sofie") -> Client:
    client = Client()
    client.force_login(town.people[name])
    return client


def text(answer: Any) -> str:
    return answer.content.decode()


def page(row: Proposal, name: str = "work_proposal", **more: Any) -> str:
    return reverse(f"voice:{name}", kwargs={"slug": "lundby", "pk": row.pk, **more})


def test_a_stranger_sends_a_proposal_and_follows_it_by_number_and_code(town: Town) -> None:
    client = Client(enforce_csrf_checks=True)
    form = text(client.get(NEW))
    hidden = dict(re.findall(r'name="(csrfmiddlewaretoken|_key)" value="([^"]+)"', form))
    sent = {**hidden, "kind": "idea", "words": WORDS, "way": "none", "reach": ""}
    answer = client.post(NEW, sent)
    assert answer["Location"] == "/lundby/forslag/1-2021/tak/"
    thanks = text(client.get(answer["Location"]))
    code = re.search(r"\b[a-z2-9]{5}-[a-z2-9]{5}\b", thanks)[0]  # type: ignore[index]
    assert "Koden har vi vist" in text(Client().get(answer["Location"]))
    assert client.post(NEW, sent)["Location"] == answer["Location"]
    assert Proposal.objects.count() == 1
    assert code in text(client.get(answer["Location"]))
    stranger = Client()
    assert WORDS not in text(stranger.get("/lundby/forslag/1-2021/"))
    assert WORDS in text(stranger.post("/lundby/forslag/1-2021/", {"code": code.upper()}))
    wrong = text(stranger.post("/lundby/forslag/1-2021/", {"code": "abcdefghij"}))
    assert "passer ikke sammen" in wrong
    assert WORDS not in wrong


@pytest.mark.parametrize(
    ("way", "reach", "says"),
    [
        ("mail", "ikke en mail", "ligner ikke en mail"),
        ("sms", "12", "ligner ikke et telefonnummer"),
        ("letter", "", "Skriv, hvor vi finder dig"),
        ("due", "x", "Vælg"),
    ],
)
def test_what_was_typed_stays_when_something_is_missing(town: Town, way: str, reach: str, says: str) -> None:
    answer = Client().post(NEW, {"kind": "idea", "words": WORDS, "way": way, "reach": reach})
    assert answer.status_code == 200
    assert says in text(answer)
    assert WORDS in text(answer)
    assert not Proposal.objects.exists()


@pytest.mark.parametrize(
    "words",
    ["=cmd|' /C calc'!A0", "<script>alert(1)</script>", "'; DROP TABLE voice_proposal; --", "\u202egnp.exe", "😀 å å"],
)
def test_any_words_are_received_and_shown_as_words(town: Town, words: str) -> None:
    assert Client().post(NEW, {"kind": "idea", "words": words, "way": "none"}).status_code == 302
    row = read_by(town, Proposal.objects.get())
    shown = (
        text(Client().get(LIST)) + text(Client().get("/lundby/forslag/1-2021/")) + text(signed_in(town).get(page(row)))
    )
    assert "<script>alert" not in shown


def test_a_sign_that_nobody_writes_breaks_nothing(town: Town) -> None:
    answer = Client().post(NEW, {"kind": "idea", "words": "a\x00b", "way": "none"})
    assert answer.status_code == 200
    assert not Proposal.objects.exists()


def test_a_megabyte_of_words_is_kindly_asked_to_be_shorter(town: Town) -> None:
    answer = Client().post(NEW, {"kind": "idea", "words": "ord " * 1_000_000, "way": "none"})
    assert answer.status_code == 200
    assert "for langt" in text(answer)


def test_fifty_posts_from_one_address_are_received_and_the_heap_is_released(town: Town) -> None:
    for number in range(50):
        answer = Client().post(NEW, {"kind": "idea", "words": f"Køb {number}", "way": "none"}, REMOTE_ADDR="192.0.2.7")
        assert answer.status_code == 302
    assert Proposal.objects.count() == 50
    heap = Flood.objects.get()
    secretary = signed_in(town)
    assert "40 forslag" in text(secretary.get(f"{WORK}bunker/"))
    refused = secretary.post(f"{WORK}bunker/{heap.pk}/", {"what": "drop", "why": ""})
    assert "Skriv, hvorfor" in text(refused)
    assert secretary.post(f"{WORK}bunker/{heap.pk}/", {"what": "release", "why": ""}).status_code == 302
    late = secretary.post(f"{WORK}bunker/{heap.pk}/", {"what": "drop", "why": "De ligner hinanden meget."})
    assert late.status_code == 409
    assert "De ligner hinanden meget." in late.content.decode()
    assert not Proposal.objects.filter(held_back=True).exists()


def test_the_public_list_shows_a_no_as_openly_as_a_yes(town: Town) -> None:
    answered(town, read_by(town, a_proposal(town, "Gratis bus")), StepKind.NOT_NOW, "Der er ikke penge i år.")
    answered(town, read_by(town, a_proposal(town, "Mere kaffe")), StepKind.ANSWERED, "Ja, fra mandag.")
    a_proposal(town, "Ikke læst endnu")
    shown = text(Client().get(LIST))
    assert "Der er ikke penge i år." in shown
    assert "Ja, fra mandag." in shown
    assert "Ikke læst endnu" not in shown
    only_no = text(Client().get(LIST, {"vis": "ikke-nu"}))
    assert "Gratis bus" in only_no
    assert "Mere kaffe" not in only_no
    assert Client().get(LIST, {"vis": "'x", "side": "999"}).status_code == 200


def test_a_deadline_that_was_not_kept_stands_in_the_open(town: Town) -> None:
    row = read_by(town, a_proposal(town, on=TODAY - timedelta(days=90)))
    shown = text(Client().get(LIST)) + text(Client().get(f"/lundby/forslag/{row}/"))
    assert shown.count("Det har vi ikke gjort endnu.") == 2


def test_one_takes_a_proposal_from_unread_to_answered_by_the_main_button(town: Town) -> None:
    row = a_proposal(town, contact=AT_THE_CENTRE)
    client = signed_in(town)
    first = text(client.get(page(row)))
    read = page(row, "proposal_step", step="laest")
    assert read in first
    client.post(read, {"unit": town.units["social"].pk, "_version": row.version})
    answer = page(row, "proposal_step", step="svar")
    assert answer in text(client.get(page(row)))
    assert client.post(answer, {"words": "Ja, fra mandag."}).status_code == 302
    assert "Ja, fra mandag." in text(Client().get("/lundby/forslag/1-2021/"))


def test_two_at_once_meet_on_a_merge_page_and_lose_nothing(town: Town) -> None:
    row = read_by(town, a_proposal(town))
    client = signed_in(town)
    path = page(row, "proposal_step", step="svar")
    client.post(path, {"words": "Først", "_version": row.version})
    second = client.post(path, {"words": "Mine egne ord", "_version": row.version})
    assert second.status_code == 409
    assert "Mine egne ord" in text(second)


def test_a_removed_proposal_shows_the_reason_and_not_the_words(town: Town) -> None:
    row = read_by(town, a_proposal(town, "Køb min bil"))
    client = signed_in(town)
    client.post(page(row, "proposal_step", step="fjern"), {"words": "Det er en reklame."})
    shown = text(Client().get("/lundby/forslag/1-2021/")) + text(Client().get(LIST))
    assert "Det er en reklame." in shown
    assert "Køb min bil" not in shown


def test_hidden_words_are_seen_by_those_who_hide_and_by_nobody_else(town: Town) -> None:
    row = read_by(town, a_proposal(town, "Bo Bech råber."))
    sent = {"words": "[En nabo] råber.", "why": "Et navn", "_version": row.version}
    assert signed_in(town).post(page(row, "proposal_hide"), sent).status_code == 302
    assert "Bo Bech" in text(signed_in(town).get(page(row)))
    for client in (Client(), signed_in(town, "dan"), signed_in(town, "eva")):
        shown = text(client.get("/lundby/forslag/1-2021/")) + text(client.get(LIST))
        shown += text(client.get(page(row))) + text(client.get(page(row, "proposal_file")))
        assert "Bo Bech" not in shown
    assert "Et navn" in text(Client().get("/lundby/forslag/1-2021/"))


def test_the_council_reads_proposals_without_the_sender(town: Town) -> None:
    row = read_by(town, a_proposal(town, contact=AT_THE_CENTRE))
    unread = a_proposal(town, "Ulæst")
    eva = signed_in(town, "eva")
    assert WORDS in text(eva.get(WORK))
    assert "Ulæst" not in text(eva.get(WORK))
    assert eva.get(page(unread)).status_code == 403
    assert "Lunden" not in text(eva.get(page(row)))
    assert eva.get(page(row, "proposal_sender")).status_code == 403
    assert eva.get(page(row, "proposal_file")).status_code == 403


def test_looking_at_the_sender_stands_in_the_record(town: Town) -> None:
    row = read_by(town, a_proposal(town, contact=AT_THE_CENTRE))
    assert "Lunden" in text(signed_in(town).get(page(row, "proposal_sender")))
    assert Entry.objects.filter(verb="sender.looked_at", by_name="Sofie Sand").exists()
    signed_in(town).post(page(row, "proposal_sender"), {"why": "Hun bad om det."})
    assert not Sender.objects.exists()


def test_the_file_for_the_case_system_has_the_sender_only_when_chosen(town: Town) -> None:
    row = answered(town, read_by(town, a_proposal(town, contact=AT_THE_CENTRE)))
    client = signed_in(town)
    plain = text(client.get(page(row, "proposal_file")))
    assert WORDS in plain
    assert "besvaret" in plain
    assert "Lunden" not in plain
    assert "Lunden" in text(client.get(page(row, "proposal_file"), {"afsender": "ja"}))
    assert Entry.objects.filter(verb="proposal.exported").count() == 2


def test_notices_are_printed_without_a_name_and_letters_with_the_address(town: Town) -> None:
    answered(town, read_by(town, a_proposal(town, contact=AT_THE_CENTRE)))
    client = signed_in(town)
    answer = client.post(f"{WORK}beskeder/", {"way": "place"})
    run = MessageRun.objects.get()
    shown = text(client.get(answer["Location"]))
    assert "Til dig med nummer 1-2021" in shown
    assert shown.count("Til dig med nummer") == 1
    assert "Asta" not in shown
    assert CODE[:5] not in shown
    assert client.post(f"{WORK}beskeder/{run.pk}/").status_code == 302
    assert not Message.objects.filter(done_on=None).exists()
    assert client.post(f"{WORK}beskeder/", {"way": "<b>"}).status_code == 409


def test_a_letter_has_the_address_and_the_code_and_all_that_happened(town: Town) -> None:
    where = "Asta Ask\nLundvej 1"
    sent = Client().post(NEW, {"kind": "idea", "words": WORDS, "way": "letter", "reach": where})
    assert sent.status_code == 302
    answered(town, read_by(town, Proposal.objects.get()), StepKind.NOT_NOW, "Ikke i år.")
    shown = text(signed_in(town).post(f"{WORK}beskeder/", {"way": "letter"}, follow=True))
    assert "Lundvej 1" in shown
    assert "Ikke i år." in shown
    assert re.search(r"Din kode: [a-z2-9]{5}-[a-z2-9]{5}", shown)


def test_the_list_for_the_gateway_has_a_line_for_each(town: Town) -> None:
    client = Client()
    client.post(NEW, {"kind": "idea", "words": WORDS, "way": "sms", "reach": "12 34 56 78"})
    secretary = signed_in(town)
    secretary.post(f"{WORK}beskeder/", {"way": "sms"})
    run = MessageRun.objects.get()
    lines = text(secretary.get(f"{WORK}beskeder/{run.pk}/sms.txt")).splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("4512345678;Der er nyt om det, du skrev til os. Nummer 1-2021. Kode: ")


def test_a_card_is_printed_and_written_in_by_its_number(town: Town) -> None:
    client = signed_in(town)
    answer = client.post(f"{WORK}kort/", {"count": 2})
    shown = text(client.get(answer["Location"]))
    assert "/lundby/forslag/nyt/vej.svg" in shown
    assert Client().get("/lundby/forslag/nyt/vej.svg")["Content-Type"] == "image/svg+xml"
    code = re.search(r"kode ([a-z2-9]{5}-[a-z2-9]{5})", shown)[1]  # type: ignore[index]
    sent = {
        "kind": "idea",
        "words": WORDS,
        "came_by": "postcard",
        "card": "1-2021",
        "received_on": "2021-11-22",
        "way": "none",
    }
    assert client.post(f"{WORK}nyt/", sent | {"card": "77-2021"}).status_code == 200
    assert client.post(f"{WORK}nyt/", sent).status_code == 302
    assert WORDS in text(Client().post("/lundby/forslag/1-2021/", {"code": code}))


def test_a_theme_is_begun_from_a_proposal_and_answered_as_a_whole(town: Town) -> None:
    rows = [read_by(town, a_proposal(town, f"Søndag {n}")) for n in range(2)]
    client = signed_in(town)
    client.post(page(rows[0], "proposal_theme"), {"theme": "", "new": "Søndage"})
    theme = Proposal.objects.get(pk=rows[0].pk).theme
    assert theme is not None
    client.post(page(rows[1], "proposal_theme"), {"theme": theme.pk, "new": ""})
    assert "2 forslag" in text(client.get(f"{WORK}temaer/"))
    assert client.post(f"{WORK}temaer/{theme.pk}/", {"kind": "answered", "words": "Ja."}).status_code == 302
    assert set(Proposal.objects.values_list("standing", flat=True)) == {"answered"}
    assert (
        signed_in(town, "dan").post(f"{WORK}temaer/{theme.pk}/", {"kind": "answered", "words": "Nej"}).status_code
        == 403
    )


@pytest.mark.parametrize("name", ["gry", "dan", "eva"])
@pytest.mark.parametrize("place", ["nyt/", "frister/", "kort/", "beskeder/", "bunker/"])
def test_what_the_secretary_does_is_closed_to_others(town: Town, name: str, place: str) -> None:
    assert signed_in(town, name).get(f"{WORK}{place}").status_code == 403
    assert signed_in(town).get(f"{WORK}{place}").status_code == 200


def test_a_code_that_was_lost_is_made_anew(town: Town) -> None:
    row = read_by(town, a_proposal(town))
    shown = text(signed_in(town).post(page(row, "proposal_code"), {"_key": str(row.uuid)}))
    code = re.search(SLIP, shown)[0]  # type: ignore[index]
    assert "passer ikke" in text(Client().post("/lundby/forslag/1-2021/", {"code": CODE}))
    assert "passer ikke" not in text(Client().post("/lundby/forslag/1-2021/", {"code": code}))


def test_whoever_wants_an_answer_gets_a_slip_once_when_we_write_it_in(town: Town) -> None:
    told = {"kind": "idea", "words": "Åbn om søndagen.", "came_by": "staff", "received_on": "2021-11-22", "way": "sms"}
    sofie = signed_in(town)
    answer = sofie.post(f"{WORK}nyt/", told | {"reach": "12 34 56 78"}, follow=True)
    code = re.search(SLIP, text(answer))[0]  # type: ignore[index]
    assert "Seddel med nummer og kode" in text(answer)
    assert "passer ikke" not in text(Client().post("/lundby/forslag/1-2021/", {"code": code}))
    again = text(sofie.get(answer.redirect_chain[-1][0]))
    assert not re.search(SLIP, again)
    assert "Lav en ny kode" in again


def test_where_nobody_is_known_there_is_no_slip_and_the_page_says_so(town: Town) -> None:
    told = {"kind": "idea", "words": "Åbn om søndagen.", "came_by": "staff", "received_on": "2021-11-22", "way": "none"}
    answer = signed_in(town).post(f"{WORK}nyt/", told, follow=True)
    assert not re.search(SLIP, text(answer))
    assert "Der er ingen at sende et svar til" in text(answer)


def test_a_wrong_step_is_taken_back_on_screen(town: Town) -> None:
    row = answered(town, read_by(town, a_proposal(town)), StepKind.NOT_NOW, "Nej, aldrig.")
    step = row.steps.get(kind="not_now")
    path = page(row, "proposal_step_end", step=step.pk)
    assert signed_in(town).post(path, {"why": "Det var en fejl."}).status_code == 302
    shown = text(Client().get("/lundby/forslag/1-2021/"))
    assert "Det var en fejl." in shown
    assert "Nej, aldrig." not in shown


@pytest.mark.parametrize(("who", "path"), [("", LIST), ("sofie", WORK), ("eva", WORK)])
def test_a_list_asks_as_much_for_ten_times_the_proposals(town: Town, who: str, path: str) -> None:
    theme = care.add_theme(municipality=town.municipality, name="Søndage", by=town.as_("sofie"))

    def count() -> int:
        client = signed_in(town, who) if who else Client()
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        return len(asked)

    def more(amount: int) -> None:
        for _number in range(amount):
            row = answered(town, read_by(town, a_proposal(town)))
            care.gather(proposal=row, theme=theme, by=town.as_("sofie"))

    more(3)
    few = count()
    more(27)
    assert count() == few


def test_the_filters_find_what_they_say(town: Town) -> None:
    late = read_by(town, a_proposal(town, "Gammelt", on=TODAY - timedelta(days=90)))
    a_proposal(town, "Nyt")
    client = signed_in(town)
    for asked, found in (
        ({"late": "on"}, {"Gammelt"}), ({"standing": "received"}, {"Nyt"}), ({"ord": "nyt"}, {"Nyt"}),
        ({"ord": str(late)}, {"Gammelt"}), ({"unit": town.units["social"].pk}, {"Gammelt"}),
        ({"unit": "9" * 30}, {"Nyt", "Gammelt"}), ({"kind": "x"}, {"Nyt", "Gammelt"}),
    ):  # fmt: skip
        shown = text(client.get(WORK, asked))
        assert {name for name in ("Gammelt", "Nyt") if f">{name}<" in shown} == found, asked


def test_another_towns_proposal_is_missing(town: Town) -> None:
    row = read_by(town, a_proposal(town))
    other = a_town_that_listens("sundby", "Sundby Kommune")
    client = Client()
    client.force_login(other.people["sofie"])
    for name in ("work_proposal", "proposal_sender", "proposal_hide", "proposal_file"):
        assert (
            client.get(
                f"/sundby/arbejde/forslag/{row.pk}/"
                if name == "work_proposal"
                else reverse(f"voice:{name}", args=["sundby", row.pk])
            ).status_code
            == 404
        )
    assert WORDS not in text(client.get("/sundby/forslag/1-2021/"))
