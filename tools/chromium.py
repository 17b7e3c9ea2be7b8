"""Finds Chromium for the browser tests; takes it from Debian where that is possible."""

import os
import shutil
from pathlib import Path

from tools.console import Stop, exit_in_plain_words, say
from tools.shell import run_quietly

# The headless shell is Chromium without its windows: the same pages for two thirds of the work.
SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> Path | None:
    """Return the browser: HOLDEPUNKT_CHROMIUM, or the first known name on the path."""
    if chosen := os.environ.get("HOLDEPUNKT_CHROMIUM"):
        return Path(chosen) if Path(chosen).exists() else None
    found = (shutil.which(name) for name in NAMES)
    return next((Path(path) for path in found if path), None)


def why_none() -> str:
    """Say why there is no browser, and what to do."""
    if chosen := os.environ.get("HOLDEPUNKT_CHROMIUM"):
        return f"HOLDEPUNKT_CHROMIUM is {chosen}, and nothing is there"
    return "Chromium is not on this machine; `make browser` installs it from Debian"


def install_chromium() -> None:
    """Install Debian's Chromium. Needs apt-get and root; says so where they are missing."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        raise Stop(
            "Chromium is missing, and only root on Debian can install it from here.\n"
            "Install it yourself, or set HOLDEPUNKT_CHROMIUM to the browser's file."
        )
    advice, quiet = "Is the network there?", {"DEBIAN_FRONTEND": "noninteractive"}
    run_quietly(["apt-get", "update", "-q"], advice=advice, env=quiet)
    package = ["apt-get", "install", "-q", "-y", "--no-install-recommends", SHELL]
    run_quietly(package, advice=advice, env=quiet)


def main() -> int:
    """`make browser`: have a Chromium."""
    if find_chromium() is None:
        say("Installing Chromium from Debian; this takes a minute.")
        install_chromium()
    say(f"Chromium: {find_chromium() or why_none()}")
    return 0 if find_chromium() else 1


if __name__ == "__main__":
    exit_in_plain_words(main)
