"""Policies as data: the pack format, its checker, its export, and the way to the verbatim text.

Plain Python (no Django, no clock), so that a pack can be checked anywhere. Rooms: `kinds` and
`format` (what a pack holds), `check` (every problem in one go), `export` (TOML, digest, JSON
Schema), `documents` and `verbatim` (the council's own words in the municipality's document).
`when_needed` opens the heavy rooms only when a pack comes.
"""
