"""The table of a measuring, for the terminal and as Markdown, beside its ceilings and the last kept one."""

from collections.abc import Iterable, Iterator
from typing import Any

from bench.ceilings import MIGRATE_SECONDS, PACKAGES, PACKAGES_MIB, WORKER_MIB

HEADS = ("page", "SQL", "CPU ms", "made anew", "10N/N", "kB", "× bare", "at most", "", "last kept")
Result = dict[str, Any]


def pairs(result: Result) -> Iterator[tuple[Result, Result]]:
    """The rows at N beside the rows at 10N."""
    small, large = result["sizes"]
    by_title = {row["title"]: row for row in large["rows"]}
    for row in small["rows"]:
        yield row, by_title.get(row["title"], row)


def verdict(row: Result, large: Result) -> str:
    """Whether a page keeps its ceilings at both sizes, and what it breaks.

    >>> row = {"missing": "", "ms": 5, "sql": 7, "max_ms": 6, "max_sql": 8, "grows": False}
    >>> verdict(row, row | {"ms": 9, "sql": 11})
    'over: ms, SQL, SQL grows'
    """
    if row["missing"] or large["missing"]:
        return "not measured"
    judged = row if row["grows"] else large
    broken = [word for word, name in (("ms", "ms"), ("SQL", "sql")) if _most(row, judged, name) > row[f"max_{name}"]]
    if large["sql"] != row["sql"] and not row["grows"]:
        broken.append("SQL grows")
    return f"over: {', '.join(broken)}" if broken else "ok"


def _most(row: Result, judged: Result, name: str) -> float:
    return max(row[name], judged[name])


def lines(result: Result, kept: Result | None = None) -> Iterator[tuple[str, ...]]:
    """The cells of each line."""
    before = {row["title"]: (row, large) for row, large in pairs(kept)} if kept else {}
    for row, large in pairs(result):
        limit = f"{row['max_ms']:g} ms, {row['max_sql']} SQL"
        if row["missing"] or large["missing"]:
            reason = row["missing"] or large["missing"]
            yield (row["title"], "–", "–", "–", "–", "–", "–", limit, reason, "")
            continue
        bare = f"{row['ms'] / row['bare_ms']:.1f}" if row["bare_ms"] else ""
        yield (
            row["title"], f"{row['sql']} / {large['sql']}", f"{row['ms']:.1f} / {large['ms']:.1f}", _anew(row, large),
            f"{large['ms'] / row['ms']:.2f}", f"{large['bytes'] / 1000:.1f}" if large["bytes"] else "", bare, limit,
            verdict(row, large), _before(before.get(row["title"]), large),
        )  # fmt: skip


def _anew(row: Result, large: Result) -> str:
    """What a kept page costs when it is made anew, after something has changed; empty for one that is always so."""
    if not row.get("anew_ms"):
        return ""
    return f"{row['anew_ms']:.1f} / {large['anew_ms']:.1f}"


def _before(kept: tuple[Result, Result] | None, large: Result) -> str:
    """What the page cost at 10N when it was last kept, and by how much that has changed."""
    if kept is None or kept[1]["missing"] or not kept[1]["ms"]:
        return ""
    change = (large["ms"] / kept[1]["ms"] - 1) * 100
    return f"{kept[1]['ms']:.1f} ({change:+.0f} %)"


def house_lines(result: Result) -> Iterator[tuple[str, str, str, str]]:
    """What the product weighs: found, at most, verdict."""
    house = result["house"]
    for name, found, limit, unit in (
        ("empty migrate", house["migrate_seconds"], MIGRATE_SECONDS, "s CPU"),
        ("memory of a web worker", house["worker_mib"], WORKER_MIB, "MiB"),
        ("packages to run", house["packages"], PACKAGES, ""),
        ("their size", house["packages_mib"], PACKAGES_MIB, "MiB"),
    ):
        yield (name, f"{found:g} {unit}".strip(), f"{limit:g} {unit}".strip(), "ok" if found <= limit else "over")


def heading(result: Result) -> str:
    """Which database, which sizes."""
    small, large = (size["n"] for size in result["sizes"])
    return f"{result['database']}: N = {small:,} and {large:,} efforts a year, three years"


def pace(result: Result) -> str:
    """How fast the machine itself was: figures taken at another pace cannot be compared."""
    told = [ms for size in result["sizes"] for ms in size["pace"]]
    return f"pace {min(told):g} to {max(told):g} ms"


def as_text(result: Result, kept: Result | None = None) -> str:
    """The table for the terminal."""
    rows = [HEADS, *lines(result, kept)]
    title = f"{heading(result)}; {pace(result)}"
    parts = [title, _aligned(rows), _aligned([("the house", "found", "at most", ""), *house_lines(result)])]
    return "\n\n".join([*parts, *_repeated(result)]) + "\n"


def _aligned(rows: Iterable[tuple[str, ...]]) -> str:
    rows = list(rows)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def _repeated(result: Result) -> list[str]:
    """The statements that one page sends again and again."""
    return [
        f"{row['title']} repeats itself at {result['sizes'][1]['n']:,}:\n  " + "\n  ".join(row["repeated"])
        for _small, row in pairs(result)
        if row["repeated"]
    ]


def as_markdown(result: Result) -> str:
    """A section for docs/measured.md."""
    machine = result["machine"]
    head = [
        f"## {heading(result)}", "",
        f"{result['date']} · {machine['processor']}, {machine['cores']} cores, Python {machine['python']}, "
        f"{result['database_version']}, {pace(result)} · `{result['command']}`", "",
    ]  # fmt: skip
    table = [_marked(HEADS[:-1]), _marked("---" for _ in HEADS[:-1])]
    table += [_marked(line[:-1]) for line in lines(result)]
    house = [_marked(("the house", "found", "at most", "")), _marked(["---"] * 4)]
    house += [_marked(line) for line in house_lines(result)]
    return "\n".join([*head, *table, "", *house]) + "\n"


def unwrapped(docstring: str) -> str:
    """The method, as a module tells it, without its first line and its line breaks.

    >>> unwrapped("`make x`: do.\\n\\nMethod: one\\ntwo.\\n")
    'Method: one two.'
    """
    return " ".join(docstring.split("\n\n", 1)[-1].split())


def _marked(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
