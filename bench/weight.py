"""How many packages the product needs to run, and how much they take."""

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from tools.places import ROOT

MIB = 1024 * 1024


def packages() -> dict[str, Any]:
    """How many packages the product needs to run, and how much they take."""
    lock = (ROOT / "requirements" / "run.txt").read_text()
    names = re.findall(r"^([A-Za-z0-9._-]+)==", lock, flags=re.MULTILINE)
    found = [one for name in names if (one := _installed(name))]
    return {"count": len(names), "mib": round(sum(map(_bytes_of, found)) / MIB, 1)}


def _installed(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:  # a package of another system
        return None


def _bytes_of(package: Distribution) -> int:
    paths = (Path(str(file.locate())) for file in package.files or [])
    return sum(path.stat().st_size for path in paths if path.is_file())
