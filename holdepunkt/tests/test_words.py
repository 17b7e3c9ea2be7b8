"""Our words: every text has its English, and nobody is called by a word that labels people."""

import re
from functools import cache

from babel.messages.catalog import Catalog

from holdepunkt.tests.code_base import templates
from tools.places import ROOT
from tools.translations import ENGLISH, gather, read_english, untranslated

# Not used about people. The texts of a policy are the municipality's own: they get a hint, never a stop.
NOT_USED = {
    "misbruger": r"\bmisbruger(e|en|ne|ens|nes)?\b",
    "hjemløs as a noun": r"\b(en|den|de|som|for|til|blandt)\s+hjemløse?s?\b(?!\s+(borger|menneske|person))",
    "hjemløs as a noun (the ending)": r"\bhjemløsen\b",
    "svag": r"\bsvag(e|t|ere|este)?\b",
    "tung": r"\btung(e|t|ere|este)?\b",
    "klient": r"\bklient(en|er|erne|ens|ernes)?\b",
    "ikke-motiveret": r"\b(ikke[- ]motivere(t|de)|umotivere(t|de))\b",
    "narkoman, alkoholiker": r"\b(narkoman(en|er|erne)?|alkoholiker(e|en|ne)?|junkie(r|s)?)\b",
    "belastet": r"\b(socialt\s+)?belastede?\b(?=\s+(borger|person|familie|menneske))",
    "addict": r"\b(addicts?|alcoholics?|junkies?|substance abusers?)\b",
    "the homeless": r"\bthe homeless\b(?!\s+(person|people|citizen))",
}
PATTERNS = {word: re.compile(pattern, re.I) for word, pattern in NOT_USED.items()}


def labels(text: str) -> list[str]:
    """The words in a text that we do not use about people."""
    return [word for word, pattern in PATTERNS.items() if pattern.search(text)]


@cache
def ours() -> Catalog:
    """Every text of ours, gathered once."""
    return gather()


def all_texts(catalog: Catalog) -> list[str]:
    """Every Danish text and its English."""
    found: list[str] = []
    for message in catalog:
        for side in (message.id, message.string):
            found += [side] if isinstance(side, str) else list(side or ())
    return found


def lacking(ours: Catalog, english: Catalog) -> list[str]:
    """Name the texts of ours that the English catalogue does not have, or only empty or guessed."""
    have = {(message.context, str(message.id)) for message in english}
    absent = [str(m.id) for m in ours if m.id and (m.context, str(m.id)) not in have]
    return absent + untranslated(english)


def left_over(ours: Catalog, english: Catalog) -> list[str]:
    """Name the translations of texts that nobody shows any more."""
    shown = {(message.context, str(message.id)) for message in ours}
    return [str(m.id) for m in english if m.id and (m.context, str(m.id)) not in shown]


def test_every_text_has_its_english() -> None:
    found = lacking(ours(), read_english())
    assert not found, f"no English in {ENGLISH.name} (run `make translations`): {found}"


def test_a_text_is_marked_under_a_name_that_is_gathered() -> None:
    called = re.compile(r"\bn?p?gettext(_lazy)? as (?!_$)\w+$")
    lines = [
        (file, line) for file in sorted((ROOT / "holdepunkt").rglob("*.py")) for line in file.read_text().splitlines()
    ]
    assert sum(line.endswith("gettext as _") for _file, line in lines) > 100
    hidden = [f"{file.name}: {line}" for file, line in lines if called.search(line)]
    assert not hidden, f"`make translations` gathers `_` and gettext's own names only: {hidden}"


def test_no_translation_is_left_over() -> None:
    found = left_over(ours(), read_english())
    assert not found, f"nobody shows these any more (run `make translations`): {found}"


def test_no_template_labels_people() -> None:
    found = [
        f"{name}: found {', '.join(words)}; describe the situation, not the person"
        for name, path in templates().items()
        if (words := labels(path.read_text(encoding="utf-8")))
    ]
    assert not found, "\n".join(found)


def test_no_text_on_the_screen_labels_people() -> None:
    texts = all_texts(ours()) + all_texts(read_english())
    found = [f"{text!r}: found {', '.join(words)}" for text in texts if (words := labels(text))]
    assert not found, "\n".join(found)


def test_labels_are_found_as_whole_words_only() -> None:
    assert labels("De hjemløse og en misbruger") == ["misbruger", "hjemløs as a noun"]
    assert labels("Ikke-motiverede klienter") == ["klient", "ikke-motiveret"]
    assert labels("hjemløshed, svagdrikker, tungen, misbrug, hjemløse borgere") == []


def test_a_gap_in_the_english_is_named() -> None:
    ours, english = Catalog(), Catalog(fuzzy=False)
    for text in ("Ny", "Tom", "Gættet", "Færdig"):
        ours.add(text)
    english.add("Tom", "")
    english.add("Gættet", "Guessed", flags=["fuzzy"])
    english.add("Færdig", "Done")
    english.add("Gammel", "Old")
    assert lacking(ours, english) == ["Ny", "Tom", "Gættet"]
    assert left_over(ours, english) == ["Gammel"]
