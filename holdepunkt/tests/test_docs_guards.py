"""The guards about the docs can fail: each is shown a gap and names it."""

import ast

from holdepunkt.tests.test_docs import (
    COVERAGE,
    GLOSSARY,
    IDS,
    PROTECTION,
    SETTINGS,
    TABLES,
    coverage_gaps,
    documented_settings,
    missing_from_glossary,
    names_read,
    story_marks,
    table_gaps,
    without_protection,
)


def table(heads: tuple[str, ...], *rows: str) -> str:
    """A Markdown table with these heads and rows."""
    return "\n".join([f"| {' | '.join(heads)} |", "|" + "---|" * len(heads), *rows])


def test_a_table_of_a_kind_whose_protection_nobody_wrote_is_named() -> None:
    rows = table(TABLES, "| a.One | w | l | staff; never in public |", "| a.Two | w | l | the mayor |")
    kinds = table(PROTECTION, "| ours | staff; all | d | k | n |")
    assert without_protection(f"{rows}\n\n{kinds}") == ["a.Two"]


def test_a_model_without_its_word_is_named() -> None:
    text = table(GLOSSARY, "| udsattepolitik, *strategi* | its own | `Policy` | m | n |")
    assert missing_from_glossary([("Policy", "Strategi")], text) == []
    assert len(missing_from_glossary([("Policy", "aftale"), ("Goal", "mål")], text)) == 2


def test_a_table_without_a_row_is_named_and_so_is_a_row_without_a_table() -> None:
    text = table(TABLES, "| `people.Unit` | why | how long | who |", "| `people.Gone` | why |  | who |")
    assert table_gaps({"people.Unit", "people.User"}, text) == [
        "people.User: expected a row in docs/data.md",
        "people.Gone: found in docs/data.md, no such model",
        "people.Gone: found an empty cell in docs/data.md",
    ]


def test_every_way_to_read_a_setting_is_seen() -> None:
    module = ast.parse(
        "a = os.environ.get('A', '1')\nb = os.environ['B']\nc = env_flag('C')\nd = os.getenv('D')\n"
        "os.environ['E'] = 'written, not read'\n"
    )
    assert names_read(module) == {"A", "B", "C", "D"}
    assert documented_settings(table(SETTINGS, "| `A` | 1 | words |")) == {"A"}


def test_a_story_and_its_row_must_agree() -> None:
    rows = [f"| {id} | words | planned | – | – |" for id in sorted(IDS - {"O1", "O2", "O3"})]
    text = table(
        COVERAGE,
        *rows,
        "| O1 | words | done | odsherred | /odsherred/ |",
        "| O2 | words | done | – | – |",
        "| O3 | words | planned | – | – |",
    )
    found = coverage_gaps(text, {"odsherred": {"O1", "O3", "X9"}})
    assert [line.split(":")[0] for line in found] == ["O2", "O3", "O3", "X9"]


def test_the_marks_of_a_story_are_read() -> None:
    module = ast.parse("@pytest.mark.requirement('O1', 'A8')\ndef test_it(): ...")
    assert story_marks(module) == {"O1", "A8"}
