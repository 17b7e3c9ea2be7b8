"""`make lock`: pins every package with its hashes, from the .in files."""

from tools import setup
from tools.console import Steps, exit_in_plain_words, say
from tools.places import BIN, ROOT
from tools.shell import run_openly

FLAGS = [
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--strip-extras",
    "--allow-unsafe",
    "--no-header",
]
# dev builds on run, so run comes first.
LOCKS = ("run", "dev", "node")


def main() -> int:
    """Write the lock files; `.in` names are written as seen from their own folder."""
    setup.make_ready(Steps(), lock="dev")
    for name in LOCKS:
        say(f"Locking {name}.in")
        compiler = [str(BIN / "python"), "-m", "piptools", "compile", "-q", *FLAGS]
        folder = ROOT / "requirements"
        if code := run_openly([*compiler, f"{name}.in", "-o", f"{name}.txt"], folder=folder):
            return code
    return 0


if __name__ == "__main__":
    exit_in_plain_words(main)
