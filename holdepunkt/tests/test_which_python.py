"""Which Python the commands take: that of .venv, else the quicker build of the one that is found first."""

import subprocess
import sys
from pathlib import Path

import pytest

from tools.places import ROOT

VERSION = f"python{sys.version_info.major}.{sys.version_info.minor}"
SYSTEM = Path("/usr/bin", VERSION)


def takes(folder: Path) -> subprocess.CompletedProcess[str]:
    """What the script says in a folder whose Pythons are those put there."""
    return subprocess.run(
        ["/bin/sh", ROOT / "tools" / "python.sh"],
        env={"PATH": str(folder)},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def a_python(path: Path, version: str, pace: str) -> None:
    """A Python that says its version, takes this long (microseconds) for the piece of work, and has a pip."""
    path.parent.mkdir(parents=True, exist_ok=True)
    says = f'[ "$1" = - ] && echo "{pace}" || echo "{version}"'
    path.write_text(f"#!/bin/sh\n{says}\n")
    path.chmod(0o755)


def system_can_make_environments() -> bool:
    """Whether the system's own Python is of this version and makes environments."""
    try:
        return subprocess.run([SYSTEM, "-c", "import ensurepip, venv"], check=False).returncode == 0
    except OSError:
        return False


needs_system = pytest.mark.skipif(not system_can_make_environments(), reason=f"no {SYSTEM} that makes environments")


def test_an_old_python_is_refused_in_plain_words(tmp_path: Path) -> None:
    old = tmp_path / "python3"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.9.2" && exit 0\nexit 1\n')
    old.chmod(0o755)
    said = takes(tmp_path)
    assert said.returncode == 1
    assert "needs Python 3.11 or newer; found: Python 3.9.2" in said.stderr


def test_an_environment_that_is_there_keeps_its_python(tmp_path: Path) -> None:
    a_python(tmp_path / "python3", VERSION, pace="1")
    a_python(tmp_path / ".venv" / "bin" / "python", VERSION, pace="999999999")
    assert takes(tmp_path).stdout == ".venv/bin/python\n"


@needs_system
@pytest.mark.parametrize("pace", ["999999999", ""], ids=["slower by far", "makes no environments"])
def test_the_systems_own_build_is_taken_where_the_first_is(pace: str, tmp_path: Path) -> None:
    a_python(tmp_path / "python3", VERSION, pace=pace)
    assert takes(tmp_path).stdout == f"{SYSTEM}\n"


@needs_system
def test_the_first_is_taken_where_it_is_quick(tmp_path: Path) -> None:
    a_python(tmp_path / "python3", VERSION, pace="1")
    assert takes(tmp_path).stdout == "python3\n"


def test_another_version_is_never_taken_for_its_pace(tmp_path: Path) -> None:
    a_python(tmp_path / "python3", "python3.99", pace="999999999")
    assert takes(tmp_path).stdout == "python3\n"
