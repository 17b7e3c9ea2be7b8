"""Rødovre: five strategic goals, and a plan and a status every year. Names of people are made up."""

from datetime import date
from typing import Any

import pytest

from holdepunkt.people.rules import Role
from stories import steps
from stories.more_steps import add_effort, begin_plan, carry_on, change_effort, filled_in, read_back
from stories.steps import Post, Town
from stories.walking import on

POLICY = "Vi finder løsninger sammen. Rødovre Kommunes politik for udsatte borgere"
HOME, ADVICE, JOB = "Socialafdelingen", "Rådgivnings- og Behandlingscenteret", "Jobcenteret"
COMMITTEE, COUNCIL = "Social- og Sundhedsudvalget", "Udsatterådet"
PLAN_2020, PLAN_2021 = "Handleplan 2020", "Handleplan 2021"
TOGETHER, HEALTH, JOBS = (
    "Vi finder løsninger sammen med borgeren", "Alle har et godt og sundt liv",
    "Alle har en meningsfuld beskæftigelse",
)  # fmt: skip
DOOR, STREET, SMALL_JOBS = "Én dør ind", "Sundhed på gaden", "Små job"
FAILING = "Besøgsvenner fra en forening"
POSTS = (
    Post("finn", "Finn Falk", "socialafdelingen", Role.POLICY_LEAD),
    Post("ib", "Ib Iversen", "socialafdelingen", Role.DEPARTMENT_HEAD),
    Post("mads", "Mads Munk", "raadgivnings-og-behandlingscenteret", Role.DEPARTMENT_HEAD),
    Post("lone", "Lone Lund", "socialafdelingen", Role.EFFORT_LEAD),
    Post("dan", "Dan Dam", "raadgivnings-og-behandlingscenteret", Role.EFFORT_LEAD),
    Post("carla", "Carla Crone", "jobcenteret", Role.EFFORT_LEAD),
    Post("hanne", "Hanne Holm", "social-og-sundhedsudvalget", Role.COMMITTEE_SECRETARY),
    Post("gry", "Gry Gram", "social-og-sundhedsudvalget", Role.COMMITTEE_MEMBER),
    Post("eva", "Eva Ege", "udsatteraadet", Role.ADVISORY_COUNCIL_MEMBER),
)


pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def town(told_once: None) -> Town:
    return steps.a_town("roedovre", POSTS, starts_on=date(2019, 1, 1))


def write_plan_2020(town: Town) -> None:
    """The plan of 2020 with three efforts, in the words of those who carry them."""
    begin_plan(
        town.finn, POLICY, PLAN_2020, drafted_by=HOME, period_from=date(2020, 1, 1),
        period_to=date(2020, 12, 31), goals=[TOGETHER, HEALTH, JOBS],
    )  # fmt: skip
    add_effort(
        town.finn, PLAN_2020, DOOR, unit=HOME, lead="Lone Lund", goals=[TOGETHER],
        promises=["Du kan få fat i os, og vi er til stede, når vi taler med dig."],
        partners=["Frivillige foreninger"],
        citizens_take_part="To borgere er med til at tage imod.",
        employees_take_part="Medarbejderne skiftes til at være der.",
        others_take_part="Frivillige hjælper med Digital Post.",
        economy="140.000 kr.", indicator="Besøg i den åbne tid", indicator_unit="besøg",
        milestones=(("Døren åbner", date(2020, 2, 4)), ("Også åbent om aftenen", date(2020, 10, 1))),
    )  # fmt: skip
    add_effort(
        town.finn, PLAN_2020, STREET, unit=ADVICE, lead="Dan Dam", goals=[HEALTH],
        promises=["Vi kommer ud til dig og taler med dig om, hvordan du har det."],
        citizens_take_part="En, der selv har levet på gaden, går med.",
        indicator="Borgere, der fik en samtale", indicator_unit="borgere", about_people=True,
        milestones=(("Sygeplejersken begynder", date(2020, 3, 1)),),
    )  # fmt: skip
    add_effort(
        town.finn, PLAN_2020, SMALL_JOBS, unit=JOB, lead="Carla Crone", goals=[JOBS],
        promises=["Vi tænker på andre måder at være i job på."], ends_on=date(2020, 12, 31),
    )  # fmt: skip


@pytest.fixture(scope="module")
def planned(town: Town) -> Town:
    """Write the plan, hear the council, have it approved, put it to work, and take the first steps."""
    with on(2020, 1, 6):
        write_plan_2020(town)
        steps.hear_about_plan(
            town.finn, PLAN_2020, COUNCIL, "Lad nogen, der selv har prøvet det, tage imod.",
            "To borgere tager imod.",
        )  # fmt: skip
        steps.plan_page(town.finn, PLAN_2020).press("Høringen er slut").says("hørt")
    with on(2020, 1, 20):
        steps.approve_plan(town.finn, PLAN_2020, COMMITTEE).says("i gang")
    with on(2020, 2, 27):
        steps.reach(town.lone, PLAN_2020, DOOR, "Døren åbner")
        steps.reach(town.dan, PLAN_2020, STREET, "Sygeplejersken begynder")
    return town


def open_2020(town: Town) -> None:
    """Open the round of 2020."""
    with on(2021, 1, 4):
        steps.open_round(town.finn, 2020, meeting_on=date(2021, 4, 7), due_on=date(2021, 1, 22))


def answer_2020(town: Town) -> None:
    """Everybody answers; two with a figure."""
    with on(2021, 1, 12):
        steps.answer(
            town.lone, DOOR, stated="forsinket", happened="Døren har været åben 40 tirsdage.",
            took_part=["borgere", "frivillige"], figure_value="412", figure_source="egen optælling",
            figure_date=date(2020, 12, 15), next_step="Vi åbner også om aftenen.",
        )  # fmt: skip
        steps.answer(
            town.dan, STREET, stated="gennemført", happened="Der har været 63 samtaler.",
            took_part=["borgere"], figure_value="63", figure_source="sygeplejerskens dagbog",
            figure_date=date(2020, 12, 31),
        )  # fmt: skip
        steps.answer(
            town.carla, SMALL_JOBS, stated="forsinket", happened="Syv arbejdspladser er med.",
            hindrance="Mange var lukket.", differs_because="Vi mangler tre arbejdspladser.",
        )  # fmt: skip


def lock_2020(town: Town) -> None:
    """Lock the year, and have the head approve it."""
    with on(2021, 2, 1):
        steps.lock(town.finn, 2020)
    with on(2021, 2, 8):
        steps.let_head_approve(town.ib, 2020)


def send_to_committee(town: Town, year: int, title: str, meeting_on: date) -> None:
    """Make the item, send it, and tell that the agenda is out."""
    steps.begin_item(town.finn, f"Status {year}", title, meeting_on=meeting_on, committee=COMMITTEE)
    steps.send_item(town.hanne, title)
    steps.agenda_is_out(town.hanne, title)


@pytest.mark.requirement("R1", "A3", "A6", "A8")
def test_everybody_reads_vision_five_strategic_goals_values_and_what_is_not_told(town: Town) -> None:
    page = town.visitor.open("policy:front").follow("Læs politikken")
    page.says("Der er plads til alle i Rødovre.", "Strategimål")
    goals = page.part("Strategimål")
    goals.says(
        "Vi forebygger, at mennesker bliver socialt udsatte", TOGETHER, "Alle har en tryg base", JOBS,
        HEALTH,
    )  # fmt: skip
    assert goals.text.count("Strategimål ") == 5
    page.part("Værdier").says(
        "bliver vist, aldrig talt op", "Respekt, anerkendelse og tryghed", "Samarbejde",
        "Ansvar og krav", "Dialog og sammenhæng",
    )  # fmt: skip
    page.says("Teksten er delvis et udkast", "to historier skal skrives ind", "Teksten har ingen dato")
    page.says("Godkendt af ikke oplyst i teksten", "Godkendt den ikke oplyst i teksten")
    page.hides("fokusområde", "fokuspunkt")
    kept = town.visitor.open("policy:keeps_word").part("Det siger teksten ikke noget om")
    kept.says("Hvilken dag politikken er godkendt", "Hvornår politikken skal evalueres")
    kept.hides("Hvor tit der skal laves en plan", "Hvor tit der skal gives status")
    goal = page.follow("Alle har en tryg base").says("Strategimål", "Det vil vi")
    goal.says("Alle har et trygt sted at bo.")


@pytest.mark.requirement("R2", "R23")
def test_the_target_group_is_a_situation_and_other_policies_are_pointed_to(town: Town) -> None:
    page = town.visitor.open("policy:current")
    page.part("Hvem er politikken for?").says(
        "over 18 år", "hvis tingene står i vejen for det liv, du selv ønsker",
        "Jo flere ting på én gang, jo større er risikoen.", "et liv uden hjem", "ikke at have et job",
        "alkohol og stoffer", "psykisk sygdom", "at være ensom", "kriminalitet", "at have for få penge",
        "om du har kontakt med nogen, der kan hjælpe", "om du kan bruge de tilbud, der er",
        "om du har et netværk", "Hører til andre steder: børn og unge, arbejdet mod bander",
        "siger noget om en situation, ikke om et menneske",
    )  # fmt: skip
    page.part("Hænger sammen med").says(
        "Kommunens andre politikker for børn og unge", "Kommunens arbejde i boligområder mod bander og radikalisering"
    )


@pytest.mark.requirement("R3", "R4", "R5", "A1", "A2", "A3")
def test_a_plan_and_a_status_every_year_for_two_years(planned: Town) -> None:
    town = planned
    open_2020(town)
    answer_2020(town)
    with on(2021, 1, 25):
        carry_on(
            town.finn, PLAN_2020, PLAN_2021,
            {
                DOOR: ("fortsætter", ""), STREET: ("ændres", ""),
                SMALL_JOBS: ("stopper", "Virksomhederne var lukket. Jobcenteret tager det op senere."),
            },
        )  # fmt: skip
        steps.effort_page(town.finn, PLAN_2021, STREET).says("Skal ændres")
        change_effort(town.finn, PLAN_2021, STREET, plain="Nu tre dage om ugen.").says("tre dage")
        steps.plan_page(town.finn, PLAN_2021).press("Høringen er slut")
        steps.approve_plan(town.finn, PLAN_2021, COMMITTEE)
        stopped = steps.effort_page(town.finn, PLAN_2020, SMALL_JOBS)
        stopped.says("Virksomhederne var lukket. Jobcenteret tager det op senere.")
        steps.effort_page(town.finn, PLAN_2021, DOOR).follow(f"Ført videre fra {PLAN_2020}")
    lock_2020(town)
    title = "Status for 2020 på handleplanen"
    with on(2021, 3, 22):
        town.visitor.open("policy:items").hides(title)
        send_to_committee(town, 2020, title, date(2021, 4, 7))
    with on(2021, 4, 7):
        steps.decide(town.hanne, title, "taget til efterretning", "Taget til efterretning.")
        seen = town.visitor.open("policy:promises").follow("Du kan få fat i os, og vi er til stede")
        seen.says("Strategimål", DOOR, "2020", "forsinket", "412 besøg", "taget til efterretning")
    second_year(town)


def second_year(town: Town) -> None:
    """The status of 2021 stands beside that of 2020, and both years are kept."""
    title = "Status for 2021 på handleplanen"
    with on(2021, 12, 1):
        steps.open_round(town.finn, 2021, meeting_on=date(2022, 2, 2), due_on=date(2021, 12, 17))
        form = steps.two_minute_form(town.lone, DOOR)
        form.says("2020: Døren har været åben 40 tirsdage.")
        steps.answer(
            town.lone, DOOR, stated="på sporet", happened="Nu også hver torsdag aften.",
            took_part=["borgere"], differs_because="Aftenerne begyndte før jul.",
            figure_value="530", figure_source="egen optælling", figure_date=date(2021, 11, 30),
        )  # fmt: skip
        steps.answer(town.dan, STREET, stated="gennemført", happened="Tre dage om ugen.")
        steps.lock(town.finn, 2021)
        steps.let_head_approve(town.ib, 2021)
        year = town.ib.open("policy:desk").follow("Se status for 2021")
        assert year.row(DOOR)["2020"].startswith("forsinket")
        assert year.row(DOOR)["Oplyst"] == "på sporet"
    with on(2022, 1, 25):
        send_to_committee(town, 2021, title, date(2022, 2, 2))
    with on(2022, 2, 2):
        changed = town.gry.open("policy:items").follow(title)
        changed.part("Det har ændret sig siden sidste år").says(DOOR, "fra forsinket til på sporet")
        kept = town.visitor.open("policy:keeps_word")
        for promise in ("Der bliver lavet en handleplan hvert år", "Der bliver lavet en status hvert år"):
            row = kept.row(promise)
            assert row["2020"].startswith("holdt")
            assert row["2021"].startswith("holdt")
        assert kept.row("Borgere, medarbejdere og andre er med")["2020"].startswith("holdt")


@pytest.mark.requirement("R5", "A3")
def test_everybody_sees_how_citizens_employees_and_others_take_part(planned: Town) -> None:
    town = planned
    page = town.visitor.open("policy:current").follow(PLAN_2020).says("Handleplan", COUNCIL)
    effort = page.follow(DOOR)
    who = effort.part("Hvem er med, og hvordan")
    who.says(
        "Borgere To borgere er med til at tage imod.",
        "Medarbejdere Medarbejderne skiftes til at være der.",
        "Andre Frivillige hjælper med Digital Post.",
    )
    effort.says("Frivillige foreninger", HOME).hides("Lone Lund")


@pytest.mark.requirement("R4")
def test_a_postponed_status_is_a_loose_end_until_it_is_taken_up_again(planned: Town) -> None:
    town = planned
    open_2020(town)
    answer_2020(town)
    lock_2020(town)
    title = "Status for 2020 på handleplanen"
    with on(2021, 3, 29):
        send_to_committee(town, 2020, title, date(2021, 4, 7))
    with on(2021, 4, 7):
        steps.decide(town.hanne, title, "udsat", "Udvalget vil se tallene igen i maj.")
        waits = town.hanne.open("pages:mine").beside(title).says("udsat")
        desk = waits.follow("Tag punktet op igen").follow("Tag sagen op igen")
        again = desk.press("Lav et nyt punkt", meeting_on=date(2021, 5, 5))
        again.says(title, "Send til udvalget")
        town.hanne.open("pages:mine").hides("Tag punktet op igen")
    with on(2021, 4, 28):
        again.follow("Send til udvalget").press("Send til udvalget").follow("Dagsordenen er ude").press(
            "Ja, gør punktet offentligt"
        )
    with on(2021, 5, 5):
        desk = town.hanne.go(again.path).follow("Skriv beslutningen")
        early = desk.press("Gem beslutningen", decision="godkendt", decided_on=date(2021, 5, 4))
        early.says("Mødet er den 5. maj 2021, og beslutningen kan ikke være ældre. Ret datoen.")
        early.press("Gem beslutningen", decision="godkendt", decided_on=date(2021, 5, 5))
        items = town.visitor.open("policy:items").says("udsat", "godkendt")
        items.follow(title)


@pytest.mark.requirement("R4")
def test_a_lead_who_has_left_is_caught_and_the_effort_gets_another(planned: Town) -> None:
    town = planned
    with on(2020, 8, 3):
        setup = town.finn.open("people:setup_people").follow("Dan Dam")
        end = setup.beside("fra 1. januar 2019").follow("Slut")
        end.press("Gem", ends_on=date(2020, 8, 31)).says("til 31. august 2020")
    with on(2020, 9, 14):
        waits = town.finn.open("pages:mine").follow("I kommunen").beside(STREET)
        waits.says("Dan Dam er ansvarlig og har ikke længere en post her", "Tur: Mads Munk")
        waits = town.mads.open("pages:mine").beside(STREET).says("Din tur")
        hand = waits.follow("Find en ny ansvarlig")
        assert "Dan Dam" not in hand.choices("to")
        hand.press("Gem", to="Lone Lund", why="Dan har fået andet arbejde.").says("Lone Lund")
        town.mads.open("pages:mine").hides(STREET)
    with on(2021, 1, 15):
        steps.open_round(town.finn, 2020, meeting_on=date(2021, 4, 7), due_on=date(2021, 2, 26))
        steps.two_minute_form(town.lone, STREET)


@pytest.mark.requirement("R4")
def test_a_leader_who_never_signs_in_answers_in_word(planned: Town, mailoutbox: list[Any]) -> None:
    town = planned
    open_2020(town)
    mail = next(one for one in mailoutbox if one.to == ["dan@roedovre.example"])
    [(name, form, _kind)] = mail.attachments
    assert name.endswith(".docx")
    sent = filled_in(
        form,
        marks={"Hvordan går det?": "på sporet", "Hvem har været med?": "borgere"},
        texts={
            "Hvad er der sket?": "Hun er ude to dage om ugen.", "Nyeste tal": "41",
            "Hvor kommer tallet fra?": "sygeplejerskens dagbog", "Hvilken dag": "31. december 2020",
            "Hvad står i vejen?": "Det tog tid at finde hende.",
            "Siger planen": "Vi går videre med en sygeplejerske mere.",
        },
    )  # fmt: skip
    with on(2021, 1, 19):
        town.finn.open("policy:desk").part("Mangler svar").says(STREET)
        read = read_back(town.finn, sent)
        read.press("Svar").says("Svaret er givet", "på sporet", "41 borgere", "to dage om ugen")
        town.finn.open("policy:desk").part("Mangler svar").hides(STREET)
        town.dan.open("pages:mine").hides(STREET)


@pytest.mark.requirement("R3")
def test_two_who_change_the_same_effort_see_both_texts_and_lose_nothing(town: Town) -> None:
    with on(2020, 1, 6):
        write_plan_2020(town)
        hers = steps.effort_page(town.finn, PLAN_2020, DOOR).follow("Ret indsatsen")
        other = steps.effort_page(town.finn, PLAN_2020, DOOR).follow("Ret indsatsen")
        other.press("Gem indsatsen", economy="200.000 kr.").says("200.000 kr.")
        clash = hers.press("Gem indsatsen", economy="90.000 kr.", expected_effect="Ingen går forgæves.")
        assert clash.status == 409
        clash.says("I har skrevet samtidig", "200.000 kr.")
        assert "90.000 kr." in clash.content.decode()
        assert "Ingen går forgæves." in clash.content.decode()
        merged = clash.press("Gem igen", economy="200.000 kr., heraf 90.000 kr. til løn")
        merged.says("200.000 kr., heraf 90.000 kr. til løn", "Ingen går forgæves.", "Døren åbner")


@pytest.mark.requirement("R4")
def test_what_was_typed_survives_a_rule_that_is_broken(planned: Town) -> None:
    town = planned
    open_2020(town)
    with on(2021, 1, 12):
        typed = steps.two_minute_form(town.dan, STREET).press(
            "Svar", stated="gennemført", happened="Tre borgere fik en samtale.", figure_value="3",
            figure_source="dagbogen",
        )  # fmt: skip
        typed.says("handler om færre end fem mennesker", "Skriv, hvilken dag tallet er gjort op.")
        typed.says("Tre borgere fik en samtale.")
        kept = typed.press("Svar", figure_value="under fem", figure_date=date(2020, 12, 31))
        kept.says("Svaret er givet", "under fem borgere", "Tre borgere fik en samtale.")
