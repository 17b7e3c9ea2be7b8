"""The PDF is PDF/UA-1: language, title, tags, header cells; and no text is ever read as markup."""

from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from holdepunkt.policy.papers.paper import Paragraph, Section
from holdepunkt.policy.papers.parse_pdf import read_blocks
from holdepunkt.policy.papers.pdf import to_pdf
from holdepunkt.policy.tests.papers_life import a_paper


def tags_below(node: Any) -> list[Any]:
    """Every element of the structure tree, in order."""
    kids = node.get("/K", [])
    kids = kids if isinstance(kids, list) else [kids]
    found = [node] if "/S" in node else []
    for kid in kids:
        kid = kid.get_object() if hasattr(kid, "get_object") else kid
        if hasattr(kid, "get") and ("/S" in kid or "/K" in kid):
            found += tags_below(kid)
    return found


def test_the_pdf_declares_what_a_screen_reader_needs() -> None:
    reader = PdfReader(BytesIO(to_pdf(a_paper())))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"].value is True
    assert str(root["/Lang"]).startswith("da")
    assert bool(root["/ViewerPreferences"]["/DisplayDocTitle"])
    assert reader.metadata is not None
    assert reader.metadata.title == "Status 2021 på politikken for mennesker i udsatte positioner"
    xmp = root["/Metadata"].get_object().get_data().decode()
    assert "pdfuaid:part>1<" in xmp.replace(" ", "")
    assert "Status 2021 på politikken" in xmp


def test_the_pdf_is_tagged_with_headings_table_and_header_cells() -> None:
    reader = PdfReader(BytesIO(to_pdf(a_paper())))
    elements = tags_below(reader.trailer["/Root"]["/StructTreeRoot"])  # type: ignore[index]
    names = [str(element["/S"]) for element in elements]
    assert names.count("/H1") == 2
    assert names.count("/H2") == len(a_paper().sections)
    assert names.count("/Table") == 1
    assert names.count("/TH") == 9
    assert names.count("/TR") == 61
    headers = [element for element in elements if element["/S"] == "/TH"]
    for header in headers:
        attributes = header["/A"]
        attributes = attributes if isinstance(attributes, list) else [attributes]
        assert any(part.get_object().get("/Scope") == "/Column" for part in attributes)
    assert all("/Alt" in element for element in elements if element["/S"] == "/Figure")


def test_every_page_has_a_tab_order_and_the_annex_lies_down() -> None:
    pages = PdfReader(BytesIO(to_pdf(a_paper()))).pages
    assert pages[0].mediabox.height > pages[0].mediabox.width
    assert pages[-1].mediabox.width > pages[-1].mediabox.height


def test_text_is_never_read_as_markup() -> None:
    code = '#read("/etc/passwd") *fed* _skrå_ $x$ <b> \\ @kilde // [x] `kode`'
    paper = a_paper(sections=(Section("facts", code, (Paragraph(code),)),))
    texts = [block.text for block in read_blocks(to_pdf(paper)).texts]
    assert texts.count(code) == 2


def test_a_sign_that_no_font_has_becomes_a_box_and_never_stops_the_paper() -> None:
    paper = a_paper(sections=(Section("facts", "Sagsfremstilling", (Paragraph("Tak \U0001f600 for 漢 maden æøå"),)),))
    texts = [block.text for block in read_blocks(to_pdf(paper)).texts]
    assert "Tak □ for □ maden æøå" in texts


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert to_pdf(a_paper()) == to_pdf(a_paper())


def test_a_missing_font_folder_is_no_obstacle(tmp_path: Path) -> None:
    assert to_pdf(a_paper(), fonts=tmp_path / "none").startswith(b"%PDF-1.7")


def test_example_papers_say_so_on_every_page() -> None:
    marked = [page.extract_text() for page in PdfReader(BytesIO(to_pdf(a_paper()))).pages]
    assert all("tal og navne er opdigtede" in text for text in marked)
    plain = [page.extract_text() for page in PdfReader(BytesIO(to_pdf(a_paper(example_data=False)))).pages]
    assert not any("opdigtede" in text for text in plain)
