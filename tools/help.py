"""`make help`: the targets of the Makefile with the words behind their `##`."""

import re

from tools.console import say
from tools.places import ROOT


def targets(makefile: str) -> list[tuple[str, str]]:
    """Return (target, what it does) in the order of the file.

    >>> targets("run: ## Start the site\\nhidden:\\n")
    [('run', 'Start the site')]
    """
    return re.findall(r"^([a-z-]+):.*?## (.+)$", makefile, flags=re.MULTILINE)


if __name__ == "__main__":
    for target, words in targets((ROOT / "Makefile").read_text()):
        say(f"  make {target:<13} {words}")
