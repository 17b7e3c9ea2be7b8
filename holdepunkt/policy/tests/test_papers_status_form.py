"""The Word form: what a leader writes comes back whole, and a spoiled form says what is wrong."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from holdepunkt.policy.papers.docx import to_docx
from holdepunkt.policy.papers.status_form import ReadStatus, StatusAsk, Unreadable, make_status_form, read_status_form
from holdepunkt.policy.tests.papers_life import a_paper

ASK = StatusAsk(
    form_code="HP-2021-7K3Q",
    municipality="Lysbro Kommune",
    effort_title="Støtte i overgangen til egen bolig",
    year=2021,
    lead_name="Dan Dam",
    due_on=date(2021, 12, 3),
    last_year_text="Vi har lejet de første boliger.",
    stages=(
        ("on_track", "Følger planen"),
        ("behind", "Bag efter planen"),
        ("not_begun", "Ikke begyndt"),
        ("done", "Færdig"),
    ),
    indicator_name="Borgere, der flyttede",
    indicator_unit="borgere",
    chips=(("citizens", "Borgere"), ("council", "Udsatterådet")),
)


def field_after(document: Any, heading: str) -> Any:
    """The table below a heading."""
    found = False
    for part in document.iter_inner_content():
        found = found or (hasattr(part, "text") and part.text.startswith(heading))
        if found and hasattr(part, "rows"):
            return part
    raise AssertionError(heading)


def option(document: Any, heading: str, label: str) -> Any:
    """The row of one option below a heading."""
    return next(row for row in field_after(document, heading).rows if row.cells[1].text == label)


def answered(*steps: Callable[[Any], None], ask: StatusAsk = ASK) -> ReadStatus | Unreadable:
    """The form as it comes back after a person did these things to it."""
    document = Document(BytesIO(make_status_form(ask)))
    for step in steps:
        step(document)
    stream = BytesIO()
    document.save(stream)
    return read_status_form(stream.getvalue())


def mark(heading: str, label: str, sign: str = "X") -> Callable[[Any], None]:
    """Put a mark beside an option."""
    return lambda document: setattr(option(document, heading, label).cells[0], "text", sign)


def write(heading: str, text: str) -> Callable[[Any], None]:
    """Write in a field."""
    return lambda document: setattr(field_after(document, heading).cell(0, 0), "text", text)


ON_TRACK = mark("Hvordan går det?", "Følger planen")


def test_a_whole_answer_comes_back_whole() -> None:
    assert answered(
        ON_TRACK,
        mark("Hvem har været med?", "Udsatterådet", "x"),
        write("Hvad er der sket?", "Fjorten fik bolig.\nÆrligt!"),
        write("Nyeste tal", "1.014,5 borgere"),
        write("Hvor kommer tallet fra?", "Egen optælling"),
        write("Hvilken dag er tallet", "31/10-2021"),
        write("Hvad står i vejen?", "Ventetid"),
        write("Hvad er næste skridt?", "To boliger"),
        write("Siger planen", "Fristen var sat for tidligt"),
    ) == ReadStatus(
        form_code="HP-2021-7K3Q",
        stage="on_track",
        happened="Fjorten fik bolig.\nÆrligt!",
        took_part=("council",),
        figure_value=Decimal("1014.5"),
        figure_source="Egen optælling",
        figure_date=date(2021, 10, 31),
        hindrance="Ventetid",
        next_step="To boliger",
        no_news=False,
        differs_because="Fristen var sat for tidligt",
    )


def test_no_news_is_one_mark_and_counts_as_an_answer() -> None:
    answer = answered(mark("Intet nyt", "Intet nyt"))
    assert isinstance(answer, ReadStatus)
    assert (answer.no_news, answer.stage) == (True, None)


def test_no_news_beside_news_is_news() -> None:
    answer = answered(mark("Intet nyt", "Intet nyt"), ON_TRACK, write("Hvad er der sket?", "Alt muligt"))
    assert isinstance(answer, ReadStatus)
    assert (answer.no_news, answer.stage) == (False, "on_track")


@pytest.mark.parametrize("sign", ["x", "X", "✓", "☒", "ja", "x."])
def test_any_usual_mark_is_understood(sign: str) -> None:
    answer = answered(mark("Hvordan går det?", "Færdig", sign))
    assert isinstance(answer, ReadStatus)
    assert answer.stage == "done"


def test_an_x_beside_the_word_is_understood() -> None:
    answer = answered(lambda d: option(d, "Hvordan går det?", "Ikke begyndt").cells[1].paragraphs[0].add_run(" x"))
    assert isinstance(answer, ReadStatus)
    assert answer.stage == "not_begun"


def test_deleting_all_other_stages_is_a_choice() -> None:
    def keep_one(document: Any) -> None:
        table = field_after(document, "Hvordan går det?")
        for row in list(table.rows):
            if row.cells[1].text != "Bag efter planen":
                table._tbl.remove(row._tr)

    answer = answered(keep_one)
    assert isinstance(answer, ReadStatus)
    assert answer.stage == "behind"


def test_text_below_a_field_and_tracked_changes_are_read_too() -> None:
    def write_tracked(document: Any) -> None:
        field = field_after(document, "Hvad er der sket?")
        field._tbl.addnext(parse_xml(f"<w:p {nsdecls('w')}><w:r><w:t>Under feltet.</w:t></w:r></w:p>"))
        field.cell(0, 0).paragraphs[0]._p.append(
            parse_xml(f'<w:ins {nsdecls("w")} w:id="900" w:author="Dan"><w:r><w:t>Med spor.</w:t></w:r></w:ins>')
        )
        field.cell(0, 0).paragraphs[0]._p.append(
            parse_xml(
                f'<w:del {nsdecls("w")} w:id="901" w:author="Dan"><w:r><w:delText>Slettet.</w:delText></w:r></w:del>'
            )
        )

    answer = answered(ON_TRACK, write_tracked)
    assert isinstance(answer, ReadStatus)
    assert answer.happened == "Med spor.\nUnder feltet."


@pytest.mark.parametrize("text", ["under fem", "Under 5", "færre end fem", "<5", "under fem borgere"])
def test_fewer_than_five_stays_words(text: str) -> None:
    answer = answered(ON_TRACK, write("Nyeste tal", text))
    assert isinstance(answer, ReadStatus)
    assert answer.figure_value == "under fem"


@pytest.mark.parametrize("text", ["31.12.2021", "31-12-21", "2021-12-31", "d. 31. december 2021"])
def test_a_day_may_be_written_as_people_write_it(text: str) -> None:
    answer = answered(ON_TRACK, write("Hvilken dag er tallet", text))
    assert isinstance(answer, ReadStatus)
    assert answer.figure_date == date(2021, 12, 31)


def test_two_stages_are_named_and_one_is_asked_for() -> None:
    assert answered(ON_TRACK, mark("Hvordan går det?", "Færdig")) == Unreadable(
        "two_stages",
        "Følger planen + Færdig",
        "ét X ud for en af: Følger planen, Bag efter planen, Ikke begyndt, Færdig",
    )


def test_an_empty_form_asks_for_a_mark() -> None:
    assert answered() == Unreadable("no_stage", "–", "et X, eller et X ved Intet nyt")


@pytest.mark.parametrize("text", ["cirka tyve", "1.5", "12 eller 13", "14 personer"])
def test_a_figure_that_is_no_number_is_shown_back(text: str) -> None:
    assert answered(ON_TRACK, write("Nyeste tal", text)) == Unreadable(
        "figure_no_number", text, "et tal som 12 eller 1.234,5, eller under fem"
    )


def test_a_day_that_is_none_is_shown_back() -> None:
    answer = answered(ON_TRACK, write("Hvilken dag er tallet", "31.02.2021"))
    assert answer == Unreadable("date_not_read", "31.02.2021", "en dag som 31.12.2021")


def test_a_wrong_document_is_told_apart_from_no_document() -> None:
    other = read_status_form(to_docx(a_paper()))
    assert isinstance(other, Unreadable)
    assert other.reason_key == "not_our_form"
    assert other.found
    for content in (b"", b"%PDF-1.7 x", b"PK\x03\x04 broken"):
        answer = read_status_form(content)
        assert isinstance(answer, Unreadable)
        assert (answer.reason_key, answer.expected) == ("not_word", "Status-skemaet som Word-fil (.docx)")


def test_a_form_without_its_code_says_so() -> None:
    def wipe(document: Any) -> None:
        document.paragraphs[-1].text = ""

    answer = answered(ON_TRACK, wipe)
    assert isinstance(answer, Unreadable)
    assert answer.reason_key == "code_missing"


def test_an_english_form_is_read_in_english() -> None:
    answer = answered(
        mark("How is it going?", "Færdig"), write("Newest figure", "1,234.5"), ask=replace(ASK, language="en")
    )
    assert isinstance(answer, ReadStatus)
    assert answer.figure_value == Decimal("1234.5")


def test_a_value_that_no_bookmark_can_carry_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="på vej"):
        replace(ASK, stages=(("på vej", "På vej"),))


def test_a_form_that_asks_for_a_file_of_ours_brings_nothing_home(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("HEMMELIGT", encoding="utf-8")
    outer = f'<!DOCTYPE w [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'.encode()
    sent, stream = BytesIO(make_status_form(ASK)), BytesIO()
    with ZipFile(sent) as old, ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                begins = content.index(b"<w:document")
                content = content[:begins] + outer + content[begins:].replace(b"<w:t>", b"<w:t>&e;")
            new.writestr(name, content)
    assert "HEMMELIGT" not in str(read_status_form(stream.getvalue()))
