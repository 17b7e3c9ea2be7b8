"""From an item and the locked rows to `papers.Paper`: the one place where a paper is put together."""

from holdepunkt import clock
from holdepunkt.policy.models import CommitteeItem
from holdepunkt.policy.papers.paper import Block, Paper, Paragraph, Quote, Section
from holdepunkt.policy.reads import item as item_reads
from holdepunkt.policy.reads.paper_annex import Said, said_in, table_of, words_of
from holdepunkt.policy.reads.paper_rows import has_examples
from holdepunkt.policy.rules.kinds import Decision
from holdepunkt.policy.rules.paper import blocks, day

# A form without a field for the hearing still carries every council's words, in the first of these.
HEARING_PLACES = ("involvement", "account", "core", "resume")
DECISION_WORDS = {
    Decision.APPROVED: "Godkendt",
    Decision.NOTED: "Taget til efterretning",
    Decision.RECOMMENDED: "Anbefalet",
    Decision.SENT_ON: "Sendt videre",
    Decision.POSTPONED: "Udsat",
    Decision.SENT_BACK: "Sendt tilbage",
}


def paper_of(row: CommitteeItem, texts: list[tuple[str, str, str]] | None = None) -> Paper:
    """The whole paper of an item; `texts` are its fields when they are not stored (a trial paper)."""
    municipality = row.policy.municipality
    words = words_of(row)
    return Paper(
        municipality=municipality.name,
        committee=row.committee.name,
        title=row.title,
        case_number=row.case_number,
        meeting_on=row.meeting_on,
        agenda_on=row.agenda_on,
        year=_year(row),
        policy_title=row.policy.title,
        sections=sections(row, item_reads.fields(row) if texts is None else texts),
        table=table_of(row, words),
        made_on=clock.today(),
        example_data=municipality.example_data or has_examples(row),
        words=words,
    )


def sections(row: CommitteeItem, texts: list[tuple[str, str, str]]) -> tuple[Section, ...]:
    """The fields in order, with what each council said beside what was typed, and the decision."""
    keys = [key for key, _heading, _text in texts]
    place = next((key for key in HEARING_PLACES if key in keys), "")
    made = []
    for key, heading, text in texts:
        parts: tuple[Block, ...] = blocks(text)
        if key == place:
            parts += quotes(said_in(row))
            place = ""
        if key == "decision" and row.decision:
            parts += (Paragraph(decision_line(row)),)
        made.append(Section(key, heading, parts))
    return tuple(made)


def quotes(bodies: list[Said]) -> tuple[Quote, ...]:
    """What each body that answered said, in its own words."""
    return tuple(Quote(body.who, body.said_on, body.words, body.considered) for body in bodies if body.words)


def decision_line(row: CommitteeItem) -> str:
    """The decision in the paper's language."""
    when = f" den {day(row.decided_on)}" if row.decided_on else ""
    return f"{DECISION_WORDS[Decision(row.decision)]}{when}. {row.decision_text}".strip()


def _year(row: CommitteeItem) -> int:
    if row.report:
        return row.report.year
    if row.evaluation:
        return row.evaluation.year
    when = row.meeting_on or (row.plan.period_from if row.plan else clock.today())
    return when.year
