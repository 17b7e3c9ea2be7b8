"""Templates stay compiled from one process to the next, in the data folder."""

import logging
import os
from hashlib import sha1
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket

log = logging.getLogger(__name__)


class CompiledTemplates(jinja2.FileSystemBytecodeCache):
    """Jinja2's own cache of compiled templates, in `folder`, which anybody may throw away at any time.

    What was compiled is used while the template is the same and the `rules` it was compiled by are. What is read is
    run: so the folder counts only where it is our own user's and nobody else may write in it. Else, and where it
    cannot be written in, it costs time and nothing more.
    """

    def __init__(self, folder: Path, *, rules: str) -> None:
        self.rules = rules
        super().__init__(str(folder))

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Name a template apart from the same one compiled by other rules."""
        return super().get_cache_key(f"{self.rules}|{name}", filename)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was compiled, from a folder of our own."""
        if self._is_ours():
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled, readable to us alone; where that cannot be, say so and go on."""
        try:
            Path(self.directory).mkdir(mode=0o700, parents=True, exist_ok=True)
            if self._is_ours():
                super().dump_bytecode(bucket)
        except OSError as error:
            log.debug("a compiled template could not be kept", extra={"error": str(error)})

    def _is_ours(self) -> bool:
        try:
            found = Path(self.directory).stat()
        except OSError:
            return False
        return found.st_uid == os.geteuid() and not found.st_mode & 0o022


def rules_of(*sources: Path) -> str:
    """Tell apart the rules that templates are compiled by: these files of ours, and Jinja2 itself."""
    told = sha1(jinja2.__version__.encode(), usedforsecurity=False)
    for source in sources:
        told.update(source.read_bytes())
    return told.hexdigest()
