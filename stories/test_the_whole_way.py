"""From a table at a café meeting to the notice on the wall of the drop-in centre: every station of the voice loop."""

import re
from datetime import date

import pytest

from holdepunkt.people.rules import Role
from stories import steps
from stories.steps import Post, Town
from stories.walking import Page, on

pytestmark = pytest.mark.django_db

COMMITTEE, PLAN, EFFORT, CAFE = "Social- og Sundhedsudvalget", "Handleplan 2021", "Åbent om søndagen", "Café om ugen"
SAID, COUNCIL = "Om søndagen er der ingen steder at være.", "Ja til søndage. Men også i juli."
PEOPLE = (
    Post("finn", "Finn Falk", "socialafdelingen", Role.POLICY_LEAD),
    Post("dan", "Dan Dam", "socialafdelingen", Role.EFFORT_LEAD),
    Post("ib", "Ib Iversen", "socialafdelingen", Role.DEPARTMENT_HEAD),
    Post("hanne", "Hanne Holm", "social-og-sundhedsudvalget", Role.COMMITTEE_SECRETARY),
    Post("sofie", "Sofie Sand", "udsatteraadet", Role.ADVISORY_COUNCIL_SECRETARY),
)


@pytest.fixture(scope="module")
def town(told_once: None) -> Town:
    with on(2021, 1, 4):
        return steps.a_town("roedovre", PEOPLE, starts_on=date(2018, 1, 1))


def heard_today(town: Town, who: str) -> Page:
    """The screen at the café meeting."""
    return getattr(town, who).open("voice:work_gatherings").follow(CAFE).follow("Hørt i dag")


def proposal(town: Town, who: str = "sofie") -> Page:
    """What she said, found in the list by her own words."""
    return getattr(town, who).open("voice:work_proposals").follow(SAID)


def hearing(town: Town) -> Page:
    """The hearing's page at work."""
    return town.finn.open("voice:work_hearings").follow(PLAN)


@pytest.fixture(scope="module")
def said(town: Town) -> str:
    """She says it at the table on Tuesday; on Wednesday it is a proposal with a number, read, and with the council."""
    with on(2021, 1, 4):
        town.sofie.open("voice:work_gatherings").follow("Planlæg et møde").press(
            "Gem mødet", kind="cafémøde", title=CAFE, meets_on=date(2021, 1, 5), begins_at="14:00", place="Værestedet"
        )
    with on(2021, 1, 5):
        heard_today(town, "dan").press("Gem linjen", words=SAID, goes_on=True).press("Vis linje 1")
        town.visitor.open("voice:gatherings").follow(CAFE).follow("Væggen").says(SAID).hides("Asta")
    with on(2021, 1, 6):
        line = heard_today(town, "sofie").beside(SAID).follow("Gør til et forslag")
        line.press("Lav forslaget", way="Ja, et sted, hvor jeg kommer").says("Skriv, hvor vi finder personen.")
        slip = line.press("Lav forslaget", way="Ja, et sted, hvor jeg kommer", reach="Værestedet, til Asta")
        slip.says("Seddel med nummer og kode", "Din kode")
        number = re.search(r"Blev til forslag (\d+-\d+)", heard_today(town, "sofie").text)
        assert number
        proposal(town).follow("Læs det, og giv det til den, der skal svare").press("Gem", unit="Socialafdelingen")
        proposal(town).follow("Tag det med til rådet").press("Gem", unit="Udsatterådet").says("hos rådet")
    return number[1]


@pytest.fixture(scope="module")
def adopted(town: Town, said: str) -> str:
    """The plan goes to the council, which wants it too; it becomes an effort, and the plan is approved."""
    with on(2021, 1, 7):
        plan = _a_plan_with_the_effort(town)
        page = plan.follow("Begynd en høring").press("Gem", plain="Vi vil holde åbent.", due_on=date(2021, 1, 21))
        page.follow("Hvem skal høres?").press("Spørg dem", unit="Udsatterådet", ground="efter aftale")
        sent = hearing(town).follow("Send i høring")
        sent.press("Send i høring", why_anyway="Handicaprådet hører om bygningen til sommer.").says("åben")
    with on(2021, 1, 18):
        answer = hearing(town).follow("Udsatterådet").follow("Send svaret")
        answer.press("Send svaret", whole=COUNCIL, decided_by="Rådet på mødet den 18. januar")
    with on(2021, 1, 22):
        hearing(town).follow("Luk høringen").press("Luk høringen")
        answers = hearing(town).follow("Svarene")
        own = next(href for _words, href in answers.links() if re.search(r"/svar/\d+/$", href))
        town.finn.go(own).press("Gem", new="Juli")
        theme = hearing(town).follow("Temaer og svar").follow("Juli")
        theme.press("Gem", outcome="ændret", words="Vi holder åbent hele året.")
        hearing(town).follow("Slut: fortæl alle").press("Slut og fortæl").says("slut")
        become = proposal(town, "dan").follow("Gør det til en indsats")
        chosen = next(words for words in become.choices("effort") if EFFORT in words)
        become.press("Gem", effort=chosen, words="Vi åbner hver søndag fra marts.").says(EFFORT)
    with on(2021, 2, 1):
        steps.approve_plan(town.finn, PLAN, COMMITTEE, date(2021, 2, 1))
    return said


def _a_plan_with_the_effort(town: Town) -> Page:
    plans = town.finn.open("policy:plans")
    form = plans.follow(next(words for words, href in plans.links() if "/planer/ny/" in href))
    goal = next(iter(form.choices("goals")))
    form = form.press(
        "Gem", title=PLAN, drafted_by="Socialafdelingen", goals=[goal],
        period_from=date(2021, 1, 1), period_to=date(2021, 12, 31),
    ).follow("Ny indsats")  # fmt: skip
    form.press(
        "Gem indsatsen", title=EFFORT, goals=[goal], promises=[next(iter(form.choices("promises")))],
        unit="Socialafdelingen", lead="Dan Dam", starts_on=date(2021, 2, 1), ends_on=date(2021, 12, 31),
        step_1="Søndag nummer fyrre", due_1=date(2021, 12, 19),
    )  # fmt: skip
    return steps.plan_page(town.finn, PLAN)


@pytest.mark.requirement("R6", "F10")
def test_what_she_said_at_the_table_comes_back_to_her_on_the_wall_of_the_place_where_she_is(
    town: Town, adopted: str
) -> None:
    with on(2021, 10, 4):
        town.visitor.open("policy:current")
        steps.open_round(town.finn, 2021, meeting_on=date(2021, 12, 1), due_on=date(2021, 10, 25))
        steps.answer(town.dan, EFFORT, stated="på sporet", happened="Der kom tolv den første søndag.")
        steps.lock(town.finn, 2021)
        steps.let_head_approve(town.ib, 2021)
        steps.begin_item(town.finn, "Status 2021", "Status 2021", meeting_on=date(2021, 12, 1), committee=COMMITTEE)
        steps.send_item(town.hanne, "Status 2021")
        steps.agenda_is_out(town.hanne, "Status 2021")
        notice = town.sofie.open("voice:messages").says("Opslag til et sted").press("Skriv opslagene ud")
        notice.says(f"Til dig med nummer {adopted}", "Der kom tolv den første søndag.").press("De er sendt")


def test_the_same_way_is_seen_from_the_gathering_from_the_plan_and_from_the_list_of_all(
    town: Town, adopted: str
) -> None:
    with on(2021, 2, 2):
        heard_today(town, "sofie").press("Gør det offentligt")
        gathering = town.visitor.open("voice:gatherings").follow(CAFE).part("Det blev der af det, du sagde")
        gathering.says(SAID, adopted, f"Det står nu i planen »{PLAN}«.").hides("Asta")
        plan = steps.plan_page(town.finn, PLAN).says(COUNCIL, "Juli: ændret. Vi holder åbent hele året.")
        assert plan.heading == PLAN
        town.visitor.open("voice:proposals").says(SAID, EFFORT, "sådan går det").hides("Asta")
