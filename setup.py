"""What the package carries besides our own files: the design system, compiled translations, the packs.

None of it is in the repository twice. The design system comes from node_modules (`npm ci`), or from
HOLDEPUNKT_DESIGN; a source distribution has it under holdepunkt/built, so that it can be built anywhere.
"""

import os
import runpy
import shutil
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from setuptools import setup
from setuptools.command.build_py import build_py
from setuptools.command.sdist import sdist

HERE = Path(__file__).resolve().parent
BUILT = HERE / "holdepunkt" / "built"
ALLOWED = runpy.run_path(str(HERE / "holdepunkt" / "ui" / "design.py"))["ALLOWED"]


def design() -> Path:
    """Where the design system lies while we build."""
    places = [Path(os.environ.get("HOLDEPUNKT_DESIGN", "none")), HERE / "node_modules" / "dkfds" / "dist"]
    for place in (*places, BUILT / "design"):
        if all((place / name).is_file() for name in ALLOWED):
            return place
    raise SystemExit(
        "Found no design system; expected it in node_modules/dkfds/dist. Run npm ci --ignore-scripts, then try again."
    )


def bring(to: Path) -> None:
    """Put the allowed files of the design system, its licence and the packs into the folder `built`."""
    place = design()
    licences = [path for path in (place / "LICENSE.md", place / "LICENSE") if path.is_file()]
    shutil.rmtree(to, ignore_errors=True)
    for name in ALLOWED:
        (to / "design" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(place / name, to / "design" / name)
    for licence in licences[:1]:
        shutil.copyfile(licence, to / "design" / "LICENSE")
    shutil.copytree(HERE / "packs", to / "packs")


def compile_words(root: Path) -> None:
    """Compile every catalogue beside itself."""
    for source in root.glob("holdepunkt/locale/*/LC_MESSAGES/django.po"):
        with source.open("rb") as words, source.with_suffix(".mo").open("wb") as compiled:
            write_mo(compiled, read_po(words))


class BuildWithEverything(build_py):
    """Build the Python files, then bring the rest."""

    def run(self) -> None:
        """Add what the repository does not hold."""
        super().run()
        if not self.editable_mode:
            bring(Path(self.build_lib) / "holdepunkt" / "built")
            compile_words(Path(self.build_lib))


class SourceWithDesign(sdist):
    """A source distribution from which the package can be built without npm."""

    def make_release_tree(self, base_dir: str, files: list[str]) -> None:
        """Add the design system to the tree."""
        super().make_release_tree(base_dir, files)
        bring(Path(base_dir) / "holdepunkt" / "built")
        shutil.rmtree(Path(base_dir) / "holdepunkt" / "built" / "packs")


setup(cmdclass={"build_py": BuildWithEverything, "sdist": SourceWithDesign})
