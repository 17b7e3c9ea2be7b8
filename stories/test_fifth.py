"""Strandby, which is made up: a fifth municipality is set up on screen alone by its policy lead.

The operator runs one command. No line of code knows Strandby: its goals are a flat list of wishes, its
committee's paper has its own fields, and its words are its own.
"""

import re
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from holdepunkt.policy.pack.check import check
from stories import steps
from stories.more_steps import add_effort, begin_plan
from stories.walking import Page, Person, on

pytestmark = pytest.mark.django_db

POLICY, PLAN, YEAR_PAPER = "Alle med i Strandby", "Årsplan 2020", "Sådan går det i 2020"
COUNCIL, COMMITTEE, ADVISORS, UNIT = (
    "Kommunalbestyrelsen", "Velfærdsudvalget", "Brugerrådet i Strandby", "Voksen og Job",
)  # fmt: skip
WISHES = ("Et sted at bo", "Nogen at spise med", "En tandlæge, der har tid")
HOME = "Nøgler til ti hjem"
PEOPLE = (
    ("dan", "Dan Dam", "ansvarlig for indsatser", UNIT), ("ib", "Ib Iversen", "afdelingschef", UNIT),
    ("hanne", "Hanne Holm", "udvalgssekretær", COMMITTEE), ("gry", "Gry Gram", "udvalgsmedlem", COMMITTEE),
)  # fmt: skip
WORDS = {
    "plan": "årsplan", "plans": "årsplaner", "the_plan": "årsplanen", "effort": "skridt",
    "efforts": "skridt", "the_effort": "skridtet",
}  # fmt: skip
PAPER = (
    ("Kort fortalt", "det vigtigste"), ("Penge", "økonomi"), ("Vi foreslår", "indstilling"),
    ("Udvalget siger", "beslutning"),
)  # fmt: skip
PASSWORD = "klitter-og-fyrtårn-{}"


class Strandby:
    """The people of Strandby, each signed in through the page for it."""

    def __init__(self, password: str) -> None:
        self.finn = signed_in("finn@strandby", password)
        self.visitor = Person("strandby")

    def come_in(self) -> None:
        """Everybody signs in with the first password that Finn gave them."""
        for key, *_ in PEOPLE:
            setattr(self, key, signed_in(f"{key}@strandby", PASSWORD.format(key)))


def signed_in(username: str, password: str) -> Person:
    """Somebody who has just signed in for the first time, and chosen a password of their own."""
    person = Person("strandby")
    page = save(person.open("people:sign_in"), "Log ind", username=username, password=password)
    assert "min-adgangskode" in page.path, page.text
    page = save(page, present=password, password=f"{password} og mit eget")
    assert "min-adgangskode" not in page.path, page.text
    return person


@pytest.fixture(scope="module")
def strandby(told_once: None) -> Strandby:
    """The operator's one command, and then Finn alone: the house, the policy, and its approval."""
    with on(2019, 8, 5):
        told = StringIO()
        call_command(
            "municipality_add", "strandby", "Strandby Kommune", "--lead", "Finn Falk",
            "--username", "finn@strandby", stdout=told,
        )  # fmt: skip
        town = Strandby(told.getvalue().strip().rsplit(" ", 1)[-1])
        _set_up_the_house(town.finn)
        _begin_the_policy(town.finn)
        _write_the_text(town.finn)
        town.come_in()
    return town


def _set_up_the_house(finn: Person) -> None:
    setup = finn.open("people:setup")
    save(setup.follow("Navn og farve"), council_name="kommunalbestyrelse", accent="#7a3b00", case_system="Sagen")
    save(setup.follow("Jeres egne ord"), **WORDS)
    save(setup.follow("Egne lukkedage"), days="27-12-2019\n2. januar")
    for name, kind in (
        (COUNCIL, "byråd"), (COMMITTEE, "udvalg"), (ADVISORS, "udsatteråd"), (UNIT, "afdeling"),
    ):  # fmt: skip
        form = setup.follow("Enheder").follow("Tilføj")
        save(form, name=name, kind=_like(form, "kind", kind)).says(name)
    for key, name, role, unit in PEOPLE:
        form = setup.follow("Mennesker").follow("Tilføj et menneske")
        save(
            form, name=name, username=f"{key}@strandby", email=f"{key}@strandby.example",
            role=_like(form, "role", role), unit=unit, password=PASSWORD.format(key),
        ).says(name)  # fmt: skip


def _like(form: Page, field: str, word: str) -> str:
    """The choice whose words begin like this."""
    return next(one for one in form.choices(field) if one.lower().startswith(word.lower()))


def save(form: Page, button: str = "Gem", **told: Any) -> Page:
    """Fill in a form and press; it is saved, or the story ends with what the page says."""
    return form.press(button, **told).hides("Kig lige på dette")


def _begin_the_policy(finn: Person) -> None:
    draft = save(
        finn.open("policy:drafting").follow("Ny politik"), "Begynd", title=POLICY, kind_word="velfærdspolitik", period_from="2020", period_to="2023",
        owner=UNIT, committee=COMMITTEE, approved_by=COUNCIL,
    )  # fmt: skip
    draft.says(POLICY, "udkast")
    save(draft.follow("Jeres egne ord for mål"), singular_0="ønske", plural_0="ønsker", definite_0="ønsket")
    save(draft.follow("Værdier"), name_0="Nærvær", plain_0="Vi er til stede.")
    save(
        draft.follow("Hvem politikken er for"), plain="Dig, der har det svært på flere måder.", logic="Flere ting på én gang.",
        named_situations="uden hjem\nensomhed",
    )  # fmt: skip
    save(
        draft.follow("Frister"), round_opens="15. januar", status_due="28. februar", remind_before="5, 1",
        hearing_weeks="3", head_approves_working_days_before_agenda="3", agenda_days_before_meeting="4",
    )  # fmt: skip
    _own_fields_of_the_paper(draft.follow("Felterne i punktet til udvalget"))


def _own_fields_of_the_paper(form: Page) -> None:
    """The general form stands there to begin with; Finn writes Strandby's own fields over it."""
    there = sorted(set(re.findall(r'name="heading_(\d+)"', form.content.decode())), key=int)
    told: dict[str, Any] = {f"heading_{number}": "" for number in there}
    for number, (heading, meaning) in enumerate(PAPER):
        told |= {
            f"heading_{number}": heading, f"key_{number}": _like(form, f"key_{number}", meaning),
            f"known_{number}": True,
        }  # fmt: skip
    save(form, **told)


def _draft(finn: Person, policy: str = POLICY, version: int = 1) -> Page:
    """The overview of the draft, found in the list of policies."""
    listed = finn.open("policy:drafting")
    [href] = [
        href for words, href in listed.links()
        if words == f"Version {version}" and f"/{_slug(policy)}/" in href
    ]  # fmt: skip
    return finn.go(href)


def _slug(title: str) -> str:
    for sign, plain in (("æ", "ae"), ("ø", "oe"), ("å", "aa")):
        title = title.lower().replace(sign, plain)
    return re.sub(r"[^a-z0-9]+", "-", title).strip("-")


def _add(finn: Person, part: str, **told: Any) -> Page:
    """Add one part to the draft."""
    return save(_draft(finn).follow(part).follow("Tilføj"), **told)


def _write_the_text(finn: Person) -> None:
    for kind, heading, plain in (
        ("vision", "Vision", "I Strandby er der plads til alle."),
        ("tekst til et mål", "Ønskerne", "Borgerne skrev dem på et langt bord."),
        ("forpligtelse", "Hjem", "Vi finder et hjem sammen med dig."),
        ("om politikken selv", "Status", "Udvalget får en status hvert år."),
    ):
        _add(finn, "Afsnit", kind=kind, heading=heading, plain=plain, place="side 1").says(heading)
    for wish in WISHES:
        _add(finn, "Mål", title=wish, level="ønske", passage="Ønskerne").says(wish)
    goal = _draft(finn).follow("Mål").follow(WISHES[0])
    for group, now, then in (("unge", "12", "4"), ("kvinder", "9", "3")):
        save(
            goal.follow("Tilføj et måltal"), measure="borgere uden hjem", unit="borgere", group=group, baseline_value=now,
            baseline_year="2019", target_value=then, target_year="2023", source="egen optælling",
        )  # fmt: skip
    _add(
        finn, "Det vil vi", plain="Vi finder et hjem sammen med dig.", passage="Hjem", goals=[WISHES[0]],
        doer="Kommunen",
    )  # fmt: skip
    _add(
        finn, "Det vil vi", plain="Udvalget får en status hvert år.", passage="Status", doer=UNIT,
        about_itself=True,
    )  # fmt: skip
    _draft(finn).says("Det mangler, før den kan godkendes")
    for sentence, told in (
        ("Et udvalg får en status", {"plain": "Status hvert år til udvalget.", "every": 1, "unit": COMMITTEE}),
        ("Der bliver lavet en plan", {"plain": "En årsplan hvert år.", "every": 1}),
    ):
        form = _draft(finn).follow("Rytmen").follow("Tilføj").follow(sentence)
        save(form, promise="Udvalget får en status hvert år.", passage="Status", **told)
    _draft(finn).says("Intet mangler")


@pytest.fixture(scope="module")
def approved(strandby: Strandby) -> Strandby:
    """The hearing, the advisory council's words, and the council's approval."""
    finn = strandby.finn
    with on(2019, 9, 2):
        save(_draft(finn).follow("Send i høring"), "Send i høring", bodies=[ADVISORS]).says("i høring")
    with on(2019, 9, 16):
        page = _draft(finn).follow(f"Skriv, hvad {ADVISORS} sagde")
        save(page, words="Tandlægen er vigtigst.", considered="Tandlægen blev et ønske.")
    with on(2019, 12, 12):
        form = _draft(finn).follow("Skriv, at den er godkendt")
        save(form, "Politikken er godkendt", unit=COUNCIL, on=date(2019, 12, 12)).says("godkendt")
    return strandby


@pytest.fixture(scope="module")
def working(approved: Strandby) -> Strandby:
    """A plan with a step, approved and begun."""
    with on(2020, 1, 8):
        begin_plan(
            approved.finn, POLICY, PLAN, drafted_by=UNIT, period_from=date(2020, 1, 1),
            period_to=date(2020, 12, 31), goals=[WISHES[0]],
        )  # fmt: skip
        add_effort(
            approved.finn, PLAN, HOME, unit=UNIT, lead="Dan Dam", goals=[WISHES[0]],
            promises=["Vi finder et hjem sammen med dig."], indicator="Hjem, der er fundet",
            indicator_unit="hjem", milestones=(("De første fem", date(2020, 6, 30)),),
        )  # fmt: skip
        steps.approve_plan(approved.finn, PLAN, COMMITTEE).says("i gang")
    with on(2020, 6, 22):
        steps.reach(approved.dan, PLAN, HOME, "De første fem")
    return approved


@pytest.fixture(scope="module")
def told(working: Strandby) -> Strandby:
    """The year's status, from the first mail to the committee's decision."""
    with on(2020, 11, 2):
        steps.open_round(working.finn, 2020, meeting_on=date(2020, 12, 16), due_on=date(2020, 11, 20))
        steps.answer(
            working.dan, HOME, stated="gennemført", happened="Ti fik en nøgle.", figure_value="10",
            figure_source="boligkontoret", figure_date=date(2020, 10, 30),
        )  # fmt: skip
    with on(2020, 11, 23):
        steps.lock(working.finn, 2020)
        steps.let_head_approve(working.ib, 2020)
        steps.begin_item(working.finn, "Status 2020", YEAR_PAPER, meeting_on=date(2020, 12, 16), case_number="20/0117")
    with on(2020, 12, 10):
        steps.send_item(working.hanne, YEAR_PAPER)
        steps.agenda_is_out(working.hanne, YEAR_PAPER)
    with on(2020, 12, 16):
        steps.decide(working.hanne, YEAR_PAPER, "godkendt", "Godkendt med tak.")
    return working


# --- The stories ----------------------------------------------------------------------------


@pytest.mark.requirement("A5", "A3")
def test_everybody_reads_a_policy_that_was_written_on_screen(approved: Strandby) -> None:
    with on(2020, 1, 6):
        page = approved.visitor.open("policy:front").follow("Læs politikken")
        page.says("Velfærdspolitik 2020–2023", "godkendt af Kommunalbestyrelsen", "12. december 2019")
        page.part("Ønsker").says(*WISHES).hides("under ")
        page.part("Sådan er den blevet til").says(ADVISORS, "Tandlægen er vigtigst.")
        wish = page.follow(WISHES[0]).says("Ønske")
        assert wish.row("borgere uden hjem")["For hvem"] == "unge"
        wish.says("12 borgere (2019)", "4 borgere (2023)", "9 borgere (2019)", "egen optælling")
        colour = approved.visitor.open("people:colour").content.decode()
        assert "#7a3b00" in colour


@pytest.mark.requirement("A5", "A1", "A2", "A3")
def test_one_thing_goes_all_the_way_from_the_text_to_the_decision(told: Strandby) -> None:
    with on(2021, 1, 11):
        page = told.visitor.open("policy:promises").follow("Vi finder et hjem sammen med dig.")
        page.says("Ønske", "Skridtet", HOME, PLAN, "gennemført", "10 hjem", "boligkontoret")
        item = page.follow("Læs sagen").says("godkendt", "Godkendt med tak.", COMMITTEE)
        paper = item.follow("Læs eller udskriv hele sagen")
        headings = [one.text_content().strip() for one in paper.tree.iterfind(".//article//h3")] or [
            one.text_content().strip() for one in paper.tree.iterfind(".//article//h2")
        ]
        assert headings[:4] == ["Kort fortalt", "Penge", "Vi foreslår", "Udvalget siger"]
        paper.says("20/0117", "10", "boligkontoret").hides("indsatser")
        told.gry.open("pages:mine").says(YEAR_PAPER)
        kept = told.visitor.open("policy:keeps_word")
        assert kept.row("Status hvert år til udvalget.")["2020"].startswith("holdt")
        assert kept.row("En årsplan hvert år.")["2020"].startswith("holdt")
        told.finn.open("policy:drafting").follow("Version 1")


@pytest.mark.requirement("A5")
def test_what_is_exported_is_a_clean_pack_that_changes_nothing_when_it_is_loaded(
    told: Strandby, tmp_path: Path
) -> None:
    with on(2021, 1, 11):
        pack = _draft(told.finn).follow("Hent som pakke").content
        assert check(pack).problems == ()
        again = _file(pack)
        page = told.finn.open("policy:drafting").follow("Indlæs en pakke")
        page = save(page, "Se, hvad der bliver lavet om", pack=again)
        page.says("Pakken siger det samme, som står her i forvejen")
        (tmp_path / "strandby.toml").write_bytes(pack)
        said = StringIO()
        call_command("check_policy", str(tmp_path / "strandby.toml"), stdout=said)
        call_command("load_policy", str(tmp_path / "strandby.toml"), stdout=said)
        assert "ny version" not in said.getvalue()
        told.finn.open("policy:drafting").hides("Version 2")


def _file(content: bytes) -> BytesIO:
    file = BytesIO(content)
    file.name = "strandby.toml"
    return file


@pytest.mark.requirement("A5")
def test_a_strategy_in_two_editions_is_laid_side_by_side(told: Strandby) -> None:
    with on(2021, 8, 2):
        page = told.finn.open("policy:drafting").follow("Begynd næste version")
        draft = save(page, "Lav en kopi af den nyeste version").says("udkast")
        basics = draft.follow("Titel, periode og hvem")
        draft = save(basics, edition="2. udgave", period_from="2021")
        form = draft.follow("Afsnit").follow("Hjem")
        save(form, plain="Vi finder et hjem sammen med dig, og du må have din hund med.")
        draft = _draft(told.finn, version=2)
        form = draft.follow("Skriv, at den er godkendt")
        save(form, "Politikken er godkendt", unit=COUNCIL, on=date(2021, 8, 2))
        page = told.visitor.open("policy:current").follow("Læg to versioner ved siden af hinanden")
        page.says("12. december 2019", "2. august 2021", "og du må have din hund med")
        added = [one.text_content() for one in page.tree.iterfind(".//ins")]
        assert any("hund" in one for one in added)
        told.visitor.open("policy:current").follow("version 1").says("Den er afløst af en nyere")


@pytest.mark.requirement("A5", "A6")
def test_a_committees_own_plan_needs_no_policy_of_the_council(strandby: Strandby) -> None:
    finn, title = strandby.finn, "Velfærdsudvalgets plan mod ensomhed"
    with on(2020, 2, 3):
        save(
            finn.open("policy:drafting").follow("Ny politik"),
            "Begynd",
            title=title,
            kind_word="plan",
            committee=COMMITTEE,
            approved_by=COMMITTEE,
        )
        draft = _draft(finn, title)
        save(
            draft.follow("Afsnit").follow("Tilføj"),
            kind="forpligtelse",
            heading="Måltid",
            plain="Vi dækker bord hver torsdag.",
        )
        save(draft.follow("Mål").follow("Tilføj"), title="Ingen spiser alene")
        save(
            draft.follow("Det vil vi").follow("Tilføj"),
            plain="Vi dækker bord hver torsdag.",
            passage="Måltid",
            goals=["Ingen spiser alene"],
        )
        missing = _draft(finn, title).follow("Skriv, at den er godkendt").press("Politikken er godkendt")
        missing.says("»Ingen spiser alene«: Målet mangler sit niveau. Skriv først, hvad I kalder jeres mål.")
        save(
            _draft(finn, title).follow("Jeres egne ord for mål"), singular_0="håb", plural_0="håb",
            definite_0="håbet",
        )  # fmt: skip
        save(_draft(finn, title).follow("Mål").follow("Ingen spiser alene"), level="håb")
        form = _draft(finn, title).follow("Skriv, at den er godkendt")
        save(form, "Politikken er godkendt", unit=COMMITTEE, on=date(2020, 2, 3)).says("godkendt")
        page = strandby.visitor.open("policy:policy", policy=_slug(title))
        page.says("Ingen spiser alene", f"Godkendt af {COMMITTEE}", "Gælder ikke oplyst i teksten")
