"""A site as a municipality runs it: fit, behind a web server, watched, and silent about people in its log."""

import json
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

from holdepunkt.pages.tests.houses import House
from holdepunkt.tests.code_base import DOCS, ROOT
from holdepunkt.tests.empty_house import empty_house

HOST = "holdepunkt.lundby.example"
# The browser tests set the last one for their own event loop.
NOT_OURS = {"HOLDEPUNKT_DEMO", "HOLDEPUNKT_TODAY", "DJANGO_ALLOW_ASYNC_UNSAFE"}
SET = {
    "HOLDEPUNKT_HOSTS": HOST,
    "HOLDEPUNKT_URL": f"https://{HOST}",
    "HOLDEPUNKT_HTTPS": "1",
    "HOLDEPUNKT_SECRET_KEY": "for-a-test-only-" + "0123456789abcdef" * 4,
    "HOLDEPUNKT_RECORD_KEY": "for-a-test-only-" + "fedcba9876543210" * 4,
    "HOLDEPUNKT_PROXIES": "1",
    "HOLDEPUNKT_EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "HOLDEPUNKT_METRICS_TOKEN": "the-token",
}
THROUGH_NGINX = {"Host": HOST, "X-Forwarded-Proto": "https"}


class Site:
    """A running site: what it answers, and what it wrote into its log."""

    def __init__(self, port: int, log: Path) -> None:
        self.address, self.log = f"http://127.0.0.1:{port}", log

    def get(self, path: str, headers: dict[str, str] | None = None, form: bytes | None = None) -> tuple[int, str]:
        request = urllib.request.Request(self.address + path, data=form, headers=headers or {})
        try:
            with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    """A house set up as docs/operations.md says."""
    house = House(tmp_path_factory.mktemp("operation"))
    house.folder.chmod(0o750)
    house.env = {name: value for name, value in house.env.items() if name not in NOT_OURS}
    house.env |= SET
    shutil.copy(empty_house(tmp_path_factory) / "holdepunkt.sqlite3", house.folder)
    house.says("collectstatic", "--noinput", "-v0")
    house.says("load_policy", str(ROOT / "packs" / "faxe.toml"))
    return house


@pytest.fixture(scope="module")
def site(house: House) -> Iterator[Site]:
    port, log = free_port(), house.folder / "log"
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port), "--log-level", "warning"]
    with log.open("w") as out:
        server = subprocess.Popen(
            [*command, "holdepunkt.wsgi:application"], env=house.env, cwd=ROOT, stdout=out, stderr=out
        )
        found = Site(port, log)
        limit = time.monotonic() + 60
        while time.monotonic() < limit:
            try:
                found.get("/health")
                break
            except OSError:
                assert server.poll() is None, log.read_text()
                time.sleep(0.2)
        yield found
        server.terminate()
        server.wait(timeout=20)


slow = pytest.mark.slow
with_files = pytest.mark.skipif(not settings.HOLDEPUNKT_DESIGN.exists(), reason="the design system is not installed")


@slow
@with_files
def test_a_house_set_up_as_the_handbook_says_has_no_finding(house: House) -> None:
    assert "no issues" in house.says("check", "--deploy")


@slow
@with_files
def test_it_is_ready_once_the_clockwork_has_been_there(house: House, site: Site) -> None:
    assert "the clockwork has never run" in site.get("/ready")[1]
    house.says("tick")
    assert site.get("/ready") == (200, "ready\n")
    assert site.get("/metrics")[0] == 404
    told = site.get("/metrics", {"Authorization": "Bearer the-token"})[1]
    assert "holdepunkt_tick_age_seconds" in told


@slow
@with_files
def test_a_form_sent_through_the_web_server_in_front_is_taken(site: Site) -> None:
    """Behind TLS the browser names https in Origin; without the forwarded word every form would be refused."""
    request = urllib.request.Request(site.address + "/faxe/log-ind/", headers=THROUGH_NGINX)
    with urllib.request.urlopen(request, timeout=30) as page:
        text, cookies = page.read().decode(), page.headers.get_all("Set-Cookie")
    token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', text)[0]
    sent = {**THROUGH_NGINX, "Origin": f"https://{HOST}", "Cookie": "; ".join(one.split(";")[0] for one in cookies)}
    form = f"csrfmiddlewaretoken={token}&username=asta&password=forkert".encode()
    assert site.get("/faxe/log-ind/", sent, form)[0] == 200
    assert site.get("/faxe/log-ind/", {**sent, "Origin": "https://evil.example"}, form)[0] == 403
    assert all("Secure" in one for one in cookies)


@slow
@with_files
def test_its_log_is_lines_of_json_without_addresses_names_or_words(site: Site) -> None:
    site.get("/faxe/Asta%20Ager/?om=asta@lundby.example", THROUGH_NGINX)
    site.get("/faxe/soeg/?q=Asta+Ager", THROUGH_NGINX)
    time.sleep(0.5)
    text = site.log.read_text()
    lines = [json.loads(line) for line in text.splitlines() if line.startswith("{")]
    assert {"pages:search", "none"} <= {line.get("view") for line in lines}
    assert not re.search("asta|ager|lundby|faxe/|q=", text, re.IGNORECASE)


def test_a_command_that_breaks_under_a_timer_keeps_what_it_handled_out_of_the_log(tmp_path: Path) -> None:
    house = House(tmp_path / "Asta Ager")
    house.env |= {"HOLDEPUNKT_DEMO": "0", "HOLDEPUNKT_TODAY": ""}
    said = house.says("municipality_add", "lundby", "Asta", "--lead", "Asta Ager", "--username", "asta", expect=1)
    (line,) = said.splitlines()
    assert json.loads(line)["message"] == "the command broke off"
    assert "OperationalError" in json.loads(line)["error"][0]["type"]  # no table yet
    assert "asta" not in line.lower()
    house.env["HOLDEPUNKT_LOG"] = "plain"
    shown = house.says("municipality_add", "lundby", "Asta", "--lead", "Asta Ager", "--username", "asta", expect=1)
    assert "no such table" in shown


def test_every_command_of_the_handbook_exists() -> None:
    text = (DOCS / "operations.md").read_text(encoding="utf-8")
    named = set(re.findall(r"(?:^|[`/])holdepunkt ([a-z_]{4,})", text, re.MULTILINE))
    assert {"tick", "backup", "restore", "move_to_postgresql"} <= named
    assert not (gone := named - get_commands().keys()), f"named in docs/operations.md, no such command: {gone}"
