"""The wheel and the source distribution run outside the repository, with style sheets and both languages."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
import zipfile
from pathlib import Path

import pytest
from django.conf import settings

from holdepunkt.tests.code_base import ROOT, tracked_files
from holdepunkt.ui.design import ALLOWED

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not settings.HOLDEPUNKT_DESIGN.exists(), reason="the design system is not installed"),
    pytest.mark.skipif(
        "postgresql" in settings.DATABASES["default"]["ENGINE"], reason="does not ask the tests' database"
    ),
]


def run(*command: str, at: Path, env: dict[str, str]) -> str:
    done = subprocess.run(command, cwd=at, env=env, capture_output=True, text=True)
    assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]
    return done.stdout


def bare_environment() -> dict[str, str]:
    """The environment of somebody who has never seen the repository."""
    ours = ("HOLDEPUNKT_", "DATABASE_", "DJANGO_", "PYTHONPATH")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with both packages, built from a copy of what is in the repository: the wheel from the source one."""
    copy, out = tmp_path_factory.mktemp("copy"), tmp_path_factory.mktemp("dist")
    for path in tracked_files():
        place = copy / path.relative_to(ROOT)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)
    env = {**bare_environment(), "HOLDEPUNKT_DESIGN": str(settings.HOLDEPUNKT_DESIGN)}
    run(sys.executable, "-m", "build", "--no-isolation", "--sdist", "--outdir", str(out), at=copy, env=env)
    (source,) = out.glob("*.tar.gz")
    shutil.unpack_archive(source, copy / "unpacked")
    (unpacked,) = (copy / "unpacked").iterdir()
    # No npm, no node_modules, no setting: the source distribution has what it needs.
    build = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", str(out)]
    run(*build, at=unpacked, env=bare_environment())
    return out


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the wheel was installed, without the network."""
    site = tmp_path_factory.mktemp("site")
    (wheel,) = built.glob("*.whl")
    pip = [sys.executable, "-m", "pip", "install", "--no-deps", "--no-index", "-q", "--target", str(site), str(wheel)]
    run(*pip, at=site, env=bare_environment())
    return site


def test_the_wheel_carries_the_design_system_the_words_and_the_packs_and_no_tests(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as file:
        names = set(file.namelist())
    assert {f"holdepunkt/built/design/{name}" for name in ALLOWED} <= names
    assert "holdepunkt/built/packs/faxe.toml" in names
    assert "holdepunkt/locale/en/LC_MESSAGES/django.mo" in names
    assert not [name for name in names if "/tests/" in name or name.startswith(("tools", "bench", "stories"))]
    assert not [name for name in names if re.search("borger|virk", name.lower()) and "dkfds" in name]


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def answer(address: str, language: str = "da") -> str:
    request = urllib.request.Request(address, headers={"Cookie": f"sprog={language}"})
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=20) as page:
        assert page.status == 200
        return str(page.read().decode())


def wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    limit = time.monotonic() + 60
    while time.monotonic() < limit:
        try:
            answer(address)
            return
        except OSError:
            assert server.poll() is None, "the site stopped"
            time.sleep(0.2)
    raise AssertionError(f"{address} does not answer")


def test_an_installed_package_tells_the_demo_and_serves_a_policy_with_its_style_sheet(
    installed: Path, tmp_path: Path
) -> None:
    env = {**bare_environment(), "PYTHONPATH": str(installed), "XDG_DATA_HOME": str(tmp_path / "home")}
    command = (sys.executable, "-m", "holdepunkt")
    where = run(sys.executable, "-c", "import holdepunkt; print(holdepunkt.__file__)", at=tmp_path, env=env)
    assert Path(where.strip()).is_relative_to(installed)
    run(*command, "migrate", "-v0", at=tmp_path, env=env)
    run(*command, "collectstatic", "--noinput", "-v0", at=tmp_path, env=env)
    demo = {"HOLDEPUNKT_DEMO": "1", "HOLDEPUNKT_TODAY": "2021-11-22"}
    assert "four municipalities" in run(*command, "demo", at=tmp_path, env=env | demo)
    assert (tmp_path / "home" / "holdepunkt" / "holdepunkt.sqlite3").exists()
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port), "holdepunkt.wsgi:application"],
        cwd=tmp_path,
        env=env,
    )
    site = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{site}/health", server)
        page = answer(f"{site}/faxe/")
        (sheet,) = re.findall(r'href="(/static/dkfds/css/[^"]+\.css)"', page)
        assert "font-face" in answer(site + sheet)
        assert 'lang="da"' in page
        assert "Sign in" in answer(f"{site}/faxe/log-ind/", language="en")
    finally:
        server.terminate()
        server.wait(timeout=20)
