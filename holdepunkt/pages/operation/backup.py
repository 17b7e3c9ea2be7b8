"""Backup and restore: one file with the database and its manifest, made while the site runs."""

import os
import tempfile
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from django.core.management import call_command
from django.db import connection

import holdepunkt
from holdepunkt.pages.operation import copies, live
from holdepunkt.pages.operation.manifest import FORM, Manifest, NotACopy, differences, read_manifest, sha256_of
from holdepunkt.pages.operation.proof import Proof, of_everything
from holdepunkt.record.actions import seal_all

MANIFEST = "manifest.json"


class NotEmpty(Exception):
    """A restore goes into an empty database only."""


def back_up(to: Path) -> Manifest:
    """Copy the living database into the new file `to`, readable by its owner only. Raises FileExistsError."""
    if to.exists():
        raise FileExistsError(f"Found {to}; expected a new name. A copy is never written over.")
    with tempfile.TemporaryDirectory(dir=to.parent, prefix=".holdepunkt-") as folder:
        database = Path(folder) / copies.file_name()
        found = copies.copy_out(database)
        made_at = datetime.now(UTC).isoformat(timespec="seconds")
        fingerprint = sha256_of(database)
        manifest = Manifest(FORM, holdepunkt.__version__, connection.vendor, made_at, database.name, fingerprint, found)
        whole = Path(folder) / "copy"
        with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as file:
            file.writestr(MANIFEST, manifest.as_text())
            file.write(database, database.name)
        whole.chmod(0o600)
        _onto_disk(whole)
        whole.rename(to)
    return manifest


def _onto_disk(path: Path) -> None:
    """A copy that is announced must outlive a power cut."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def manifest_of(path: Path) -> Manifest:
    """Read the manifest of a copy. Raises NotACopy."""
    try:
        with zipfile.ZipFile(path) as file:
            return read_manifest(file.read(MANIFEST).decode())
    except (OSError, zipfile.BadZipFile, KeyError, UnicodeDecodeError) as error:
        raise NotACopy(f"Found {path}, which cannot be read; expected a file of holdepunkt backup.") from error


def restore(path: Path) -> list[Proof]:
    """Fill the empty database from a copy and prove that it is whole. Raises NotACopy and NotEmpty."""
    manifest = manifest_of(path)
    copies.refuse_other_engine(manifest.vendor)
    if tables := copies.tables_of_target():
        raise NotEmpty(f"Found {len(tables)} tables in the database; expected none. Name an empty one and try again.")
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".holdepunkt-") as folder:
        database = _unpacked(path, manifest, Path(folder))
        copies.copy_in(database)
    return [_as_it_was(manifest), *_brought_up_to_date(), *of_everything()]


def _unpacked(path: Path, manifest: Manifest, folder: Path) -> Path:
    try:
        with zipfile.ZipFile(path) as file:
            file.extract(copies.file_name(), folder)
    except (zipfile.BadZipFile, KeyError, OSError) as error:
        raise NotACopy(f"Found {path}, whose database cannot be unpacked; take another copy.") from error
    database = folder / copies.file_name()
    if (found := sha256_of(database)) != manifest.sha256:
        raise NotACopy(f"Found a database with sha256 {found}; expected {manifest.sha256}. The copy has been changed.")
    return database


def _as_it_was(manifest: Manifest) -> Proof:
    lines = differences(manifest.contents, copies.found_now())
    total = sum(manifest.contents.tables.values())
    words = f"{total} rows in {len(manifest.contents.tables)} tables, as the manifest of {manifest.made_at} says"
    return Proof("rows", not lines, "; ".join(lines) or words)


def _brought_up_to_date() -> list[Proof]:
    """A copy of an earlier version gets the migrations it lacks, after its rows have been counted."""
    waiting = live.waiting_migrations()
    if not waiting:
        return []
    call_command("migrate", verbosity=0, interactive=False)
    seal_all()  # a release from before the seals has none; from here on they hold
    return [Proof("version", not live.waiting_migrations(), f"the copy was older; {len(waiting)} migrations applied")]
