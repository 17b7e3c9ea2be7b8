"""Pure rules about reading the record: what is looked for, and how a cell of a table stays harmless."""

from dataclasses import asdict, dataclass
from datetime import date

LONGEST_WORDS = 200
FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for in the record; what is left empty is not asked about."""

    sort: str = ""
    words: str = ""
    person: str = ""
    first: date | None = None
    last: date | None = None

    @property
    def criteria(self) -> dict[str, str]:
        """The criteria that were given, ready to be kept.

        >>> Wanted(words="bolig", first=date(2021, 11, 1)).criteria
        {'words': 'bolig', 'first': '2021-11-01'}
        >>> Wanted().criteria
        {}
        """
        return {name: str(value) for name, value in asdict(self).items() if value}


def harmless(cell: str) -> str:
    """A cell that a spreadsheet shows and never runs.

    >>> harmless("=HYPERLINK(1)"), harmless("Åben café")
    ("'=HYPERLINK(1)", 'Åben café')
    """
    return f"'{cell}" if cell.startswith(FORMULA_BEGINS) else cell
