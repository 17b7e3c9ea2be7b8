"""The table of what row-level security costs, page by page, as Markdown."""

from typing import Any

HEADS = ("page", "SQL", "CPU ms without", "CPU ms behind the wall", "the wall", "%")
Row = dict[str, Any]


def as_markdown(result: dict[str, Any]) -> str:
    """A section for docs/measured.md.

    >>> row = {"title": "front page", "missing": "", "sql": 9, "without": 20.0, "behind": 21.0}
    >>> print(as_table([row]).splitlines()[2])
    | front page | 9 | 20.0 | 21.0 | +1.0 ms | +5 |
    """
    machine, paces = result["machine"], result["pace"]
    head = (
        f"## What the wall between municipalities costs: {result['n']:,} efforts a year, three years\n\n"
        f"{result['date']} · {machine['processor']}, {machine['cores']} cores, Python {machine['python']}, "
        f"{result['database_version']}, pace {min(paces):g} to {max(paces):g} ms · `{result['command']}`\n\n"
        "Each page made anew, as the site's role behind row-level security and as the owner without it, in turns; "
        "the least of five, since other programs only ever add.\n\n"
    )
    return head + as_table(result["rows"])


def as_table(rows: list[Row]) -> str:
    """One line a page, and their sum."""
    told = [row for row in rows if not row["missing"]]
    total = {"title": "all together", "missing": "", "sql": sum(row["sql"] for row in told)}
    total |= {name: sum(row[name] for row in told) for name in ("without", "behind")}
    lines = [_cells(row) for row in [*rows, *([total] if len(told) > 1 else [])]]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (HEADS, ("---",) * len(HEADS), *lines)) + "\n"


def _cells(row: Row) -> tuple[str, ...]:
    if row["missing"]:
        return row["title"], "–", "–", "–", "–", row["missing"]
    more = row["behind"] - row["without"]
    share = f"{more / row['without'] * 100:+.0f}"
    return row["title"], str(row["sql"]), f"{row['without']:.1f}", f"{row['behind']:.1f}", f"{more:+.1f} ms", share
