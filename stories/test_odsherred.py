"""Odsherred 2017 to 2022: the plan of the text, theme meeting and dialogues, status, evaluation, the next draft."""

from datetime import date
from typing import Any

import pytest
from django.core import mail

from holdepunkt import clock
from holdepunkt.people.rules import Role
from stories import steps
from stories.steps import Post, Town
from stories.walking import on

pytestmark = pytest.mark.django_db

COMMITTEE = "Social- og Forebyggelsesudvalget"
COUNCIL = "Rådet for socialt udsatte"
SOCIAL = "Social og Psykiatri"
PLAN = "Handleplan 2017-2018"
PLAN_2019 = "Handleplan 2019"
PREVENT, ADVICE = "Forebygge social udsathed", "Råd om bolig, før det brænder på"
POLICY = "politik-for-socialt-udsatte-2017"
THEME, DIALOGUES, KNOWN = "Temamødet", "Dialogerne", "Politikken ud at leve"
PEOPLE = (
    Post("finn", "Finn Falk", "social-og-psykiatri", Role.POLICY_LEAD),
    Post("ib", "Ib Iversen", "social-og-psykiatri", Role.DEPARTMENT_HEAD),
    Post("dan", "Dan Dam", "social-og-psykiatri", Role.EFFORT_LEAD),
    Post("kaja", "Kaja Krogh", "borgerservice", Role.EFFORT_LEAD),
    Post("hanne", "Hanne Holm", "social-og-forebyggelsesudvalget", Role.COMMITTEE_SECRETARY),
    Post("gry", "Gry Grøn", "social-og-forebyggelsesudvalget", Role.COMMITTEE_MEMBER),
    Post("eva", "Eva Ek", "raadet-for-socialt-udsatte", Role.ADVISORY_COUNCIL_MEMBER),
)
DEPARTMENTS = (
    ("Dialog i Social og Psykiatri", date(2017, 10, 31), date(2017, 10, 12)),
    ("Dialog i Job og Ydelser", date(2017, 12, 15), date(2017, 12, 5)),
    ("Dialog i Borgerservice", date(2018, 3, 31), date(2018, 3, 20)),
    ("Dialog i Omsorg og Sundhed", date(2018, 5, 31), date(2018, 5, 24)),
    ("Dialog i Børn og Familie", date(2018, 11, 30), date(2018, 11, 29)),
)
MEETING = (
    ("Rådet har valgt emner", date(2017, 12, 15), date(2017, 12, 11)),
    ("Temamødet er holdt", date(2018, 3, 15), date(2018, 3, 8)),
)
SHOWN = (("Vist i tyve foreninger", date(2018, 12, 1), date(2018, 11, 6)),)


@pytest.fixture(scope="module")
def town(told_once: None) -> Town:
    with on(2017, 6, 1):
        return steps.a_town("odsherred", PEOPLE, starts_on=date(2017, 1, 1))


@pytest.fixture(scope="module")
def names_and_dates(town: Town) -> None:
    """The text's plan names nobody and few dates: a correction with a reason adds them."""
    with on(2017, 8, 15):
        page = steps.plan_page(town.finn, PLAN).follow("Ret den godkendte plan")
        page = page.press("Begynd rettelsen", reason="Nu står det, hvem der gør hvad, og hvornår.")
        page.follow("Ret planen").press("Gem", drafted_by=SOCIAL)
        _write(town, page.path, "Temamøde", THEME, MEETING, unit=COUNCIL, lead="Finn Falk")
        _write(
            town, page.path, "Dialoger", DIALOGUES, DEPARTMENTS, unit=SOCIAL, lead="Dan Dam",
            indicator="Afdelinger, der har holdt dialog", indicator_unit="afdelinger",
        )  # fmt: skip
        _write(town, page.path, "Udsattepolitikken", KNOWN, SHOWN, unit="Borgerservice", lead="Kaja Krogh",
               partners=["Civilsamfundet, frivillige og foreninger"])  # fmt: skip
    with on(2017, 9, 5):
        page = town.finn.go(page.path).follow("Skriv godkendelsen ind")
        page = page.press("Gem godkendelsen", unit=COMMITTEE, on=date(2017, 9, 5))
        page.press("Sæt planen i gang").says("i gang")


def _write(town: Town, plan: str, found: str, name: str, due: tuple[tuple[str, date, date], ...], **told: Any) -> None:
    """Fill in one effort of the draft; more rows for milestones are one press away."""
    form = town.finn.go(plan).follow(found).follow("Ret indsatsen")
    form = form.press("Flere rækker til milepæle") if len(due) > 3 else form
    for number, (title, day, _) in enumerate(due, start=1):
        told |= {f"step_{number}": title, f"due_{number}": day}
    form.press("Gem indsatsen", working_title=name, **told).says(*(title for title, _, _ in due))


def theme_meeting_and_dialogues_are_held(town: Town, year: int) -> None:
    """Whoever leads the effort notes each milestone on the day it is reached."""
    reached = [(town.dan, DIALOGUES, title, held) for title, _, held in DEPARTMENTS]
    reached += [(town.finn, THEME, title, held) for title, _, held in MEETING]
    reached += [(town.kaja, KNOWN, title, held) for title, _, held in SHOWN]
    for person, effort, title, held in reached:
        if held.year == year:
            with clock.standing_at(held):
                steps.reach(person, PLAN, effort, title)


def status_2017_is_collected(town: Town) -> None:
    """Three are asked; two answer, the silent one is reminded and has no news."""
    with on(2018, 1, 15):
        steps.open_round(town.finn, 2017, meeting_on=date(2018, 4, 10), due_on=date(2018, 2, 16))
        assert {to for sent in mail.outbox for to in sent.to} == {
            "finn@odsherred.example", "dan@odsherred.example", "kaja@odsherred.example",
        }  # fmt: skip
    with on(2018, 2, 1):
        steps.answer(
            town.finn, THEME, stated="på sporet", took_part=["udsatterådet", "borgere"],
            happened="Rådet har valgt to emner.", next_step="Mødet er den 8. marts.",
        )  # fmt: skip
        steps.answer(
            town.dan, DIALOGUES, stated="på sporet", happened="To af fem afdelinger har holdt dialog.",
            next_step="Borgerservice er næste.", figure_value="2", figure_source="egen optælling",
            figure_date=date(2018, 1, 31),
        )  # fmt: skip
    with on(2018, 2, 9):
        mail.outbox.clear()
        steps.a_tick()
        assert [sent.to for sent in mail.outbox] == [["kaja@odsherred.example"]]
        steps.a_tick()
        assert len(mail.outbox) == 1, "running the clockwork twice reminds nobody twice"
        town.finn.open("policy:desk").says(KNOWN, "Kaja Krogh", "12 34 56 78")
    with on(2018, 2, 12):
        steps.two_minute_form(town.kaja, KNOWN).press("Intet nyt").says("Svaret er givet")
        town.finn.open("policy:desk").says("Alle har svaret")


def status_goes_to_the_committee(town: Town, year: int, days: list[tuple[int, int, int]], text: str) -> None:
    """Locked, approved by the head, written, sent, on the agenda, noted: six days in `days`."""
    locked, approved, written, sent, agenda, meeting = days
    title = f"Status {year} på udsattepolitikken"
    with on(*locked):
        steps.lock(town.finn, year)
    with on(*approved):
        steps.let_head_approve(town.ib, year)
    with on(*written):
        steps.begin_item(town.finn, f"Status {year}", title, meeting_on=date(*meeting))
    with on(*sent):
        steps.send_item(town.hanne, title)
    with on(*agenda):
        steps.agenda_is_out(town.hanne, title)
    with on(*meeting):
        steps.decide(town.hanne, title, "taget til efterretning", text)


@pytest.fixture(scope="module")
def year_2017(town: Town, names_and_dates: None) -> None:
    """The first year and its status: nobody but the house sees it before the committee has it."""
    theme_meeting_and_dialogues_are_held(town, 2017)
    status_2017_is_collected(town)
    title, words = "Status 2017 på udsattepolitikken", "To af fem afdelinger har holdt dialog."
    thread = {"policy": POLICY, "key": "temamoeder-og-dialoger"}
    with on(2018, 2, 26):
        steps.lock(town.finn, 2017)
        page = town.finn.open("policy:status_approve", policy=POLICY, year=2017).says("Det er chefens tur")
        assert "Godkend status for 2017" not in page.offered()
        steps.begin_item(town.finn, "Status 2017", title, meeting_on=date(2018, 4, 10)).says("Kompetence", words, "Bilag")
        steps.send_item(town.hanne, title).says("Afdelingschefen har ikke godkendt status for 2017 endnu.")
    with on(2018, 3, 20):
        steps.let_head_approve(town.ib, 2017)
        town.visitor.open("policy:promise", **thread).says("Udvalget har ikke fået en status på den endnu").hides(words)
        town.gry.open("policy:items").hides(title)
    with on(2018, 3, 28):
        steps.send_item(town.hanne, title).says("Dagsordenen er ude")
        town.gry.open("policy:items").follow(title).says("Kun for huset og udvalget", "Det beder vi jer beslutte")
        town.visitor.open("policy:items").hides(title)
        town.visitor.open("policy:promise", **thread).hides(words)
    with on(2018, 4, 5):
        steps.agenda_is_out(town.hanne, title)
        town.visitor.open("policy:promise", **thread).says(words, "behandler den 10. april 2018")
    with on(2018, 4, 10):
        steps.decide(town.hanne, title, "taget til efterretning", "Udvalget takker rådet.")


@pytest.fixture(scope="module")
def year_2018(town: Town, year_2017: None) -> None:
    """The second year, a plan that follows, and the second status; one lead stays silent."""
    theme_meeting_and_dialogues_are_held(town, 2018)
    a_plan_for_2019_takes_over(town)
    with on(2019, 1, 15):
        steps.open_round(town.finn, 2018, meeting_on=date(2019, 4, 9), due_on=date(2019, 2, 15))
        form = steps.two_minute_form(town.finn, THEME).says("2017: Rådet har valgt to emner.")
        form.press("Svar", stated="gennemført", happened="64 kom, og der kom 17 forslag.").says("Svaret er givet")
        steps.answer(
            town.dan, DIALOGUES, stated="gennemført", happened="Alle fem afdelinger har holdt dialog.",
            figure_value="5", figure_source="egen optælling", figure_date=date(2018, 11, 29),
        )  # fmt: skip
    status_goes_to_the_committee(
        town, 2018, [(2019, 2, 25), (2019, 3, 19), (2019, 3, 20), (2019, 3, 27), (2019, 4, 4), (2019, 4, 9)], ""
    )


def a_plan_for_2019_takes_over(town: Town) -> None:
    """Each effort goes on, is changed or stops with a reason: one choice each."""
    with on(2018, 12, 3):
        page = steps.plan_page(town.finn, PLAN).follow("Begynd den næste plan")
        page = page.press("Gå videre", title=PLAN_2019, period_from=date(2019, 1, 1), period_to=date(2019, 12, 31))
        how = {}
        for effort, choice in ((THEME, "stopper"), (DIALOGUES, "ændres"), (KNOWN, "fortsætter")):
            field = page.tree.xpath("//fieldset[contains(legend, $effort)]//input/@name", effort=effort)[0]
            how[field] = choice
            if choice == "stopper":
                how[field.replace("how_", "why_")] = "Mødet er holdt, og rådet har fået svar."
        page = page.press("Gem", **how).hides(THEME)
        form = page.follow(DIALOGUES).follow("Ret indsatsen")
        form.press("Gem indsatsen", title="To fælles dage om året", step_1="Fælles dag i foråret", due_1=date(2019, 5, 31))
        page = town.finn.go(page.path).follow("Ret planen").press("Gem", goals=["Overordnet målsætning", PREVENT])
        page.follow("Ny indsats").press(
            "Gem indsatsen", title=ADVICE, goals=[PREVENT], unit="Borgerservice", lead="Kaja Krogh",
            promises=["Vi vil have hjælp og tilbud, som virker, før det går galt."], indicator="Samtaler",
            starts_on=date(2019, 1, 1), ends_on=date(2019, 12, 31), indicator_unit="samtaler", about_people=True,
        )  # fmt: skip
    with on(2018, 12, 11):
        steps.approve_plan(town.finn, PLAN_2019, COMMITTEE)


@pytest.fixture(scope="module")
def evaluation_2019(town: Town, year_2018: None) -> None:
    """Written by the lead, had by the committee, and then for everybody."""
    with on(2019, 11, 4):
        begin = town.finn.open("pages:mine").beside("Politikken lover en evaluering i 2019").follow("Begynd evalueringen")
        page = begin.follow("Ny evaluering").press("Begynd", policy="Politik for socialt udsatte i Odsherred Kommune", year=2019)
        page = page.press("Gem", how_made="Vi læste to års svar og holdt to bordmøder med rådet.",
                          worked_well="Dialogerne gav navne på dem, man kan ringe til.",
                          was_missing="Målene har ingen tal.",
                          citizens_say="Nogen skal også tale med mig.")  # fmt: skip
        for goal, advice, text in (
            ("Forebygge social udsathed", "lav om", "Sæt et tal på, så man kan se, om færre mister deres hjem."),
            ("Overordnet målsætning", "behold", "Dialogerne virkede. De skal fortsætte."),
            ("Hele politikken", "tag noget nyt med", "Skriv et afsnit om tænder og helbred."),
        ):
            page = page.follow("Tilføj en konklusion").press("Gem konklusionen", goal_key=goal, advice=advice, text=text)
        page.press("Evalueringen er færdig").says("Udvalget skal have den, før den bliver offentlig.")
    title = "Evaluering af udsattepolitikken"
    with on(2019, 11, 20):
        town.finn.go(page.path).follow("Lav et punkt til udvalget").press("Lav punktet", title=title, meeting_on=date(2019, 12, 10))
        steps.send_item(town.hanne, title)
    with on(2019, 12, 5):
        steps.agenda_is_out(town.hanne, title)
    with on(2019, 12, 10):
        steps.decide(town.hanne, title, "taget til efterretning", "Udvalget ønsker en ny politik.")
        town.finn.go(page.path).press("Gør den offentlig").follow("Se den, som alle ser den")


@pytest.fixture(scope="module")
def year_2019(town: Town, evaluation_2019: None) -> None:
    """Asked in time, but the committee gets it in 2021. Nobody asks about 2020."""
    with on(2020, 1, 20):
        steps.open_round(town.finn, 2019, meeting_on=date(2020, 4, 14), due_on=date(2020, 2, 28))
        steps.answer(town.dan, DIALOGUES, stated="forsinket", happened="Den fælles dag blev ikke til noget.")
        steps.answer(
            town.kaja, ADVICE, stated="gennemført", happened="Brevet er skrevet om, og folk ringer før.",
            figure_value="41", figure_source="kalenderen", figure_date=date(2019, 12, 31),
            differs_because="Den løb til årets sidste dag.",
        )  # fmt: skip
    days = [(2020, 12, 10), (2021, 1, 12), (2021, 1, 13), (2021, 1, 27), (2021, 2, 4), (2021, 2, 9)]
    status_goes_to_the_committee(town, 2019, days, "Udvalget bemærker, at status kommer sent.")


@pytest.mark.requirement("O1", "A8")
def test_everybody_reads_the_policy_that_the_council_approved_and_its_values_are_never_counted(town: Town) -> None:
    with on(2017, 6, 1):
        policy = town.visitor.open("policy:front").follow("Læs politikken")
        policy.says("Odsherred Byråd", "30. maj 2017", "Forebygge social udsathed", "målsætning")
        policy.says("Værdier bliver vist, aldrig talt op.", "Værdighed", "Tillid", "Respekt", "Rummelighed", "Håb")
        policy.says("Alle kan bidrage. Ingen kan det hele.", "menneskesyn", "Byrådet har godkendt sine egne ord, ikke vores.")
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
        policy.says("flere svære ting hænger sammen", "Nævnt i teksten:", "et liv uden hjem", "børn og unge, som har det svært")
        policy.says("familier med store og sammensatte problemer", "Ingen person kan blive mærket med det")
        situations = ("et liv uden hjem", "brug af stoffer", "psykisk sygdom", "prostitution", "traumer efter flugt")
        pages = steps.every_page(town.finn)
        assert len(pages) > 40
        for page in pages:
            for offered in page.offered():
                assert not any(one in offered.lower() for one in situations), (page.path, offered)


@pytest.mark.requirement("O3", "O8")
def test_the_plan_of_the_text_makes_the_goals_concrete_and_the_policy_names_what_it_is_read_together_with(town: Town) -> None:
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
        dialogues.says("Job og Ydelser", "Børn og Familie", "Omsorg og Sundhed", "Borgerservice", SOCIAL).hides("Dan Dam")


@pytest.mark.requirement("O6")
def test_the_committee_has_the_status_of_the_first_year_and_everybody_sees_its_decision(town: Town, year_2017: None) -> None:
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
        kept.beside("Der er dialoger på tværs").follow("Se det").says("Dialoger med fem afdelinger", "Alle fem afdelinger har holdt dialog.")
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
        draft.says("Version 2", "Det lærte vi af den forrige", "Sæt et tal på, så man kan se, om færre mister deres hjem.")
        draft.says("Skriv et afsnit om tænder og helbred.", "Bemærkning").hides("samme nøgle")
        goal = draft.follow("Mål").follow("Forebygge social udsathed").says("Sæt et tal på, så man kan se")
        goal.press("Gem", plain="Færre skal miste deres hjem. Vi tæller det hvert år.").says("Forebygge social udsathed")
        draft.follow("Det vil vi").says("Vi vil sikre, at du har et sted at bo.")
        town.visitor.open("policy:current").hides("Vi tæller det hvert år.")
        refused = draft.follow("Skriv, at den er godkendt").press("Politikken er godkendt", unit="Odsherred Byråd", on=date(2020, 1, 28))
        refused.says("»Politikken bliver evalueret i 2019.«: Evalueringen ligger, før politikken begynder.")
        draft.follow("Rytmen").follow("Politikken bliver evalueret i 2019.").press("Gem", plain="Politikken bliver evalueret i 2023.", year=2023)
        draft.follow("Titel, periode og hvem").press("Gem", period_from="2020", period_to="2023")
        draft.follow("Skriv, at den er godkendt").press("Politikken er godkendt", unit="Odsherred Byråd", on=date(2020, 1, 28))
        policy = town.visitor.open("policy:current").says("Vi tæller det hvert år.", "28. januar 2020")
        policy.follow("Læg to versioner ved siden af hinanden").says("Færre skal få så mange problemer")


@pytest.mark.requirement("A2", "A7")
def test_kept_late_and_missed_are_shown_by_year_and_a_policy_that_has_run_out_says_so(town: Town, year_2019: None) -> None:
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
def test_prevention_goes_from_the_text_to_an_effort_with_a_figure_that_the_committee_has(town: Town, year_2019: None) -> None:
    with on(2021, 2, 10):
        goal = town.visitor.open("policy:current").follow(PREVENT).says("Færre skal få så mange problemer, at de ender uden for.")
        goal.says("Vi vil have hjælp og tilbud, som virker, før det går galt.", "dokumenteret")
        effort = goal.follow(ADVICE).says("Borgerservice", "gennemført", "Samtaler: 41 samtaler (kalenderen, 31. dec. 2019)")
        effort.says(f"{COMMITTEE} – taget til efterretning")
