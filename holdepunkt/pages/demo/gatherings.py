"""Gatherings of the four towns: what plan and policy told of, one that goes on today, and one to come. All made up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from holdepunkt import clock, tenancy
from holdepunkt.pages.demo.town import Town, day
from holdepunkt.people.asker import visitor
from holdepunkt.policy.actions.gatherings import choose_inputs, tie_gathering
from holdepunkt.policy.models import Effort
from holdepunkt.voice.actions import heard
from holdepunkt.voice.actions.gathering import plan_gathering, write_outcome
from holdepunkt.voice.actions.sign_up import sign_up
from holdepunkt.voice.codes import new_code
from holdepunkt.voice.models import Gathering, HeardLine
from holdepunkt.voice.rules.gathering import GatheringKind

WRITTEN_IN, TODAY = "2021-10-25", "2021-11-22"
CAFE, DIALOGUE, THEME, WORKSHOP = (
    GatheringKind.CAFE, GatheringKind.DIALOGUE, GatheringKind.THEME, GatheringKind.WORKSHOP,
)  # fmt: skip
# Department, day, and what came of it.
DIALOGUES = (
    ("social-og-psykiatri", "2017-10-12", "Afdelingen skriver en fast person på, når flere er med."),
    ("job-og-ydelser", "2017-12-05", "Jobcentret ringer, før det sender et brev."),
    ("borgerservice", "2018-03-20", "Skranken følger borgeren hen til den rette dør."),
    ("omsorg-og-sundhed", "2018-05-24", "Hjemmesygeplejen ved, hvem den kan ringe til om aftenen."),
    ("boern-og-familie", "2018-11-29", "Familien får ét møde i stedet for tre."),
)
HEARD_IN_ODSHERRED = (
    ("Bliv i telefonen, til jeg er hjulpet.", "At blive mødt"),
    ("Spørg, om jeg har spist, før I spørger om papirer.", "At blive mødt"),
    ("Der mangler et sted uden krav om aftenen.", "Et sted at være"),
)


@dataclass(frozen=True)
class Met:
    """A meeting before Nyborg's policy: what was said, and the goal that came of each line."""

    kind: GatheringKind
    title: str
    on: str
    said: tuple[tuple[str, str], ...]
    outcome: str


NYBORG = (
    Met(CAFE, "Cafémøde i Nyborg (eksempel)", "2018-09-18", (
        ("Det begynder med et sted at bo.", "boliger"), ("Jeg mangler en, jeg kan ringe til.", "sundhed")),
        "Boliger blev det første fokusområde."),
    Met(CAFE, "Cafémøde i Ullerslev (eksempel)", "2018-09-20", (("Giv mig noget at stå op til.", "beskaeftigelse"),),
        "Arbejde og uddannelse kom med."),
    Met(WORKSHOP, "Workshop med politikere, rådet og andre (eksempel)", "2018-11-22", (
        ("Tænderne er det første, folk ser.", "sundhed"),), "De tre fokusområder blev skrevet."),
)  # fmt: skip


def tell_gatherings(town: Town) -> None:
    """What this town's gatherings were."""
    with tenancy.within(town.municipality):
        {"odsherred": _odsherred, "nyborg": _nyborg, "roedovre": _roedovre, "faxe": _faxe}[town.municipality.slug](town)


def _planned(town: Town, kind: GatheringKind, title: str, on: date, **more: Any) -> Gathering:
    return plan_gathering(
        municipality=town.municipality, kind=kind, title=title, meets_on=on, by=town.by("finn"), **more
    )


def _said(town: Town, row: Gathering, said: Iterable[tuple[str, str]], *, shown: bool = True) -> list[HeardLine]:
    """Lines with their theme words, released and published."""
    finn, found = town.by("finn"), []
    for words, theme in said:
        line = heard.write_heard(gathering=row, words=words, by=finn)
        line = heard.change_heard(line=line, words=words, goes_on=False, theme_word=theme, by=finn)
        found.append(heard.release_heard(line=line, by=finn) if shown else line)
    return found


def _odsherred(town: Town) -> None:
    """O4, O5: the council's theme meeting and the five dialogues, written in afterwards, each with its outcome."""
    with clock.standing_at(day(WRITTEN_IN)):
        finn = town.by("finn")
        efforts = {
            row.key: row
            for row in Effort.objects.filter(plan__policy=town.policy, plan__period_from__year=2017, superseded_by=None)
        }
        theme = _planned(
            town, THEME, "Temamøde om udsattepolitikken (eksempel)", day("2018-03-08"), begins_at=time(17),
            ends_at=time(20), place="Biblioteket", purpose="Rådet inviterede alle til at sige, hvad der mangler.",
        )  # fmt: skip
        _said(town, theme, HEARD_IN_ODSHERRED)
        theme = heard.publish_heard(gathering=theme, by=finn)
        write_outcome(gathering=theme, came_of_it="64 kom. 17 forslag gik videre til afdelingerne.", by=finn)
        tie_gathering(gathering=theme, goals=town.goals("overordnet"), efforts=[efforts["temamoede"]], by=finn)
        for unit, on, outcome in DIALOGUES:
            name = town.units[unit].name
            row = _planned(
                town, DIALOGUE, f"Dialog med {name} (eksempel)", day(on), department=town.units[unit], is_public=False,
                purpose="Hvordan kan hjælpen hænge sammen på tværs?",
            )  # fmt: skip
            write_outcome(gathering=row, came_of_it=outcome, by=finn)
            tie_gathering(gathering=row, goals=[], efforts=[efforts["dialoger"]], by=finn)


def _nyborg(town: Town) -> None:
    """N3: café meetings and a workshop, and the goals that came of what was said there."""
    with clock.standing_at(day(WRITTEN_IN)):
        finn = town.by("finn")
        for met in NYBORG:
            row = _planned(town, met.kind, met.title, day(met.on))
            lines = _said(town, row, [(words, "") for words, _goal in met.said])
            row = heard.publish_heard(gathering=row, by=finn)
            write_outcome(gathering=row, came_of_it=met.outcome, by=finn)
            for line, (_words, goal) in zip(lines, met.said, strict=True):
                chosen = [one for one, (_w, key) in zip(lines, met.said, strict=True) if key == goal]
                if line == chosen[0]:
                    choose_inputs(goal=town.goal[goal], gathering=row, lines=chosen, by=finn)


def _roedovre(town: Town) -> None:
    """A café meeting that goes on today: two lines are shown, one waits."""
    with clock.standing_at(day(TODAY)):
        row = _planned(
            town, CAFE, "Cafémøde om aftener og weekender", day(TODAY), begins_at=time(14), ends_at=time(16),
            place="Værestedet (eksempel)", purpose="Kom og sig, hvordan en aften er, når man er alene.",
        )  # fmt: skip
        _said(town, row, (("Aftenen er lang, når man er alene.", "Aften"), ("Søndag er den værste dag.", "Weekend")))
        _said(town, row, (("Jeg kommer gerne og laver kaffe.", ""),), shown=False)


def _faxe(town: Town) -> None:
    """A theme meeting to come, with somebody on the list."""
    with clock.standing_at(day("2021-11-08")):
        row = _planned(
            town, THEME, "Temamøde: Hvad mangler i byen?", day("2021-12-08"), begins_at=time(17), ends_at=time(19),
            place="Kulturhuset (eksempel)", seats=40, sign_up_until=day("2021-12-06"),
            purpose="Kom og sig, hvad der mangler i byen. Der er mad, og du må tage en med.",
            practical="Der er plads til kørestole og hunde. Ring, hvis du mangler kørsel.",
        )  # fmt: skip
        home = town.municipality
        sign_up(gathering=row, code=new_code(), by=visitor(home), name="Asta (eksempel)", companions=1, needs=["food"])
