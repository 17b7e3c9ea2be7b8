"""The page about the format tells the truth: its example loads, and every key is on it."""

import re

from holdepunkt.policy.pack import format as pack_format
from holdepunkt.policy.pack import kinds
from holdepunkt.policy.pack.check import check
from holdepunkt.policy.pack.rhythm_keys import USES
from holdepunkt.policy.tests.pack_samples import ROOT

PAGE = (ROOT / "docs" / "policy-format.md").read_text()


def test_the_example_on_the_page_is_a_whole_pack():
    (example,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)

    assert check(example.encode()).problems == ()


def test_every_key_of_the_format_stands_on_the_page():
    parts = pack_format.Part.__subclasses__()
    fields = {field for part in parts for field in part.model_fields}

    assert {field for field in fields if not re.search(rf"`{field}`|\[\[?(\w+\.)?{field}\]|\b{field} =", PAGE)} == set()


def test_every_choice_of_the_format_stands_on_the_page():
    choices = {
        member.value
        for name in (
            "UnitKind",
            "PolicyStage",
            "PlanStage",
            "PassageKind",
            "Modal",
            "LinkKind",
            "RhythmKind",
            "Subject",
            "PaperKey",
        )
        for member in getattr(kinds, name)
    }

    assert {choice for choice in choices if f"`{choice}`" not in PAGE} == set()


def test_every_kind_of_rhythm_tells_its_keys_on_the_page():
    section = PAGE[PAGE.index("## `[[rhythm]]`") :].split("\n")
    for kind, keys in USES.items():
        row = next(line for line in section if line.startswith(f"| `{kind}`"))
        if "the same" not in row:
            assert all(f"`{key}`" in row for key in keys), row
