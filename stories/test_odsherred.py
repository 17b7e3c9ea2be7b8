"""Odsherred 2017-2019: from the approved text to the evaluation, and the policy that has outlived its years."""

from datetime import date

import pytest

from stories import steps
from stories.odsherred_years import (  # noqa: F401  (fixtures stand in the arguments of the tests)
    ADVICE,
    COMMITTEE,
    COUNCIL,
    DEPARTMENTS,
    PLAN,
    PREVENT,
    SOCIAL,
    evaluation_2019,
    names_and_dates,
    town,
    year_2017,
    year_2018,
    year_2019,
)
from stories.steps import Town
from stories.walking import on

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("O1", "A8")
def test_everybody_reads_the_policy_that_the_council_approved_and_its_values_are_never_counted(town: Town) -> None:
    with on(2017, 6, 1):
        policy = town.visitor.open("policy:front").follow("Læs politikken")
        policy.says("Odsherred Byråd", "30. maj 2017", "Forebygge social udsathed", "målsætning")
        policy.says("Værdier bliver vist, aldrig talt op.", "Værdighed", "Tillid", "Respekt", "Rummelighed", "Håb")
        policy.says(
            "Alle kan bidrage. Ingen kan det hele.", "menneskesyn", "Byrådet har godkendt sine egne ord, ikke vores."
        )
        far = town.visitor.open("policy:front").follow("Se dem alle").says("Hvor langt er vi?", "aldrig talt")
        far.says("Vi vil sikre, at du har et sted at bo.")
        far.hides("Du skal mødes med tillid", "Alle kan bidrage", "Dine ord og ønsker vejer lige så tungt")
        shown = far.part("Vist, men ikke talt med")
        shown.says("Foreninger, frivillige og naboer tager selv del", "En anden end kommunen står for den.")


@pytest.mark.requirement("O2", "O21")
def test_the_target_group_is_a_situation_told_in_words_and_no_form_can_put_it_on_a_person(town: Town) -> None:
    with on(2017, 6, 1):
        policy = town.visitor.open("policy:current")
        policy.says("Det er den samlede situation, der tæller. Det er aldrig én ting alene.")
        policy.says(
            "flere svære ting hænger sammen", "Nævnt i teksten:", "et liv uden hjem", "børn og unge, som har det svært"
        )
        policy.says("familier med store og sammensatte problemer", "Ingen person kan blive mærket med det")
        situations = ("et liv uden hjem", "brug af stoffer", "psykisk sygdom", "prostitution", "traumer efter flugt")
        pages = steps.every_page(town.finn, of_a_name=2)
        assert len(pages) > 40
        for page in pages:
            for offered in page.offered():
                assert not any(one in offered.lower() for one in situations), (page.path, offered)


@pytest.mark.requirement("O3", "O8")
def test_the_plan_of_the_text_makes_the_goals_concrete_and_the_policy_names_what_it_is_read_together_with(
    town: Town,
) -> None:
    with on(2017, 6, 1):
        policy = town.visitor.open("policy:current")
        policy.part("Hænger sammen med").says("Kommunens andre politikker og strategier, som rører ved området")
        plan = policy.follow(PLAN).says("2017–2018", "Overordnet målsætning", "ikke oplyst i teksten")
        plan.says("Temamøde om udsattepolitikken", "Dialoger med fem afdelinger", "Udsattepolitikken gøres kendt")
        promise = town.visitor.open("policy:promises").follow("Vi ser politikken sammen med de andre politikker")
        promise.says("Socialt udsatte borgere medtænkes i kommunens sociale og sundhedsfremmende indsats")


@pytest.mark.requirement("O3")
def test_a_correction_with_a_reason_gives_the_plan_units_and_dates_and_the_public_sees_no_names(
    town: Town, names_and_dates: None
) -> None:
    with on(2017, 9, 6):
        plan = town.visitor.open("policy:current").follow(PLAN)
        plan.says("Nu står det, hvem der gør hvad, og hvornår.", f"{COMMITTEE}, 5. september 2017")
        dialogues = plan.follow("Dialoger med fem afdelinger").says(*(title for title, _, _ in DEPARTMENTS))
        dialogues.says("Job og Ydelser", "Børn og Familie", "Omsorg og Sundhed", "Borgerservice", SOCIAL).hides(
            "Dan Dam"
        )


@pytest.mark.requirement("O6")
def test_the_committee_has_the_status_of_the_first_year_and_everybody_sees_its_decision(
    town: Town, year_2017: None
) -> None:
    with on(2018, 4, 11):
        town.visitor.open("policy:items").follow("Status 2017").says("taget til efterretning", "Udvalget takker rådet.")
        kept = town.visitor.open("policy:keeps_word").row("Udvalget får en status hvert år.")
        assert kept["2017"].startswith("holdt 10. april 2018")
        assert kept["2018"].startswith("endnu ikke")
        effort = town.visitor.open("policy:current").follow(PLAN).follow("Udsattepolitikken gøres kendt")
        effort.says("på sporet", "Intet nyt.")


@pytest.mark.requirement("O4", "O5")
def test_theme_meeting_and_five_dialogues_are_held_and_the_public_page_says_that_the_word_is_kept(
    town: Town, year_2018: None
) -> None:
    with on(2019, 4, 10):
        kept = town.visitor.open("policy:front").follow("Holder politikken, hvad den lover om sig selv?")
        assert kept.row("holder et temamøde")["2018"].startswith("holdt 8. marts 2018")
        assert kept.row("Der er dialoger på tværs")["2018"].startswith("holdt 29. nov. 2018")
        kept.beside("Der er dialoger på tværs").follow("Se det").says(
            "Dialoger med fem afdelinger", "Alle fem afdelinger har holdt dialog."
        )
        kept.beside("holder et temamøde").follow("Se det").says("64 kom, og der kom 17 forslag.", COUNCIL)
        promise = town.visitor.open("policy:promises").follow("I 2017 og 2018 gør vi politikken kendt")
        effort = promise.follow("Udsattepolitikken gøres kendt").says("Civilsamfundet, frivillige og foreninger")
        effort.says("Frivillige og lokale foreninger er med.", "intet svar")


@pytest.mark.requirement("A1")
def test_one_thread_goes_from_the_text_over_goal_effort_and_status_to_the_decision(town: Town, year_2018: None) -> None:
    with on(2019, 4, 10):
        found = town.visitor.open("policy:promises").follow("Vi holder møder om politikken og taler på tværs")
        stations = (
            "fjerde afsnit", "Overordnet målsætning", "Dialoger med fem afdelinger", "To af fem afdelinger har holdt dialog.",
            "Alle fem afdelinger har holdt dialog.", f"{COMMITTEE} – taget til efterretning",
        )  # fmt: skip
        found.says("Handleplan 2017-2018, fjerde afsnit", *stations)
        places = [found.text.index(one) for one in stations]
        assert places == sorted(places), "text, goal, effort, status by year and decision stand in this order"
        found.says("Afdelinger, der har holdt dialog: 5 afdelinger (egen optælling, 29. nov. 2018)")
        found.follow("Læs sagen").says("taget til efterretning")
        found.follow("Se stedet i politikken").says("Vi holder møder, hvor vi viser politikken.")
        found.follow("Overordnet målsætning").says("Dialoger med fem afdelinger")


@pytest.mark.requirement("O7", "A1")
def test_the_evaluation_of_2019_is_read_by_all_and_the_next_draft_begins_from_its_conclusions(
    town: Town, evaluation_2019: None
) -> None:
    with on(2019, 12, 11):
        page = town.visitor.open("policy:current").follow("Evaluering 2019").says("Offentlig fra 10. december 2019")
        page.says("Sæt et tal på", "Dialogerne virkede.", "Nogen skal også tale med mig.", "Til næste politik")
        page.follow("Sådan tog udvalget imod den").says("Udvalget ønsker en ny politik.")
        kept = town.visitor.open("policy:keeps_word").row("Politikken bliver evalueret i 2019.")
        assert kept["2019"].startswith("holdt")
    with on(2020, 2, 3):
        draft = town.finn.open("policy:drafting").follow("Begynd næste version").press("Begynd fra evalueringen 2019")
        draft.says(
            "Version 2", "Det lærte vi af den forrige", "Sæt et tal på, så man kan se, om færre mister deres hjem."
        )
        draft.says("Skriv et afsnit om tænder og helbred.", "Bemærkning").hides("samme nøgle")
        goal = draft.follow("Mål").follow("Forebygge social udsathed").says("Sæt et tal på, så man kan se")
        goal.press("Gem", plain="Færre skal miste deres hjem. Vi tæller det hvert år.").says(
            "Forebygge social udsathed"
        )
        draft.follow("Det vil vi").says("Vi vil sikre, at du har et sted at bo.")
        town.visitor.open("policy:current").hides("Vi tæller det hvert år.")
        refused = draft.follow("Skriv, at den er godkendt").press(
            "Politikken er godkendt", unit="Odsherred Byråd", on=date(2020, 1, 28)
        )
        refused.says("»Politikken bliver evalueret i 2019.«: Evalueringen ligger, før politikken begynder.")
        draft.follow("Rytmen").follow("Politikken bliver evalueret i 2019.").press(
            "Gem", plain="Politikken bliver evalueret i 2023.", year=2023
        )
        draft.follow("Titel, periode og hvem").press("Gem", period_from="2020", period_to="2023")
        draft.follow("Skriv, at den er godkendt").press(
            "Politikken er godkendt", unit="Odsherred Byråd", on=date(2020, 1, 28)
        )
        policy = town.visitor.open("policy:current").says("Vi tæller det hvert år.", "28. januar 2020")
        policy.follow("Læg to versioner ved siden af hinanden").says("Færre skal få så mange problemer")


@pytest.mark.requirement("A2", "A7")
def test_kept_late_and_missed_are_shown_by_year_and_a_policy_that_has_run_out_says_so(
    town: Town, year_2019: None
) -> None:
    with on(2022, 1, 10):
        page = town.visitor.open("policy:keeps_word")
        status = page.row("Udvalget får en status hvert år.")
        assert [status[year].split()[0] for year in ("2017", "2018")] == ["holdt", "holdt"]
        assert status["2019"].startswith("sent 9. feb. 2021")
        assert status["2020"].startswith("ikke holdt")
        assert status["2021"].startswith("endnu ikke")
        plan = page.row("Der er en handleplan for 2017 og 2018.")
        assert (plan["2017"].split()[0], plan["2018"].split()[0], plan["2019"]) == ("holdt", "holdt", "–")
        assert page.row("Der er dialoger på tværs")["2018"].startswith("holdt 29. nov. 2018")
        page.beside("Udvalget får en status hvert år.").follow("Se det").says("Status 2017 på udsattepolitikken")
        policy = town.visitor.open("policy:current")
        policy.says(f"{COMMITTEE} (i dag Udvalget for Social, Beskæftigelse og Arbejdsmarked)")
        policy.says("Politikken bruges stadig", "Det sidste år, den nævner, er 2019.")


@pytest.mark.requirement("O18")
def test_prevention_goes_from_the_text_to_an_effort_with_a_figure_that_the_committee_has(
    town: Town, year_2019: None
) -> None:
    with on(2021, 2, 10):
        goal = (
            town.visitor.open("policy:current")
            .follow(PREVENT)
            .says("Færre skal få så mange problemer, at de ender uden for.")
        )
        goal.says("Vi vil have hjælp og tilbud, som virker, før det går galt.", "dokumenteret")
        effort = goal.follow(ADVICE).says(
            "Borgerservice", "gennemført", "Samtaler: 41 samtaler (kalenderen, 31. dec. 2019)"
        )
        effort.says(f"{COMMITTEE} – taget til efterretning")
