"""Nothing in the repository ties it to one machine or one registry."""

import json
import re

from holdepunkt.tests.code_base import ROOT, short, tracked_files

# Written in pieces, so that this file does not hold what it forbids.
HOSTS = [
    ".".join(parts)
    for parts in (
        ("registry", "npmjs", "org"),
        ("registry", "yarnpkg", "com"),
        ("files", "pythonhosted", "org"),
        ("pypi", "org"),
        ("deb", "debian", "org"),
    )
]
MACHINE = [f"/{folder}/" for folder in ("root", "work", "Users")] + ["/home" + "/", "/opt" + "/"]
TIES = re.compile(
    "|".join([*(re.escape(host) for host in HOSTS), *(rf"(?<![\w.}}\]]){re.escape(p)}(?=\w)" for p in MACHINE)])
    + r"|--(extra-)?index-url[ =]\S|--find-links[ =]\S"
)
WHOLE_FILES_OF_OTHERS = {"LICENSE"}
KINDS = {
    ".py",
    ".txt",
    ".in",
    ".toml",
    ".json",
    ".md",
    ".yml",
    ".yaml",
    ".html",
    ".sh",
    ".cfg",
    ".ini",
    ".js",
    ".css",
    "",
}


def ties(text: str) -> list[str]:
    """The hosts and machine paths in a text."""
    return sorted({found.group() for found in TIES.finditer(text)})


def test_no_file_names_a_registry_or_a_path_of_one_machine() -> None:
    found = [
        f"{short(path)}: found {', '.join(names)}"
        for path in tracked_files()
        if path.suffix in KINDS and path.name not in WHOLE_FILES_OF_OTHERS
        if (names := ties(path.read_text(encoding="utf-8", errors="replace")))
    ]
    assert not found, "\n".join(found)


def test_the_npm_lock_says_what_and_not_where_from() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert not [name for name, package in packages.items() if "resolved" in package]
    assert all("integrity" in package for name, package in packages.items() if name)


def test_every_locked_package_has_a_hash() -> None:
    for path in sorted((ROOT / "requirements").glob("*.txt")):
        pinned = re.split(r"^(?=[A-Za-z0-9])", path.read_text(), flags=re.MULTILINE)[1:]
        assert pinned, f"{short(path)}: found no package"
        assert not [line for line in pinned if "--hash=sha256:" not in line], short(path)


def test_a_tie_is_found() -> None:
    assert ties("see https://" + HOSTS[0] + "/x") == [HOSTS[0]]
    assert ties("open(" + repr(MACHINE[0] + "x") + ")") == [MACHINE[0]]
    assert ties("/usr/bin/chromium, docs/work/x, {root}/home/x, {{ root }}/work/x") == []
