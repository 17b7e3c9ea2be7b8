"""SEC-7: whatever is changed, taken away, moved or added is found, and its position is named."""

import io
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest
from django.conf import settings
from django.db import transaction

from holdepunkt.record import verifier
from holdepunkt.record.append_only import lifted
from holdepunkt.record.checks import check
from holdepunkt.record.export import checkpoint, export_lines
from holdepunkt.record.keys import all_keys
from holdepunkt.record.models import Batch, Entry, Seal
from holdepunkt.record.tests.builders import sealed
from holdepunkt.record.tests.tampering import IN_THE_DATABASE, ON_EXPORTS
from holdepunkt.record.verifier import NotReadable, check_export, read_checkpoint

pytestmark = pytest.mark.django_db
ROWS = 50
PACE, TRIES = 500_000, 20
TABLES = ("record_entry", "record_seal", "record_batch")


@contextmanager
def undone_afterwards() -> Iterator[None]:
    """Take a tampering back, also when it stops half-way."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def an_export() -> list[bytes]:
    """The lines of an export: the header, then the rows."""
    return b"".join(export_lines("lundby")).splitlines(keepends=True)


def found_in(lines: list[bytes], kept: dict[str, tuple[int, str]] | None = None) -> int | None:
    broken = check_export(io.BytesIO(b"".join(lines)), all_keys(), kept).broken
    return broken.position if broken else None


def kept_elsewhere() -> tuple[int, str]:
    kept = read_checkpoint(checkpoint(), "lundby")
    assert kept is not None
    return kept


def test_an_untouched_export_is_whole() -> None:
    sealed(ROWS)
    assert found_in(an_export(), {"lundby": kept_elsewhere()}) is None


@pytest.mark.parametrize("tamper", ON_EXPORTS, ids=lambda way: way.__name__)
def test_a_tampered_export_is_found_and_the_position_named(tamper, torture: bool) -> None:  # type: ignore[no-untyped-def]
    sealed(ROWS)
    header, *rows = an_export()
    for seed in range(-(-1000 // len(ON_EXPORTS)) if torture else 12):
        changed = list(rows)
        expected = tamper(changed, Random(seed))
        assert changed != rows, f"seed {seed} changed nothing"
        assert found_in([header, *changed]) == expected, f"seed {seed}"


@pytest.mark.parametrize("tamper", IN_THE_DATABASE, ids=lambda way: way.__name__)
def test_a_tampered_database_is_found_and_the_position_named(tamper, torture: bool) -> None:  # type: ignore[no-untyped-def]
    sealed(ROWS)
    kept = kept_elsewhere()
    for seed in range(-(-1000 // len(IN_THE_DATABASE)) if torture else 5):
        with undone_afterwards(), lifted(*TABLES):
            expected = tamper(Random(seed))
            broken = check("lundby", checkpoint=kept).broken
            assert broken is not None, f"seed {seed} was not found"
            assert broken.position == expected, f"seed {seed}: {broken}"
    assert check("lundby", checkpoint=kept).broken is None


def test_a_tail_that_was_cut_before_the_export_is_found_by_the_checkpoint_alone() -> None:
    sealed(ROWS)
    kept = kept_elsewhere()
    last = Batch.objects.latest("number")
    with lifted(*TABLES):
        tail = Seal.objects.filter(position__gte=last.first)
        Entry.objects.filter(uuid__in=list(tail.values_list("entry", flat=True))).delete()
        tail.delete()
        Batch.objects.filter(pk=last.pk).delete()
    assert found_in(an_export()) is None
    assert found_in(an_export(), {"lundby": kept}) == last.first


def test_a_history_that_was_sealed_anew_with_the_key_is_found_by_the_checkpoint() -> None:
    sealed(ROWS)
    kept = kept_elsewhere()
    with lifted(*TABLES):
        for model in (Entry, Seal, Batch):
            model.objects.all().delete()
    sealed(ROWS)
    assert found_in(an_export()) is None
    assert found_in(an_export(), {"lundby": kept}) == ROWS
    broken = check("lundby", checkpoint=kept).broken
    assert broken is not None
    assert broken.position == ROWS


@pytest.mark.parametrize("change", [{"count": 49}, {"municipality": "aaby"}, {"last": "0" * 64}, {"made_at": "i går"}])
def test_a_changed_header_is_found(change: dict[str, object]) -> None:
    sealed(ROWS)
    header, *rows = an_export()
    changed = json.dumps(json.loads(header) | change).encode() + b"\n"
    with pytest.raises(NotReadable, match="found a changed one"):
        found_in([changed, *rows])


@pytest.mark.parametrize(
    ("first", "said"),
    [(b"", "the header"), (b"{}\n", "the header"), (b'{"format": "x", "keys": [], "count": 1}\n', "the header")],
)
def test_a_file_that_is_no_export_is_refused_in_plain_words(first: bytes, said: str) -> None:
    with pytest.raises(NotReadable, match=said):
        found_in([first])


def test_a_page_may_check_the_newest_rows_only() -> None:
    sealed(ROWS)
    outcome = check("lundby", newest=10)
    assert outcome.broken is None
    assert 10 <= outcome.rows < ROWS
    with lifted("record_entry"):
        Entry.objects.filter(uuid=Seal.objects.get(position=ROWS).entry).update(why="andet")
        Entry.objects.filter(uuid=Seal.objects.get(position=1).entry).update(why="andet")
    broken = check("lundby", newest=10).broken
    assert broken is not None
    assert broken.position == ROWS


def _verify(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    program = folder / "verifier.py"
    program.write_text(Path(verifier.__file__).read_text(encoding="utf-8"), encoding="utf-8")
    command = [sys.executable, "-I", str(program), str(folder / "export"), "--key-file", str(folder / "keys"), *more]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env={"PATH": ""})


def test_the_verifier_runs_on_its_own_far_from_our_code(tmp_path: Path) -> None:
    sealed(ROWS)
    (tmp_path / "keys").write_text("\n".join(settings.HOLDEPUNKT_RECORD_KEYS))
    (tmp_path / "checkpoint").write_text(checkpoint())
    lines = an_export()
    (tmp_path / "export").write_bytes(b"".join(lines))
    whole = _verify(tmp_path, "--checkpoint", str(tmp_path / "checkpoint"))
    assert (whole.returncode, whole.stderr) == (0, "")
    assert f"lundby: Whole: {ROWS} rows" in whole.stdout
    lines[7] = lines[7].replace(b"Finn", b"Bent")
    (tmp_path / "export").write_bytes(b"".join(lines))
    broken = _verify(tmp_path)
    assert broken.returncode == 1
    assert f"Broken at position 7 (row {Seal.objects.get(position=7).entry})" in broken.stdout
    (tmp_path / "keys").write_text("en anden nøgle")
    assert _verify(tmp_path).returncode == 2


def test_the_verifier_goes_through_half_a_million_rows_a_second(tmp_path: Path) -> None:
    """The best of some tries, in time of the processor: other programs share the machine."""
    sealed(1)
    key = next(iter(all_keys().values()))
    line, digits, rows = Seal.objects.get().line, verifier.first_link("lundby"), []
    for _ in range(60_000):
        digits = verifier.link(key, digits, line)
        rows.append(f"{digits} {line}\n".encode())
    best = 0.0
    for _ in range(TRIES):
        begun = time.process_time()
        position, _digits, broken = verifier.check_rows(rows, key, verifier.first_link("lundby").encode(), 0)
        best = max(best, position / (time.process_time() - begun))
        assert broken is None
        if best >= PACE:
            return
    raise AssertionError(f"found {best:.0f} rows a second; expected {PACE}")
