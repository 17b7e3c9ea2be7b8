"""What workers share is made once and whole."""

from pathlib import Path

import pytest

from holdepunkt.tests.made_once import made_once


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.TempPathFactory:
    """The places of a run of its own, with one worker."""
    monkeypatch.delenv("PYTEST_XDIST_WORKER", raising=False)
    monkeypatch.delenv("HOLDEPUNKT_TEST_SHARED", raising=False)
    return pytest.TempPathFactory(tmp_path, 3, "all", lambda *_: None, _ispytest=True)


def test_the_second_who_comes_gets_what_the_first_made(places: pytest.TempPathFactory) -> None:
    def make(folder: Path) -> None:
        (folder / "who").write_text(folder.name)

    first = made_once(places, "house", make)
    assert (first / "who").exists()
    assert made_once(places, "house", lambda folder: pytest.fail("made twice")) == first


def test_what_broke_half_way_is_made_anew(places: pytest.TempPathFactory) -> None:
    def broken(folder: Path) -> None:
        (folder / "half").touch()
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        made_once(places, "house", broken)
    assert list(made_once(places, "house", lambda folder: None).iterdir()) == []
