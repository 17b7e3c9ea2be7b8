"""A password that has leaked is refused, by a list on this machine's disk."""

import hashlib
import random
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from holdepunkt.people.leaked import NotLeaked, has_leaked, is_a_list

LEAKED = [f"lyng og klitter {number}" for number in range(300)]


def a_list(file: Path, passwords: list[str], *, end: str = "\n") -> Path:
    """The list as it is handed out: hashes in order, each with how often it was seen, of different lengths."""
    hashes = sorted(hashlib.sha1(one.encode()).hexdigest().upper() for one in passwords)
    file.write_bytes("".join(f"{one}:{random.Random(one).randint(1, 10**8)}{end}" for one in hashes).encode())
    return file


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_password_of_the_list_is_found_and_no_other(tmp_path: Path, end: str) -> None:
    file = a_list(tmp_path / "list", LEAKED, end=end)
    assert all(has_leaked(one, file) for one in LEAKED)
    assert not any(has_leaked(f"{one}!", file) for one in LEAKED)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_short_list_is_a_list_too(tmp_path: Path, count: int) -> None:
    file = a_list(tmp_path / "list", LEAKED[:count])
    assert [has_leaked(one, file) for one in LEAKED[:3]] == [number < count for number in range(3)]


def test_a_leaked_password_is_refused_where_the_operator_has_a_list(tmp_path: Path, settings: Any) -> None:
    validate_password(LEAKED[0])
    settings.HOLDEPUNKT_LEAKED_PASSWORDS = str(a_list(tmp_path / "list", LEAKED))
    with pytest.raises(ValidationError, match="lækket"):
        validate_password(LEAKED[0])
    validate_password("tyve vilde svaner over fjorden")


def test_a_file_that_is_no_list_is_known_as_such(tmp_path: Path) -> None:
    (tmp_path / "words").write_text("hemmelig\nkodeord\n")
    (tmp_path / "unsorted").write_text("B" * 40 + ":1\n" + "A" * 40 + ":1\n")
    (tmp_path / "empty").touch()
    assert not any(is_a_list(tmp_path / name) for name in ("words", "unsorted", "empty", "missing"))
    assert is_a_list(a_list(tmp_path / "list", LEAKED))


def test_a_list_that_cannot_be_read_is_said_and_no_password_slips_through(tmp_path: Path, settings: Any) -> None:
    settings.HOLDEPUNKT_LEAKED_PASSWORDS = str(tmp_path / "gone.txt")
    with pytest.raises(ValidationError, match="kan ikke læses"):
        NotLeaked().validate("et langt kodeord her")
