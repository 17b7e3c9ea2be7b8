"""Asta's own story becomes a part of the policy, because she says yes; and it is gone the day she wants it back."""

import re
from datetime import date

import pytest

from holdepunkt.people.rules import Role
from stories import steps
from stories.steps import Post, Town
from stories.walking import on

pytestmark = pytest.mark.django_db

HERS = "Jeg boede på en sofa i to år. Så var der en, der spurgte."
PEOPLE = (
    Post("finn", "Finn Falk", "socialafdelingen", Role.POLICY_LEAD),
    Post("sofie", "Sofie Sand", "udsatteraadet", Role.ADVISORY_COUNCIL_SECRETARY),
)


@pytest.fixture(scope="module")
def town(told_once: None) -> Town:
    with on(2021, 1, 4):
        return steps.a_town("roedovre", PEOPLE, starts_on=date(2018, 1, 1))


@pytest.mark.requirement("R20")
def test_her_story_stands_in_the_policy_with_her_yes_and_goes_when_she_takes_it_back(town: Town) -> None:
    with on(2021, 2, 1):
        form = town.visitor.open("voice:stories").follow("Fortæl din historie")
        form.press("Videre", words=HERS, named_as="mit fornavn", name="").says("Skriv navnet.")
        thanks = form.press("Videre", words=HERS, named_as="et andet navn, som jeg finder på", name="Solsort")
        thanks.says("Er den sendt til udvalget, kan den ikke kaldes tilbage derfra.")
        number, code = re.search(r"Dit nummer (\d+-\d+) Din kode (\S+)", thanks.text).groups()  # type: ignore[union-attr]
        town.sofie.open("voice:work_stories").hides("sofa").follow("Venter på et ja").says("sofa")
        town.visitor.open("voice:story", number=number).hides("sofa").press("Vis den", code=code).press(
            "Ja, den må stå her"
        ).says("Du har sagt ja. Nu læser vi den.")
    with on(2021, 2, 3):
        mine = town.sofie.open("pages:mine").says("1 fortælling har fået et ja")
        page = mine.beside("1 fortælling har fået et ja").follow("Læs dem").follow("Jeg boede på en sofa")
        page.press("Vis den for alle").says("står på siden")
        place = town.finn.go(page.path).follow("Sæt den ind i politikken")
        of = next(iter(place.choices("at")))
        place.press("Sæt den ind", at=of).says("Her står den nu")
        town.visitor.open("policy:current").says("Folk fortæller", HERS, "Solsort")
    with on(2021, 9, 1):
        own = town.visitor.open("voice:story", number=number).press("Vis den", code=code)
        own.press("Tag den tilbage").says("Her stod en fortælling. Den blev taget tilbage 1. september 2021.")
        town.visitor.open("policy:current").says("Den blev taget tilbage 1. september 2021.").hides("sofa", "Solsort")
        town.visitor.open("voice:stories").hides("sofa")
        town.sofie.go(page.path).says("Ordene er slettet.").hides("sofa", "Solsort")


def test_a_story_told_across_a_table_is_signed_on_paper(town: Town) -> None:
    with on(2021, 3, 1):
        form = town.sofie.open("voice:work_stories").follow("Skriv en fortælling ind")
        page = form.press("Gem", words="Der var en, der gik med mig.", named_as="intet navn")
        sheet = page.follow("Ark til underskrift").press("Vis arket")
        sheet.says("Der var en, der gik med mig.", "Dato og underskrift:", "Riv af og gem: nummer")
        form = town.sofie.go(page.path).follow("Personen har skrevet under")
        form.press("Gem", kept_at="").says("Skriv noget her.")
        form.press("Gem", kept_at="21/4711").says("21/4711").press("Vis den for alle")
        town.visitor.open("voice:stories").says("Der var en, der gik med mig.")
