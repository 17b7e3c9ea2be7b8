"""The pure rules of drafting: LIX, labelling words, keys, comparison, what follows to the next policy."""

import pytest

from holdepunkt.people.keys import key_of
from holdepunkt.people.label_words import DEFAULT
from holdepunkt.policy.rules import labelling, lix
from holdepunkt.policy.rules.compare import Fate, Text, differences, pairs
from holdepunkt.policy.rules.next_policy import Learned, left_out


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Vi ringer. Du svarer.", 2),
        ("Vi ringer bl.a. til dig, f.eks. om mandagen.", 1),
        ("Det koster ca. 2,5 mio. kr. om året.", 1),
        ("Vi mødes kl. 10.30 den 1. maj 2022. Kom gerne!", 2),
        ("Det er pga. vejret, jf. bilag 1. Vi venter.", 2),
        ("Hvem kan hjælpe? Det kan vi! Ring til os…", 3),
        ("Vi vil:\n- lytte til dig\n- hjælpe dig", 3),
        ("En overskrift\n\nEn sætning uden punktum", 2),
        ("Han sagde: »Kom ind.« Så kom jeg.", 2),
        ("Tal med H. Hansen i morgen.", 1),
        ("Vi hjælper dig m.m. Du bestemmer selv.", 2),
        ("Hjælp osv.", 1),
        ("", 0),
        ("... !!! ???", 0),
    ],
)
def test_danish_sentences_are_counted_as_a_reader_counts_them(text: str, count: int) -> None:
    assert len(lix.sentences(text)) == count


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("Ja.", 1),
        ("Vi er her for dig.", 5),
        # 10 words, 1 sentence, 5 longer than six letters: 10 + 50.
        ("Kommunen arbejder målrettet med støtte til borgere, der mangler bolig.", 60),
        # 8 words, 2 sentences, no long ones: 4.
        ("Du kan bo her. Vi hjælper dig ind.", 4 + 13),
    ],
)
def test_lix_is_words_a_sentence_plus_the_share_of_long_words(text: str, expected: int) -> None:
    assert lix.read(text).lix == expected


def test_the_longest_sentences_and_words_come_longest_first() -> None:
    read = lix.read("Kort. Den her er lidt længere. Den her er faktisk den aller længste af dem alle sammen.")
    assert read.longest_sentences[0].startswith("Den her er faktisk")
    assert "faktisk" in read.longest_words
    assert list(read.longest_words) == sorted(read.longest_words, key=lambda word: -len(word))


def test_a_very_long_text_is_read_too() -> None:
    read = lix.read("Vi hjælper dig hver dag. " * 20_000)
    assert read.sentences == 20_000
    assert read.words == 100_000


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("En misbruger og hans ven.", ["misbruger"]),
        ("MISBRUGERNE mødes.", ["MISBRUGERNE"]),
        ("Misbrug er svært, hjemløshed også.", []),
        ("Svagdrikkere og tungen.", []),
        ("Vi møder de\nudsatte hver dag.", ["de\nudsatte"]),
        ("Klienterne er tunge borgere.", ["tunge borgere", "Klienterne"]),
        ("Mennesker i en udsat situation.", []),
    ],
)
def test_words_that_label_people_are_found_as_whole_words(text: str, found: list[str]) -> None:
    assert [hint.found for hint in labelling.hints(text)] == found


def test_every_word_of_our_list_has_a_kinder_one() -> None:
    assert all(entry["word"] and entry["instead"] for entry in DEFAULT)
    assert len({entry["word"] for entry in DEFAULT}) == len(DEFAULT)


def test_an_own_list_replaces_ours_and_may_hold_signs_and_empty_lines() -> None:
    own = [{"word": "50+", "instead": "folk over 50"}, {"word": "", "instead": "x"}]
    assert labelling.hints("En misbruger", own) == []


def test_no_kinder_word_labels_people_again() -> None:
    offered = "\n".join(entry["instead"] for entry in DEFAULT)
    assert labelling.hints(offered) == []


def test_keys_are_short_plain_and_never_twice() -> None:
    taken: set[str] = set()
    for _n in range(50):
        key = key_of("Ærlig tale på Øerne og Åen, også for dem med ét ben", taken)
        assert key not in taken
        assert key.isascii()
        assert len(key) <= 80
        taken.add(key)


def test_differences_put_together_again_give_both_texts() -> None:
    old, new = ("Vi hjælper dig, når du er klar.\nRing.", "Vi hjælper jer, når I er klar. Ring i dag.")
    pieces = differences(old, new)
    assert "".join(piece.words for piece in pieces if piece.fate != Fate.ADDED) == old
    assert "".join(piece.words for piece in pieces if piece.fate != Fate.GONE) == new


def test_what_is_gone_is_shown_where_it_stood() -> None:
    old = [Text(key, "", key) for key in "abcd"]
    new = [Text(key, "", key) for key in "adx"]
    assert [pair.key for pair in pairs(old, new)] == ["a", "b", "c", "d", "x"]


def test_a_whole_branch_stays_behind_with_its_dropped_goal() -> None:
    parents = {"a": None, "b": "a", "c": "b", "d": None}
    assert left_out([Learned("a", "A", "", "drop"), Learned("x", "X", "", "drop")], parents) == {"a", "b", "c"}
