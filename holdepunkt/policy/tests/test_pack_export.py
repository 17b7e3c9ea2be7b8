"""A pack can be written again as TOML, has a digest, and its format is a JSON Schema."""

import json

import jsonschema
import pytest

from holdepunkt.policy.pack.check import check
from holdepunkt.policy.pack.export import canonical, digest, dump_toml, json_schema
from holdepunkt.policy.tests.pack_samples import FOUR, GOOD, OTHER_SHAPES, PACKS

EVERY_FILE = [PACKS / f"{name}.toml" for name in FOUR] + sorted(OTHER_SHAPES.glob("*.toml"))


@pytest.mark.parametrize("file", EVERY_FILE, ids=lambda file: file.stem)
def test_an_exported_pack_reads_back_equal(file):
    pack = check(file).pack

    again = check(dump_toml(pack).encode())

    assert again.problems == ()
    assert again.pack == pack
    assert digest(again.pack) == digest(pack)


@pytest.mark.parametrize("file", EVERY_FILE, ids=lambda file: file.stem)
def test_every_pack_fits_the_json_schema(file):
    jsonschema.validate(json.loads(canonical(check(file).pack)), json_schema())


def test_comments_and_order_of_keys_do_not_change_the_digest():
    moved = GOOD.replace(
        'slug = "lillehavn"\nname = "Lillehavn Kommune"', 'name = "Lillehavn Kommune" # x\nslug = "lillehavn"'
    )

    assert digest(check(moved.encode()).pack) == digest(check(GOOD.encode()).pack)


def test_a_changed_word_changes_the_digest():
    changed = GOOD.replace("Vi har respekt for dig.", "Vi har stor respekt for dig.")

    assert digest(check(changed.encode()).pack) != digest(check(GOOD.encode()).pack)


def test_quotes_and_line_breaks_survive_the_export():
    odd = GOOD.replace('plain = "Vi har respekt for dig."', 'plain = """Vi siger \\"du\\".\nNy linje, ø og \\\\."""')
    pack = check(odd.encode()).pack

    assert check(dump_toml(pack).encode()).pack == pack


def test_a_title_with_a_line_break_cannot_leave_the_heading():
    odd = GOOD.replace('title = "Plads til alle"', 'title = "Plads\\nslug = 1"')
    pack = check(odd.encode()).pack

    assert check(dump_toml(pack).encode()).pack == pack
