"""Every fault of a pack is named in one go: key, found, expected, line."""

import tomllib
from datetime import date, time
from pathlib import Path

import pytest
import tomli_w

from holdepunkt.policy.pack.check import MAX_BYTES, check, check_together
from holdepunkt.policy.pack.messages import MESSAGES
from holdepunkt.policy.tests.pack_samples import GOOD, OTHER_SHAPES, line_of, spoiled

GOAL_TWO = '[[goals]]\nkey = "{key}" # to\ntitle = "To"\nlevel = "maal"\n{more}\n[[promises]]'
RHYTHM = '[[rhythm]]\nkey = "mere"\nplain = "Mere."\n{more}\n'

BAD = [
    # what is wrong, old, new, key, message, found, a word of what was expected, text on the line
    ("a number in quotes", "code = 999", 'code = "999"', "municipality.code", "number", "999", "helt tal", 'code = "999"'),
    ("a number as a name", 'name = "Lillehavn Kommune"', "name = 12", "municipality.name", "text", "12", "anførselstegn", "name = 12"),
    ("a key we do not know", 'kind_word = "', 'kindword = "x"\nkind_word = "', "policy.kindword", "unknown_key", "kindword", "kind_word", "kindword"),
    ("a table we do not know", "[[levels]]", "[level]\na = 1\n[[levels]]", "level", "unknown_key", "level", "levels", "[level]"),
    ("a missing key", 'title = "Plads til alle"\n', "", "policy.title", "missing", "", "værdi", "[policy]"),
    ("an empty text", 'title = "Plads til alle"', 'title = ""', "policy.title", "empty", "", "udelad", 'title = ""'),
    ("a key with capitals", 'slug = "lillehavn"', 'slug = "Lillehavn"', "municipality.slug", "key_form", "Lillehavn", "små bogstaver", "Lillehavn"),
    ("a date in quotes", "approved_on = 2020-03-01", 'approved_on = "2020-03-01"', "policy.approved_on", "day", "2020-03-01", "uden anførselstegn", "approved_on"),
    ("the word unknown for a year", "period_from = 2020", 'period_from = "ukendt"', "policy.period_from", "when", "ukendt", "udelad", "period_from"),
    ("a stage we do not know", 'stage = "approved"', 'stage = "maybe"', "policy.stage", "choice", "maybe", "draft, hearing, approved", "maybe"),
    ("a unit kind we do not know", 'kind = "city_council"', 'kind = "town"', "units[byraadet].kind", "choice", "town", "committee", "town"),
    ("yes for true", "about_itself = true", 'about_itself = "yes"', "promises[status].about_itself", "flag", "yes", "true", "about_itself = "),
    ("a text for a list", 'goals = ["hjem"]', 'goals = "hjem"', "promises[hjem].goals", "list", "hjem", "liste", "goals = "),
    ("an unknown unit", 'unit = "udvalget"', 'unit = "udvalgt"', "rhythm[status].unit", "unit_missing", "udvalgt", "udvalget", 'unit = "udvalgt"'),
    ("an unknown goal", 'goals = ["hjem"]', 'goals = ["hus"]', "promises[hjem].goals", "goal_missing", "hus", "hjem", "goals = "),
    ("an unknown passage", 'passage = "hjem"', 'passage = "hjme"', "promises[hjem].passage", "passage_missing", "hjme", "hjem", "hjme"),
    ("an unknown promise", 'promise = "status"', 'promise = "stat"', "rhythm[status].promise", "promise_missing", "stat", "status", 'promise = "stat"'),
    ("an unknown level", 'level = "maal"', 'level = "emne"', "goals[hjem].level", "level_missing", "emne", "maal", "emne"),
    ("an unknown approver", 'approved_by = "byraadet"', 'approved_by = "kongen"', "policy.approved_by", "unit_missing", "kongen", "byraadet", "kongen"),
    ("two goals with one id", "[[promises]]", GOAL_TWO.format(key="hjem", more=""), "goals[hjem].key", "twice", "hjem", "linje 56", '# to'),
    ("a unit that is its own parent", 'parent = "byraadet"', 'parent = "udvalget"', "units[udvalget].parent", "circle", "udvalget → udvalget", "ender", 'parent = "udvalget"'),
    ("a unit that succeeds itself", 'parent = "byraadet"', 'successor = "udvalget"', "units[udvalget].successor", "circle", "udvalget → udvalget", "ender", "successor"),
    ("a period backwards", "period_to = 2023", "period_to = 2019", "policy.period_to", "dates", "2019", "2020", "period_to"),
    ("an approval after the end", "approved_on = 2020-03-01", "approved_on = 2024-01-01", "policy.period_to", "dates", "2023", "2024-01-01", "period_to"),
    ("a unit that ends before it begins", 'parent = "byraadet"', "valid_from = 2022-05-01\nvalid_until = 2022-04-01\nsuccessor = \"byraadet\"", "units[udvalget].valid_until", "dates", "2022-04-01", "2022-05-01", "valid_until"),
    ("a status every 0 years", "every = 1", "every = 0", "rhythm[status].every", "never_zero", "0", "mindst 1", "every = 0"),
    ("a status without how often", "every = 1\n", "", "rhythm[status].kind", "rhythm_needs", "status_every_years", "every", "status_every_years"),
    ("a key that kind does not use", "every = 1", "every = 1\nyear = 2021", "rhythm[status].year", "rhythm_no_use", "year", "every, unit", "year = 2021"),
    ("a committee that has ended", 'parent = "byraadet"', "valid_until = 2021", "rhythm[status].unit", "ended_unit", "udvalget (–2021)", "successor", 'unit = "udvalget"'),
    ("bound to more goals than there are", "[[rhythm]]", RHYTHM.format(more='kind = "bound_to_goals"\neach = "committee"\ncount = 3') + "[[rhythm]]", "rhythm[mere].count", "too_many_goals", "3", "højst 1", "count = 3"),
    ("an evaluation before the start", "[[rhythm]]", RHYTHM.format(more='kind = "evaluation_in_year"\nyear = 2019') + "[[rhythm]]", "rhythm[mere].year", "evaluation_early", "2019", "2020", "year = 2019"),
    ("each of a kind nobody is", "[[rhythm]]", RHYTHM.format(more='kind = "heard"\neach = "advisory_council"') + "[[rhythm]]", "rhythm[mere].each", "nobody_of_kind", "advisory_council", "advisory_council", "each = "),
    ("a status to an outside party", 'kind = "committee"', 'kind = "external"', "rhythm[status].unit", "receiver_kind", "udvalget (external)", "committee", 'unit = "udvalget"'),
    ("a department that approves", 'kind = "city_council"', 'kind = "department"', "policy.approved_by", "approver_kind", "byraadet (department)", "city_council", "approved_by"),
    ("a promise in a value", 'passage = "hjem"', 'passage = "respekt"', "promises[hjem].passage", "not_counted", "respekt (value)", "commitment", 'passage = "respekt"'),
    ("a commitment nobody tells", 'passage = "hjem"', 'passage = "respekt"', "passages[hjem].id", "no_promise", "hjem", "passage = \"hjem\"", 'id = "hjem"'),
    ("a promise about itself without a row", 'promise = "status"\n', "", "promises[status].about_itself", "no_rhythm", "status", "promise = \"status\"", "about_itself = "),
    ("a colour one cannot read on", "#1f5f5b", "#ffee66", "municipality.accent", "contrast", "1.2", "4.5", "accent"),
    ("a colour that is none", "#1f5f5b", "green", "municipality.accent", "accent_form", "green", "#1f5f5b", "accent"),
    ("the text itself as an anchor", "Vi vil hjælpe", "Vi vil hjælpe dig med at", "passages[hjem].verbatim.starts", "anchor_long", "6", "4 ord", "verbatim"),
    ("a later version of the format", "format = 1", "format = 2", "format", "version", "2", "format = 1", "format = 2"),
    ("our own key as a unit", 'key = "udvalget"', 'key = "kommunen"', "units[kommunen].key", "reserved", "kommunen", "kommunen", 'key = "kommunen"'),
]  # fmt: skip


def test_the_good_pack_is_good():
    assert check(GOOD.encode()).problems == ()


@pytest.mark.parametrize(
    ("old", "new", "key", "message", "found", "expected", "on_line"),
    [row[1:] for row in BAD],
    ids=[row[0] for row in BAD],
)
def test_a_bad_thing_is_named_with_key_found_expected_and_line(old, new, key, message, found, expected, on_line):
    content = spoiled(old, new)

    checked = check(content)

    assert checked.pack is None
    problem = next(p for p in checked.problems if (p.key, p.message_key) == (key, message))
    assert problem.found == found
    assert expected.lower() in problem.expected.lower()
    assert problem.line == line_of(on_line, content)


def test_every_problem_is_named_in_one_go():
    content = (
        GOOD.replace("code = 999", 'code = "999"')
        .replace('unit = "udvalget"', 'unit = "ingen"')
        .replace("period_to = 2023", "period_to = 2019")
        .replace('goals = ["hjem"]', 'goals = ["hus"]')
        .replace('place = "Side 3"', "place = 3")
    )

    keys = {problem.message_key for problem in check(content.encode()).problems}

    assert keys == {"number", "unit_missing", "dates", "goal_missing", "text"}


def test_a_broken_row_is_not_told_as_an_unknown_one():
    content = spoiled('kind = "committee"', 'kind = "klub"')

    assert [p.message_key for p in check(content).problems] == ["choice"]


def test_goals_that_point_in_a_circle_are_named_once():
    more = 'parent = "hjem"'
    content = spoiled('level = "maal"\n', 'level = "maal"\nparent = "to"\n').replace(
        b"[[promises]]", GOAL_TWO.format(key="to", more=more).encode(), 1
    )

    (problem,) = check(content).problems

    assert (problem.message_key, problem.found) == ("circle", "hjem → to → hjem")


def test_goals_without_words_for_them_are_named():
    start = GOOD.index("[[levels]]")
    content = GOOD[:start] + GOOD[GOOD.index("[[passages]]") :]

    assert [p.message_key for p in check(content.encode()).problems] == ["no_levels"]


def test_a_renamed_committee_still_receives_the_status():
    content = spoiled('parent = "byraadet"', 'valid_until = 2021\nsuccessor = "byraadet"')

    assert check(content).ok


def test_a_bad_effort_does_not_hide_its_neighbour():
    efforts = '[[plans]]\nkey = "p"\ntitle = "P"\nperiod_from = 2021\nperiod_to = 2022\n' + "".join(
        f'[[plans.efforts]]\nkey = "{key}"\ntitle = "T"\nplain = "P."\n{more}\n'
        for key, more in [("a", "starts = true"), ("b", 'unit = "ingen"'), ("c", "starts = 2022\nends = 2021")]
    )

    problems = check((GOOD + efforts).encode()).problems

    assert {(p.key, p.message_key) for p in problems} == {
        ("plans[p].efforts[a].starts", "when"),
        ("plans[p].efforts[b].unit", "unit_missing"),
        ("plans[p].efforts[c].ends", "dates"),
    }


def test_broken_toml_is_named_with_its_line():
    (problem,) = check(spoiled('kind_word = "udsattepolitik"', "kind_word = udsattepolitik")).problems

    assert (problem.message_key, problem.found) == ("syntax", "kind_word = udsattepolitik")
    assert problem.line == line_of("kind_word", GOOD.encode())


def test_a_text_that_never_ends_is_named():
    (problem,) = check(b'format = 1\na = """\nnever').problems

    assert problem.message_key == "syntax"


def test_another_encoding_is_named_with_byte_and_line():
    content = GOOD.encode("cp1252")

    (problem,) = check(content).problems

    assert problem.message_key == "encoding"
    assert problem.line == line_of("Lillehavn Byråd", GOOD.encode())
    assert problem.found == f"byte {content.index(bytes([0xE5])) + 1}: 0xE5"


def test_a_byte_order_mark_is_forgiven():
    assert check(b"\xef\xbb\xbf" + GOOD.encode()).ok


def test_windows_line_ends_are_forgiven():
    assert check(GOOD.replace("\n", "\r\n").encode()).ok


def test_ten_megabytes_are_refused_unread(tmp_path: Path):
    file = tmp_path / "large.toml"
    with file.open("wb") as out:
        out.truncate(10_000_000)

    (problem,) = check(file).problems

    assert (problem.message_key, problem.found) == ("too_large", "10.0 MB")
    assert check(b"#" * (MAX_BYTES + 1)).problems[0].message_key == "too_large"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"a = " + b"[" * 9_000, "too_deep"),
        (b"a" + b".a" * 9_000 + b" = 1", "long_line"),
        (b"units = 3\npolicy = []\nmunicipality = 1\nformat = true", "table"),
        (b"", "missing"),
    ],
)
def test_strange_files_are_named_and_never_crash(content: bytes, message: str):
    checked = check(content)

    assert checked.pack is None
    assert message in {problem.message_key for problem in checked.problems}


def test_thousands_of_faults_are_told_as_such_and_quickly():
    many = "".join(f'[[goals]]\nkey = "g{n}"\ntitle = "x"\nlevel = "maal"\nparent = "h{n}"\n' for n in range(1_900))
    too_many = "[[values]]\n" * 30_000

    problems = check((GOOD + many + too_many).encode()).problems

    assert len(problems) == 501
    assert problems[-1].message_key == "more"


def test_too_many_rows_are_refused():
    rows = "".join(f'[[values]]\nkey = "v{n}"\nname = "x"\nplain = "x"\n' for n in range(2_001))

    (problem,) = check((GOOD + rows).encode()).problems

    assert (problem.key, problem.found, problem.message_key) == ("values", "2001", "many_rows")


@pytest.mark.parametrize("value", [0, -1, 1.5, "x", "", True, [], [1], {}, {"x": 1}, [[]], date(2020, 1, 1), time(1)])
def test_no_value_in_any_place_makes_the_checker_fall_over(value):
    for place in places(tomllib.loads(GOOD)):
        raw = tomllib.loads(GOOD)
        inside = raw
        for part in place[:-1]:
            inside = inside[part]
        inside[place[-1]] = value

        checked = check(tomli_w.dumps(raw).encode())

        assert checked.ok or all(problem.text() and problem.text("en") for problem in checked.problems)


def places(raw, path=()):
    """Every place in a parsed pack."""
    for part, inside in raw.items() if isinstance(raw, dict) else enumerate(raw):
        yield (*path, part)
        if isinstance(inside, dict | list):
            yield from places(inside, (*path, part))


def test_every_problem_speaks_both_languages():
    (problem,) = check(spoiled('unit = "udvalget"', 'unit = "udvalgt"')).problems

    assert problem.text("da").startswith("Linje 77, rhythm[status].unit: Vi kender ikke enheden.")
    assert problem.text("en").startswith("Line 77, rhythm[status].unit: We do not know the unit.")


def test_every_message_is_written_in_both_languages():
    for key, message in MESSAGES.items():
        assert all(part.strip() for part in message), key


def test_two_editions_of_one_municipality_agree():
    packs = [check(OTHER_SHAPES / f"strategy-{n}.toml").pack for n in (1, 2)]

    assert check_together(packs) == ()


def test_packs_that_disagree_about_a_unit_are_named():
    one = check(GOOD.encode()).pack
    other = GOOD.replace("Velfærdsudvalget", "Socialudvalget").replace("plads-til-alle", "to")

    (problem,) = check_together([one, check(other.encode()).pack])

    assert (problem.key, problem.message_key) == ("units[udvalget]", "disagree")
