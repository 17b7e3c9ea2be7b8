"""Every verb that the code writes into the record has its Danish words; every word is used."""

import ast
import re
from collections.abc import Iterator

import pytest

from holdepunkt.pages.record_words import PART_VERBS, PARTS, READ, VERBS, sentence, words_of
from holdepunkt.record.models import Entry
from holdepunkt.tests.code_base import PACKAGE, is_test, python_files, tree

VERB = re.compile(r"[a-z_]+\.[a-z_]+")
WRITERS = {"wrote", "exported", "fetched", "signed_in", "searched"}


def in_actions(module: ast.Module) -> set[str]:
    """Every text in a module of actions that looks like a verb: there nothing else does."""
    texts = (node.value for node in ast.walk(module) if isinstance(node, ast.Constant))
    return {text for text in texts if isinstance(text, str) and VERB.fullmatch(text)}


def in_calls(module: ast.Module) -> set[str]:
    """The verbs with which the record is called elsewhere."""
    calls = (node for node in ast.walk(module) if isinstance(node, ast.Call) and node.args)
    ours = [call for call in calls if ast.unparse(call.func).split(".")[-1] in WRITERS]
    first = [call.args[0] for call in ours] + [
        word.value for call in ours for word in call.keywords if word.arg == "verb"
    ]
    found = {argument.value for argument in first if isinstance(argument, ast.Constant)}
    return {str(verb) for verb in found if VERB.fullmatch(str(verb))}


def made_of_nouns(module: ast.Module) -> Iterator[str]:
    """The endings of verbs that are put together: f"{row._meta.model_name}.added" ends in added."""
    for node in ast.walk(module):
        if isinstance(node, ast.JoinedStr) and "model_name" in ast.unparse(node.values[0]):
            ending = node.values[-1]
            if isinstance(ending, ast.Constant) and str(ending.value).startswith("."):
                yield str(ending.value)[1:]


def written() -> tuple[set[str], set[str]]:
    """All verbs of the product, and all endings of those that are put together."""
    verbs, endings = set(), set()
    for path in python_files("holdepunkt"):
        if is_test(path):
            continue
        inside = {*path.relative_to(PACKAGE).parts[1:-1], path.stem}
        verbs |= in_actions(tree(path)) if "actions" in inside else in_calls(tree(path))
        endings |= set(made_of_nouns(tree(path))) if "actions" in inside else set()
    return verbs, endings


def test_every_verb_has_its_danish_words() -> None:
    verbs, endings = written()
    silent = sorted(verb for verb in verbs if words_of(verb) is None)
    assert not silent, f"expected words for these in pages/record_words.py: {silent}"
    assert endings <= PART_VERBS.keys() | {"looked_at"}, f"expected words for the endings {sorted(endings)}"


def test_no_words_are_left_over() -> None:
    verbs, endings = written()
    undone = {verb for verb in VERBS if verb.endswith("_undone")}
    assert not sorted(VERBS.keys() - verbs - undone)
    assert not sorted(PART_VERBS.keys() - endings)


@pytest.mark.parametrize("verb", [*VERBS, *(f"{noun}.changed" for noun in PARTS), *(f"{n}.looked_at" for n in READ)])
def test_every_verb_makes_a_sentence(verb: str) -> None:
    made = sentence(Entry(verb=verb, by_name="Finn Falk", about_name="Åben café, 100 % hver dag"))
    assert made.startswith("Finn Falk ")
    assert made.endswith(".")
    assert "%(" not in made


def test_a_verb_of_a_later_release_is_shown_as_it_stands_and_a_visitor_has_no_name() -> None:
    assert sentence(Entry(verb="plan.sung", about_name="Handleplan")) == "En besøgende plan.sung: Handleplan."


def test_the_guard_sees_a_verb_without_words() -> None:
    module = ast.parse('record.wrote("plan.sung", on=row, by=by)\nrecord.wrote(f"{row._meta.model_name}.sung", by=by)')
    assert in_calls(module) == in_actions(module) == {"plan.sung"}
    assert list(made_of_nouns(module)) == ["sung"]
    assert words_of("plan.sung") is None
