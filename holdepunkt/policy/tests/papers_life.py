"""A rich paper as it could lie before a committee: made-up people, long names, awkward texts."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from holdepunkt.policy.papers.lines import default_columns
from holdepunkt.policy.papers.paper import Bullets, Paper, Paragraph, Quote, Section, StatusRow, StatusTable, Tone
from holdepunkt.policy.papers.words import words_for

LONG_NAME = "Rådet for Ærlige Ølandske Åbne Værestedsbrugere og Pårørende"  # 60 letters
INJECTION = "=cmd|'/C calc'!A0"

HOME = StatusRow(
    goal="Et sikkert sted at bo",
    effort="Støtte i overgangen fra herberg til egen bolig",
    lead="Afdelingen for Social og Psykiatri",
    partners="Boligselskabet Solgården, Udsatterådet, De Åbne Døre",
    schedule="Januar 2021 til december 2022",
    economy="250.000 kr. om året, inden for rammen",
    indicator="Borgere, der flyttede fra herberg til egen bolig",
    figure_value=Decimal("14"),
    figure_unit="borgere",
    figure_source="Afdelingens egen optælling",
    figure_date=date(2021, 10, 31),
    stage_label="Følger planen",
    stage_tone=Tone.GOOD,
    computed_label="Følger planen",
    happened="Fjorten borgere har fået egen bolig. Alle har den samme støtteperson før og efter flytningen.",
    next_step="To boliger mere klar til marts",
    last_year_label="Følger planen",
)
WORK = StatusRow(
    goal="Vejen til job og fællesskab",
    effort="Mentor i de første tre måneder på en arbejdsplads",
    lead="Job og Ydelser",
    partners="Otte lokale virksomheder",
    schedule="2021",
    economy="1.234.567,50 kr.",
    indicator="Timer med mentor om ugen",
    figure_value=Decimal("1234.50"),
    figure_unit="timer",
    figure_source="Jobcentrets sagssystem",
    figure_date=date(2021, 9, 30),
    figure_note="Uden uge 29-31",
    stage_label="Bag efter planen",
    stage_tone=Tone.WATCH,
    computed_label="Frist overskredet",
    differs_because="To mentorer er lige begyndt, så vi når det i foråret.",
    happened="Vi startede sent, men de første forløb virker.",
    hindrance="Det er svært at finde mentorer.",
    next_step="Ansætte to mentorer",
    last_year_label="Ikke begyndt",
)
YOUNG = StatusRow(
    goal="Færre unge alene",
    effort="Fælles aftensmad på værestedet",
    lead="Børn og Familie",
    partners="Frivillige",
    schedule="Hver torsdag",
    economy="Ingen udgift",
    indicator="Unge, der har prostitution som levevej og får hjælp",
    figure_value="under fem",
    figure_unit="unge",
    figure_source="Familiehuset",
    figure_date=date(2021, 6, 30),
    stage_label="Følger planen",
    stage_tone=Tone.GOOD,
    happened="De unge laver selv maden.",
    next_step="Spørge de unge, hvad der mangler",
)
STOPPED = StatusRow(
    goal="Sundhed for alle",
    effort="Tandpleje i varmestuen",
    lead="Omsorg og Sundhed",
    indicator="Borgere med behandlet tandpine",
    figure_note="Klinikken lukkede, før nogen nåede at tælle",
    stage_label="Stoppet",
    stage_tone=Tone.STOPPED,
    hindrance="Tandlægen er flyttet.",
    next_step="Finde en ny tandlæge",
    last_year_label="Følger planen",
)
ODD = StatusRow(
    goal="Ro på",
    effort=INJECTION,
    lead=LONG_NAME,
    partners="+45 00 00 00 00",
    schedule="-",
    economy="@SUM(1+1)",
    indicator="#let x = 1 <b>og</b> & \\alpha $x$ _nej_ *nej*",
    figure_value=Decimal("-3.25"),
    figure_unit="%-point",
    figure_source="\tRegneark\u200b",
    figure_note="=1+1",
    stage_label="Ikke begyndt",
    happened="Smil \U0001f600 og 漢字",
)
FIRST_ROWS = (HOME, WORK, YOUNG, STOPPED, ODD)


def sixty_rows() -> tuple[StatusRow, ...]:
    """The five rows of life, and fifty-five more with figures of their own."""
    more = tuple(
        replace(
            FIRST_ROWS[number % 3],
            effort=f"Indsats nummer {number} på værestedet",
            figure_value=Decimal(number * 37) if number % 3 != 2 else "under fem",
        )
        for number in range(55)
    )
    return FIRST_ROWS + more


COUNCILS = (
    Quote(
        "Udsatterådet",
        date(2022, 1, 12),
        "Vi mærker, at der bliver lyttet. Men ventetiden er stadig for lang.",
        "Ventetiden er nu et fast punkt i næste års status.",
    ),
    Quote(
        "Handicaprådet",
        date(2022, 1, 14),
        "Husk dem, der ikke kan gå op ad en trappe.",
        "Værestedet får en rampe i april.",
    ),
    Quote(LONG_NAME, None, "Vi har ingen bemærkninger."),
)


FACTS = Section(
    "facts",
    "Sagsfremstilling",
    (
        Paragraph("Kommunalbestyrelsen vedtog politikken i 2019. Den lover en status hvert år. " * 6),
        Paragraph("Tallene står med kilde og dato i Bilag 1."),
    ),
)


def sections() -> tuple[Section, ...]:
    """The agenda item in fields of its own, one of them still empty."""
    return (
        Section("competence", "Beslutningskompetence", (Paragraph("Social- og Sundhedsudvalget."),)),
        Section(
            "core",
            "Sagens kerne",
            (
                Paragraph(
                    "Udvalget får hvert år en status på politikken. I år følger de fleste indsatser planen. "
                    "Én indsats er stoppet, og én er bag efter."
                ),
            ),
        ),
        Section(
            "proposal",
            "Indstilling",
            (
                Paragraph("Social- og Sundhedsforvaltningen indstiller til udvalget,"),
                Bullets(
                    ("at status for 2021 tages til efterretning", "at tandplejen i varmestuen begynder igen i 2022")
                ),
            ),
        ),
        Section("decision", "Beslutning"),
        FACTS,
        Section("hearing", "Inddragelse og høring", COUNCILS),
        Section("economy", "Økonomiske konsekvenser", (Paragraph("Ingen."),)),
    )


def a_paper(**changes: object) -> Paper:
    """A whole paper for the made-up municipality of Lysbro."""
    words = words_for()
    paper = Paper(
        municipality="Lysbro Kommune",
        committee="Social- og Sundhedsudvalget",
        title="Status 2021 på politikken for mennesker i udsatte positioner",
        case_number="27.00.00-P22-1-21",
        meeting_on=date(2022, 2, 8),
        agenda_on=date(2022, 2, 1),
        year=2021,
        policy_title="Plads til alle 2019-2025",
        sections=sections(),
        table=StatusTable("Status på indsatserne i 2021", default_columns(words), sixty_rows()),
        made_on=date(2022, 1, 25),
        example_data=True,
        words=words,
    )
    return replace(paper, **changes)  # type: ignore[arg-type]
