"""What a check of the house found: what is there, what is expected, and how to change it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it should be. `number` is its stable name; a warning stops nobody.

    >>> Finding("E001", "HOLDEPUNKT_DEBUG is on", "off", "Unset HOLDEPUNKT_DEBUG.").text()
    'Found: HOLDEPUNKT_DEBUG is on. Expected: off.'
    """

    number: str
    found: str
    expected: str
    change: str

    @property
    def is_warning(self) -> bool:
        """Whether the site may run with it."""
        return self.number.startswith("W")

    def text(self) -> str:
        """What was found and what is expected."""
        return f"Found: {self.found}. Expected: {self.expected}."
