"""A plan is heard between the meetings, as Faxe does it: members write, the secretary drafts, all bodies are heard.

What each said stands in the committee's paper, and everybody who answered reads what it led to, and why not.
"""

import re
from datetime import date

import pytest

from holdepunkt.people.rules import Role
from stories import steps
from stories.steps import Post, Town
from stories.walking import Page, on

pytestmark = pytest.mark.django_db

POLICY, PLAN, SOCIAL = "Faxe Kommunes Udsattepolitik 2018-2022", "Indsatsplan for Socialudvalget", "Socialudvalget"
PEOPLE = (
    Post("finn", "Finn Falk", "socialafdelingen", Role.POLICY_LEAD),
    Post("dan", "Dan Dam", "socialafdelingen", Role.EFFORT_LEAD),
    Post("hanne", "Hanne Holm", "socialudvalget", Role.COMMITTEE_SECRETARY),
    Post("jette", "Jette Juul", "udsatteraadet", Role.ADVISORY_COUNCIL_SECRETARY),
    Post("eva", "Eva Ek", "udsatteraadet", Role.ADVISORY_COUNCIL_MEMBER),
)


@pytest.fixture(scope="module")
def town(told_once: None) -> Town:
    with on(2018, 8, 1):
        town = steps.a_town("faxe", PEOPLE, starts_on=date(2018, 1, 1))
        _council(town)
        form = town.finn.open("policy:plans").follow(POLICY)
        goals = list(form.choices("goals"))[:3]
        plan = form.press(
            "Gem", title=PLAN, drafted_by=SOCIAL, goals=goals, plain="Alle får en seng den første nat.",
            period_from=date(2018, 10, 1), period_to=date(2022, 12, 31),
        )  # fmt: skip
        assert plan.heading == PLAN
    return town


def _council(town: Town) -> None:
    """The council with a rule of its own: associations and users answer, staff members do not."""
    page = town.jette.open("voice:council_work").follow("Sæt et råd op")
    page = page.press("Sæt rådet op", unit="Udsatterådet", about="Vi er borgere.")
    page = page.follow("Skriv ind rådet skal høres")
    page.press("Gem", value="om alt, der rører dem, rådet taler for", source="Vedtægten af 2018")
    members = town.jette.open("voice:council_work").follow("Udsatterådet").follow("Medlemmer")
    for name, told in (
        ("Eva Ek", {"user": "Eva Ek", "email": "eva@faxe.example"}),
        ("Bo Birk", {"address": "Lunden 1"}),
    ):
        members = members.follow("Nyt medlem").press(
            "Gem", name=name, post="medlem", starts_on=date(2018, 8, 1), **told
        )


def _hearing(town: Town, who: str = "finn") -> Page:
    """The hearing's page at work."""
    return getattr(town, who).open("voice:work_hearings").follow(PLAN)


@pytest.fixture(scope="module")
def heard(town: Town) -> tuple[str, str]:
    """Sent out, answered by a citizen with number and code, written on by members, and answered by the council."""
    with on(2018, 8, 6):
        form = steps.plan_page(town.finn, PLAN).follow("Begynd en høring")
        page = form.press("Gem", plain="Vi vil give alle en seng. Hvad mener du?", due_on=date(2018, 9, 3))
        page.says("Alle får en seng den første nat.", "Så skal handicaprådet høres")
        page = page.follow("Hvem skal høres?").press("Spørg Udsatterådet")
        page = page.follow("Hvem skal høres?").press("Spørg dem", unit="Handicaprådet", ground="loven kræver det")
        page.hides("Så skal handicaprådet høres").follow("Send i høring").press("Send i høring").says("åben")
    with on(2018, 8, 10):
        form = town.visitor.open("voice:hearings").follow(PLAN).follow("Svar på det her")
        thanks = form.press("Send", words="Må hunden komme med?", way="Ja, med et brev", reach="Asta, Lunden 4")
        number, code = re.search(r"Dit nummer (\d+)", thanks.text), re.search(r"[a-z2-9]{5}-[a-z2-9]{5}", thanks.text)
        assert number
        assert code
        _hearing(town, "eva").follow("Udsatterådet").follow("Sig din mening").press("Gem", words="Ja til hunde.")
        room = _hearing(town, "jette").follow("Udsatterådet").says("Ja til hunde.", "Eva Ek")
        room.follow("Tryk til dem, der får papir: 1").says("Lunden 1", "Alle får en seng")
        room.follow("Skriv på svaret").press("Gem udkastet", whole="Rådet siger ja. Hunde skal med.")
        _hearing(town, "eva").follow("Udsatterådet").says("Rådet siger ja. Hunde skal med.")
    with on(2018, 8, 20):
        form = _hearing(town, "jette").follow("Udsatterådet").follow("Send svaret")
        form.press("Send svaret", decided_by="Formanden efter høring af alle").says("har svaret")
        form = _hearing(town).follow("Handicaprådet").follow("Send svaret")
        form.press("Send svaret", whole="Sengene skal kunne hæves.", decided_by="Handicaprådet den 15. august")
    return number[1], code[0]


@pytest.fixture(scope="module")
def ended(town: Town, heard: tuple[str, str]) -> tuple[str, str]:
    """Closed, gathered, answered theme by theme, and ended; not before everybody has an answer."""
    with on(2018, 9, 4):
        town.finn.open("pages:mine").says("Fristen er gået, og høringen er åben endnu")
        _hearing(town).follow("Luk høringen").press("Luk høringen").says("lukket, svar på vej")
        _hearing(town).follow("Slut: fortæl alle").press("Slut og fortæl").says("Høringen kan ikke slutte endnu")
        for theme in ("Hunde", "Hunde", "Senge"):
            answers = (
                _hearing(town).follow("Svarene").person.go(_hearing(town).follow("Svarene").path + "?vis=uden-tema")
            )
            href = next(href for _words, href in answers.links() if re.search(r"/svar/\d+/$", href))
            town.finn.go(href).press("Gem", new=theme)
        for theme, outcome, words in (
            ("Hunde", "ikke ændret, fordi", "Huset må ikke have dyr."),
            ("Senge", "ændret", "Ti senge kan hæves."),
        ):
            page = _hearing(town).follow("Temaer og svar").follow(theme)
            page.press("Gem", outcome=outcome, words=words)
        _hearing(town).follow("Slut: fortæl alle").press("Slut og fortæl").says("slut")
    return heard


@pytest.mark.requirement("R6", "F1", "N9")
def test_every_bodys_own_words_and_what_they_led_to_stand_with_the_plan_by_themselves(
    town: Town, ended: tuple[str, str]
) -> None:
    with on(2018, 9, 5):
        plan = steps.plan_page(town.finn, PLAN).says("Rådet siger ja. Hunde skal med.")
        plan.says("Hunde: ikke ændret, fordi. Huset må ikke have dyr.")


@pytest.mark.requirement("O20")
def test_the_disability_council_is_heard_and_says_what_it_says_in_its_own_words(
    town: Town, ended: tuple[str, str]
) -> None:
    with on(2018, 9, 5):
        page = town.visitor.open("voice:hearings").follow(PLAN)
        page.says("Handicaprådet", "loven kræver det", "Sengene skal kunne hæves.", "bestemt af Handicaprådet")


@pytest.mark.requirement("F11")
def test_she_who_answered_is_told_what_it_led_to_by_letter_and_on_her_own_page(
    town: Town, ended: tuple[str, str]
) -> None:
    number, code = ended
    with on(2018, 9, 5):
        own = town.visitor.go(f"/faxe/hoeringer/1/svar/{number}/").press("Vis det", code=code)
        own.says("Må hunden komme med?", "Huset må ikke have dyr.")
        letters = _hearing(town).follow("Beskeder").follow("Brev").says("Asta, Lunden 4", "Huset må ikke have dyr.")
        letters.press("De er sendt").says("Ingen venter på besked.")
