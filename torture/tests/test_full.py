"""The disk is full: what was not saved is not there, what was typed is, and later it counts once."""

import os
from pathlib import Path

import pytest

from torture import full
from torture.house import House
from torture.tests.conftest import IS_SQLITE

pytestmark = pytest.mark.slow
REASON = full.why_not("sqlite")


@pytest.mark.skipif(not IS_SQLITE, reason="`python -m torture full` fills PostgreSQL's disk: it takes minutes")
@pytest.mark.skipif(bool(REASON), reason=REASON or "possible")
def test_a_form_that_meets_a_full_disk_is_told_so_kept_and_counts_once_later(furnished: Path) -> None:
    found = full.torture("sqlite", like=furnished)
    assert found.wrong == []
    assert found.refused == {503: full.REFUSED}
    assert set(found.read) == {200}


@pytest.mark.skipif(
    not IS_SQLITE, reason="PostgreSQL writes its log ahead in large files, which no limit can tell apart"
)
def test_where_nobody_may_mount_a_disk_files_may_not_grow(house: House) -> None:
    found = full.write_on(house, full.ShortFiles(house), full.Outcome("a limit on the size of files"))
    assert found.wrong == []
    assert found.refused == {503: full.REFUSED}


@pytest.mark.skipif(not full.can_mount(), reason="only root on a machine that lets it mount can have a disk of its own")
def test_a_full_disk_takes_a_little_more_and_then_nothing(tmp_path: Path) -> None:
    with full.small_disk(mib=1) as folder:
        disk = full.SmallDisk(folder)
        disk.fill()
        assert os.statvfs(folder).f_bavail * os.statvfs(folder).f_bsize <= full.LITTLE
        with pytest.raises(OSError, match="No space left"):
            (folder / "more").write_bytes(bytes(full.LITTLE + 1))
        disk.make_room()
        (folder / "more").write_bytes(bytes(full.LITTLE * 2))
    assert not folder.exists()
