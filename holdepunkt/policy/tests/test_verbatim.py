"""The council's own words are found in its document, however the PDF broke them."""

import io

import docx
import pytest
import typst

from holdepunkt.policy.pack.check import check
from holdepunkt.policy.pack.documents import Document, DocumentUnreadable, read_document
from holdepunkt.policy.pack.format import Anchors
from holdepunkt.policy.pack.verbatim import Found, Missing, Why, find_passages
from holdepunkt.policy.tests.pack_samples import PACKS, SEEDS

SOURCES = [
    ("odsherred", "odsherred-2017-clean.txt"),
    ("odsherred", "odsherred-2017-pdf-text.txt"),
    ("roedovre", "roedovre.txt"),
    ("nyborg", "nyborg-2019.txt"),
    ("faxe", "faxe-2018.txt"),
]
HOME = "Vi vil hjælpe dig i enhver svær situation, så du har et hjem."
OURS = [
    "Plads til alle",
    "Byrådet skriver: ”Der skal være plads”.",
    HOME,
    "Vi vil også samarbejde med bolig- og lejerforeninger i byen.",
]


def find(document: Document, starts: str, ends: str, nth: int | None = None) -> Found | Missing:
    return find_passages(document, {"it": Anchors(starts=starts, ends=ends, nth=nth)})["it"]


def text_document(text: str) -> Document:
    return read_document(text.encode(), "vores.txt")


def as_pdf() -> bytes:
    """A narrow page, so that lines break and words are hyphenated, and a page number."""
    body = "\n\n".join([*OURS[:2], "#pagebreak()", *OURS[2:]]).replace("- og", "\\- og")
    setting = '#set page(width: 62mm, height: 90mm, numbering: "1")\n#set text(lang: "da", hyphenate: true)\n#set par(justify: true)\n'
    return typst.compile((setting + body).encode())


def as_docx() -> bytes:
    document, out = docx.Document(), io.BytesIO()
    for paragraph in OURS[:2]:
        document.add_paragraph(paragraph)
    cell = document.add_table(rows=1, cols=1).rows[0].cells[0]
    cell.text = OURS[2]
    document.add_paragraph(OURS[3])
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(("name", "source"), SOURCES, ids=[source for _, source in SOURCES])
def test_every_passage_of_the_four_packs_is_found_where_the_source_lies_beside(name, source):
    if not (SEEDS / source).exists():
        pytest.skip(f"{source} does not lie beside the project")
    pack = check(PACKS / f"{name}.toml").pack
    document = read_document((SEEDS / source).read_bytes(), source)

    found = find_passages(document, {p.id: p.verbatim for p in pack.passages})

    assert {key: hit for key, hit in found.items() if isinstance(hit, Missing)} == {}
    stories = {p.id for p in pack.passages if p.kind == "story"}
    assert all(len(hit.text) < 1000 for key, hit in found.items() if key not in stories)


@pytest.mark.parametrize(
    ("content", "name"),
    [("\n\n".join(OURS).encode(), "a.txt"), (as_docx(), "a.docx"), (as_pdf(), "a.pdf")],
    ids=["txt", "docx", "pdf"],
)
def test_a_document_of_ours_is_read_in_every_form(content, name):
    document = read_document(content, name)

    found = find_passages(
        document,
        {
            "hjem": Anchors(starts="Vi vil hjælpe", ends="har et hjem"),
            "sammen": Anchors(starts="Vi vil også", ends="lejerforeninger i byen"),
        },
    )

    assert found["hjem"].text == HOME
    assert found["sammen"].text == OURS[3]
    assert found["hjem"].place.page == (2 if name == "a.pdf" else None)


@pytest.mark.parametrize(
    "broken",
    [
        "Vi vil hjælpe dig i en-\nhver svær situa-\ntion, så du\nhar et hjem.",
        "Vi vil hjælpe dig i enhver svær situa\u00adtion,  så du har  et hjem.",
        "Vi vil hjælpe dig i enhver svær situation,\n\n12\n\nså du har et hjem.",
        "Vi vil hjælpe dig i enhver svær situation,\n- 3 -\nså du har et hjem.",
        " ● Vi vil hjælpe dig i enhver svær situation, så du har et hjem.",
        "\uf0b7 Vi vil hjælpe dig i enhver svær situation, så du har et hjem.¹",
        "Vi vil hjælpe dig i enhver\u00a0svær situation, så du har et hjem.",
    ],
    ids=["hyphens", "soft hyphen", "page number", "page number in dashes", "bullet", "private bullet", "hard space"],
)
def test_what_a_pdf_breaks_is_forgiven(broken):
    hit = find(text_document(f"Overskrift\n{broken}\nNyt afsnit."), "Vi vil hjælpe", "har et hjem")

    assert isinstance(hit, Found)
    assert hit.text.replace(" 12 ", " ").replace(" - 3 - ", " ") == HOME


def test_letters_written_in_two_parts_are_found():
    document = text_document("Bo\u0308rn skal have det godt. Og A\u030arhus med.")

    assert find(document, "Og Århus", "med").text == "Og Århus med."


def test_ligatures_are_found_and_written_out():
    hit = find(text_document("Vi ﬁnder en vej sammen."), "Vi finder", "vej sammen")

    assert hit.text == "Vi finder en vej sammen."


def test_a_hyphen_that_belongs_to_the_words_stays():
    hit = find(text_document("Støtte i behandlings- \neller andre forløb."), "Støtte i", "andre forløb")

    assert hit.text == "Støtte i behandlings- eller andre forløb."


def test_other_quotes_and_dashes_do_not_matter():
    hit = find(text_document("Rådet siger: »Vi – som er her – vil ”det gode”.« Slut."), "Vi - som", 'vil "det gode"')

    assert hit.text == "»Vi – som er her – vil ”det gode”.«"


def test_bullets_stand_on_lines_of_their_own():
    hit = find(text_document("Vi vil:\n• give mad\n• give ly\nNyt."), "Vi vil", "give ly")

    assert hit.text == "Vi vil:\n• give mad\n• give ly"


def test_a_word_inside_a_word_is_not_taken():
    assert find(text_document("Etage er ikke et ord."), "tage er", "ord") == Missing(Why.NO_START, "tage er")


def test_what_is_not_found_is_named():
    document = text_document("Vi vil hjælpe dig.")

    assert find(document, "Vi skal", "dig") == Missing(Why.NO_START, "Vi skal")
    assert find(document, "Vi vil", "et hjem") == Missing(Why.NO_END, "et hjem")
    assert find_passages(document, {"x": None}) == {"x": Missing(Why.NO_ANCHORS)}
    assert "»et hjem«" in find(document, "Vi vil", "et hjem").text()


def test_a_beginning_that_stands_twice_is_named_and_nth_chooses():
    document = text_document("Vi vil hjælpe dig.\nVi vil hjælpe alle dig kender og dig.")

    assert find(document, "Vi vil hjælpe", "dig").reason is Why.SEVERAL
    assert find(document, "Vi vil hjælpe", "dig", nth=1).text == "Vi vil hjælpe dig."
    assert find(document, "Vi vil hjælpe", "og dig", nth=2).text == "Vi vil hjælpe alle dig kender og dig."
    assert find(document, "Vi vil hjælpe", "dig", nth=3).reason is Why.NO_START


def test_a_text_in_the_windows_alphabet_is_read():
    document = read_document("Vi får øl på åen.".encode("cp1252"), "gammel.TXT")

    assert find(document, "Vi får", "på åen").text == "Vi får øl på åen."


def test_pages_of_a_text_are_told():
    hit = find(text_document("Side et.\fOverskrift\nVi vil hjælpe."), "Vi vil", "hjælpe")

    assert hit.place.text() == "side 2, linje 2"
    assert hit.place.text("en") == "page 2, line 2"


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"%PDF-1.7 broken", "a.pdf", "unreadable"),
        (b"not a zip", "a.docx", "unreadable"),
        (b"   \n", "a.txt", "no_text"),
        (b"text", "a.exe", "kind"),
        (b"x" * 30_000_001, "a.txt", "too_large"),
    ],
)
def test_a_document_that_cannot_be_used_says_why(content, name, reason):
    with pytest.raises(DocumentUnreadable) as refused:
        read_document(content, name)

    assert refused.value.reason == reason
    assert refused.value.text("da") != refused.value.text("en")
