"""Colour rules: an accent colour is used only when it can be read."""

import re

WHITE = "#ffffff"
PAGE = "#faf9f5"
INK = "#1a1a1a"
READABLE = 4.5  # WCAG 2.1 AA for ordinary text, as a ratio
DEFAULT_ACCENT = "#1f5a4b"


def contrast(hex_a: str, hex_b: str) -> float:
    """WCAG 2.1 contrast ratio of two colours, from 1 to 21.

    >>> round(contrast("#000000", "#ffffff"), 1)
    21.0
    >>> round(contrast("#1f5a4b", "#ffffff"), 1)
    8.0
    >>> contrast("grøn", "#ffffff")
    Traceback (most recent call last):
    ValueError: 'grøn' is not a colour written as #rrggbb
    """
    lighter, darker = sorted((_luminance(hex_a), _luminance(hex_b)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def accent_is_readable(accent: str) -> bool:
    """Whether a municipality may use this accent: readable on white and on the page.

    >>> accent_is_readable("#1f5a4b"), accent_is_readable("#ffcc00")
    (True, False)
    """
    return all(contrast(accent, ground) >= READABLE for ground in (WHITE, PAGE))


def accent_css(accent: str) -> str:
    """Write the style sheet that gives a municipality its accent.

    Soft and middle are the accent thinned with white; ink is the accent darkened, for text on soft.

    >>> print(accent_css("#1F5A4B"))
    :root {
      --accent: #1f5a4b;
      --accent-ink: #174438;
      --accent-middle: #84a49c;
      --accent-soft: #e9eeed;
    }
    """
    return (
        ":root {\n"
        f"  --accent: {_mixed(accent, accent, 1)};\n"
        f"  --accent-ink: {_mixed(accent, '#000000', 0.75)};\n"
        f"  --accent-middle: {_mixed(accent, WHITE, 0.55)};\n"
        f"  --accent-soft: {_mixed(accent, WHITE, 0.1)};\n"
        "}"
    )


def _channels(colour: str) -> tuple[int, int, int]:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise ValueError(f"{colour!r} is not a colour written as #rrggbb")
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def _mixed(colour: str, other: str, share: float) -> str:
    """Mix `share` of one colour into another.

    >>> _mixed("#000000", "#ffffff", 0.5)
    '#808080'
    """
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)
