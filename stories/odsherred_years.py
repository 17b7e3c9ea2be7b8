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
        steps.begin_item(town.finn, "Status 2017", title, meeting_on=date(2018, 4, 10)).says(
            "Kompetence", words, "Bilag"
        )
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
        form.press(
            "Gem indsatsen", title="To fælles dage om året", step_1="Fælles dag i foråret", due_1=date(2019, 5, 31)
        )
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
        begin = (
            town.finn.open("pages:mine").beside("Politikken lover en evaluering i 2019").follow("Begynd evalueringen")
        )
        page = begin.follow("Ny evaluering").press(
            "Begynd", policy="Politik for socialt udsatte i Odsherred Kommune", year=2019
        )
        page = page.press("Gem", how_made="Vi læste to års svar og holdt to bordmøder med rådet.",
                          worked_well="Dialogerne gav navne på dem, man kan ringe til.",
                          was_missing="Målene har ingen tal.",
                          citizens_say="Nogen skal også tale med mig.")  # fmt: skip
        for goal, advice, text in (
            ("Forebygge social udsathed", "lav om", "Sæt et tal på, så man kan se, om færre mister deres hjem."),
            ("Overordnet målsætning", "behold", "Dialogerne virkede. De skal fortsætte."),
            ("Hele politikken", "tag noget nyt med", "Skriv et afsnit om tænder og helbred."),
        ):
            page = page.follow("Tilføj en konklusion").press(
                "Gem konklusionen", goal_key=goal, advice=advice, text=text
            )
        page.press("Evalueringen er færdig").says("Udvalget skal have den, før den bliver offentlig.")
    title = "Evaluering af udsattepolitikken"
    with on(2019, 11, 20):
        town.finn.go(page.path).follow("Lav et punkt til udvalget").press(
            "Lav punktet", title=title, meeting_on=date(2019, 12, 10)
        )
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
