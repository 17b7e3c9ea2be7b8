"""Only the files we mean to show are collected, and they find each other."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.finders import find
from django.core.files.storage import FileSystemStorage

from holdepunkt.ui.design import ALLOWED
from holdepunkt.ui.finders import DesignSystemFinder
from holdepunkt.ui.rules import DEFAULT_ACCENT, accent_css
from holdepunkt.ui.storage import ForgivingStaticFilesStorage

HERE = Path(__file__).resolve().parent.parent
needs_design = pytest.mark.skipif(not settings.HOLDEPUNKT_DESIGN.exists(), reason="the design system is not installed")


@needs_design
def test_every_allowed_file_is_there_and_no_other_is_listed() -> None:
    assert sorted(path for path, _ in DesignSystemFinder().list(None)) == sorted(ALLOWED)


@needs_design
@pytest.mark.parametrize(
    "path",
    ["img/logo-borgerdk.svg", "img/logo_virk.svg", "css/dkfds-borgerdk.min.css",
     "css/dkfds-virkdk.min.css", "css/../img/logo_virk.svg", "../package.json"],
)  # fmt: skip
def test_the_marks_and_themes_of_others_are_never_found(path: str) -> None:
    assert find(f"dkfds/{path}") is None
    assert not any(word in path.lower() for path in ALLOWED for word in ("borger", "virk", "logo"))


@needs_design
def test_an_allowed_file_is_found_under_its_prefix_only() -> None:
    assert find("dkfds/css/dkfds.min.css") is not None
    assert DesignSystemFinder().find("css/dkfds.min.css") == []


@needs_design
def test_collecting_survives_the_references_we_leave_out(tmp_path: Path) -> None:
    storage = ForgivingStaticFilesStorage(location=tmp_path, base_url="/static/")
    source = FileSystemStorage(location=settings.HOLDEPUNKT_DESIGN)
    paths = {}
    for name in ALLOWED:
        storage._save(f"dkfds/{name}", source.open(name))
        paths[f"dkfds/{name}"] = (storage, f"dkfds/{name}")
    wrong = [done for _, _, done in storage.post_process(paths) if isinstance(done, Exception)]
    assert wrong == []
    css = (tmp_path / storage.stored_name("dkfds/css/dkfds.min.css")).read_text()
    assert re.search(r"woff2/IBMPlexSans-Bold\.[0-9a-f]{12}\.woff2", css)
    assert "img/svg-icons/zoom-in.svg" in css


def test_a_file_not_collected_yet_keeps_its_plain_name(tmp_path: Path) -> None:
    storage = ForgivingStaticFilesStorage(location=tmp_path, base_url="/static/")
    assert storage.stored_name("ui/holdepunkt.css") == "ui/holdepunkt.css"


def test_no_template_has_style_or_script_of_its_own() -> None:
    for path in (HERE / "templates").rglob("*.html"):
        source = path.read_text()
        for wrong in (r"\sstyle=", r"<style", r"<script(?![^>]*\ssrc=)", r"\son[a-z]+=", r"hx-on", r"javascript:"):
            assert not re.search(wrong, source), f"{path.name} has {wrong}"


def test_our_style_sheets_reach_for_nothing_outside() -> None:
    for path in (HERE / "static").rglob("*.css"):
        assert "http" not in path.read_text(), path.name


def test_the_style_sheet_begins_with_the_accent_the_rules_give() -> None:
    css = (HERE / "static/ui/holdepunkt.css").read_text()
    for line in accent_css(DEFAULT_ACCENT).splitlines()[1:-1]:
        assert line in css
