"""What a woman at the drop-in centre said, all the way to the letter that told her what became of it.

And the two others: one that was refused with a reason, and one nobody answered until it waited for somebody.
"""

import re
from datetime import date
from typing import Any

import pytest

from holdepunkt.people.rules import Role
from stories import steps
from stories.steps import Post, Town
from stories.walking import Page, on

pytestmark = pytest.mark.django_db

COMMITTEE = "Social- og Sundhedsudvalget"
EFFORT, PLAN = "Åbent om søndagen", "Handleplan 2021"
WORDS = "Om søndagen er der ingen steder at være."
PEOPLE = (
    Post("finn", "Finn Falk", "socialafdelingen", Role.POLICY_LEAD),
    Post("dan", "Dan Dam", "socialafdelingen", Role.EFFORT_LEAD),
    Post("ulla", "Ulla Ulv", "socialafdelingen", Role.UNIT_LEADER),
    Post("ib", "Ib Iversen", "socialafdelingen", Role.DEPARTMENT_HEAD),
    Post("hanne", "Hanne Holm", "social-og-sundhedsudvalget", Role.COMMITTEE_SECRETARY),
    Post("sofie", "Sofie Sand", "udsatteraadet", Role.ADVISORY_COUNCIL_SECRETARY),
    Post("eva", "Eva Ek", "udsatteraadet", Role.ADVISORY_COUNCIL_MEMBER),
)


@pytest.fixture(scope="module")
def town(told_once: None) -> Town:
    with on(2021, 1, 4):
        return steps.a_town("roedovre", PEOPLE, starts_on=date(2018, 1, 1))


def sends(town: Town, words: str, **more: Any) -> tuple[str, str]:
    """A stranger sends the public form from the front page; returns the number and the code."""
    form = town.visitor.open("policy:front").follow("Sig noget til os")
    thanks = form.press("Send", words=words, **more).says("Tak. Vi har fået det.")
    number = re.search(r"Dit nummer (\d+-\d+)", thanks.text)
    code = re.search(r"Din kode ([a-z2-9]{5}-[a-z2-9]{5})", thanks.text)
    assert number
    assert code
    return number[1], code[1]


def proposal(town: Town, number: str, who: str = "sofie") -> Page:
    """One proposal, found in the list by its number."""
    found = getattr(town, who).open("voice:work_proposals").press("Find", ord=number)
    return found.person.go(_link(found, number))


def _link(found: Page, number: str) -> str:
    rows = found.tree.xpath("//li[.//p[contains(., $number)]]//a/@href", number=number)
    assert rows, found.text[:2000]
    return str(rows[0])


def follows(town: Town, number: str, code: str) -> Page:
    """The sender looks, at a computer in the library."""
    return town.visitor.open("voice:proposal", number=number).press("Vis det", code=code)


def reads(town: Town, number: str, unit: str = "Socialafdelingen") -> Page:
    """Sofie reads it and gives it to the unit that answers."""
    form = proposal(town, number).follow("Læs det, og giv det til den, der skal svare")
    return form.press("Gem", unit=unit).says("læst")


@pytest.fixture(scope="module")
def hers(town: Town) -> tuple[str, str]:
    """Asta's proposal: read, with the council, and taken into an effort of next year's plan."""
    with on(2021, 1, 4):
        form = _new_plan(town).follow("Ny indsats")
        form.press(
            "Gem indsatsen", title=EFFORT, goals=[_offered(form, "goals")], promises=[_offered(form, "promises")], unit="Socialafdelingen", lead="Dan Dam",
            starts_on=date(2021, 2, 1), ends_on=date(2021, 12, 31), step_1="Søndag nummer fyrre", due_1=date(2021, 12, 19),
        )  # fmt: skip
        number, code = sends(
            town, WORDS, kind="Jeg har et forslag", way="Ja, et sted, hvor jeg kommer", reach="Værestedet, til Asta"
        )
        follows(town, number, code).says(WORDS, "modtaget")
        town.visitor.open("voice:proposals").hides(WORDS)
        reads(town, number)
        town.visitor.open("voice:proposals").says(WORDS)
    with on(2021, 1, 6):
        proposal(town, number).follow("Tag det med til rådet").press("Gem", unit="Udsatterådet").says("hos rådet")
        proposal(town, number, "eva").says(WORDS).hides("Asta")
    with on(2021, 1, 20):
        become = proposal(town, number, "dan").follow("Gør det til en indsats")
        chosen = next(words for words in become.choices("effort") if EFFORT in words)
        become.press("Gem", effort=chosen, words="Vi åbner hver søndag fra marts.").says("bliver til noget", EFFORT)
        follows(town, number, code).says("Vi åbner hver søndag fra marts.").hides(EFFORT)
    return number, code


def _new_plan(town: Town) -> Page:
    policy = town.finn.open("policy:plans")
    door = next(words for words, href in policy.links() if "/planer/ny/" in href)
    form = policy.follow(door)
    return form.press(
        "Gem", title=PLAN, drafted_by="Socialafdelingen", goals=[_offered(form, "goals")],
        period_from=date(2021, 1, 1), period_to=date(2021, 12, 31),
    )  # fmt: skip


def _offered(form: Page, name: str) -> str:
    """The first choice that the form offers."""
    return next(iter(form.choices(name)))


@pytest.mark.requirement("F10")
def test_what_she_said_becomes_an_effort_and_the_letter_comes_to_the_place_where_she_is(
    town: Town, hers: tuple[str, str]
) -> None:
    number, code = hers
    with on(2021, 2, 1):
        steps.approve_plan(town.finn, PLAN, COMMITTEE, date(2021, 2, 1))
        follows(town, number, code).says("sådan går det", EFFORT, f"Det står nu i planen »{PLAN}«.")
        town.visitor.open("voice:proposals").says("Vi gør noget")
    with on(2021, 10, 4):
        steps.open_round(town.finn, 2021, meeting_on=date(2021, 12, 1), due_on=date(2021, 10, 25))
        steps.answer(town.dan, EFFORT, stated="på sporet", happened="Der kom tolv den første søndag.")
        steps.lock(town.finn, 2021)
        steps.let_head_approve(town.ib, 2021)
        steps.begin_item(town.finn, "Status 2021", "Status 2021", meeting_on=date(2021, 12, 1), committee=COMMITTEE)
        steps.send_item(town.hanne, "Status 2021")
        follows(town, number, code).hides("Der kom tolv den første søndag.")
        steps.agenda_is_out(town.hanne, "Status 2021")
        follows(town, number, code).says("Der kom tolv den første søndag.")
        run = town.sofie.open("voice:messages").says("Opslag til et sted").press("Skriv opslagene ud")
        run.says(f"Til dig med nummer {number}", "Der kom tolv den første søndag.").press("De er sendt")
        follows(town, number, code).says("fortalt tilbage", "Vi sletter, hvor vi finder dig, den 4. april 2022.")
    with on(2022, 4, 4):
        steps.a_tick()
        follows(town, number, code).says("Vi slettede, hvor vi finder dig")
        proposal(town, number).follow("Se afsenderen").says("Afsenderen blev slettet 4. april 2022.")


def test_a_no_stands_as_openly_as_a_yes_with_its_reason(town: Town) -> None:
    with on(2021, 3, 1):
        number, code = sends(town, "Giv os gratis bus.", kind="Jeg har et forslag", way="Nej. Jeg vil være anonym")
        reads(town, number)
        no = proposal(town, number, "ulla").follow("Ikke nu, fordi …")
        no.press("Gem", words="").says("Skriv noget her.")
        no.press("Gem", words="Loven siger, at vi ikke må give det til nogle og ikke til andre.")
        shown = town.visitor.open("voice:proposals").follow("Ikke nu, fordi")
        shown.says("Giv os gratis bus.", "Loven siger, at vi ikke må give det til nogle og ikke til andre.")
        follows(town, number, code).hides("Det ved vi om dig")
        proposal(town, number).follow("Se afsenderen").says("Forslaget er anonymt.")


def test_one_that_nobody_answers_waits_for_the_unit_and_the_secretary_from_its_deadline(town: Town) -> None:
    with on(2021, 5, 3):
        number, _code = sends(town, "Hvor er bænken henne?", kind="Noget er galt", way="Nej. Jeg vil være anonym")
        reads(town, number)
    name = f"Forslag {number}"
    with on(2021, 6, 2):
        town.ulla.open("pages:mine").hides(name)
    with on(2021, 6, 4):
        town.ulla.open("pages:mine").says(name, "Ingen har svaret", "Din tur")
        town.ulla.open("pages:mine").beside(name).follow("Svar på forslaget").follow("Svar").press(
            "Gem", words="Den er til reparation og kommer igen på fredag."
        )
        town.ulla.open("pages:mine").hides(name)
        town.visitor.open("voice:proposal", number=number).says("Den er til reparation og kommer igen på fredag.")
