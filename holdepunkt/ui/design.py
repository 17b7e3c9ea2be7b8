"""Which files of the national design system we use, and no others.

Its package also carries the marks and themes of two public portals, which are not ours to show.
Plain names without Django, because the package is built from them too (`setup.py`).
"""

_FONTS = "fonts/IBMPlexSans/complete"
_FACES = ("Regular", "Italic", "Medium", "MediumItalic", "SemiBold", "SemiBoldItalic", "Bold", "BoldItalic")
# The icons that the style sheet itself points to in the parts we use.
_ICONS = ("check-white", "chevron-down", "chevron-up", "close", "minus", "minus-white", "plus")

ALLOWED = (
    "css/dkfds.min.css",
    "js/dkfds.min.js",
    "img/all-svg-icons.svg",
    *(f"img/svg-icons/{icon}.svg" for icon in _ICONS),
    *(f"{_FONTS}/woff2/IBMPlexSans-{face}.woff2" for face in _FACES),
    f"{_FONTS}/woff/IBMPlexSans-Regular.woff",
)
