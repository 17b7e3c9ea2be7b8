"""The Word and Excel forms, the print HTML and the paste-ready fields: what a secretary relies on."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from openpyxl import load_workbook

from holdepunkt.policy.papers.docx import to_docx
from holdepunkt.policy.papers.fields import paste_ready
from holdepunkt.policy.papers.html import paper_view, to_html
from holdepunkt.policy.papers.paper import Column, Paragraph, paragraphs
from holdepunkt.policy.papers.words import DANISH, ENGLISH, words_for
from holdepunkt.policy.papers.xlsx import HEADER_ROW, to_xlsx
from holdepunkt.policy.tests.papers_life import INJECTION, a_paper


def test_the_word_paper_is_danish_with_real_headings_and_properties() -> None:
    document = Document(BytesIO(to_docx(a_paper())))
    assert {lang.get(qn("w:val")) for lang in document.styles.element.iter(qn("w:lang"))} == {"da-DK"}
    assert document.core_properties.language == "da-DK"
    assert document.core_properties.title == "Status 2021 på politikken for mennesker i udsatte positioner"
    headings = [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 2"]
    assert headings[:3] == ["Beslutningskompetence", "Sagens kerne", "Indstilling"]


def test_the_word_annex_lies_down_and_repeats_its_header_row() -> None:
    document = Document(BytesIO(to_docx(a_paper())))
    assert [section.orientation for section in document.sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]
    rows = document.tables[0].rows
    assert rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
    assert rows[1]._tr.find(f".//{qn('w:tblHeader')}") is None
    assert document.tables[0].style.name == "Statustabel"
    assert "PAGE" in document.sections[0].footer.paragraphs[0]._p.xml
    assert "27.00.00-P22-1-21" in document.sections[0].header.paragraphs[0].text


def test_nothing_in_the_workbook_is_a_formula() -> None:
    content = to_xlsx(a_paper())
    annex = load_workbook(BytesIO(content)).worksheets[0]
    cells = [cell for row in annex.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f"]
    suspicious = [cell for cell in cells if isinstance(cell.value, str) and cell.value[0] in "=+-@"]
    assert INJECTION in {cell.value for cell in suspicious}
    assert all(cell.quotePrefix for cell in suspicious)
    with ZipFile(BytesIO(content)) as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist())


def test_the_workbook_keeps_numbers_and_dates_and_prints_well() -> None:
    annex, item = load_workbook(BytesIO(to_xlsx(a_paper()))).worksheets
    heads = [cell.value for cell in annex[HEADER_ROW]]
    figure = annex.cell(HEADER_ROW + 2, heads.index("Nyeste tal") + 1)
    assert (figure.value, figure.number_format) == (1234.5, "#,##0.00")
    assert annex.cell(HEADER_ROW + 2, heads.index("Opgjort") + 1).is_date
    assert annex.freeze_panes == f"A{HEADER_ROW + 1}"
    assert annex.print_title_rows == f"${HEADER_ROW}:${HEADER_ROW}"
    assert annex.page_setup.orientation == "landscape"
    assert item["B1"].value == "Status 2021 på politikken for mennesker i udsatte positioner"


def test_the_print_page_stands_alone_and_escapes_what_people_write() -> None:
    page = to_html(a_paper(title="<script>alert(1)</script> & co"))
    assert "<script>" not in page
    assert "http" not in page
    assert "&lt;b&gt;og&lt;/b&gt;" in page
    assert '<th scope="col">Mål</th>' in page
    assert page.count('scope="row"') == 60
    assert '<html lang="da">' in page


def test_the_page_around_the_paper_sets_the_level_of_its_headings() -> None:
    assert paper_view(a_paper(), top=2)["top"] == 2


def test_each_field_can_be_pasted_as_plain_text() -> None:
    fields = dict(paste_ready(a_paper()))
    assert list(fields)[:2] == ["Beslutningskompetence", "Sagens kerne"]
    assert fields["Beslutning"] == "Ikke udfyldt"
    assert fields["Indstilling"].endswith("begynder igen i 2022")
    assert "\n• at status for 2021" in fields["Indstilling"]
    assert "Handicaprådet, 14. januar 2022:" in fields["Inddragelse og høring"]


def test_every_label_exists_in_both_languages() -> None:
    assert DANISH.keys() == ENGLISH.keys()
    with pytest.raises(ValueError, match="ukendt"):
        words_for("da", {"ukendt": "x"})


def test_a_column_nobody_knows_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="hourly_rate"):
        Column("hourly_rate", "Timeløn")


def test_typed_text_becomes_paragraphs() -> None:
    assert paragraphs("A\n\n B \r\nC") == (Paragraph("A"), Paragraph("B"), Paragraph("C"))
