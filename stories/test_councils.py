"""A council that is not like the others: set up from its own rules, it meets, decides, and everybody reads what it wrote."""

from datetime import date

import pytest

from holdepunkt.people.rules import Role
from stories import steps
from stories.steps import Post, Town
from stories.walking import Page, on

pytestmark = pytest.mark.django_db

PEOPLE = (
    Post("finn", "Finn Fjeldsø", "udsatteraadet", Role.POLICY_LEAD),
    Post("jette", "Jette Jernhøj", "udsatteraadet", Role.ADVISORY_COUNCIL_SECRETARY),
    Post("eva", "Eva Engholt", "udsatteraadet", Role.ADVISORY_COUNCIL_MEMBER),
)
SOURCE = "Vedtægten af 4. januar 2021"


@pytest.fixture(scope="module")
def town(told_once: None) -> Town:
    with on(2021, 1, 4):
        return steps.a_town("nyborg", PEOPLE, starts_on=date(2017, 1, 1))


def _rule(page: Page, name: str, value: object) -> Page:
    """Write one rule in, with its source."""
    return page.beside(f"Skriv ind {name}").follow(f"Skriv ind {name}").press("Gem", value=value, source=SOURCE)


@pytest.fixture(scope="module")
def the_council(town: Town) -> Page:
    """No chair, no right to be heard, substitutes, four years, agenda eight days before, set open."""
    with on(2021, 1, 4):
        page = town.jette.open("voice:council_work").follow("Sæt et råd op").press(
            "Sæt rådet op", unit="Udsatterådet", about="Vi er borgere. Vi siger, hvad der mangler."
        )  # fmt: skip
        page = _rule(page, "formand", "ingen formand")
        page = _rule(page, "rådet skal høres", "nej, men rådet kan sige sin mening")
        page = _rule(page, "suppleanter", "ja")
        page = _rule(page, "periode i år", "4")
        page = _rule(page, "dagsorden senest så længe før mødet", "8")
        page = _rule(page, "åbne eller lukkede møder", "åbne")
        page = _rule(page, "referater er offentlige", "ja")
        return _rule(page, "så mange skal være mødt, før rådet kan beslutte", "mindst halvdelen")


def test_what_nobody_knows_is_marked_and_open_meetings_are_asked_about(the_council: Page) -> None:
    the_council.says("45 regler er ukendte.", "Må møderne være åbne?", SOURCE, "ingen formand")


@pytest.fixture(scope="module")
def the_members(town: Town, the_council: Page) -> Page:
    with on(2021, 1, 5):
        page = town.jette.open("voice:council_work").follow("Udsatterådet").follow("Medlemmer")
        for name, told in {
            "Eva Engholt": {"user": "Eva Engholt", "email": "eva@nyborg.example", "shown_as": "kun fornavn"},
            "Asta Askholm": {"address": "Lunden 4", "large_print": True},
        }.items():
            page = page.follow("Nyt medlem").press("Gem", name=name, post="medlem", starts_on=date(2021, 1, 5), **told)
        return page.says("til 4. jan. 2025", "papirer med posten", "store bogstaver")


def test_everybody_reads_who_sits_there_as_they_wish_it(town: Town, the_members: Page) -> None:
    with on(2021, 1, 6):
        page = town.visitor.open("voice:councils").follow("Udsatterådet")
    page.says("Vi siger, hvad der mangler.", "1 medlem står her uden navn.", "nej, men rådet kan sige sin mening")
    page.hides("Engholt", "Askholm", "Lunden")


@pytest.mark.requirement("N1")
def test_from_a_members_word_to_minutes_that_everybody_reads(town: Town, the_members: Page) -> None:
    with on(2021, 2, 1):
        desk = town.eva.open("voice:council_work").follow("Udsatterådet")
        about = "Ida Holm sov ude i nat. Hun fik nej."
        desk.follow("Foreslå et emne").press("Send emnet til sekretæren", title="En seng", text=about, kind="beslut")
    with on(2021, 2, 2):
        back = town.jette.open("voice:council_work").follow("Udsatterådet").follow("Handler det om ét menneske?")
        back.says("»Ida Holm« kan være et navn").press("Giv emnet tilbage", right_place="Ring til rådgivningen.")
    with on(2021, 2, 3):
        desk = town.eva.open("voice:council_work").follow("Udsatterådet").says("Ring til rådgivningen.")
        desk.follow("Skriv om").press("Gem", title="En seng om natten", text="Hvor sover man, når alt er fuldt?")
    with on(2021, 2, 8):
        desk = town.jette.open("voice:council_work").follow("Udsatterådet")
        meeting = desk.follow("Planlæg et møde").press("Planlæg mødet", meets_on=date(2021, 3, 1), place="Biblioteket")
        meeting.says("17. februar 2021")
        item = town.jette.open("voice:council_work").follow("Udsatterådet").follow("Sæt på dagsordenen")
        meeting = item.press("Gem", meeting="1. marts 2021")
        town.jette.open("pages:mine").says("Dagsordenen er ikke sendt")
        meeting.press("Send dagsordenen").says("dagsorden sendt")
        meeting.follow("Tryk til dem, der får papir").says("Lunden 4", "En seng om natten").press(
            "De er sendt med posten"
        )
    with on(2021, 3, 1):
        page = town.jette.go(meeting.path).press("Begynd referatet").press("Gem")
        page = page.follow("Skriv referat").press("Skriv linjen", kind="beslutning", text="Vi skriver til udvalget.")
        page.press("Skriv linjen", kind="uenighed", text="En vil vente.").says("Vi skriver til udvalget.")
    with on(2021, 3, 8):
        page = town.jette.go(meeting.path).follow("Godkend referatet")
        page.press("Referatet er godkendt", how="skriftligt mellem møderne").press("Gør referatet offentligt")
        public = town.visitor.open("voice:councils").follow("Udsatterådet").follow("Referat")
    public.says("En seng om natten", "Vi skriver til udvalget.", "uenighed", "En vil vente.").hides("Ida", "Engholt")
