"""A network of one's own: one reaches oneself and nobody else, and what one runs there works as outside."""

import os
import subprocess
import sys

import pytest

from tools import alone
from tools.console import Stop
from tools.places import ROOT

REASON = alone.why_not()
possible = pytest.mark.skipif(bool(REASON), reason=REASON or "possible")
HOME = "s = socket.create_server((host, 0), family=kind); socket.create_connection(s.getsockname()[:2], timeout=3)"
OUT = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=3)"
NOBODY = 65534
# Who changes the user is kept from /proc until told otherwise; a program that is started as somebody is not.
AS_NOBODY = f"""
import ctypes, os, socket
from tools import alone
os.setgroups([]), os.setgid({NOBODY}), os.setuid({NOBODY})
ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)
alone.leave_the_network()
print(os.getuid(), socket.if_nameindex())
"""


def inside(*command: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(alone.alone(command), cwd=ROOT, capture_output=True, text=True)


def python(code: str) -> "subprocess.CompletedProcess[str]":
    return inside(sys.executable, "-c", code)


@possible
@pytest.mark.parametrize(("host", "kind"), [("127.0.0.1", "AF_INET"), ("::1", "AF_INET6")])
def test_inside_one_reaches_oneself(host: str, kind: str) -> None:
    done = python(f"import socket; host, kind = {host!r}, socket.{kind}; {HOME}")
    assert done.returncode == 0, done.stderr


@possible
def test_inside_one_reaches_nobody_else() -> None:
    assert "unreachable" in python(OUT).stderr
    assert python("import socket; print(socket.if_nameindex())").stdout == "[(1, 'lo')]\n"


@possible
def test_the_command_keeps_its_user_its_folder_and_its_exit_code() -> None:
    done = python("import os, sys; print(os.getuid(), os.getcwd()); sys.exit(7)")
    assert (done.stdout, done.returncode) == (f"{os.getuid()} {ROOT}\n", 7)


@possible
def test_our_own_network_is_as_it_was() -> None:
    before = os.readlink("/proc/self/ns/net")
    there = inside("readlink", "/proc/self/ns/net").stdout.strip()
    assert before == os.readlink("/proc/self/ns/net") != there


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else for a moment")
def test_somebody_who_is_not_root_gets_one_too_or_is_told_why_not() -> None:
    done = subprocess.run([sys.executable, "-c", AS_NOBODY], cwd=ROOT, capture_output=True, text=True)
    if done.returncode:  # because a machine may forbid it
        assert "gives no network of one's own" in done.stderr
    else:
        assert done.stdout == f"{NOBODY} [(1, 'lo')]\n"


def test_another_kind_of_machine_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(Stop, match="needs Linux, and this is darwin"):
        alone.leave_the_network()


@possible
def test_what_cannot_be_started_is_said() -> None:
    done = inside("no-such-program")
    assert (done.returncode, done.stdout.strip()) == (1, "Could not start no-such-program: No such file or directory.")


def test_one_is_asked_for_a_command() -> None:
    done = inside()
    assert "Say which command to run" in done.stdout
