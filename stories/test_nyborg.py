"""Nyborg: how the policy was made, three strategies by the lead department, and a yearly report on the newest figures."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from holdepunkt.people.rules import Role
from stories import steps
from stories.more_steps import add_effort, begin_plan
from stories.steps import Post, Town
from stories.walking import Page, on

pytestmark = pytest.mark.django_db

POLICY = "Nyborg Kommunes udsattepolitik"
SOCIAL, JOB, HEALTH, BUILDING = ("Socialafdelingen", "Jobcenter", "Sundhed og Omsorg", "Teknik og Miljø")
COUNCIL, CIVIL, COMMITTEE = "Udsatterådet", "Civilsamfundet", "Social- og Familieudvalget"
HOMES, WELL, WORK = "Strategi for boliger", "Strategi for sundhed", "Strategi for beskæftigelse"
CALL, NURSE, DAY = "Ring i tide", "Sundhedsvagten", "Noget at stå op til"
POSTS = (
    Post("finn", "Finn Falk", "socialafdelingen", Role.POLICY_LEAD),
    Post("ib", "Ib Iversen", "socialafdelingen", Role.DEPARTMENT_HEAD),
    Post("dan", "Dan Dam", "socialafdelingen", Role.EFFORT_LEAD),
    Post("lone", "Lone Lund", "sundhed-og-omsorg", Role.EFFORT_LEAD),
    Post("carla", "Carla Crone", "jobcenter", Role.EFFORT_LEAD),
    Post("hanne", "Hanne Holm", "social-og-familieudvalget", Role.COMMITTEE_SECRETARY),
    Post("gry", "Gry Gram", "social-og-familieudvalget", Role.COMMITTEE_MEMBER),
    Post("eva", "Eva Ege", "udsatteraadet", Role.ADVISORY_COUNCIL_MEMBER),
)
MADE = (
    (CIVIL, date(2018, 9, 20), "Cafémøderne: Det begynder med et sted at bo.", "Boliger blev det første fokusområde."),
    (COUNCIL, date(2018, 11, 22), "Workshoppen: Tænder, ensomhed og noget at stå op til.", "Sundhed og beskæftigelse blev de to andre."),
)  # fmt: skip
SOURCE = "kommunens egen optælling"


@pytest.fixture(scope="module")
def town(told_once: None) -> Town:
    with on(2019, 4, 1):
        return steps.a_town("nyborg", POSTS, starts_on=date(2019, 1, 1))


# --- The chapters ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def made(town: Town) -> Town:
    """Finn writes down who helped to make the policy, and what it led to."""
    with on(2019, 4, 2):
        for unit, day, words, led_to in MADE:
            page = town.finn.open("policy:drafting").follow("Version 1")
            page = page.follow("Spørg et råd eller en enhed").press("Gem", unit=unit, asked_on=day)
            page.follow(f"Skriv, hvad {unit} sagde").press("Gem", said_on=day, words=words, considered=led_to)
    return town


@pytest.fixture(scope="module")
def strategies(made: Town) -> Town:
    """One strategy for each focus area, by the lead department, with the others drawn in."""
    with on(2019, 9, 2):
        _strategy(made, HOMES, "Boliger", CALL, SOCIAL, "Dan Dam", [BUILDING, "Boligforeninger"],
                  indicator="Borgere uden et hjem", indicator_unit="borgere", about_people=True)  # fmt: skip
        _strategy(made, WELL, "Sundhed", NURSE, HEALTH, "Lone Lund", [SOCIAL, COUNCIL])
        _strategy(made, WORK, "Beskæftigelse", DAY, JOB, "Carla Crone", [HEALTH, CIVIL])
    for title in (HOMES, WELL, WORK):
        with on(2019, 10, 7):
            for unit in (COUNCIL, CIVIL):
                steps.hear_about_plan(
                    made.finn, title, unit, f"{unit}: Tag os med fra begyndelsen.", "I er med hver gang."
                )
            steps.plan_page(made.finn, title).press("Høringen er slut")
        with on(2019, 12, 4):
            steps.approve_plan(made.finn, title, COMMITTEE).says("i gang")
    return made


def _strategy(
    town: Town, title: str, area: str, effort: str, unit: str, lead: str, partners: list[str], **more: object
) -> None:
    begin_plan(
        town.finn, POLICY, title, drafted_by=SOCIAL, goals=[area], period_from=date(2020, 1, 1),
        period_to=date(2025, 12, 31),
    )  # fmt: skip
    add_effort(
        town.finn, title, effort, unit=unit, lead=lead, goals=[area], partners=partners,
        citizens_take_part="Gæsterne vælger dagen.", **more,
    )  # fmt: skip


@pytest.fixture(scope="module")
def reported(strategies: Town) -> Town:
    """The report for 2020: a figure of that year, two who were heard, and the item made."""
    town = strategies
    with on(2021, 1, 11):
        steps.open_round(town.finn, 2020, meeting_on=date(2021, 4, 7), due_on=date(2021, 2, 19))
    with on(2021, 2, 8):
        steps.answer(
            town.dan, CALL, stated="på sporet", happened="Tre boligforeninger ringer nu i tide.",
            figure_value="41", figure_source=SOURCE, figure_date=date(2020, 12, 31),
        )  # fmt: skip
        steps.answer(town.lone, NURSE, stated="på sporet", happened="Vagten er der hver uge.")
        two = steps.two_minute_form(town.carla, DAY)
        two.press("Intet nyt").says("Svaret er givet", "Intet nyt")
    with on(2021, 3, 1):
        steps.lock(town.finn, 2020)
        for unit, words in ((COUNCIL, "41 er ikke et tal for os. Vi kender dem."), (CIVIL, "Send os ud i det fri.")):
            year = _year(town, 2020).follow("Spørg et råd eller en enhed").press("Gem", unit=unit)
            year = year.follow(f"Skriv, hvad {unit} sagde")
            year.press("Gem", words=words, considered="Det er skrevet ind.").says(words)
        steps.let_head_approve(town.ib, 2020)
        steps.begin_item(town.finn, "Status 2020", "Rapport 2020", meeting_on=date(2021, 4, 7))
    return town


def _year(town: Town, year: int) -> Page:
    return town.finn.open("policy:desk").follow(f"Status {year}")


def _lay_before_the_committee(town: Town, title: str, agenda: tuple[int, int, int], meeting: date) -> None:
    with on(*agenda):
        steps.send_item(town.hanne, title)
        steps.agenda_is_out(town.hanne, title)
    with on(meeting.year, meeting.month, meeting.day):
        steps.decide(town.hanne, title, "taget til efterretning", "Taget til efterretning.")


# --- The stories ----------------------------------------------------------------------------


@pytest.mark.requirement("N1", "N4", "A3")
def test_everybody_reads_the_policy_its_council_and_its_three_focus_areas(town: Town) -> None:
    front = town.visitor.open("policy:front")
    cards = front.part("Fokusområder")
    cards.says("Boliger", "Sundhed", "Beskæftigelse")
    assert len(cards.tree.findall(".//h3")) == 3
    page = front.follow("Læs politikken").says("Udsattepolitik 2019–2025", COMMITTEE, SOCIAL)
    page.says("Vi har en politik og et råd. Rådet taler din sag og giver udvalget gode råd.")
    page.part("Fokusområder").says("Fokusområde", "Mål · under Boliger").hides("strategimål")
    area = page.follow("Boliger").says("Fokusområde", "Arbejde bedre sammen med boligforeninger")
    area.follow("Arbejde bedre sammen med boligforeninger").says("Hører under Boliger")
    council = town.visitor.open("policy:promises").follow("Vi har et råd, som taler din sag")
    council.says("Det vil vi")
    town.eva.open("pages:mine").says("Det er rådet spurgt om")


@pytest.mark.requirement("N2", "N13")
def test_the_target_group_is_told_in_words_and_the_policy_is_for_adults(town: Town) -> None:
    group = town.visitor.open("policy:current").part("Hvem er politikken for?")
    group.says(
        "over 18 år", "Én ting alene er ikke nok. Det tæller, hvordan tingene hænger sammen.",
        "et liv uden hjem", "vold i nære forhold", "Det kan spille ind: ikke at have et job",
        "Hører til andre steder: børn og unge under 18 år",
    )  # fmt: skip


@pytest.mark.requirement("N3")
def test_the_making_of_the_policy_is_history_that_everybody_can_read(made: Town) -> None:
    with on(2019, 4, 8):
        page = made.visitor.open("policy:current").part("Sådan er den blevet til")
        for unit, _day, words, led_to in MADE:
            page.says(unit, words, led_to)
        page.says("20. september 2018", "22. november 2018")
        assert page.text.index("Cafémøderne") < page.text.index("Workshoppen")


@pytest.mark.requirement("N3")
def test_each_goal_of_the_draft_points_to_what_was_said_at_the_cafe_meetings_and_the_workshop(made: Town) -> None:
    said = {"Cafémøde i byen": ("cafémøde", date(2018, 9, 20), "Det begynder med et sted at bo."),
            "Workshop på rådhuset": ("workshop", date(2018, 11, 22), "Giv os nøgler, ikke skemaer.")}  # fmt: skip
    with on(2019, 4, 9):
        for title, (kind, day, words) in said.items():
            page = made.finn.open("voice:work_gatherings").follow("Planlæg et møde")
            page = page.press("Gem mødet", kind=kind, title=title, meets_on=day).follow("Hørt i dag")
            page.press("Gem linjen", words=words).press("Vis linje 1").press("Gør det offentligt")
        text = made.finn.open("policy:drafting").follow("Begynd næste version").press("Lav en kopi")
        goal = text.follow("Mål").follow("Boliger").follow("Vælg det, folk sagde")
        for title, (_kind, _day, words) in said.items():
            goal = goal.follow(title).press("Gem valget", lines=[f"1. {words}"])
        text.follow("Det, målene kommer af").says("kommer af 2 linjer", "Ikke skrevet endnu")
        page = made.visitor.open("policy:current").follow("Boliger").part("Det kommer målet af")
        page.says("Cafémøde i byen, 20. september 2018", *(words for _kind, _day, words in said.values()))


@pytest.mark.requirement("N9", "N13", "A1", "A2")
def test_the_lead_department_makes_one_strategy_for_each_focus_area(strategies: Town) -> None:
    with on(2020, 1, 6):
        kept = strategies.visitor.open("policy:keeps_word")
        assert kept.row("Socialafdelingen er tovholder for en strategi")["2019"].startswith("holdt")
        assert kept.row("Alle relevante afdelinger er med")["2020"].startswith("holdt")
        for title, effort, drawn_in in ((HOMES, CALL, BUILDING), (WELL, NURSE, COUNCIL), (WORK, DAY, CIVIL)):
            plan = strategies.visitor.open("policy:current").follow(title)
            plan.says("Strategi", f"Lavet af {SOCIAL}", f"{COUNCIL}, {CIVIL}")
            plan.follow(effort).says(drawn_in)
        units = {BUILDING, HEALTH, JOB, SOCIAL}
        told = " ".join(
            strategies.visitor.open("policy:current").follow(title).follow(effort).text
            for title, effort in ((HOMES, CALL), (WELL, NURSE), (WORK, DAY))
        )
        assert {unit for unit in units if unit in told} == units


@pytest.mark.requirement("N9")
def test_a_strategy_for_two_focus_areas_is_refused_with_the_place_in_the_policy(made: Town) -> None:
    with on(2019, 9, 2):
        begin_plan(
            made.finn, POLICY, "Strategi for det hele", drafted_by=SOCIAL, goals=["Boliger", "Sundhed"],
            period_from=date(2020, 1, 1), period_to=date(2025, 12, 31),
        )  # fmt: skip
        form = steps.plan_page(made.finn, "Strategi for det hele").follow("Skriv godkendelsen ind")
        refused = form.press("Gem godkendelsen", unit=COMMITTEE)
        refused.says("en plan for hvert af sine fokusområder. Denne har to.", "Næste skridt, første sætning")
        steps.plan_page(made.finn, "Strategi for det hele").says("udkast")


@pytest.mark.requirement("N10", "A1")
def test_the_report_has_the_figure_with_source_and_day_in_all_four_papers(reported: Town) -> None:
    with on(2021, 3, 22):
        desk = steps.item_desk(reported.finn, "Rapport 2020")
        fields = [h.text_content().strip() for h in desk.tree.iterfind(".//article//h3")]
        assert fields[:6] == [
            "Sagsfremstilling", "Økonomiske konsekvenser", "Indstilling", "Sagen afgøres i", "Beslutning",
            "Fraværende",
        ]  # fmt: skip
        for read in (_in_word, _in_pdf, _in_excel, _in_html):
            text = read(reported)
            for told in ("41", "borgere", SOURCE, "41 er ikke et tal for os", "Send os ud i det fri"):
                assert _letters(told) in _letters(text), (read.__name__, told, text[:3000])
            days = ("31.12.2020", "2020-12-31")
            assert any(_letters(day) in _letters(text) for day in days), (read.__name__, text[:3000])


def _letters(text: str) -> str:
    """The letters and digits alone: a narrow cell may part a word, and says the same."""
    return "".join(sign for sign in text if sign.isalnum())


def _file(town: Town, kind: str) -> Page:
    desk = steps.item_desk(town.finn, "Rapport 2020")
    desk.press(f"Lav {kind}")
    return steps.item_desk(town.finn, "Rapport 2020").follow(kind)


def _in_word(town: Town) -> str:
    document = Document(BytesIO(_file(town, "Word").content))
    return " ".join(node.text or "" for node in document.element.body.iter("{*}t"))


def _in_pdf(town: Town) -> str:
    pages = PdfReader(BytesIO(_file(town, "PDF").content)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def _in_excel(town: Town) -> str:
    book = load_workbook(BytesIO(_file(town, "Excel").content))
    return " ".join(str(cell) for sheet in book for row in sheet.values for cell in row if cell is not None)


def _in_html(town: Town) -> str:
    return _file(town, "HTML").text


@pytest.mark.requirement("N10", "A2")
def test_the_rule_of_newest_figures_is_kept_only_with_a_figure_of_the_year(reported: Town) -> None:
    _lay_before_the_committee(reported, "Rapport 2020", (2021, 3, 30), date(2021, 4, 7))
    with on(2022, 1, 10):
        steps.open_round(reported.finn, 2021, meeting_on=date(2022, 4, 6), due_on=date(2022, 2, 18))
        for person, effort in ((reported.dan, CALL), (reported.lone, NURSE), (reported.carla, DAY)):
            steps.two_minute_form(person, effort).press("Intet nyt").says("Svaret er givet")
    with on(2022, 3, 1):
        steps.lock(reported.finn, 2021)
        steps.let_head_approve(reported.ib, 2021)
        steps.begin_item(reported.finn, "Status 2021", "Rapport 2021", meeting_on=date(2022, 4, 6))
    _lay_before_the_committee(reported, "Rapport 2021", (2022, 3, 29), date(2022, 4, 6))
    with on(2022, 5, 2):
        kept = reported.visitor.open("policy:keeps_word")
        report = kept.row("Udvalget får en rapport hvert år.")
        assert (report["2020"][:5], report["2021"][:5]) == ("holdt", "holdt")
        figures = kept.row("Rapporten bygger på de nyeste tal")
        assert figures["2020"].startswith("holdt")
        assert figures["2021"].startswith("ikke holdt")
        proof = kept.follow("Se det Rapporten bygger på de nyeste tal for Nyborg Kommune. 2020")
        proof.says("Rapport 2020", "taget til efterretning")


@pytest.mark.requirement("N12")
def test_whoever_writes_sees_how_easy_the_text_is_to_read(town: Town) -> None:
    with on(2025, 2, 3):
        draft = town.finn.open("policy:drafting").follow("Begynd næste version")
        draft = draft.press("Lav en kopi af den nyeste version")
        form = draft.follow("Afsnit").follow("Forord")
        easy = form.part("Skrivehjælp").says("Målet er under")
        hard = form.press(
            "Se skrivehjælp",
            plain="Kommunalbestyrelsens helhedsorienterede beskæftigelsesindsats understøtter "
            "rehabiliteringsforløb i samarbejde med boligselskabernes beboerdemokrati, og det sker "
            "løbende.",
        ).part("Skrivehjælp")
        hard.says("De længste sætninger", "De længste ord", "beskæftigelsesindsats")
        assert _lix(hard) > _lix(easy)
    town.visitor.open("policy:promises").says("Politikken skal være kort og let at læse.")


def _lix(page: Page) -> int:
    words = page.text.split()
    return int(words[words.index("Lix") + 1].rstrip("."))
