"""What stands in the tables, read without the site: by the owner's own connection, in plain SQL."""

import json
import sqlite3
from collections import Counter
from typing import TYPE_CHECKING, Any

from torture.house import House

if TYPE_CHECKING:
    from torture.kills import Tally

FIGURE_VERBS = ("figure.noted", "figure.corrected")
REACHED, UNDONE = STEP_VERBS = ("milestone.reached", "milestone.reached_undone")


class Tables:
    """The database of a house."""

    def __init__(self, house: House) -> None:
        self.house = house

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Every row of a question."""
        if not self.house.owner:
            door: Any = sqlite3.connect(self.house.sqlite, timeout=30)
        else:
            import psycopg

            door = psycopg.connect(self.house.owner)
        try:
            return [tuple(row) for row in door.execute(sql).fetchall()]
        finally:
            door.close()

    def names(self) -> list[str]:
        """The tables there are."""
        told = (
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
            if self.house.owner
            else "SELECT name FROM sqlite_master WHERE type = 'table'"
        )
        return [row[0] for row in self.rows(told)]

    def counts(self) -> dict[str, int]:
        """How many figures, and record rows about figures and drafts, there are."""
        return {
            "figures": self.rows("SELECT count(*) FROM policy_figure")[0][0],
            "figure rows": sum(1 for _ in self._record(*FIGURE_VERBS)),
            "drafts": sum(self._versions().values()),
            "draft rows": sum(1 for _ in self._record("status_note.drafted")),
        }

    def steps(self) -> dict[str, tuple[str, bool]]:
        """Each milestone by its number in the address: its own key, and whether it is reached."""
        rows = self.rows("SELECT id, uuid, reached_on FROM policy_milestone")
        return {str(number): (_plain([str(uuid)])[0], day is not None) for number, uuid, day in rows}

    def _record(self, *verbs: str) -> list[dict[str, Any]]:
        named = ", ".join(f"'{verb}'" for verb in verbs)
        found = self.rows(f"SELECT fields FROM record_entry WHERE verb IN ({named})")
        return [row[0] if isinstance(row[0], dict) else json.loads(row[0]) for row in found]

    def _versions(self) -> dict[str, int]:
        return {
            str(uuid).replace("-", ""): version
            for uuid, version in self.rows("SELECT uuid, version FROM policy_statusnote")
        }

    def compare(self, tally: "Tally", before: dict[str, int]) -> list[str]:
        """Everything in which the tables differ from what the people were promised."""
        return [*self._figures(tally), *self._drafts(tally, before), *self._steps(tally), *self._keys(tally)]

    def _figures(self, tally: "Tally") -> list[str]:
        ours = "drab "
        stored = Counter(row[0] for row in self.rows("SELECT source FROM policy_figure") if row[0].startswith(ours))
        record = Counter(one["source"] for one in self._record(*FIGURE_VERBS) if one.get("source", "").startswith(ours))
        promised = Counter(tally.figures)
        return [
            *(f"lost: {one}" for one in promised - stored),
            *(f"twice, or never promised: {one}" for one in stored - promised),
            *(f"a change without a record row: {one}" for one in stored - record),
            *(f"a record row without a change: {one}" for one in record - stored),
        ]

    def _drafts(self, tally: "Tally", before: dict[str, int]) -> list[str]:
        now, promised = self.counts(), sum(map(len, tally.drafts.values()))
        wrong = [
            f"{name}: {now[name] - before[name]} for {promised} promised"
            for name in ("drafts", "draft rows")
            if now[name] - before[name] != promised
        ]
        stored = {row[0] for row in self.rows("SELECT happened FROM policy_statusnote")}
        return wrong + [f"lost words: {words[-1]}" for words in tally.drafts.values() if words[-1] not in stored]

    def _steps(self, tally: "Tally") -> list[str]:
        stored, wrong = self.steps(), []
        rows = {verb: Counter(_plain([one["row"] for one in self._record(verb)])) for verb in STEP_VERBS}
        for number, told in tally.steps.items():
            uuid, is_reached = stored[number]
            for verb in STEP_VERBS:
                if rows[verb][uuid] != told.count(verb):
                    wrong.append(f"milestone {number}: {rows[verb][uuid]} × {verb} for {told.count(verb)} promised")
            if is_reached != (told[-1] == REACHED):
                wrong.append(f"milestone {number}: stands as {is_reached} after {told[-1]}")
        return wrong

    def _keys(self, tally: "Tally") -> list[str]:
        stored = Counter(str(row[0]).replace("-", "") for row in self.rows("SELECT key FROM record_receivedform"))
        return [f"{stored[key]} rows for one form key" for key in _plain(tally.keys) if stored[key] != 1]


def _plain(keys: list[str]) -> list[str]:
    return [key.replace("-", "") for key in keys]
