"""The rooms of the pack that are heavy to open (pydantic) and rarely needed: a worker that meets no pack has them not."""

from collections.abc import Mapping
from pathlib import Path as File
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holdepunkt.policy.pack.check import Checked
    from holdepunkt.policy.pack.format import Anchors, Pack


def check(source: File | str | bytes) -> "Checked":
    """Check a pack; see `pack.check.check`."""
    from holdepunkt.policy.pack.check import check

    return check(source)


def digest(pack: "Pack") -> str:
    """The fingerprint of a pack; see `pack.export.digest`."""
    from holdepunkt.policy.pack.export import digest

    return digest(pack)


def dump_toml(pack: "Pack") -> str:
    """A pack as TOML; see `pack.export.dump_toml`."""
    from holdepunkt.policy.pack.export import dump_toml

    return dump_toml(pack)


def anchors(row: Mapping[str, str | int | None]) -> "Anchors":
    """Where a passage begins and ends in the document, as `pack.verbatim.find_passages` takes it."""
    from holdepunkt.policy.pack.format import Anchors

    return Anchors.model_validate(row)
