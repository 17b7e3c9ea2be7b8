"""A theme meeting from the door to what became of it, and the five dialogues that the plan promised."""

import re
from datetime import date

import pytest

from holdepunkt.people.rules import Role
from stories import steps
from stories.steps import Post, Town
from stories.walking import Page, on

pytestmark = pytest.mark.django_db

PEOPLE = (
    Post("finn", "Finn Falk", "social-og-psykiatri", Role.POLICY_LEAD),
    Post("jette", "Jette Jul", "raadet-for-socialt-udsatte", Role.ADVISORY_COUNCIL_SECRETARY),
    Post("dan", "Dan Dam", "social-og-psykiatri", Role.EFFORT_LEAD),
    Post("eva", "Eva Ek", "raadet-for-socialt-udsatte", Role.ADVISORY_COUNCIL_MEMBER),
)
PLAN, TITLE = "Handleplan 2017-2018", "Temamøde på biblioteket"
STAY, NAMED = "Bliv i telefonen, til jeg er hjulpet.", "Spørg Ida Holm, hun ved det."
OUTCOMES = {
    "Social og Psykiatri": (date(2017, 10, 12), "Én fast person skriver under."),
    "Job og Ydelser": (date(2017, 12, 5), "De ringer, før de sender et brev."),
    "Borgerservice": (date(2018, 3, 20), "Skranken går med hen til døren."),
    "Omsorg og Sundhed": (date(2018, 5, 24), "De kender nummeret til aftenvagten."),
    "Børn og Familie": (date(2018, 11, 29), "Familien får ét møde i stedet for tre."),
}


@pytest.fixture(scope="module")
def town(told_once: None) -> Town:
    with on(2018, 2, 1):
        return steps.a_town("odsherred", PEOPLE, starts_on=date(2017, 1, 1))


def gathering(town: Town, who: str = "jette", title: str = TITLE) -> Page:
    """A gathering, found in the list."""
    return getattr(town, who).open("voice:work_gatherings").follow(title)


def belongs_to(page: Page, effort: str) -> Page:
    """Tie a gathering to an effort of the plan."""
    return page.follow("Mål og indsatser, mødet hører til").press("Gem", efforts=[f"{effort} · {PLAN}"])


@pytest.fixture(scope="module")
def planned(town: Town) -> str:
    """Jette plans the council's theme meeting; Asta signs up at the library. Returns her code."""
    with on(2018, 2, 1):
        page = town.jette.open("voice:work_gatherings").follow("Planlæg et møde").press(
            "Gem mødet", kind="temamøde", title=TITLE, meets_on=date(2018, 3, 8), begins_at="17:00", place="Biblioteket",
            seats=2, purpose="Kom og sig, hvad der mangler.",
        )  # fmt: skip
        belongs_to(page, "Temamøde om udsattepolitikken")
        town.visitor.open("policy:current").part("Møder, politikken lover").says("planlagt", "ikke skrevet ind")
        form = town.visitor.open("policy:front").follow("Møder, du kan komme til").follow(TITLE).follow("Meld dig til")
        thanks = form.press(
            "Meld mig til", name="Asta", companions=1, needs=["mad, jeg kan tåle"], other_needs="Ingen nødder",
            way="Ja, et sted, hvor jeg kommer", reach="Værestedet",
        ).says("Du har plads.")  # fmt: skip
        code = re.search(r"Din kode ([a-z2-9]{5}-[a-z2-9]{5})", thanks.text)
        assert code
        late = town.visitor.open("voice:gatherings").follow(TITLE).says("Alle pladser er taget.").follow("Meld dig til")
        late.press("Meld mig til", name="Bo").says("Du står på listen.")
    return code[1]


@pytest.fixture(scope="module")
def held(town: Town, planned: str) -> None:
    """On the day Dan types what people say; he shows two lines and hides the one with a name."""
    with on(2018, 3, 2):
        steps.a_tick()
        notices = gathering(town).follow("Beskeder, der skal sendes").follow("Åbn og send: Opslag til et sted")
        notices.says("Husk, at vi ses den 8. marts 2018 kl. 17.00", "Til: Værestedet").press("De er sendt")
    with on(2018, 3, 8):
        gathering(town).follow("Liste til døren").says("Asta", "Ingen nødder", "Bo", "på venteliste").hides(
            "Værestedet"
        )
        screen = gathering(town, "dan").follow("Hørt i dag")
        screen = screen.press("Gem linjen", words=STAY, goes_on=True).says("Nummer 1", "Giv personen nummeret.")
        screen = screen.press("Gem linjen", words=NAMED).says("Nummer 2")
        wall = town.visitor.open("voice:gatherings").follow(TITLE).follow("Væggen")
        wall.hides(STAY, "Ida")
        screen.press("Vis linje 1").beside("Spørg Ida").follow("Skjul").press("Gem", because="Et navn")
        town.visitor.go(wall.path).says(STAY).hides("Ida", "Dan")
        gathering(town).follow("Ark til væggen").says(STAY).hides("Ida")


@pytest.mark.requirement("O5")
def test_what_is_said_at_the_theme_meeting_becomes_a_proposal_and_the_answer_stands_on_its_page(
    town: Town, held: None
) -> None:
    with on(2018, 3, 12):
        town.jette.open("pages:mine").says("1 linje skal blive til et forslag")
        screen = gathering(town).follow("Hørt i dag").beside(STAY).follow("Gør til et forslag").press("Lav forslaget")
        number = re.search(r"Blev til forslag (\d+-\d+)", screen.text)
        assert number
        screen.press("Gør det offentligt")
        gathering(town).follow("Skriv, hvad der kom ud af det").press("Gem", came_of_it="17 forslag gik videre.")
        town.jette.open("pages:mine").hides(TITLE)
    with on(2018, 3, 13):
        read = town.jette.open("voice:work_proposals").press("Find", ord=number[1]).follow(STAY)
        read = read.says(TITLE).follow("Læs det, og giv det til").press("Gem", unit="Social og Psykiatri")
        read.follow("Svar").press("Gem", words="Ja. Fra maj bliver vi i røret.")
        page = town.visitor.open("voice:gatherings").follow(TITLE).says("holdt", "17 forslag gik videre.")
        page.part("Det blev der af det, du sagde").says("Linje 1", STAY, number[1], "Fra maj bliver vi i røret.")
        page.follow("Læs det, der blev sagt").says(STAY, "Linje 1").hides("Ida", "Asta")
        promised = town.visitor.open("policy:current").part("Møder, politikken lover")
        promised.says("holdt", "8. marts 2018", "17 forslag gik videre.")
    with on(2018, 4, 8):
        steps.a_tick()
        gathering(town).follow("Se de tilmeldte").says("Uden navn", "2 personer").hides("Asta", "Bo", "nødder")


@pytest.mark.requirement("O4", "R24")
def test_each_of_the_five_departments_has_its_dialogue_and_everybody_reads_what_came_of_it(town: Town) -> None:
    with on(2018, 12, 3):
        for unit, (day, outcome) in list(OUTCOMES.items())[:4]:
            _dialogue(town, unit, day, outcome)
        promised = town.visitor.open("policy:current").part("Møder, politikken lover")
        promised.says(*(f"Dialog med {unit}" for unit in OUTCOMES), "5. december 2017", "ikke holdt endnu")
    with on(2019, 1, 7):
        steps.plan_page(town.finn, PLAN).press("Sæt planen i gang")
        town.finn.open("pages:mine").says("Dialog med Børn og Familie", "Den er lovet i politikken og ikke holdt")
        town.visitor.open("policy:current").part("Møder, politikken lover").says("ikke holdt")
        _dialogue(town, "Børn og Familie", *OUTCOMES["Børn og Familie"])
        town.finn.open("pages:mine").hides("Dialog med Børn og Familie")
        promised = town.visitor.open("policy:current").part("Møder, politikken lover")
        promised.says(*(outcome for _day, outcome in OUTCOMES.values())).hides("Dan", "Jette")


def _dialogue(town: Town, unit: str, day: date, outcome: str) -> None:
    """Written in by the council's secretary: the day, the department, what came of it, the effort it belongs to."""
    page = town.jette.open("voice:work_gatherings").follow("Planlæg et møde").press(
        "Gem mødet", kind="dialog med en afdeling", title=f"Dialog i {unit}", meets_on=day, department=unit,
        is_public=False,
    )  # fmt: skip
    page = page.follow("Skriv, hvad der kom ud af det").press("Gem", came_of_it=outcome)
    belongs_to(page, "Dialoger med fem afdelinger")


def test_the_council_reads_along_and_a_name_on_the_list_is_not_for_it(town: Town, planned: str) -> None:
    with on(2018, 2, 2):
        gathering(town, "eva").says(TITLE).hides("Asta", "Se de tilmeldte")
        row = town.visitor.open("voice:sign_up", gathering=1, sign_up=1).press("Vis det", code=planned)
        row.says("har plads", "2 personer").press("Meld fra").says("Du har meldt fra")
        gathering(town).follow("Se de tilmeldte").beside("Bo").says("har plads")
