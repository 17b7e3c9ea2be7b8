"""Set-up shared by `make run` and `make test`: each step is done once for the files it depends on."""

import os
import shlex
import shutil
import sys
import tempfile
import venv
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tools.console import Steps, Stop, exit_in_plain_words, say
from tools.places import BIN, DESIGN, LOCALES, PYTHON, ROOT, VENV, data_folder
from tools.shell import run_quietly
from tools.stamps import Stamps, fingerprint

NETWORK = "Is the network there? The package index is needed the first time. Then try again."
AT_ONCE = 2


def make_ready(steps: Steps, *, lock: str) -> None:
    """Make the environment: packages of requirements/<lock>.txt, design system, translations."""
    make_environment(steps)
    install_packages(steps, lock=lock)
    fetch_design_system(steps)
    compile_translations(steps)


def once(steps: Steps, stamps: Stamps, title: str, name: str, key: str, made: Path, do: Callable[[], object]) -> None:
    """Do a step unless its stamp says that it is done."""
    if stamps.is_done(name, key, made=made):
        return
    with steps.step(title):
        do()
    stamps.mark(name, key)


def make_environment(steps: Steps) -> None:
    """Make .venv with this Python, and the `holdepunkt` command in it."""
    if sys.version_info < (3, 11):  # noqa: UP036, because any Python may start this file
        raise Stop(f"Python is too old: found {sys.version.split()[0]}, expected 3.11 or newer.")
    key = fingerprint([], str(ROOT))
    once(steps, Stamps(VENV), "Making .venv", "environment", key, PYTHON, _new_environment)


def _new_environment() -> None:
    try:
        if not PYTHON.exists():
            venv.EnvBuilder(with_pip=True, symlinks=True, clear=VENV.exists()).create(VENV)
    except Exception as error:
        shutil.rmtree(VENV, ignore_errors=True)
        raise Stop(
            f"Could not make .venv: {error}\nOn Debian: apt-get install python3-venv. Then try again."
        ) from error
    _put_product_on_path()


def _put_product_on_path() -> None:
    """Let .venv find this checkout, and give it the command `holdepunkt`. Needs no build."""
    say_where = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = run_quietly([PYTHON, "-c", say_where], advice="Remove .venv and try again.").strip()
    Path(packages, "holdepunkt.pth").write_text(f"{ROOT}\n")
    command = BIN / "holdepunkt"
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(str(PYTHON))} -m holdepunkt "$@"\n')
    command.chmod(0o755)


def install_packages(steps: Steps, *, lock: str) -> None:
    """Install exactly what the lock file names, each file checked by its hash."""
    path = ROOT / "requirements" / f"{lock}.txt"
    locks = [ROOT / "requirements" / "run.txt", path]
    once(
        steps,
        Stamps(VENV),
        f"Installing the packages of requirements/{lock}.txt",
        f"packages-{lock}",
        fingerprint(locks),
        PYTHON,
        lambda: _pip_install(*dict.fromkeys(locks)),
    )


def _pip_install(*locks: Path) -> None:
    """Install what the files name, in as many parts beside each other as pays: pip itself takes one thing at a time."""
    wanted = wanted_packages("".join(path.read_text(encoding="utf-8") for path in locks))
    parts = [part for nth in range(AT_ONCE) if (part := wanted[nth::AT_ONCE])]
    with tempfile.TemporaryDirectory(prefix="holdepunkt-packages-") as name, ThreadPoolExecutor(AT_ONCE) as pool:
        files = [Path(name, f"{nth}.txt") for nth in range(len(parts))]
        for file, part in zip(files, parts, strict=True):
            file.write_text("".join(part), encoding="utf-8")
        list(pool.map(_pip_install_part, files))


def _pip_install_part(file: Path) -> None:
    # What a part needs may be in another part: the files name all of it, and nothing is looked for.
    options = ("-q", "--disable-pip-version-check", "--require-hashes", "--no-deps")
    run_quietly([PYTHON, "-m", "pip", "install", *options, "-r", file], advice=NETWORK)


def wanted_packages(lock: str) -> list[str]:
    """The packages of a lock file with their hashes, each once.

    >>> wanted_packages("a==1\\n  --hash=x\\n  # via b\\nb==2\\n  --hash=y\\na==1\\n  --hash=x\\n")
    ['a==1\\n  --hash=x\\n', 'b==2\\n  --hash=y\\n']
    """
    lines = [line for line in lock.splitlines(keepends=True) if line.strip() and not line.lstrip().startswith("#")]
    begins = [nth for nth, line in enumerate(lines) if not line[0].isspace()]
    parts = ["".join(lines[begin:end]) for begin, end in zip(begins, [*begins[1:], len(lines)], strict=True)]
    return list(dict.fromkeys(parts))


def fetch_design_system(steps: Steps) -> None:
    """Fetch the Danish design system with npm, unless HOLDEPUNKT_DESIGN points to a copy."""
    if os.environ.get("HOLDEPUNKT_DESIGN"):
        return
    once(
        steps,
        Stamps(ROOT / "node_modules"),
        "Fetching the design system",
        "design",
        fingerprint([ROOT / "package-lock.json"]),
        DESIGN,
        _npm_ci,
    )


def _npm_ci() -> None:
    npm = shutil.which("npm") or str(_npm_from_pip())
    path = f"{Path(npm).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    advice = f"The design system comes from the npm registry. {NETWORK}"
    run_quietly([npm, "ci", "--ignore-scripts", "--loglevel=error"], advice=advice, env={"PATH": path})


def _npm_from_pip() -> Path:
    """There is no npm on this machine: bring one into .venv."""
    if not (BIN / "npm").exists():
        _pip_install(ROOT / "requirements" / "node.txt")
    return BIN / "npm"


def compile_translations(steps: Steps) -> None:
    """Compile every django.po to the .mo that gettext reads."""
    sources = list(LOCALES.glob("*/LC_MESSAGES/django.po"))
    if not sources:
        return
    key, compiled = fingerprint(sources), sources[0].with_suffix(".mo")
    once(steps, Stamps(VENV), "Compiling the translations", "words", key, compiled, lambda: _pybabel(sources))


def _pybabel(sources: Iterable[Path]) -> None:
    for source in sources:
        command: list[str | Path] = [PYTHON, "-m", "babel.messages.frontend", "compile", "-i", source]
        advice = f"See the line that is named in {source.relative_to(ROOT)}."
        run_quietly([*command, "-o", source.with_suffix(".mo")], advice=advice)


def collect_static(steps: Steps) -> None:
    """Gather styles, scripts and fonts under the data folder, each with its hash in the name."""
    static = ROOT.glob("holdepunkt/*/static/**/*")
    files = [path for path in static if path.is_file()]
    rules = [ROOT / "package-lock.json", ROOT / "requirements" / "run.txt"]
    finders = list(ROOT.glob("holdepunkt/ui/finders.py"))
    once(
        steps,
        Stamps(data_folder()),
        "Gathering styles, scripts and fonts",
        "static",
        fingerprint([*files, *rules, *finders]),
        data_folder() / "static" / "staticfiles.json",
        lambda: holdepunkt("collectstatic", "--noinput", "--clear"),
    )


def fill_database(steps: Steps, *, demo: bool) -> None:
    """Bring the tables up to date; load the demo into an empty database."""
    key = fingerprint(ROOT.glob("holdepunkt/*/migrations/*.py"), str(demo))
    database, stamps = data_folder() / "holdepunkt.sqlite3", Stamps(data_folder())
    if os.environ.get("DATABASE_URL"):
        stamps.mark("database", "")  # a database elsewhere may have changed since: always look
    title = "Preparing the database" + (" and its example data" if demo else "")
    once(steps, stamps, title, "database", key, database, lambda: _migrate(demo=demo))


def _migrate(*, demo: bool) -> None:
    holdepunkt("migrate", "--noinput", "-v0")
    if demo:
        holdepunkt("demo", "--if-empty")


def holdepunkt(*words: str) -> None:
    """Run one command of the product."""
    advice = "If the data folder is from an older try, move it away and try again."
    run_quietly([PYTHON, "-m", "holdepunkt", *words], advice=advice)


def main() -> int:
    """`python -m tools.setup [run|dev]`: only the set-up."""
    lock = sys.argv[1] if len(sys.argv) > 1 else "dev"
    steps = Steps()
    make_ready(steps, lock=lock)
    say(f"Ready after {steps.seconds():.1f} s." if steps.number else "Ready; nothing to do.")
    return 0


if __name__ == "__main__":
    exit_in_plain_words(main)
