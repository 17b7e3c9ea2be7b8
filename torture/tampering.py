"""SEC-7: a thousand random tamperings with an export, and the pace of the program that finds them.

Both work on the program as an auditor has it: `verifier.py` alone, an export, the key. The tables themselves are
tampered with in the suite of the record.
"""

import io
import json
import resource
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from holdepunkt.record import verifier
from holdepunkt.record.tests.tampering import ON_EXPORTS
from torture.progress import Tell, silent

SECRET, TOWN = "nøglen til torturen", "lundby"
ROWS, TAMPERINGS, MANY = 1_000, 1_000, 1_000_000
PACE = 500_000
ROW = {
    "about_kind": "effort", "about_name": "Flere små boliger", "about_uuid": "7f3ad7a4-0000-4000-8000-000000000001",
    "acting_as": "policy_lead", "at": "2021-11-22T08:00:00.000000Z", "by_kind": "user", "by_name": "Finn Falk",
    "by_uuid": "7f3ad7a4-0000-4000-8000-000000000002", "fields": {"changed": ["title", "plain"]},
    "municipality": TOWN, "relation": "", "sort": "change", "verb": "effort.changed", "why": "",
}  # fmt: skip
"""A row as long as those of the house are in the middle."""


@dataclass
class Outcome:
    """How many tamperings were found, and the pace."""

    tampered: int = 0
    rows: int = 0
    cpu: float = 0.0
    wrong: list[str] = field(default_factory=list)

    @property
    def told(self) -> str:
        """In one sentence."""
        pace = int(self.rows / self.cpu) if self.cpu else 0
        return (
            f"{self.tampered:,} random tamperings with an export of {ROWS:,} rows; verifier.py alone went through "
            f"{self.rows:,} rows in {self.cpu:.2f} s of CPU, its start included: {pace:,} rows a second"
        )


def an_export(rows: int) -> list[bytes]:
    """A header and sealed rows, as `record_export` writes them."""
    key, digits, sealed = verifier.key_of(SECRET), verifier.first_link(TOWN), []
    for number in range(rows):
        line = json.dumps(ROW | {"uuid": f"7f3ad7a4-0000-4000-8000-{number:012d}"}, sort_keys=True)
        digits = verifier.link(key, digits, line)
        sealed.append(f"{digits} {line}\n".encode())
    header: dict[str, object] = {
        "format": verifier.FORMAT, "municipality": TOWN, "count": rows, "last": digits,
        "keys": [[1, verifier.key_id(SECRET)]],
    }  # fmt: skip
    header["mark"] = verifier.mark_of(key, header)
    return [json.dumps(header).encode() + b"\n", *sealed]


def tamper(found: Outcome, *, times: int, seed: int = 20211122, tell: Tell = silent) -> None:
    """Tamper at random, and ask where it is broken."""
    header, *rows = an_export(ROWS)
    keys, dice = verifier.read_keys(SECRET), Random(seed)
    for number in range(times):
        way, changed = ON_EXPORTS[number % len(ON_EXPORTS)], list(rows)
        expected = way(changed, dice)
        broken = verifier.check_export(io.BytesIO(b"".join([header, *changed])), keys).broken
        if broken is None or broken.position != expected:
            found.wrong.append(f"{way.__name__} number {number}: expected position {expected}, found {broken}")
        found.tampered += 1
        tell(f"{found.tampered} of {times} tamperings")


def run_program(found: Outcome, *, rows: int) -> None:
    """Let the program check many rows, by itself and far from our code; count its processor time."""
    with tempfile.TemporaryDirectory(prefix="holdepunkt-torture-") as name:
        folder = Path(name)
        program = shutil.copy(verifier.__file__, folder / "verifier.py")
        (folder / "export").write_bytes(b"".join(an_export(rows)))
        (folder / "keys").write_text(SECRET)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [sys.executable, "-I", str(program), str(folder / "export"), "--key-file", str(folder / "keys")]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    found.rows = rows
    found.cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    if done.returncode or f"Whole: {rows} rows" not in done.stdout:
        found.wrong.append(f"the program said {done.stdout[-300:]} {done.stderr[-300:]}")


def torture(*, rows: int = MANY, times: int = TAMPERINGS, tell: Tell = silent) -> Outcome:
    """Tamper, and measure; too slow is wrong."""
    found = Outcome()
    tamper(found, times=times, tell=tell)
    tell("the pace")
    run_program(found, rows=rows)
    if rows == MANY and found.rows / found.cpu < PACE:
        found.wrong.append(f"found {found.rows / found.cpu:.0f} rows a second; expected {PACE}")
    return found
