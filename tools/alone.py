"""`python -m tools.alone COMMAND ...` runs a command in a network of its own, with nothing in it but the machine itself.

A program that asks another host for anything fails there at once, so what passes needs no network. The command keeps
its user, its folder and its exit code; what it starts is inside too.
"""

import ctypes
import fcntl
import os
import socket
import struct
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tools.console import Stop, exit_in_plain_words
from tools.places import ROOT

NEW_NETWORK, NEW_USER = 0x40000000, 0x10000000  # linux/sched.h
GET_FLAGS, SET_FLAGS, UP = 0x8913, 0x8914, 0x1  # linux/sockios.h, linux/if.h
REQUEST = "16sh22x"  # the name of an interface, its flags, room for the rest
TO_PYTHON = (sys.executable, "-m", "tools.alone")
ADVICE = (
    "Run it as root, or let this machine's users make namespaces of their own (sysctl user.max_user_namespaces, on "
    "Debian also kernel.unprivileged_userns_clone; a container needs CAP_SYS_ADMIN)."
)


def alone(command: Sequence[str]) -> tuple[str, ...]:
    """The words that run a command in a network of its own, from the project's folder."""
    return (*TO_PYTHON, *command)


def why_not() -> str:
    """Why this machine cannot make such a network; empty when it can."""
    done = subprocess.run(alone([sys.executable, "-c", ""]), cwd=ROOT, capture_output=True, text=True)
    return "" if done.returncode == 0 else " ".join((done.stdout + done.stderr).split())[:300]


def leave_the_network() -> None:
    """Take this process out of the machine's network into an empty one, and open the way to itself. Raises Stop."""
    if not sys.platform.startswith("linux"):
        raise Stop(f"A network of one's own needs Linux, and this is {sys.platform}.")
    try:
        _unshare_network()
        _open_loopback()
    except OSError as error:
        raise Stop(f"This machine gives no network of one's own ({error.strerror}).\n{ADVICE}") from error


def _unshare_network() -> None:
    """Leave the network as root may; else as anybody may who first leaves the users, and stays who they were."""
    user, group = os.getuid(), os.getgid()
    try:
        _unshare(NEW_NETWORK)
    except PermissionError:
        _unshare(NEW_USER | NEW_NETWORK)
        _stay(user, group)


def _unshare(what: int) -> None:
    """Leave what is shared with other processes. Raises OSError."""
    if ctypes.CDLL(None, use_errno=True).unshare(what):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def _stay(user: int, group: int) -> None:
    """Be the same user in the new namespace as outside, so that what refuses to run as root runs."""
    for name, said in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
        Path(f"/proc/self/{name}").write_text(said)


def _open_loopback() -> None:
    """Bring `lo` up, as `ip link set lo up` does where that program is installed."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        _name, flags = struct.unpack(REQUEST, fcntl.ioctl(asked, GET_FLAGS, struct.pack(REQUEST, b"lo", 0)))
        fcntl.ioctl(asked, SET_FLAGS, struct.pack(REQUEST, b"lo", flags | UP))


def main() -> int:
    """Become the command, in a network without anybody else."""
    command = sys.argv[1:]
    if not command:
        raise Stop("Say which command to run: python -m tools.alone python -m pytest")
    leave_the_network()
    try:
        os.execvp(command[0], command)
    except OSError as error:
        raise Stop(f"Could not start {command[0]}: {error.strerror}.") from error


if __name__ == "__main__":
    exit_in_plain_words(main)
