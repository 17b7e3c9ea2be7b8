"""The same figures in all four forms: each is read back and compared value by value."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from holdepunkt.policy.papers import parse
from holdepunkt.policy.papers.docx import to_docx
from holdepunkt.policy.papers.html import to_html
from holdepunkt.policy.papers.lines import figure_lines, figure_of, read_figure
from holdepunkt.policy.papers.paper import Column, Paper, StatusRow, StatusTable
from holdepunkt.policy.papers.pdf import to_pdf
from holdepunkt.policy.papers.words import words_for
from holdepunkt.policy.papers.xlsx import to_xlsx
from holdepunkt.policy.tests.papers_life import FIRST_ROWS, HOME, INJECTION, LONG_NAME, ODD, a_paper

FORMS = {
    "docx": lambda paper: parse.from_docx(to_docx(paper), paper),
    "pdf": lambda paper: parse.from_pdf(to_pdf(paper), paper),
    "xlsx": lambda paper: parse.from_xlsx(to_xlsx(paper), paper),
    "html": lambda paper: parse.from_html(to_html(paper), paper),
}


def with_rows(*rows: StatusRow) -> Paper:
    """The paper with a table of these rows."""
    paper = a_paper()
    return replace(paper, table=replace(paper.table, rows=rows))


@pytest.mark.parametrize("form", FORMS)
def test_every_form_says_exactly_what_the_paper_says(form: str) -> None:
    paper = with_rows(*(replace(row, happened="Smil og håb") if row is ODD else row for row in a_paper().table.rows))
    said, meant = FORMS[form](paper), parse.expected(paper)
    assert (said.title, said.case_number) == (meant.title, "27.00.00-P22-1-21")
    assert said.headings == meant.headings
    assert said.columns == meant.columns
    assert len(said.rows) == 60
    for told, planned in zip(said.rows, meant.rows, strict=True):
        assert told == planned


@pytest.mark.parametrize("form", FORMS)
def test_figures_keep_their_kind_in_every_form(form: str) -> None:
    rows = FORMS[form](with_rows(*FIRST_ROWS)).rows
    assert [row.figure.value for row in rows if row.figure] == [
        Decimal(14),
        Decimal("1234.50"),
        "under fem",
        None,
        Decimal("-3.25"),
    ]
    missing = rows[3].figure
    assert missing is not None
    assert missing.note == "Klinikken lukkede, før nogen nåede at tælle"
    assert rows[0].figure is not None
    assert rows[0].figure.as_of == date(2021, 10, 31)
    assert dict(rows[4].cells)["effort"] == (INJECTION,)
    assert dict(rows[4].cells)["lead"] == (LONG_NAME,)


@pytest.mark.parametrize("form", FORMS)
def test_a_municipality_chooses_its_own_columns_and_words(form: str) -> None:
    words = words_for("da", {"source": "Tallet kommer fra", "case_number": "Journalnummer", "annex": "Bilag A: tabel"})
    columns = (Column("status", "Hvor langt er vi?"), Column("goal", "Fokuspunkt"), Column("indicator", "Måling"))
    paper = a_paper(words=words, table=StatusTable("Årets status", columns, FIRST_ROWS[:3]))
    assert FORMS[form](paper) == parse.expected(paper)


@pytest.mark.parametrize("form", FORMS)
def test_a_paper_with_no_efforts_is_still_a_paper(form: str) -> None:
    assert FORMS[form](with_rows()).rows == ()


@pytest.mark.parametrize("form", FORMS)
def test_what_each_heard_council_said_stands_in_every_form(form: str) -> None:
    paper = a_paper()
    text = {
        "docx": lambda: "\n".join(p.text for p in parse.Document(parse.BytesIO(to_docx(paper))).paragraphs),
        "pdf": lambda: "\n".join(block.text for block in parse.read_blocks(to_pdf(paper)).texts),
        "xlsx": lambda: "\n".join(
            str(row[1].value) for row in parse.load_workbook(parse.BytesIO(to_xlsx(paper))).worksheets[1].iter_rows()
        ),
        "html": lambda: to_html(paper),
    }[form]()
    for words in (
        "Vi mærker, at der bliver lyttet",
        "Husk dem, der ikke kan",
        "Vi har ingen bemærkninger",
        "Ventetiden er nu et fast punkt",
        "Værestedet får en rampe",
        LONG_NAME,
    ):
        assert words in text


TEXT = st.text(alphabet="abcæøåÆØÅ =+-@|'\"<>&:–.,0123456789%\t", max_size=30)
FIGURES = st.one_of(
    st.none(),
    st.just("under fem"),
    TEXT,
    st.decimals(min_value=-(10**8), max_value=10**8, places=2, allow_nan=False),
    st.integers(min_value=0, max_value=10**9).map(Decimal),
)
ROWS = st.builds(
    StatusRow,
    goal=TEXT,
    effort=TEXT,
    lead=TEXT,
    indicator=TEXT,
    figure_value=FIGURES,
    figure_unit=TEXT,
    figure_source=TEXT,
    figure_date=st.none() | st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    figure_note=TEXT,
    stage_label=TEXT,
    happened=TEXT,
    hindrance=TEXT,
)


@settings(max_examples=200, deadline=None)
@given(row=ROWS, language=st.sampled_from(["da", "en"]))
def test_any_figure_survives_being_printed(row: StatusRow, language: str) -> None:
    words = words_for(language)
    assert read_figure(figure_lines(row, words), words) == figure_of(row, words)


@settings(max_examples=12, deadline=None)
@example(rows=[replace(HOME, figure_value="9999999999999998483608109057")])
@given(rows=st.lists(ROWS, min_size=1, max_size=3))
def test_any_rows_are_the_same_in_all_four_forms(rows: list[StatusRow]) -> None:
    paper = with_rows(*rows)
    meant = parse.expected(paper)
    for form, read in FORMS.items():
        assert read(paper) == meant, form


def test_the_story_of_a_row_shows_what_the_dates_say_only_when_it_differs() -> None:
    paper = with_rows(HOME, FIRST_ROWS[1])
    first, second = (dict(row.cells)["status"] for row in parse.expected(paper).rows)
    assert first[0] == "Følger planen"
    assert not any(line.startswith("Beregnet") for line in first)
    assert "Beregnet: Frist overskredet" in second
