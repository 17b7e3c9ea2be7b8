"""Ten made-up texts, as unlike as real ones are: each is written in by the real forms, and the house counts by it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from holdepunkt import clock
from holdepunkt.people import actions as people
from holdepunkt.people.rules import UnitKind
from holdepunkt.people.tests.builders import Town, a_town
from holdepunkt.voice.models import AdvisoryCouncil, CouncilMeeting, CouncilMember, CouncilRule
from holdepunkt.voice.reads import council as reads
from holdepunkt.voice.rules.council import RuleKey, chair_ends, may_be_closed_by_law, needed, report_due
from holdepunkt.voice.rules.council_gaps import asks_needed
from holdepunkt.voice.tests.builders_councils import TODAY

pytestmark = pytest.mark.django_db
MONDAY = date(2021, 12, 6)
SINCE_2018 = {"term_years": "4", "term_counts": "common", "term_began": "2018-01-01"}


@dataclass(frozen=True)
class MadeUp:
    """A council's text as it is typed, and what must follow from it for a meeting on a Monday and ten seats."""

    name: str
    rules: dict[str, str]
    seats: tuple[dict[str, Any], ...] = ()
    kind: UnitKind = UnitKind.ADVISORY_COUNCIL
    items: date | None = None
    agenda: date | None = None
    minutes: date | None = None
    quorum_of_ten: int | None = None
    until: date | None = None  # the last day of somebody seated today
    chair_until: date | None = None
    report: date | None = None
    asks_of_ten: int | None = None
    warns: bool = False
    on_page: tuple[str, ...] = field(default=())


TEXTS = (
    MadeUp(
        "Udsatterådet i Sandkøbing",
        SINCE_2018
        | {
            "members_least": "9", "members_most": "11", "politicians": "no", "substitutes": "personal", "chair": "one",
            "chair_from": "council", "chair_years": "1", "meetings_as": "fixed", "meetings_a_year": "4",
            "items_days": "14", "items_days_unit": "calendar", "agenda_days": "8", "agenda_days_unit": "calendar",
            "quorum": "majority", "quorum_chair": "yes", "decisions": "casting", "dissent": "yes",
            "minutes_days": "10", "minutes_days_unit": "working", "approval": "next_meeting", "openness": "closed",
            "hearing": "all", "hearing_days": "3", "hearing_days_unit": "weeks", "report_month": "4", "report_day": "1",
            "rules_change": "To tredjedele af rådet og udvalgets ja", "pays_fees": "no",
        },
        items=date(2021, 11, 22), agenda=date(2021, 11, 26), minutes=date(2021, 12, 20), quorum_of_ten=6,
        until=date(2021, 12, 31), chair_until=date(2022, 11, 21), report=date(2022, 4, 1),
        on_page=("14 dage, alle dage talt med", "8 dage, alle dage talt med", "10 hverdage", "3 uger"),
    ),
    MadeUp(
        "Handicaprådet i Tangerup",
        SINCE_2018
        | {"basis": "by_law", "politicians": "yes", "substitutes": "personal", "chair": "one", "chair_from": "council",
           "quorum": "half", "hearing": "everything", "pays_travel": "yes", "pays_fees": "yes", "openness": "closed"},
        seats=(
            {"kind": "associations", "name": "Landsforeningernes fælles liste", "least": "4", "most": "4"},
            {"kind": "associations", "name": "Byens egne foreninger", "least": "1", "most": "1"},
            {"kind": "politicians", "least": "2", "most": "2", "chosen_by": "Byrådet"},
            {"kind": "professionals", "most": "3"},
        ),
        kind=UnitKind.DISABILITY_COUNCIL, quorum_of_ten=5, until=date(2021, 12, 31),
        on_page=("Byens egne foreninger (foreninger): 1", "om alt, kommunen beslutter"),
    ),
    MadeUp(
        "Seniorrådet i Lyngballe",
        {"basis": "by_law", "appointed_by": "Direkte valg blandt alle over 60", "members_least": "5", "members_most": "9",
         "term_years": "4", "term_counts": "rest", "substitutes": "list", "meetings_a_year": "10", "days_are": "working",
         "agenda_days": "5", "quorum": "majority", "decisions": "majority", "openness": "open", "minutes_public": "yes",
         "pays_fees": "yes", "hearing": "all"},
        agenda=date(2021, 11, 29), quorum_of_ten=6, until=date(2025, 11, 21), warns=True,
        on_page=("5 dage", "ja, en fælles liste med en rækkefølge", "Direkte valg blandt alle over 60"),
    ),
    MadeUp(
        "Udsatteforum Havnsted",
        {"term_years": "2", "term_counts": "rest", "chair": "several", "decisions": "consensus", "quorum": "none",
         "openness": "open", "basis": "of_its_own", "meetings_as": "needed", "approval": "silence",
         "minutes_days": "2", "minutes_days_unit": "weeks", "object_days": "8", "object_days_unit": "calendar"},
        minutes=date(2021, 12, 20), quorum_of_ten=0, until=date(2023, 11, 21),
        on_page=("når der er brug for det", "kun i enighed", "af sig selv, når ingen har sagt imod i tide"),
    ),
    MadeUp(
        "Socialrådet i Kragerup",
        SINCE_2018
        | {"basis": "special_committee", "politicians": "yes", "chair": "one", "chair_from": "politician",
           "agenda_days": "1", "agenda_days_unit": "weeks", "items_days": "2", "items_days_unit": "weeks",
           "quorum": "half", "openness": "partly", "hearing": "listed", "hearing_topics": "Boliger og herberg"},
        seats=(
            {"kind": "politicians", "least": "2", "most": "3"},
            {"kind": "professionals", "name": "Observatører", "silent": True},
        ),
        items=date(2021, 11, 22), agenda=date(2021, 11, 29), quorum_of_ten=5, until=date(2021, 12, 31), warns=True,
        on_page=("1 uge", "2 uger", "uden stemme", "nogle åbne, nogle lukkede", "Boliger og herberg"),
    ),
    MadeUp(
        "Unges stemme i Birkholme",
        {"term_years": "1", "chair": "none", "decisions": "no_votes", "quorum": "none", "meetings_a_year": "10",
         "agenda_days": "3", "hearing": "may", "pays_meals": "yes", "pays_travel": "yes", "substitutes": "no"},
        seats=({"kind": "young", "least": "6", "most": "12"},),
        agenda=date(2021, 12, 1), quorum_of_ten=0, until=date(2022, 11, 21),
        on_page=("unge: 6 til 12", "rådet stemmer ikke; alle meninger skrives ned", "kommunen kan spørge, når den vil"),
    ),
    MadeUp(
        "Borgerrådet i Øster Mølle",
        {"chair": "none", "hearing": "none"},
        on_page=("nej, men rådet kan sige sin mening",),
    ),
    MadeUp(
        "Brugerrådet i Nordvang",
        {"quorum": "number", "quorum_least": "5", "meetings_a_year": "6", "days_are": "calendar", "agenda_days": "7",
         "extra_asked": "third", "extra_days": "14", "extra_agenda_days": "3", "extra_agenda_days_unit": "working",
         "subgroups": "Et udvalg om boliger og et om mad", "substitutes": "no", "secretary": "En fra Borgerservice"},
        agenda=date(2021, 11, 29), quorum_of_ten=5, asks_of_ten=4,
        on_page=("en tredjedel af medlemmerne", "Et udvalg om boliger og et om mad", "3 hverdage"),
    ),
    MadeUp(
        "Dialogforum Damsø",
        {"term_years": "3", "term_counts": "own", "quorum": "two_thirds", "decisions": "two_thirds", "chair": "one",
         "chair_from": "employee", "approval": "by_chair", "minutes_days": "14", "minutes_days_unit": "calendar",
         "report_month": "1", "extra_asked": "chair"},
        minutes=date(2021, 12, 20), quorum_of_ten=7, until=date(2024, 11, 21), report=date(2022, 1, 31),
        on_page=("mindst to tredjedele", "en medarbejder i kommunen"),
    ),
    MadeUp(
        "Rådet for udsatte og pårørende i Stenløkke",
        SINCE_2018
        | {"chair": "one", "chair_years": "2", "quorum": "third", "approval": "in_writing", "dissent": "no",
           "meetings_a_year": "5", "dialogue": "Et årligt møde med udvalget", "reelection": "Højst to perioder",
           "costs": "Statens laveste sats"},
        seats=({"kind": "close_ones", "least": "2"}, {"kind": "others", "name": "Fra politiet", "silent": True}),
        quorum_of_ten=4, until=date(2021, 12, 31), chair_until=date(2023, 11, 21),
        on_page=("Højst to perioder", "Fra politiet (andre): antal ukendt", "Statens laveste sats"),
    ),
)  # fmt: skip


@dataclass
class House:
    """A town whose policy lead sits at the keys."""

    town: Town
    finn: Client

    def post(self, council: AdvisoryCouncil, name: str, told: dict[str, Any]) -> None:
        """Send a form, which must be taken."""
        answer = self.finn.post(self.at(council, name), told)
        assert answer.status_code == 302, answer.content.decode()[:6000]

    def at(self, council: AdvisoryCouncil, name: str, **more: Any) -> str:
        return reverse(f"voice:{name}", kwargs={"slug": "lundby", "pk": council.pk} | more)

    def text(self, council: AdvisoryCouncil, name: str, **more: Any) -> str:
        answer = self.finn.get(self.at(council, name, **more))
        assert answer.status_code == 200, name
        return answer.content.decode()


@pytest.fixture
def house() -> Iterator[House]:
    with clock.standing_at(TODAY):
        town, client = a_town(), Client()
        client.force_login(town.people["finn"])
        yield House(town, client)


def written_in(house: House, told: MadeUp) -> AdvisoryCouncil:
    """The council, set up and its text written in as a secretary does it."""
    unit = people.add_unit(
        municipality=house.town.municipality, key="proeveraad", kind=told.kind, name=told.name, by=house.town.machine
    )
    house.finn.post("/lundby/arbejde/raad/nyt/", {"unit": unit.pk, "about": ""})
    council = AdvisoryCouncil.objects.get(unit=unit)
    house.post(
        council, "council_rules_whole", {"source": "Vedtægt af 1. marts 2018", "since": "2018-03-01"} | told.rules
    )
    for seat in told.seats:
        ticks = {} if seat.get("silent") else {"votes": "on", "answers_hearings": "on"}
        house.post(council, "seats_add", {key: value for key, value in seat.items() if key != "silent"} | ticks)
    member = {"name": "Asta Ask", "post": "chair", "shown_as": "no_name", "starts_on": TODAY.isoformat()}
    house.post(council, "member_new", member)
    house.post(council, "meeting_new", {"meets_on": MONDAY.isoformat()})
    return council


@pytest.mark.parametrize("told", TEXTS, ids=[told.name for told in TEXTS])
def test_a_council_not_named_anywhere_fits(house: House, told: MadeUp) -> None:
    council = written_in(house, told)
    typed = [key for key in told.rules if not key.endswith("_unit")]
    assert sorted(CouncilRule.objects.values_list("key", flat=True)) == sorted(typed)
    meeting, asta = CouncilMeeting.objects.get(), CouncilMember.objects.get()
    assert (meeting.items_due_on, meeting.agenda_due_on) == (told.items, told.agenda)
    assert meeting.minutes_due_on == told.minutes
    assert asta.ends_on == told.until
    rules = reads.rules(council, TODAY)
    assert (needed(rules, 10), asks_needed(rules, 10)) == (told.quorum_of_ten, told.asks_of_ten)
    assert asta.post_since is not None
    assert (chair_ends(asta.post_since, rules), report_due(rules, 2021)) == (told.chair_until, told.report)
    assert may_be_closed_by_law(rules) is told.warns
    page = house.text(council, "council_rules_print")
    assert [words for words in told.on_page if words not in page] == []
    assert f"{len(typed)} er kendt" in page
    assert house.text(council, "council_rules").count(">ukendt</") == len(RuleKey) - len(typed)
    assert ("Må møderne være åbne?" in house.text(council, "council_desk")) is told.warns
    assert Client().get(f"/lundby/raad/{council.key}/").status_code == 200


def test_what_is_written_in_twice_is_one_row_and_what_is_left_empty_stays(house: House) -> None:
    council = written_in(house, TEXTS[6])
    again = {"source": "Ny vedtægt", "chair": "none", "hearing": "", "quorum": "half"}
    house.post(council, "council_rules_whole", again)
    assert list(CouncilRule.objects.order_by("pk").values_list("key", "source")) == [
        ("chair", "Vedtægt af 1. marts 2018"),
        ("hearing", "Vedtægt af 1. marts 2018"),
        ("quorum", "Ny vedtægt"),
    ]


def test_a_text_that_cannot_be_right_is_told_so_and_nothing_typed_is_lost(house: House) -> None:
    council = written_in(house, TEXTS[6])
    wrong = {"source": "Vedtægten", "agenda_days": "30", "agenda_days_unit": "weeks", "report_month": "13",
             "for_whom": "Alle på havnen"}  # fmt: skip
    page = house.finn.post(house.at(council, "council_rules_whole"), wrong).content.decode()
    assert "Her kan stå højst 90 dage." in page
    assert "Alle på havnen" in page
    assert not CouncilRule.objects.filter(source="Vedtægten").exists()


FOLD = re.compile(r'<details class="hp-fold hp-fold-alone"( open)?>\s*<summary>(.*?)</summary>(.*?)</details>', re.S)


def folds(page: str) -> list[tuple[bool, str, str]]:
    """The page's sections: open or closed, what stands on each, what is inside."""
    return [
        (bool(is_open), " ".join(re.sub("<[^>]*>", " ", head).split()), body)
        for is_open, head, body in FOLD.findall(page)
    ]


def test_a_whole_text_is_written_in_section_by_section_and_each_says_how_much_it_has(house: House) -> None:
    council = written_in(house, MadeUp("Tomt råd", {}))
    told = folds(house.finn.get(house.at(council, "council_rules_whole")).content.decode())
    assert [is_open for is_open, _head, _body in told] == [True] + [False] * (len(told) - 1)
    asked = [re.search(r"(\d+) af (\d+) skrevet ind$", head) for _is_open, head, _body in told]
    assert sum(int(one[2]) for one in asked if one) == len(RuleKey)
    assert {one[1] for one in asked if one} == {"0"}


def test_a_section_with_something_to_look_at_again_stands_open_and_the_others_do_not(house: House) -> None:
    council = written_in(house, TEXTS[6])
    sent = {"source": "Vedtægten", "report_month": "13", "chair": "none"}
    told = folds(house.finn.post(house.at(council, "council_rules_whole"), sent).content.decode())
    assert ['name="report_month"' in body for is_open, _head, body in told if is_open] == [True]
    (head,) = [head for _is_open, head, body in told if 'name="chair"' in body]
    assert " 1 af " in head


def test_a_rule_that_is_only_words_says_that_nobody_counts_by_it(house: House) -> None:
    council = written_in(house, TEXTS[9])
    words = "Det er kun ord: huset regner ikke efter den."
    assert words in house.text(council, "council_rule", rule="reelection")
    assert "regner dagen ud på mødet" in house.text(council, "council_rule", rule="agenda_days")
    page = house.text(council, "council_rules")
    assert page.count(words) == len([key for key in RuleKey if key.value in WORDS])


WORDS = ("for_whom", "appointed_by", "secretary", "reelection", "subgroups", "secrecy", "dialogue", "report", "costs")
