"""What the settings say about a house in operation, judged without asking the database."""

import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings

from holdepunkt.pages.operation.finding import Finding
from holdepunkt.people.leaked import is_a_list

SHORTEST_KEY, FEWEST_SIGNS = 50, 5
REAL_MAIL = ("smtp",)
NEEDED_FILES = ("dkfds/css/dkfds.min.css", "dkfds/js/dkfds.min.js", "ui/holdepunkt.css")


def findings() -> list[Finding]:
    """Everything that the settings say and that does not belong in operation."""
    return [*_modes(), *_keys(), *_addresses(), *_mail(), *_files(), *_passwords()]


def _modes() -> Iterator[Finding]:
    if settings.DEBUG:
        yield Finding("E001", "HOLDEPUNKT_DEBUG is on", "off, or errors show the code", "Unset HOLDEPUNKT_DEBUG.")
    if settings.HOLDEPUNKT_DEMO:
        yield Finding(
            "E002",
            "HOLDEPUNKT_DEMO is on: anybody may sign in as anybody with one click",
            "off where real people sign in",
            "Unset HOLDEPUNKT_DEMO. For a demo that others may see, unset HOLDEPUNKT_PRODUCTION instead.",
        )
    if settings.HOLDEPUNKT_TODAY:
        yield Finding("E003", "HOLDEPUNKT_TODAY stops the clock", "the real day", "Unset HOLDEPUNKT_TODAY.")
    if settings.HOLDEPUNKT_LOG == "plain":
        yield Finding(
            "E004",
            "HOLDEPUNKT_LOG is plain, and such lines may hold what people typed",
            "json",
            "Unset HOLDEPUNKT_LOG.",
        )


def _keys() -> Iterator[Finding]:
    make = 'Make one with: python -c "import secrets; print(secrets.token_urlsafe(64))".'
    if not settings.SECRET_KEY_IS_GIVEN:
        yield Finding(
            "E005",
            "the secret key is the one in the data folder",
            "HOLDEPUNKT_SECRET_KEY, kept where the data is not",
            f"Set HOLDEPUNKT_SECRET_KEY. {make} Everybody signs in anew.",
        )
    elif len(settings.SECRET_KEY) < SHORTEST_KEY or len(set(settings.SECRET_KEY)) < FEWEST_SIGNS:
        yield Finding(
            "E006",
            f"HOLDEPUNKT_SECRET_KEY has {len(settings.SECRET_KEY)} signs, {len(set(settings.SECRET_KEY))} different",
            f"at least {SHORTEST_KEY} random ones",
            f"{make} Everybody signs in anew.",
        )
    keys = _record_keys()
    if keys is not None and keys.is_default():
        yield Finding(
            "E007",
            "the record is sealed with the key in the data folder",
            "HOLDEPUNKT_RECORD_KEY, kept where the data is not",
            f"Set HOLDEPUNKT_RECORD_KEY. {make} Keep the old key: what it sealed is verified with it.",
        )
    elif keys is not None and (len(sealing := keys.sealing()) < SHORTEST_KEY or len(set(sealing)) < FEWEST_SIGNS):
        yield Finding(
            "E016",
            f"the first key in HOLDEPUNKT_RECORD_KEY has {len(sealing)} signs, {len(set(sealing))} different",
            f"at least {SHORTEST_KEY} random ones",
            f"{make} Put it first, and keep the old one behind it with a comma: what it sealed is verified with it.",
        )


def _record_keys() -> Any:
    """The record's keys, where the record is sealed."""
    try:
        return import_module("holdepunkt.record.keys")
    except ModuleNotFoundError:
        return None


def _addresses() -> Iterator[Finding]:
    hosts = settings.ALLOWED_HOSTS
    if set(hosts) <= set(settings.THIS_MACHINE):
        yield Finding(
            "E008", "the site answers to this machine only", "its public name", "Set HOLDEPUNKT_HOSTS to the host name."
        )
    if "*" in hosts or "" in hosts:
        yield Finding(
            "E009", f"HOLDEPUNKT_HOSTS is {','.join(hosts)!r}", "host names, with commas between", "Name each host."
        )
    if not settings.HOLDEPUNKT_HTTPS or not settings.HOLDEPUNKT_URL.startswith("https://"):
        yield Finding(
            "E010",
            f"HOLDEPUNKT_HTTPS is {'on' if settings.HOLDEPUNKT_HTTPS else 'off'} and HOLDEPUNKT_URL "
            f"is {settings.HOLDEPUNKT_URL}",
            "on, and an address that begins with https://",
            "Set HOLDEPUNKT_HTTPS=1 and HOLDEPUNKT_URL=https://your.name. TLS ends in the web server in front.",
        )
    elif not settings.HOLDEPUNKT_PROXIES:
        yield Finding(
            "W017",
            "HOLDEPUNKT_PROXIES is 0, so everybody seems to come from the web server in front: one person's wrong "
            "passwords lock a name for all, and everybody's proposals look like one flood",
            "how many web servers of yours stand in front",
            "Set HOLDEPUNKT_PROXIES=1.",
        )


def _mail() -> Iterator[Finding]:
    if not any(kind in settings.EMAIL_BACKEND for kind in REAL_MAIL):
        yield Finding(
            "E011",
            f"mail goes to {settings.EMAIL_BACKEND}, so nobody receives it",
            "a mail server",
            "Set HOLDEPUNKT_EMAIL_BACKEND=django.core.mail.backends.smtp.EmailBackend, HOLDEPUNKT_EMAIL_HOST and "
            "HOLDEPUNKT_EMAIL_FROM.",
        )
    if settings.EMAIL_HOST_PASSWORD and not (settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL):
        yield Finding(
            "E014",
            "the mail server's password is sent unencrypted",
            "an encrypted way to the mail server",
            "Set HOLDEPUNKT_EMAIL_SECURITY=starttls (usually port 587) or tls (usually port 465).",
        )


def _files() -> Iterator[Finding]:
    if missing := missing_files(Path(settings.STATIC_ROOT)):
        yield Finding(
            "E012",
            f"static files are missing: {', '.join(missing)}",
            "all of them collected",
            "Run holdepunkt collectstatic --noinput. Outside a package, npm ci brings the design system first.",
        )
    open_to = Path(settings.HOLDEPUNKT_DATA).stat().st_mode & 0o007
    if open_to:
        yield Finding(
            "W013",
            "the data folder is open to every user of this machine",
            "to the site's user and group only",
            f"Run chmod 750 {settings.HOLDEPUNKT_DATA}.",
        )


def missing_files(root: Path) -> list[str]:
    """The files no page can do without that are not collected under `root`."""
    try:
        collected = json.loads((root / "staticfiles.json").read_text())["paths"]
    except (OSError, ValueError, KeyError):
        return ["staticfiles.json"]
    return [name for name in NEEDED_FILES if not (root / collected.get(name, "none")).is_file()]


def _passwords() -> Iterator[Finding]:
    """A list of leaked passwords that was named and cannot be read would let every password pass, or none."""
    path = settings.HOLDEPUNKT_LEAKED_PASSWORDS
    if path and not is_a_list(Path(path)):
        yield Finding(
            "E015",
            f"HOLDEPUNKT_LEAKED_PASSWORDS is {path}, which cannot be read as a list",
            "a file of SHA1:times lines, sorted by the hash",
            "Name such a file, readable by the site's user, or unset it.",
        )
