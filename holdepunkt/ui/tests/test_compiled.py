"""Compiled templates are kept from one process to the next, and never stand in anybody's way."""

import errno
import os
import pickle
import tempfile
from hashlib import sha1
from pathlib import Path

import jinja2
import pytest
from jinja2.bccache import bc_magic

from holdepunkt.ui.compiled import CompiledTemplates, rules_of


def environment(folder: Path, words: str, rules: str = "ours", **options: object) -> jinja2.Environment:
    """What a process has that begins anew: nothing but the folder."""
    cache = CompiledTemplates(folder, rules=rules)
    return jinja2.Environment(loader=jinja2.DictLoader({"a.html": words}), bytecode_cache=cache, **options)  # type: ignore[arg-type]


def written(env: jinja2.Environment) -> str:
    return env.get_template("a.html").render()


def test_a_template_is_compiled_once_for_all_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert written(environment(tmp_path, "Hej")) == "Hej"
    monkeypatch.setattr(jinja2.Environment, "compile", lambda *_words, **_more: pytest.fail("compiled again"))
    assert written(environment(tmp_path, "Hej")) == "Hej"


def test_a_template_that_was_changed_is_compiled_again(tmp_path: Path) -> None:
    assert written(environment(tmp_path, "Hej")) == "Hej"
    assert written(environment(tmp_path, "Farvel")) == "Farvel"


def test_what_was_compiled_by_other_rules_is_not_used(tmp_path: Path) -> None:
    words = "{% if true %}\nHej{% endif %}"
    assert written(environment(tmp_path, words)) == "\nHej"
    assert written(environment(tmp_path, words, "others", trim_blocks=True)) == "Hej"


def test_the_rules_are_the_files_said_and_the_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "rules.py"
    source.write_text("one")
    before = rules_of(source)
    source.write_text("two")
    assert rules_of(source) != before == rules_of(_with(source, "one"))
    monkeypatch.setattr(jinja2, "__version__", "0")
    assert rules_of(source) != before


def _with(source: Path, words: str) -> Path:
    source.write_text(words)
    return source


@pytest.mark.parametrize("spoilt", [b"", b"nonsense", b"j2" + b"\x00" * 40], ids=["empty", "nonsense", "half"])
def test_a_spoilt_file_is_compiled_again(tmp_path: Path, spoilt: bytes) -> None:
    assert written(environment(tmp_path, "Hej")) == "Hej"
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(spoilt)
    assert written(environment(tmp_path, "Hej")) == "Hej"


def test_a_full_disk_costs_no_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_words: object, **_more: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", full)
    assert written(environment(tmp_path, "Hej")) == "Hej"
    assert list(tmp_path.iterdir()) == []


def test_nobody_else_reads_or_writes_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    written(environment(folder, "Hej"))
    assert folder.stat().st_mode & 0o077 == 0
    assert all(kept.stat().st_mode & 0o077 == 0 for kept in folder.iterdir())


@pytest.mark.parametrize("how", ["others may write in it", "it is somebody else's"])
def test_what_somebody_else_may_have_written_is_neither_run_nor_added_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    folder = tmp_path / "templates"
    assert written(environment(folder, "Hej")) == "Hej"
    (kept,) = folder.iterdir()
    foreign = tmp_path / "foreign"
    assert written(environment(foreign, "Fremmed")) == "Fremmed"
    ours, theirs = kept.read_bytes(), next(foreign.iterdir()).read_bytes()
    magic = len(bc_magic)
    head = magic + len(pickle.dumps(sha1(b"Hej").hexdigest(), 2))
    kept.write_bytes(ours[:head] + theirs[head:])  # the right name and sum, and other words in it
    assert written(environment(folder, "Hej")) == "Fremmed"  # so much depends on whose the folder is
    if how == "others may write in it":
        folder.chmod(0o770)
    else:
        monkeypatch.setattr(os, "geteuid", lambda: folder.stat().st_uid + 1)
    assert written(environment(folder, "Hej")) == "Hej"
    assert written(environment(folder, "Ny")) == "Ny"
    assert list(folder.iterdir()) == [kept]
