"""What people, copies from Word, broken programs and ill-willed ones put into fields and addresses."""

import random
from collections.abc import Callable

MARK = "hp7f3a"
"""Stands in everything that must never come back unescaped."""

RAW = (f"<script>{MARK}(", f"<img src=x onerror={MARK}", f"<svg/onload={MARK}")
SMALL: tuple[str, ...] = (
    "", " ", "\t\r\n", "0", "-1", "1e309", "NaN", "Infinity", "٣٤٥", "½", "1.234.567,89", "9" * 40, "-" + "9" * 20,
    "2147483648", "9223372036854775808", "2021-02-30", "0000-00-00", "9999-12-31", "99999-01-01", "31-12-2021",
    "2021-11-22T25:61", "i morgen", "\x00", "asta\x00bo", "\u202eatsA", "\u200b\u200d", "\ufeffBOM", "\ud7ff\ue000",
    "😀" * 30, "👩‍👩‍👧‍👦", "A\u030angstrøm", "Ångstrøm", "æøåÆØÅ ß ŉ ﷺ", "ı İ ſ", "=cmd|' /C calc'!A0", "@SUM(1+1)*cmd",
    "+45 12 34 56 78", f"<script>{MARK}(1)</script>", f"\"'><img src=x onerror={MARK}(1)>", f"<svg/onload={MARK}(1)>",
    f"javascript:{MARK}(1)", f"{{{{ {MARK}.__class__ }}}}", "{% include 'settings.py' %}", "${7*7} #{7*7} %(x)s %s %n {0}",
    "' OR 1=1 --", "'; DROP TABLE record_entry; --", "\\'; SELECT pg_sleep(9); --", "../../../../etc/passwd",
    "..\\..\\windows\\win.ini", "C:\\fakepath\\x", "http://[::1", "//ond.example/x", "http://ond.example/x",
    '{"a": [1, {"b": null}]}', "[]", "null", "true", "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>",
    "a\r\nSet-Cookie: x=1", "a%0d%0aLocation:%20//ond.example", "%00%ff%c0%ae", "xn--", "%", "_", "\\", "\u2028\u2029",
    "a" * 5_000, "x " * 3_000, "ord\n" * 900, "00000000-0000-0000-0000-000000000000", "__proto__", "constructor",
)  # fmt: skip
HUGE = "stor " * 838_861
"""Four megabytes."""

FILES: tuple[tuple[str, bytes, str], ...] = (
    ("tom.docx", b"", "application/octet-stream"),
    ("../../x.docx", b"PK\x03\x04" + b"\x00" * 200, "application/zip"),
    ("navn\x00.toml", b"\xff\xfe\x00\x01", "text/plain"),
    ("sand.toml", b"format = 1\n[municipality]\nslug = '../x'\n", "text/plain"),
    ("json.csv", b'{"a": 1}', "text/csv"),
    ("tabel.csv", b"navn;enhed\n=cmd|'/C calc'!A0;\x00\n", "text/csv"),
    ("dyb.json", b"[" * 50_000, "application/json"),
    ("dyb.toml", b"a = " + b"[" * 20_000, "text/plain"),
    ("stor.toml", b"a = 1\n" * 200_000, "text/plain"),
    (f"<img src=x onerror={MARK}(1)>.docx", b"PK\x05\x06" + b"\x00" * 18, "application/zip"),
)
PIECES: dict[str, tuple[str, ...]] = {
    "int": ("0", "2147483648", "9223372036854775808", "9" * 40, "1"),
    "slug": ("findes-ikke", "demo", "-", "_", "x" * 300, "constructor"),
    "uuid": ("00000000-0000-0000-0000-000000000000", "ffffffff-ffff-4fff-bfff-ffffffffffff"),
    "str": ("findes-ikke", "%00", "%3Cscript%3E", "%F0%9F%98%80", "x" * 300),
}


class Nonsense:
    """Nonsense in an order that a seed decides."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def word(self) -> str:
        """One value; one in two hundred is four megabytes."""
        return HUGE if self.chance.random() < 0.005 else self.chance.choice(SMALL)

    def one_of(self, *ways: Callable[[], None]) -> None:
        """Do one of these."""
        self.chance.choice(ways)()
