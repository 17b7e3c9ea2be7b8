"""Check a pack: every problem in one go, nothing half-loaded.

A pack comes from outside: its size, its lines and its encoding are bounded before it is parsed.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path as File

from holdepunkt.policy.pack import references, sense
from holdepunkt.policy.pack.format import Pack
from holdepunkt.policy.pack.lines import Lines, Path
from holdepunkt.policy.pack.problem import Problem, shown
from holdepunkt.policy.pack.shape import Finding, Rows, read_shape

MAX_BYTES = 2_000_000
MAX_LINE = 10_000
MAX_SHOWN = 500
_AT = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")


@dataclass(frozen=True)
class Checked:
    """A whole pack, or the problems that stand in its way; never both, never half a pack."""

    pack: Pack | None
    problems: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        """Whether the pack can be loaded."""
        return self.pack is not None


def check(source: File | str | bytes) -> Checked:
    """Check a file (by its path) or its content (bytes)."""
    if not isinstance(source, bytes):
        size = File(source).stat().st_size
        if size > MAX_BYTES:
            return _refused("", _size(size), "too_large", _size(MAX_BYTES))
        source = File(source).read_bytes()
    if len(source) > MAX_BYTES:
        return _refused("", _size(len(source)), "too_large", _size(MAX_BYTES))
    try:
        text = source.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        return _wrong_encoding(source, error)
    return _check_text(text)


def check_together(packs: Iterable[Pack]) -> tuple[Problem, ...]:
    """Packs of one municipality must agree on it and on every unit they share."""
    seen: dict[str, Pack] = {}
    problems: list[Problem] = []
    for pack in packs:
        earlier = [other for other in seen.values() if other.municipality.slug == pack.municipality.slug]
        for other in earlier:
            problems.extend(_disagreements(other, pack))
        seen[f"{pack.municipality.slug}/{pack.policy.slug}/{len(seen)}"] = pack
    return tuple(problems)


def _disagreements(one: Pack, two: Pack) -> Iterator[Problem]:
    if one.policy.slug == two.policy.slug:
        yield Problem(None, "policy.slug", two.policy.slug, "slug_twice")
    if one.municipality != two.municipality:
        yield Problem(None, "municipality", two.municipality.slug, "disagree", one.policy.slug)
    known = {unit.key: unit for unit in one.units}
    for unit in two.units:
        if known.get(unit.key, unit) != unit:
            yield Problem(None, f"units[{unit.key}]", unit.name, "disagree", known[unit.key].name)


def _check_text(text: str) -> Checked:
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > MAX_LINE:
            return _refused("", str(len(line)), "long_line", str(MAX_LINE), number)
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return _syntax(text, str(error))
    except RecursionError:
        return _refused("", "", "too_deep")
    rows, findings = read_shape(raw)
    lines = Lines(text)
    findings.extend(_across(rows, lines))
    if findings:
        return Checked(None, _ordered({_problem(finding, rows, lines) for finding in findings}))
    return Checked(Pack.model_validate(raw), ())


def _across(rows: Rows, lines: Lines) -> Iterator[Finding]:
    """Everything that looks from row to row."""
    yield from references.keys_used_twice(rows, lines.of)
    yield from references.paper_fields_twice(rows)
    yield from references.unknown_references(rows)
    yield from references.circles(rows)
    yield from sense.dates_backwards(rows)
    yield from sense.rhythm_fields(rows)
    yield from sense.rhythm_nobody_can_keep(rows)
    yield from sense.unit_kinds(rows)
    yield from sense.what_counts(rows)
    yield from sense.anchors_short(rows)
    yield from sense.goals_chosen_twice(rows)
    yield from sense.accent_readable(rows)


def _problem(finding: Finding, rows: Rows, lines: Lines) -> Problem:
    key = _written(finding.path, rows)
    line = lines.of(finding.path)
    return Problem(line, key, finding.found, finding.message_key, finding.choices)


def _written(path: Path, rows: Rows) -> str:
    """The path as a person reads it: promises[a-place-to-live].goals."""
    written = ""
    for depth, part in enumerate(path, 1):
        if isinstance(part, int):
            written += f"[{rows.labels.get(path[:depth]) or part + 1}]"
        else:
            written += f".{part}" if written else part
    return written


def _ordered(problems: set[Problem]) -> tuple[Problem, ...]:
    """By line; a file with thousands of faults says so instead of listing them all."""
    ordered = sorted(problems, key=_order)
    if len(ordered) > MAX_SHOWN:
        more = Problem(None, "pack", str(len(ordered)), "more", str(MAX_SHOWN))
        return (*ordered[:MAX_SHOWN], more)
    return tuple(ordered)


def _order(problem: Problem) -> tuple[int, str, str, str]:
    return (problem.line or 0, problem.key, problem.message_key, problem.found)


def _refused(key: str, found: str, message_key: str, choices: str = "", line: int | None = None) -> Checked:
    return Checked(None, (Problem(line, key or "pack", found, message_key, choices),))


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"


def _wrong_encoding(source: bytes, error: UnicodeDecodeError) -> Checked:
    line = source.count(b"\n", 0, error.start) + 1
    found = f"byte {error.start + 1}: 0x{source[error.start]:02X}"
    return _refused("", found, "encoding", line=line)


def _syntax(text: str, message: str) -> Checked:
    place = _AT.search(message)
    number = int(place[1]) if place and place[1] else text.count("\n") + 1
    wrong = text.split("\n")[number - 1].strip() if number <= text.count("\n") + 1 else ""
    return _refused("", shown(wrong), "syntax", _AT.sub("", message), number)
