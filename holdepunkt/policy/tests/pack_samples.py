"""Packs for the tests: where the four lie, and a small good one to spoil."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PACKS = ROOT / "packs"
OTHER_SHAPES = Path(__file__).resolve().parent / "packs"
SEEDS = ROOT.parent / "shared" / "seeds"
FOUR = ("odsherred", "roedovre", "nyborg", "faxe")

GOOD = """format = 1

[municipality]
slug = "lillehavn"
name = "Lillehavn Kommune"
code = 999
accent = "#1f5f5b"

[[units]]
key = "byraadet"
kind = "city_council"
name = "Lillehavn Byråd"

[[units]]
key = "udvalget"
kind = "committee"
name = "Velfærdsudvalget"
parent = "byraadet"

[policy]
slug = "plads-til-alle"
title = "Plads til alle"
kind_word = "udsattepolitik"
stage = "approved"
approved_by = "byraadet"
approved_on = 2020-03-01
period_from = 2020
period_to = 2023

[[levels]]
key = "maal"
singular = "mål"
plural = "mål"
definite = "målet"

[[passages]]
id = "hjem"
kind = "commitment"
plain = "Vi hjælper dig med at finde et hjem."
place = "Side 2"
verbatim = { starts = "Vi vil hjælpe", ends = "et hjem" }

[[passages]]
id = "respekt"
kind = "value"
plain = "Vi har respekt for dig."
place = "Side 3"

[[passages]]
id = "status"
kind = "promise_about_itself"
plain = "Hvert år ser vi på, hvor langt vi er."
place = "Side 4"

[[goals]]
key = "hjem"
title = "Et hjem til alle"
level = "maal"

[[promises]]
key = "hjem"
plain = "Vi hjælper dig med at finde et hjem."
passage = "hjem"
goals = ["hjem"]

[[promises]]
key = "status"
plain = "Hvert år ser vi på, hvor langt vi er."
passage = "status"
about_itself = true

[[rhythm]]
key = "status"
kind = "status_every_years"
plain = "Udvalget får en status hvert år."
every = 1
unit = "udvalget"
promise = "status"
"""


def spoiled(old: str, new: str, *, times: int = 1) -> bytes:
    """The good pack with one thing changed; the old text must be there."""
    assert old in GOOD, old
    return GOOD.replace(old, new, times).encode()


def line_of(text: str, content: bytes) -> int:
    """The line on which a text first stands."""
    lines = content.decode().split("\n")
    return next(number for number, line in enumerate(lines, 1) if text in line)
