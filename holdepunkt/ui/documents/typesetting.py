"""PDF/UA-1 by typst. All text goes in as JSON and is never read as markup.

Give `fonts` a folder that holds IBM Plex Sans (the design system's own); without it, or where the folder
lacks it, the text is set in the serif that typst carries. No font of the machine is ever used.
"""

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import typst

BOX, ATTEMPTS = "□", 20
SANS, SERIF = "IBM Plex Sans", "Libertinus Serif"


def typeset(source: Path, content: dict[str, Any], *, made_on: date, fonts: Path | None = None) -> bytes:
    """The bytes of a tagged PDF; `source` reads `content` from `sys.inputs.paper`. Typst refuses what breaks PDF/UA-1."""
    folders = [str(fonts)] if fonts and fonts.is_dir() else []
    known = typst.Fonts(include_system_fonts=False, font_paths=folders)
    families = [family for family in (SANS, SERIF) if family in known.families()]
    compiler = typst.Compiler(str(source), root=str(source.parent), font_paths=known, ignore_system_fonts=True)
    made = datetime(made_on.year, made_on.month, made_on.day, tzinfo=UTC)
    return _compile(compiler, json.dumps(content | {"fonts": families}, ensure_ascii=False), made)


def _compile(compiler: typst.Compiler, content: str, made: datetime) -> bytes:
    """Set the text. Signs no font of ours can draw (an emoji in a status) become a box instead of a refusal."""
    for _ in range(ATTEMPTS):
        try:
            result = compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=made, sys_inputs={"paper": content})
        except typst.TypstError as error:
            signs = undrawable(error.diagnostic)
            if not signs:
                raise
            content = "".join(BOX if sign in signs else sign for sign in content)
        else:
            if isinstance(result, bytes):
                return result
    raise ValueError(f"The paper could not be set in {ATTEMPTS} attempts.")


def undrawable(diagnostic: str) -> set[str]:
    """The signs that typst says it has no glyph for.

    >>> undrawable('error: the text `"漢"` could not be displayed with font `"X"`')
    {'漢'}
    """
    found = "".join(re.findall(r'the text `"(.+?)"` could not be displayed', diagnostic))
    plain = re.sub(r"\\u\{([0-9a-f]+)\}", lambda match: chr(int(match[1], 16)), found)
    return {sign for sign in plain if not sign.isascii()}
