"""From the bytes of a file to its lines: encoding, separators, headings, formulas. Nothing is looked up here."""

import csv
import io
import json
import re
from typing import Any

from django.utils.translation import gettext as _

from holdepunkt.people.town_file.table import COLUMNS, DANISH, LISTS, Kind, Line, Problem

MAX_BYTES = 2_000_000
MAX_LINES = 20_000
FORMULA = re.compile(r"[=+\-@\t\r]")
MADE_SAFE = re.compile(r"'+[=+\-@\t\r]")
A_PHONE = re.compile(r"\+[\d ()-]+")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
BROKEN = re.compile(r"[\ud800-\udfff]")  # half of a pair: no file and no database can hold it
Read = tuple[list[Line], list[Problem]]


def lines_of(content: bytes) -> Read:
    """The rows of a CSV or JSON file, and what is wrong with it as a file."""
    if len(content) > MAX_BYTES:
        found = f"{len(content) / 1_000_000:.1f} MB".replace(".", ",")
        return [], [Problem("", "", found, _("højst 2 MB"))]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        place = _line(content[: wrong.start].count(b"\n") + 1)
        found = _("et tegn, der ikke er UTF-8 (0x%(byte)02X)") % {"byte": content[wrong.start]}
        return [], [Problem(place, "", found, _("filen gemt som »CSV UTF-8« (vælg det, når du gemmer i Excel)"))]
    if not text.strip():
        return [], [Problem("", "", _("en tom fil"), _("en overskrift og mindst én række"))]
    return _of_json(text) if text.lstrip()[0] in "{[" else _of_csv(text)


def _line(number: int) -> str:
    return _("Linje %(number)s") % {"number": number}


def _of_csv(text: str) -> Read:
    heading = text.lstrip("\r\n").split("\n", 1)[0]
    separator = max(";,\t", key=heading.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    lines: list[Line] = []
    keys: list[str] | None = None
    problems: list[Problem] = []
    try:
        for cells in rows:
            if not any(cell.strip() for cell in cells):
                continue
            if keys is None:
                keys, problems = _headings(cells, _line(rows.line_num))
                continue
            lines += _csv_line(cells, keys, _line(rows.line_num), problems)
            if len(lines) > MAX_LINES:
                return [], [Problem("", "", _("flere rækker"), _("højst %(most)s rækker") % {"most": MAX_LINES})]
    except csv.Error as wrong:
        problems.append(
            Problem(_line(rows.line_num), "", str(wrong), _('hele celler; et " i en celle skrives to gange'))
        )
    return lines, problems


def _headings(cells: list[str], place: str) -> tuple[list[str], list[Problem]]:
    keys = [COLUMNS.get(_plain(cell), _plain(cell)) for cell in cells]
    known = ", ".join(COLUMNS)
    wrong = [
        Problem(place, str(number), cell, _("en af overskrifterne: %(known)s") % {"known": known})
        for number, (cell, key) in enumerate(zip(cells, keys, strict=True), 1)
        if key not in DANISH
    ]
    wrong += [
        Problem(place, DANISH[key], _("overskriften to gange"), _("hver overskrift én gang"))
        for key in dict.fromkeys(keys)
        if key in DANISH and keys.count(key) > 1
    ]
    wrong += [
        Problem(place, DANISH[key], _("ingen overskrift"), _("kolonnen »%(name)s«") % {"name": DANISH[key]})
        for key in ("row", "id")
        if key not in keys
    ]
    return keys, wrong


def _plain(word: str) -> str:
    return " ".join(word.replace("_", " ").casefold().split()).replace("deputy of", "deputy_of")


def _csv_line(cells: list[str], keys: list[str], place: str, problems: list[Problem]) -> list[Line]:
    if len(cells) > len(keys) and any(cell.strip() for cell in cells[len(keys) :]):
        expected = _("%(count)s celler som i overskriften") % {"count": len(keys)}
        problems.append(Problem(place, "", _("%(count)s celler") % {"count": len(cells)}, expected))
        return []
    told = dict(zip(keys, cells, strict=False))
    kind = _plain(told.pop("row", ""))
    return [Line(place, kind, _clean(told, place, problems))]


def _of_json(text: str) -> Read:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as wrong:
        place = _line(getattr(wrong, "lineno", 1))
        return [], [
            Problem(place, str(getattr(wrong, "colno", "")), str(getattr(wrong, "msg", wrong)), _("gyldig JSON"))
        ]
    if BROKEN.search(json.dumps(told, ensure_ascii=False)):
        return [], [Problem("", "", _("et halvt tegn"), _("tekst uden usynlige tegn"))]
    if not isinstance(told, dict) or not set(told) <= {"format", *LISTS}:
        found = ", ".join(map(str, told))[:100] if isinstance(told, dict) else _("noget andet")
        return [], [Problem("", "", found, _("ét objekt med listerne units, people og posts"))]
    problems: list[Problem] = []
    lines: list[Line] = []
    for name, kind in LISTS.items():
        rows = told.get(name, [])
        for number, row in enumerate(rows if isinstance(rows, list) else [rows]):
            lines += _json_line(row, kind, f"{name}[{number}]", problems)
    return lines, problems


def _json_line(row: Any, kind: Kind, place: str, problems: list[Problem]) -> list[Line]:
    if not isinstance(row, dict):
        problems.append(Problem(place, "", str(row)[:100], _("et objekt med navne og tekster")))
        return []
    told: dict[str, str] = {}
    for name, value in row.items():
        key = COLUMNS.get(_plain(name), _plain(name))
        if key not in DANISH or key == "row":
            problems.append(Problem(place, name[:60], str(value)[:60], _("et af navnene i formatet")))
        elif value is not None and not isinstance(value, str):
            problems.append(Problem(place, name[:60], str(value)[:60], _("en tekst i anførselstegn, eller null")))
        else:
            told[key] = value or ""
    return [Line(place, kind, _clean(told, place, problems))]


def _clean(told: dict[str, str], place: str, problems: list[Problem]) -> dict[str, str]:
    """The cells without spaces around; a formula or a sign nobody can see is a problem."""
    cells = {}
    for key, raw in told.items():
        text = raw.strip(" \n")
        if CONTROL.search(text):
            problems.append(Problem(place, DANISH.get(key, key), repr(text)[:60], _("tekst uden usynlige tegn")))
        elif FORMULA.match(text) and not (key == "phone" and A_PHONE.fullmatch(text)):
            problems.append(Problem(place, DANISH.get(key, key), text[:60], _("tekst, ikke en formel")))
        else:
            cells[key] = text[1:] if MADE_SAFE.match(text) else text
    return cells
