"""Faxe 2018: each committee makes its own effort plan, bound to three focus points; a fourth is its own choice."""

from datetime import date
from typing import Any

import pytest

from holdepunkt.people.rules import Role
from stories import steps
from stories.steps import Post, Town
from stories.walking import Page, on

pytestmark = pytest.mark.django_db

POLICY = "Faxe Kommunes Udsattepolitik 2018-2022"
WORK, CRIME, HOMES, USE = ("Uddannelse og Beskæftigelse", "Kriminalitet blandt unge", "Hjemløshed", "Misbrug")
JOBS, SOCIAL, CHILDREN = "Beskæftigelsesudvalget", "Socialudvalget", "Børneudvalget"
PLACE = "Indsatsplaner for Udsattepolitikken, tredje afsnit"
PEOPLE = (
    Post("finn", "Finn Falk", "socialafdelingen", Role.POLICY_LEAD),
    Post("dan", "Dan Dam", "socialafdelingen", Role.EFFORT_LEAD),
    Post("carla", "Carla Carlsen", "jobcentret", Role.EFFORT_LEAD),
    Post("kaja", "Kaja Krogh", "boerneafdelingen", Role.EFFORT_LEAD),
    Post("ib", "Ib Iversen", "socialafdelingen", Role.DEPARTMENT_HEAD),
    Post("hanne", "Hanne Holm", "socialudvalget", Role.COMMITTEE_SECRETARY),
)


@pytest.fixture(scope="module")
def town(told_once: None) -> Town:
    with on(2018, 8, 1):
        return steps.a_town("faxe", PEOPLE, starts_on=date(2018, 1, 1))


def title_of(committee: str) -> str:
    """What the plans are called."""
    return f"Indsatsplan for {committee}"


def begin_plan(town: Town, committee: str, goals: list[str], own_choice: list[str] | None = None) -> Page:
    """Begin a committee's effort plan; the page offers the municipality's own word for it."""
    form = town.finn.open("policy:plans").follow(POLICY).says("Ny indsatsplan", "Fokuspunkter i planen")
    return form.press(
        "Gem", title=title_of(committee), drafted_by=committee, goals=goals, own_choice=own_choice or [],
        period_from=date(2018, 10, 1), period_to=date(2022, 12, 31),
    )  # fmt: skip


def add_effort(plan: Page, title: str, goal: str, promise: str, unit: str, lead: str, **more: Any) -> Page:
    """Write an effort with its schedule."""
    form = plan.follow("Ny indsats")
    return form.press(
        "Gem indsatsen", title=title, goals=[goal], promises=[promise], unit=unit, lead=lead,
        starts_on=date(2018, 10, 1), ends_on=date(2022, 12, 31), **more,
    ).says(title)  # fmt: skip


def try_to_approve(plan: Page, committee: str) -> Page:
    """Write down the committee's approval today."""
    return plan.person.go(plan.path).follow("Skriv godkendelsen ind").press("Gem godkendelsen", unit=committee)


def annex(plan: Page) -> Page:
    """Lay the approved plan beside the policy."""
    return plan.person.go(plan.path).follow("Læg planen ved politikken").press("Gem")


@pytest.fixture(scope="module")
def three_committees(town: Town) -> None:
    """Two of four is refused; a fourth must be called free; then all are approved, begun and annexed."""
    with on(2018, 9, 3):
        jobs = begin_plan(town, JOBS, [WORK, HOMES]).says(f"{JOBS} mangler ét af de tre fokuspunkter", PLACE)
        add_effort(jobs, "Lær det på jobbet", WORK, "Vi arbejder for skoler med plads til alle og for støtte, der passer til den enkelte.",
                   "Jobcentret", "Carla Carlsen", step_1="Første hold", due_1=date(2019, 8, 15))  # fmt: skip
        social = begin_plan(town, SOCIAL, [WORK, CRIME, HOMES, USE]).says("Sæt frit valg ved det, der er ud over.")
        add_effort(social, "En vej til eget hjem", HOMES, "Ingen skal leve på gaden uden at få tilbud om hjælp til et sted at bo.",
                   "Socialafdelingen", "Dan Dam", step_1="Vagttelefonen er åben", due_1=date(2019, 6, 1))  # fmt: skip
        add_effort(social, "Tilbud, før det bliver for meget", USE, "Der er tilbud, som tager hensyn til dig og det, du står i.",
                   "Socialafdelingen", "Dan Dam", step_1="Åben rådgivning på værestedet", due_1=date(2019, 2, 1))  # fmt: skip
        children = begin_plan(town, CHILDREN, [WORK, CRIME, USE])
        add_effort(children, "Plads i klassen", WORK, "Vi arbejder for skoler med plads til alle og for støtte, der passer til den enkelte.",
                   "Børneafdelingen", "Kaja Krogh", step_1="To voksne i timen på fem skoler", due_1=date(2019, 8, 12))  # fmt: skip
        add_effort(children, "Forældrecafé med SSP", CRIME, "Vi arbejder tættere sammen med forældre, styrker SSP og viser en vej ud.",
                   "Børneafdelingen", "Kaja Krogh", step_1="Første aften", due_1=date(2019, 1, 31))  # fmt: skip
    with on(2018, 10, 3):
        refused = try_to_approve(jobs, JOBS)
        refused.says(
            f"{JOBS} mangler ét af de tre fokuspunkter, politikken binder det til. Valgt: {WORK}, {HOMES}.", PLACE
        )
        town.visitor.open("policy:current").says("Der er ingen godkendt plan endnu.").hides(title_of(JOBS))
        try_to_approve(social, SOCIAL).says("Politikken binder til tre fokuspunkter, og planen har fire.", PLACE)
        town.finn.go(jobs.path).follow("Ret planen").press("Gem", goals=[WORK, HOMES, USE])
        town.finn.go(social.path).follow("Ret planen").press("Gem", goals=[WORK, HOMES, USE], own_choice=[CRIME])
        for plan, committee in ((jobs, JOBS), (social, SOCIAL), (children, CHILDREN)):
            try_to_approve(plan, committee).says("godkendt").press("Sæt planen i gang").says("i gang")
    with on(2018, 10, 9):
        for plan in (jobs, social, children):
            annex(plan).says("Bilag til", POLICY, "9. oktober 2018")


@pytest.mark.requirement("F2", "A6")
def test_the_policy_is_for_people_an_event_in_life_exposes_and_the_unknown_is_called_unknown(town: Town) -> None:
    with on(2018, 8, 1):
        policy = town.visitor.open("policy:front").follow("Læs politikken")
        group = policy.part("Hvem er politikken for?").says("Nævnt i teksten:", "Det her siger noget om en situation")
        group.says("noget er sket i dit liv", "De syv situationer er de vigtigste, men ikke de eneste.")
        group.says(
            "et liv uden hjem, alkohol og stoffer, prostitution, traumer, psykisk sygdom, at have for få penge, at være ensom."
        )
        policy.says("Godkendt den ikke oplyst i teksten", "Godkendt af ikke oplyst i teksten", "2018–2022")
        unknown = town.visitor.open("policy:keeps_word").part("Det siger teksten ikke noget om")
        unknown.says(
            "Hvor tit der skal gives status", "Hvornår politikken skal evalueres", "Hvilken dag politikken er godkendt"
        )


@pytest.mark.requirement("F3")
def test_four_focus_points_show_the_national_goals_they_serve_and_those_are_never_counted(town: Town) -> None:
    with on(2018, 8, 1):
        found = []
        for goal in (WORK, CRIME, HOMES, USE):
            page = (
                town.visitor.open("policy:current").follow(goal).says("Fokuspunkt", "Det er statens mål.", "regeringen")
            )
            nation = page.tree.xpath("//h2[contains(., 'Nationale mål')]/following-sibling::ul[1]/li")
            found += [one.text_content().split(" (")[0].strip() for one in nation]
            assert "Det vil vi" in page.text
        assert len(found) == 8
        assert "Færre skal være hjemløse" in found
        town.visitor.open("policy:promises").hides(*found)
        town.visitor.open("policy:front").hides(*found)


@pytest.mark.requirement("F4")
def test_a_committee_is_bound_to_three_focus_points_and_a_fourth_is_its_own_free_choice(
    town: Town, three_committees: None
) -> None:
    with on(2018, 11, 1):
        policy = town.visitor.open("policy:current")
        jobs = policy.follow(title_of(JOBS)).says("Fokuspunkter", WORK, HOMES, USE, JOBS).hides(CRIME, "frit valg")
        assert jobs.heading == title_of(JOBS)
        social = policy.follow(title_of(SOCIAL)).says(WORK, HOMES, USE, "frit valg")
        assert [line.text_content().split() for line in social.tree.xpath("//li[.//a][contains(., 'frit valg')]")] == [
            [*CRIME.split(), "frit", "valg"]
        ]
        kept = town.visitor.open("policy:keeps_word")
        assert kept.row("Hvert fagudvalg er bundet til tre")["2018"].startswith("holdt")
        assert kept.row("Hvert fagudvalg laver sin egen indsatsplan")["2018"].startswith("holdt")
        assert kept.row("Det fjerde fokuspunkt er frit")["2018"].startswith("holdt")


@pytest.mark.requirement("F5")
def test_effort_plans_hold_a_schedule_and_are_annexed_to_the_policy_once_approved(
    town: Town, three_committees: None
) -> None:
    with on(2018, 11, 1):
        plan = town.visitor.open("policy:current").follow(title_of(SOCIAL))
        plan.says("Bilag til politikken fra 9. oktober 2018", f"{SOCIAL}, 3. oktober 2018")
        effort = plan.follow("En vej til eget hjem").says("Planlagte skridt", "Vagttelefonen er åben", "juni 2019")
        effort.says("2018–2022").hides("Dan Dam")
        kept = town.visitor.open("policy:keeps_word")
        assert kept.row("Indsatsplanen bliver et bilag")["2018"].startswith("holdt")
        assert kept.row("Indsatsplanen har en tidsplan")["2018"].startswith("holdt")
        assert kept.row("Planerne kan laves, så snart")["2018"].split()[0] in ("holdt", "frivilligt")
        calendar = town.visitor.open("pages:wheel_ics").content.decode()
        assert title_of(SOCIAL) in calendar.replace("\r\n ", "")


@pytest.mark.requirement("F5")
def test_a_plan_without_a_schedule_is_asked_for_one_before_it_can_be_approved(
    town: Town, three_committees: None
) -> None:
    with on(2018, 11, 1):
        plan = begin_plan(town, "Teknisk Udvalg", [WORK, HOMES, USE])
        plan.follow("Ny indsats").press(
            "Gem indsatsen", title="Billige boliger", goals=[HOMES], unit="Socialafdelingen", lead="Dan Dam",
        )  # fmt: skip
        refused = try_to_approve(plan, "Teknisk Udvalg")
        refused.says("Politikken lover en tidsplan. Uden slutdag og uden milepæle: Billige boliger")
        effort = plan.person.go(plan.path).follow("Billige boliger").follow("Ret indsatsen")
        effort.press("Gem indsatsen", step_1="Den første bolig", due_1=date(2019, 6, 1))
        assert "Uden slutdag" not in try_to_approve(plan, "Teknisk Udvalg").text
        kept = town.visitor.open("policy:keeps_word").row("Indsatsplanen har en tidsplan")
        assert kept["2018"].startswith("holdt")


@pytest.mark.requirement("F12")
def test_prevention_goes_from_focus_point_to_effort_to_what_the_committee_is_told(
    town: Town, three_committees: None
) -> None:
    with on(2019, 1, 15):
        steps.open_round(town.finn, 2018, meeting_on=date(2019, 4, 3), due_on=date(2019, 2, 15))
        steps.answer(
            town.kaja, "Forældrecafé med SSP", stated="på sporet", happened="Den første aften kom 31 forældre."
        )
        steps.answer(
            town.dan, "Tilbud, før det bliver for meget", stated="på sporet", happened="Rådgivningen åbner til februar."
        )
        steps.answer(town.kaja, "Plads i klassen", stated="på sporet", happened="Tre skoler har to voksne i timen.")
    title = "Status 2018 på Udsattepolitikken"
    with on(2019, 2, 20):
        steps.lock(town.finn, 2018)
        steps.let_head_approve(town.ib, 2018)
        steps.begin_item(town.finn, "Status 2018", title, meeting_on=date(2019, 4, 3), committee=SOCIAL)
        steps.send_item(town.hanne, title)
    with on(2019, 3, 29):
        steps.agenda_is_out(town.hanne, title)
    with on(2019, 4, 3):
        steps.decide(town.hanne, title, "taget til efterretning")
        policy = town.visitor.open("policy:current")
        policy.follow(CRIME).says(
            "Færre unge skal ende i kriminalitet", "Forældrecafé med SSP", "Den første aften kom 31 forældre."
        )
        policy.follow(USE).says("Tilbud, før det bliver for meget", "Rådgivningen åbner til februar.")
        schools = town.visitor.open("policy:promises").follow("Vi arbejder for skoler med plads til alle")
        schools.says(WORK, "Plads i klassen", "Tre skoler har to voksne i timen.", f"{SOCIAL} – taget til efterretning")
