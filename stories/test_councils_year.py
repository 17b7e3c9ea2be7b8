"""The council is asked in time, its papers come along, and its year ends as a report that the committee gets."""

from datetime import date
from io import BytesIO

import pytest

from holdepunkt.people.rules import Role
from stories import steps
from stories.steps import Post, Town
from stories.walking import Page, on

pytestmark = pytest.mark.django_db

COMMITTEE = "Social- og Familieudvalget"
PEOPLE = (
    Post("finn", "Finn Fjeldsø", "socialafdelingen", Role.POLICY_LEAD),
    Post("jette", "Jette Jernhøj", "udsatteraadet", Role.ADVISORY_COUNCIL_SECRETARY),
    Post("eva", "Eva Engholt", "udsatteraadet", Role.ADVISORY_COUNCIL_MEMBER),
    Post("hanne", "Hanne Holm", "social-og-familieudvalget", Role.COMMITTEE_SECRETARY),
)


@pytest.fixture(scope="module")
def town(told_once: None) -> Town:
    with on(2021, 1, 4):
        return steps.a_town("nyborg", PEOPLE, starts_on=date(2017, 1, 1))


def _rule(page: Page, name: str, value: object) -> Page:
    return page.beside(f"Skriv ind {name}").follow(f"Skriv ind {name}").press("Gem", value=value, source="Vedtægten")


@pytest.fixture(scope="module")
def council(town: Town) -> Page:
    """Items ten days before; the report in the first quarter; minutes public."""
    with on(2021, 1, 4):
        page = town.jette.open("voice:council_work").follow("Sæt et råd op").press("Sæt rådet op", unit="Udsatterådet")
        page = _rule(page, "emner senest så længe før mødet", "10")
        page = _rule(page, "årsberetningen er hos udvalget senest i måned nummer", "3")
        page = _rule(page, "referater er offentlige", "ja")
        desk = town.jette.open("voice:council_work").follow("Udsatterådet")
        form = desk.follow("Medlemmer").follow("Nyt medlem")
        form.press("Gem", name="Eva Engholt", post="medlem", user="Eva Engholt", phone="12 34 56 78", by_sms=True,
                   starts_on=date(2021, 1, 4), shown_as="kun fornavn")  # fmt: skip
        return desk.follow("Planlæg et møde").press("Planlæg mødet", meets_on=date(2021, 3, 1), place="Biblioteket")


@pytest.mark.requirement("F1", "R6")
def test_the_council_is_asked_while_it_still_matters(town: Town, council: Page) -> None:
    with on(2021, 2, 1):
        form = town.hanne.open("pages:mine").follow("Sager på vej").follow("Skriv en sag ind")
        form.press("Gem", title="Takst for mad", committee=COMMITTEE, expected_on=date(2021, 3, 10)).says(
            "Takst for mad"
        )
        desk = town.eva.open("voice:council_work").follow("Udsatterådet")
        desk.follow("På vej til udvalgene").says(
            "Takst for mad", "Send det senest 15. februar 2021 til mødet 1. marts 2021"
        )
        town.jette.open("pages:mine").says("Sagen er på vej til udvalget, og rådet er ikke spurgt")
        way = town.jette.open("voice:council_work").follow("Udsatterådet").follow("På vej til udvalgene")
        way.press("Rådet er spurgt").says("Rådet blev spurgt 1. februar 2021")
        town.jette.open("pages:mine").hides("rådet er ikke spurgt")


@pytest.fixture(scope="module")
def held(town: Town, council: Page) -> Page:
    """The council talks about it with the paper at hand, and decides."""
    with on(2021, 2, 2):
        desk = town.jette.open("voice:council_work").follow("Udsatterådet")
        desk.follow("Foreslå et emne").press("Send emnet til sekretæren", title="Takst for mad", text="", kind="beslut")
        desk = town.jette.open("voice:council_work").follow("Udsatterådet").follow("Sæt på dagsordenen")
        page = desk.press("Gem", meeting="1. marts 2021").follow("Læg et papir ved")
        file = BytesIO(b"%PDF-1.7 takster")
        file.name = "takst.pdf"
        page.press("Gem", title="Taksterne", file=file).says("Taksterne (pdf)")
        assert town.eva.go(council.path).follow("Taksterne").content == b"%PDF-1.7 takster"
        assert b"4512345678;Husk m" in town.jette.go(council.path).follow("Liste til SMS").content
    with on(2021, 3, 1):
        came = town.jette.go(council.path).press("Begynd referatet")
        page = came.press("Gem").follow("Skriv referat")
        return page.press("Skriv linjen", kind="beslutning", text="Maden skal koste det samme.")


@pytest.mark.requirement("N1")
def test_the_year_ends_as_a_report_that_the_committee_gets(town: Town, held: Page) -> None:
    with on(2022, 1, 10):
        town.jette.open("pages:mine").says("årsberetning 2021", "Udvalget har ikke fået den")
        page = town.jette.open("voice:council_work").follow("Udsatterådet").follow("Årsberetninger")
        page = page.press("Begynd", year="2021").says("Maden skal koste det samme.", "31. marts 2022")
        page = page.follow("Skriv rådets egne ord").press("Gem", foreword="Vi blev spurgt i tide.")
        page = page.follow("Rådet har godkendt den").press("Gem").says("godkendt af rådet")
        page.follow("Den er sendt til udvalget").press("Gem").says("hos udvalget").press("Gør den offentlig")
        town.jette.open("pages:mine").hides("årsberetning 2021")
        public = town.visitor.open("voice:councils").follow("Udsatterådet").follow("Årsberetning 2021")
        public.says("Vi blev spurgt i tide.", "Maden skal koste det samme.").hides("Engholt")
