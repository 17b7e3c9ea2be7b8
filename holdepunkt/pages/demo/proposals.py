"""What people said in the four towns, and what became of it: made up, one of each way a proposal can go."""

from dataclasses import dataclass

from holdepunkt import clock, tenancy
from holdepunkt.pages.demo.town import Town, day
from holdepunkt.people.asker import visitor
from holdepunkt.policy.actions.adopted import adopt_proposal
from holdepunkt.voice.actions.care import add_theme, gather
from holdepunkt.voice.actions.message import begin_run, finish_run
from holdepunkt.voice.actions.path import take_step
from holdepunkt.voice.actions.proposal import Contact, note_proposal, send_proposal
from holdepunkt.voice.codes import new_code
from holdepunkt.voice.models import AdvisoryCouncil, Proposal
from holdepunkt.voice.rules.proposal import CameBy, ProposalKind, StepKind, Way

IDEA, PROBLEM, PRAISE = ProposalKind.IDEA, ProposalKind.PROBLEM, ProposalKind.PRAISE


@dataclass(frozen=True)
class Said:
    """What a town's people said; `home` is the unit that reads, `effort` the key of the one that was adopted into."""

    home: str
    council: str
    effort: str
    answered: str
    answer: str
    refused: str
    why: str
    adopted: str
    becomes: str
    late: str
    passed_on: str
    to: str
    with_council: str
    praise: str
    unread: str
    theme: str


SAID = {
    "faxe": Said(
        "socialafdelingen", "udsatteraadet", "natlampe",
        "Kan der stå et skilt ved varmestuen? Jeg gik forbi to gange.", "Ja. Skiltet kommer op i næste uge.",
        "Lad bussen være gratis for os, der ikke har penge.",
        "Kommunen må ikke give gratis bus til nogle og ikke til andre. Vi har sagt det videre til trafikselskabet.",
        "Lad lampen være tændt i weekenden også. Det er dér, det er koldest.", "Vi prøver det i vinter, fredag til søndag.",
        "Jeg venter stadig på svar om et skab til mine ting.",
        "Der mangler en bænk ved apoteket.", "Vi har givet det til dem, der passer byens bænke.",
        "Spørg os, før I flytter varmestuen.", "Tak til hende, der gik med mig til lægen.",
        "Kan man få kaffe om aftenen?", "Åbent om aftenen",
    ),
    "nyborg": Said(
        "socialafdelingen", "udsatteraadet", "boliger-i-tal",
        "Skriv brevene, så man kan forstå dem.", "Ja. Vi skriver det første brev om, og I læser det igennem.",
        "Giv os nøgle til badet om natten.", "Der er ingen til at passe på huset om natten. Vi ser på det igen til foråret.",
        "Tæl også os, der sover på en sofa hos andre.", "Det gør vi fra næste optælling.",
        "Hvornår får vi at vide, hvad der blev af ideen om et skur?",
        "Lyset på stien er gået ud igen.", "Vi har givet det til Teknik og Miljø.",
        "Vi vil gerne være med, når I vælger møbler til værestedet.", "Maden om torsdagen er god, og man bliver spurgt.",
        "Må hunden komme med ind?", "Hunde",
    ),
    "odsherred": Said(
        "social-og-psykiatri", "raadet-for-socialt-udsatte", "temamoede",
        "Ring i stedet for at skrive. Jeg læser ikke så godt.", "Ja. Sig det til os én gang, så ringer vi.",
        "Kør os til tandlægen.", "Vi har ikke en bil til det i år. En frivillig vil gerne gå med.",
        "Hold mødet om aftenen, så vi kan komme.", "Næste temamøde bliver en aften, og der er mad.",
        "Jeg har spurgt tre gange om en at følges med.",
        "Bussen kommer ikke mere ud til os.", "Vi har sendt det til dem, der laver køreplanen.",
        "Lav en liste over steder, man kan være i varmen.", "Tak for kaffen og snakken på biblioteket.",
        "Hvor kan man vaske tøj?", "Vask og bad",
    ),
    "roedovre": Said(
        "socialafdelingen", "udsatteraadet", "pusterum",
        "Sig til, når man skal vente. Så går man ikke igen.", "Ja. Der står nu en tavle, og nogen kommer ud og siger det.",
        "Giv alle en telefon.", "Det har vi ikke penge til i år. Man kan låne en på værestedet.",
        "Lad os, der er pårørende, mødes uden de andre.", "Det gør vi én gang om måneden fra januar.",
        "Jeg mangler svar om et sted at have min cykel.",
        "Der er for mørkt bag stationen.", "Vi har sendt det til Teknisk Forvaltning.",
        "Tag en fra rådet med, når I taler med boligselskabet.", "Hende i skranken husker mit navn. Det betyder noget.",
        "Kan I have åbent i julen?", "Jul og ferie",
    ),
}  # fmt: skip


def tell_proposals(town: Town) -> None:
    """Nine proposals of 2021, from unread to adopted; one of them past its deadline without an answer."""
    said = SAID[town.municipality.slug]
    with tenancy.within(town.municipality):
        _answers(town, said)
        late = _sent(town, said.late, PROBLEM, "2021-09-20", Contact(way=Way.PLACE, place="Værestedet (eksempel)"))
        _read(town, said, late, "2021-09-22")
        rows = [_sent(town, said.unread, IDEA, "2021-11-19"), _sent(town, said.unread, IDEA, "2021-11-21")]
        with clock.standing_at(day("2021-11-22")):
            theme = add_theme(municipality=town.municipality, name=said.theme, by=town.by("finn"), is_example=True)
            for row in rows:
                gather(proposal=row, theme=theme, by=town.by("finn"))


def _answers(town: Town, said: Said) -> None:
    """Those that went somewhere: a yes, a no with a reason, an effort, elsewhere, the council, and a thank you."""
    yes = _sent(town, said.answered, IDEA, "2021-08-16", Contact(way=Way.PLACE, place="Værestedet (eksempel)"))
    _read(town, said, yes, "2021-08-17")
    _step(town, yes, StepKind.ANSWERED, "2021-08-30", said.answer)
    with clock.standing_at(day("2021-08-31")):
        run = begin_run(municipality=town.municipality, way=Way.PLACE, by=town.by("finn"))
        finish_run(run=run, by=town.by("finn"))
    no = _noted(town, said, said.refused, IDEA, "2021-09-01", CameBy.GATHERING)
    _read(town, said, no, "2021-09-02")
    _step(town, no, StepKind.WITH_COUNCIL, "2021-09-06", unit=said.council)
    _step(town, no, StepKind.NOT_NOW, "2021-09-20", said.why)
    becomes = _noted(town, said, said.adopted, IDEA, "2021-10-04", CameBy.COUNCIL)
    _read(town, said, becomes, "2021-10-05")
    with clock.standing_at(day("2021-10-25")):
        adopt_proposal(effort=town.effort[said.effort], proposal=becomes, words=said.becomes, by=town.by("finn"))
    elsewhere = _sent(town, said.passed_on, PROBLEM, "2021-10-11")
    _read(town, said, elsewhere, "2021-10-12")
    _step(town, elsewhere, StepKind.PASSED_ON, "2021-10-13", said.to)
    council = _sent(town, said.with_council, IDEA, "2021-11-08")
    _read(town, said, council, "2021-11-09")
    _step(town, council, StepKind.WITH_COUNCIL, "2021-11-10", unit=said.council)
    thanks = _noted(town, said, said.praise, PRAISE, "2021-11-15", CameBy.STAFF)
    _read(town, said, thanks, "2021-11-16")


def _sent(town: Town, words: str, kind: ProposalKind, on: str, contact: Contact | None = None) -> Proposal:
    """Sent on the web form by somebody."""
    home = town.municipality
    with clock.standing_at(day(on)):
        return send_proposal(
            municipality=home, kind=kind, words=words, code=new_code(), by=visitor(home), contact=contact
        )


def _noted(town: Town, said: Said, words: str, kind: ProposalKind, on: str, came_by: CameBy) -> Proposal:
    """Written in for somebody."""
    with clock.standing_at(day(on)):
        return note_proposal(
            municipality=town.municipality, kind=kind, words=words, came_by=came_by, received_on=day(on),
            code=new_code(), by=town.by("finn"), heard_at="Cafémøde" if came_by == CameBy.GATHERING else "",
            council=AdvisoryCouncil.objects.get(unit=town.units[said.council]) if came_by == CameBy.COUNCIL else None,
        )  # fmt: skip


def _read(town: Town, said: Said, row: Proposal, on: str) -> None:
    _step(town, row, StepKind.READ, on, unit=said.home)


def _step(town: Town, row: Proposal, kind: StepKind, on: str, words: str = "", unit: str = "") -> None:
    with clock.standing_at(day(on)):
        take_step(proposal=row, kind=kind, words=words, unit=town.units[unit] if unit else None, by=town.by("finn"))
