"""Hearings of the demo: one that is open, with the council writing its answer, and one that ended with a yes and a no."""

from holdepunkt import clock, tenancy
from holdepunkt.pages.demo.councils import LAW
from holdepunkt.pages.demo.proposals import SAID
from holdepunkt.pages.demo.town import Town, day
from holdepunkt.people.asker import Asker, visitor
from holdepunkt.policy.actions import hearing as steps
from holdepunkt.voice.actions import hearing as hearings
from holdepunkt.voice.actions import hearing_answer as answers
from holdepunkt.voice.actions import hearing_body as bodies
from holdepunkt.voice.actions import hearing_theme as themes
from holdepunkt.voice.actions.hearing import Part
from holdepunkt.voice.codes import new_code
from holdepunkt.voice.models import Hearing, HearingBody

NIGHT = (
    Part("aabent", "Varmestuen holder åbent til klokken 22 hver dag.", "Åbent om aftenen"),
    Part("mad", "Der er varm mad klokken 18. Den koster 20 kroner.", "Aftensmad"),
)
KEYS = (Part("noegler", "Den, der bor i et skab, får sin egen nøgle.", "Nøgler"),)


def tell_hearings(town: Town) -> None:
    """An ended hearing of spring and an open one of autumn, both made up."""
    with tenancy.within(town.municipality):
        _ended(town)
        _open(town)


def _begun(town: Town, title: str, plain: str, parts: tuple[Part, ...], due: str) -> tuple[Hearing, HearingBody]:
    row = hearings.begin_hearing(
        municipality=town.municipality, title=title, plain=plain, parts=parts, due_on=day(due),
        touches_disability="handicapraadet" in town.units, by=town.by("finn"), is_example=True,
    )  # fmt: skip
    council = town.units[SAID[town.municipality.slug].council]
    body = bodies.ask_unit(hearing=row, unit=council, ground="rules", by=town.by("finn"))
    if "handicapraadet" in town.units:
        bodies.ask_unit(hearing=row, unit=town.units["handicapraadet"], ground="law", source=LAW, by=town.by("finn"))
    row = hearings.open_hearing(hearing=row, by=town.by("finn"))
    body.refresh_from_db()
    return row, body


def _writer(town: Town) -> Asker:
    """Who writes for the council: in Faxe the chairs, by its own rules."""
    return town.by("eva" if town.municipality.slug == "faxe" else "jette")


def _answered(town: Town, row: Hearing, words: str, part: str) -> None:
    home = town.municipality
    answers.send_answer(hearing=row, words=words, code=new_code(), by=visitor(home), passage=row.passages.get(key=part))


def _ended(town: Town) -> None:
    """Two answers, two themes: what was changed, and what was not because."""
    finn = "finn"
    with clock.standing_at(day("2021-04-06")):
        plain = "Vi vil give nøgler til skabene. Er det en god idé? Hvad skal vi tænke på?"
        row, body = _begun(town, "Nøgler til skabene (eksempel)", plain, KEYS, "2021-04-26")
        _answered(town, row, "Jeg taber altid min nøgle. Giv os en kode i stedet.", "noegler")
    with clock.standing_at(day("2021-04-20")):
        steps.send_body_answer(
            body=body, texts={"noegler": "Rådet siger ja. Nogle skal kunne hente en ny nøgle om natten."},
            decided_by="Rådet på mødet", decided_on=day("2021-04-20"), by=_writer(town),
        )  # fmt: skip
    with clock.standing_at(day("2021-04-27")):
        row = steps.close_hearing(hearing=row, by=town.by(finn))
        told = {"Kode i stedet for nøgle": ("changed", "Skabene får en kode. Man kan selv skifte den."),
                "Ny nøgle om natten": ("not_changed", "Der er ingen på arbejde om natten. Nu er der en kode.")}  # fmt: skip
        for answer, (name, (outcome, words)) in zip(row.answers.order_by("number"), told.items(), strict=True):
            theme = themes.add_hearing_theme(hearing=row, name=name, by=town.by(finn))
            answers.gather_answer(answer=answer, themes=[theme], by=town.by(finn))
            themes.answer_hearing_theme(theme=theme, name=name, outcome=outcome, words=words, by=town.by(finn))
        steps.end_hearing(hearing=row, by=town.by(finn))


def _open(town: Town) -> None:
    """Sent out in November: a member has said something, the secretary has begun a draft, one citizen has answered."""
    with clock.standing_at(day("2021-11-15")):
        plain = "Vi vil holde varmestuen åben om aftenen. Vi vil gerne vide, hvad du synes, før vi bestemmer det."
        row, body = _begun(town, "Varmestuen om aftenen (eksempel)", plain, NIGHT, "2021-12-13")
    with clock.standing_at(day("2021-11-18")):
        _answered(town, row, "Klokken 22 er for tidligt, når det fryser.", "aabent")
        if body.council is None:
            return
        member = body.council.members.order_by("pk").first()
        if member is not None:
            bodies.comment(
                body=body, member=member, words="20 kroner er mange penge for mig.",
                passage=row.passages.get(key="mad"), by=town.by("jette"),
            )  # fmt: skip
        bodies.save_draft(body=body, texts={"mad": "Rådet synes, maden skal koste 10 kroner."}, by=_writer(town))
