"""One problem of a pack: which key, what was found, what was expected, on which line."""

from dataclasses import dataclass

from holdepunkt.policy.pack.messages import MESSAGES

LONGEST_FOUND = 120


@dataclass(frozen=True)
class Problem:
    """A named problem. `message_key` is a row of MESSAGES; `choices` fills what was expected."""

    line: int | None
    key: str
    found: str
    message_key: str
    choices: str = ""

    @property
    def expected(self) -> str:
        """What was expected, in Danish."""
        return self.expected_in("da")

    def expected_in(self, lang: str) -> str:
        """What was expected, in the language asked for."""
        message = MESSAGES[self.message_key]
        template = message.expected_da if lang == "da" else message.expected_en
        return template.format(found=self.found, choices=self.choices)

    def wrong_in(self, lang: str) -> str:
        """What is wrong, in the language asked for."""
        message = MESSAGES[self.message_key]
        template = message.wrong_da if lang == "da" else message.wrong_en
        return template.format(found=self.found, choices=self.choices)

    def text(self, lang: str = "da") -> str:
        """The whole problem in one line.

        >>> Problem(3, "policy.stage", "maybe", "choice", "draft, approved").text("en")
        'Line 3, policy.stage: That cannot be chosen. Found: maybe. Expected: one of: draft, approved.'
        """
        line, found, expected = ("Linje", "Fandt", "Forventede") if lang == "da" else ("Line", "Found", "Expected")
        where = f"{line} {self.line}, {self.key}" if self.line else self.key
        seen = f" {found}: {self.found}." if self.found else ""
        return f"{where}: {self.wrong_in(lang)}.{seen} {expected}: {self.expected_in(lang)}."


def shown(value: object) -> str:
    """What stands in the pack, short enough for a message.

    >>> shown(True), shown("x" * 200)[-1]
    ('true', '…')
    """
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return text if len(text) <= LONGEST_FOUND else text[: LONGEST_FOUND - 1] + "…"
