"""`make translations`: gathers every Danish text of ours and brings the English catalogue up to date.

Babel does the gathering, since Django's own command misses most strings in Jinja2 templates.
"""

import io
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from tools.console import exit_in_plain_words, say
from tools.places import LOCALES, ROOT

ENGLISH = LOCALES / "en" / "LC_MESSAGES" / "django.po"
METHODS = [
    ("**/tests/**", "ignore"),
    ("**/migrations/**", "ignore"),
    ("**.py", "python"),
    ("**/templates/**.html", "jinja2"),
    ("**/templates/**.txt", "jinja2"),
    ("**/templates/**.svg", "jinja2"),
    ("**/jinja2/**.html", "jinja2"),
    ("**/jinja2/**.txt", "jinja2"),
]
# A template with an error must be heard, never skipped; the rest mirrors our Jinja environment.
JINJA = {"silent": "false", "trimmed": "true", "newstyle_gettext": "true"}
OPTIONS: dict[str, dict[str, Any]] = {pattern: JINJA for pattern, method in METHODS if method == "jinja2"}
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def gather(root: Path = ROOT / "holdepunkt") -> Catalog:
    """Return a catalogue of every text of ours, with the files it stands in."""
    catalog = Catalog(project="Holdepunkt", charset="utf-8")
    found = extract_from_dir(root, METHODS, OPTIONS, keywords=KEYWORDS, comment_tags=("i18n:",))
    for file, line, message, comments, context in found:
        catalog.add(message, None, [(f"{root.name}/{file}", line)], auto_comments=comments, context=context)
    return catalog


def read_english(path: Path = ENGLISH) -> Catalog:
    """Read the English catalogue; an empty one where there is none yet."""
    if not path.exists():
        return Catalog(locale="en", project="Holdepunkt", charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale="en")


def printed(catalog: Catalog) -> bytes:
    """Return the catalogue as .po, the same bytes for the same texts: no dates, no line numbers."""
    out = io.BytesIO()
    write_po(out, catalog, width=100, sort_by_file=True, include_lineno=False, ignore_obsolete=True)
    dated = (b'"POT-Creation-Date:', b'"PO-Revision-Date:', b'"Generated-By:')
    kept = [line for line in out.getvalue().splitlines(True) if not line.startswith(dated)]
    return b"".join(kept)


def update(path: Path = ENGLISH) -> Catalog:
    """Add new texts with an empty translation, drop those no longer used, write the file."""
    english = read_english(path)
    english.update(gather(), no_fuzzy_matching=True)
    english.fuzzy = False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(printed(english))
    return english


def untranslated(catalog: Catalog) -> list[str]:
    """Return the texts that have no English, or only a guessed one."""
    missing = []
    for message in catalog:
        words = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if message.id and (message.fuzzy or not all(words)):
            missing.append(message.id if isinstance(message.id, str) else message.id[0])
    return missing


def main() -> int:
    """Update the catalogue and say what is left to translate."""
    missing = untranslated(update())
    for text in missing:
        say(f"No English yet: {text}")
    say(f"{ENGLISH.relative_to(ROOT)} is up to date; {len(missing)} texts lack English.")
    return 0


if __name__ == "__main__":
    exit_in_plain_words(main)
