"""The fixed words on the councils' public pages are easy to read: LIX 35 at most (N12)."""

import re

from holdepunkt.policy.rules.lix import AIM_FOR_CITIZENS, read
from holdepunkt.tests.code_base import templates

SAID = re.compile(r'_\("([^"]+)"')


def fixed_words(folder: str) -> str:
    """All sentences that the templates of a folder say themselves; a lone label is no sentence."""
    said = [
        words
        for name, path in templates().items()
        if name.startswith(folder)
        for words in SAID.findall(path.read_text(encoding="utf-8"))
    ]
    return " ".join(words for words in said if words.endswith("."))


def test_what_the_councils_public_pages_say_is_easy_to_read() -> None:
    words = fixed_words("voice/public/")
    assert len(words.split()) > 40
    assert read(words).lix <= AIM_FOR_CITIZENS


def test_a_hard_text_would_be_found() -> None:
    assert (
        read("Kommunalbestyrelsens udvalgsmedlemmer forelægges kvartalsvise statusredegørelser.").lix > AIM_FOR_CITIZENS
    )
