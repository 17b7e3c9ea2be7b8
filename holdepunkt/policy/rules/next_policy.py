"""What the evaluation says the next policy should do with each goal (A1, O7)."""

from collections.abc import Iterable
from dataclasses import dataclass

from holdepunkt.policy.rules.evaluation import Advice


@dataclass(frozen=True)
class Learned:
    """One conclusion: which goal (its key, or empty for the whole), what, and the advice."""

    goal_key: str
    goal_title: str
    text: str
    advice: str


def left_out(learned: Iterable[Learned], parents: dict[str, str | None]) -> set[str]:
    """A1. The goals that do not follow along: those advised to drop, and all that stand under them.

    >>> drop = Learned("hjem", "Hjem", "Nået", "drop")
    >>> sorted(left_out([drop], {"hjem": None, "eget-hjem": "hjem", "job": None}))
    ['eget-hjem', 'hjem']
    """
    out = {row.goal_key for row in learned if row.advice == Advice.DROP and row.goal_key}
    while True:
        more = {key for key, parent in parents.items() if parent in out and key not in out}
        if not more:
            return out & set(parents)
        out |= more


def remarks(learned: Iterable[Learned]) -> str:
    """A1. The remark of a draft: what should change, a line per conclusion.

    >>> remarks([Learned("hjem", "Hjem", "Sæt et tal på.", "change"), Learned("", "", "Skriv kort.", "new")])
    'Hjem: Sæt et tal på.\\nSkriv kort.'
    """
    wanted = (row for row in learned if row.advice in (Advice.CHANGE, Advice.NEW))
    return "\n".join(f"{row.goal_title}: {row.text}" if row.goal_title else row.text for row in wanted)
