"""docs/voice-rules.md and the code say the same: no rule without its row, no row without its rule."""

import ast
import re

from holdepunkt.tests.code_base import DOCS, PACKAGE, table_rows
from holdepunkt.tests.test_docs import IDS
from holdepunkt.voice.council_rule_words import DOES, EVERYWHERE, GROUPS
from holdepunkt.voice.rules.council import RuleKey

RULES = ("rule", "what it decides", "for", "where it comes from", "how sure")
SETTINGS = ("settings", "law that may say something about it", "how sure")
SURE = {"read", "excerpt", "own"}
NAMED = re.compile(r"`([a-z_.]+)`")


def public_rules() -> set[str]:
    """Every public function of the rules, as `module.name`."""
    return {
        f"{path.stem}.{node.name}"
        for path in (PACKAGE / "voice/rules").glob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    }


def page() -> str:
    """The page as it is."""
    return (DOCS / "voice-rules.md").read_text(encoding="utf-8")


def test_every_rule_has_its_row_and_every_row_its_rule() -> None:
    rows = table_rows(page(), *RULES)
    told = [name for row in rows for name in NAMED.findall(row[0])]
    assert sorted(told) == sorted(public_rules())
    assert [row for row in rows if not all(row) or row[4] not in SURE] == []


def test_every_rule_is_for_a_requirement_there_is() -> None:
    unknown = {id for row in table_rows(page(), *RULES) for id in row[2].split() if id not in IDS}
    assert unknown == set()


def test_every_setting_stands_once_in_the_table_and_once_on_screen() -> None:
    told = [name for row in table_rows(page(), *SETTINGS) for name in NAMED.findall(row[0])]
    assert sorted(told) == sorted(RuleKey)
    shown = [key for _heading, keys in GROUPS.values() for key in keys]
    assert sorted(shown) == sorted(RuleKey)
    assert set(DOES) <= set(RuleKey)


def test_a_paragraph_on_screen_is_a_paragraph_of_the_page() -> None:
    said = page()
    paragraphs = {part for _rule, _does, where, _sure in EVERYWHERE for part in re.findall(r"§ \d+(?: a)?", str(where))}
    assert paragraphs
    assert {part for part in paragraphs if part not in said} == set()
