"""What Django keeps for the one who asks is kept for the thread, and for no other."""

from concurrent.futures import ThreadPoolExecutor
from threading import local
from types import SimpleNamespace

import pytest
from django.db import connections
from django.urls import get_script_prefix, set_script_prefix
from django.utils import timezone, translation

from holdepunkt import threads


def elsewhere(ask):  # type: ignore[no-untyped-def]
    """What another thread answers."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(ask).result()


def test_all_of_it_is_kept_by_python() -> None:
    kept = [getattr(holder, name) for holder, name in threads.KEPT]
    assert [type(one) for one in kept] == [local] * len(kept)


def test_one_threads_language_time_and_mount_are_not_anothers() -> None:
    with translation.override("en"), timezone.override("Asia/Tokyo"):
        set_script_prefix("/huset/")
        try:
            here = (translation.get_language(), timezone.get_current_timezone_name(), get_script_prefix())
            there = elsewhere(
                lambda: (translation.get_language(), timezone.get_current_timezone_name(), get_script_prefix())
            )
        finally:
            set_script_prefix("/")
    assert here == ("en", "Asia/Tokyo", "/huset/")
    assert there == ("da", "Europe/Copenhagen", "/")


def test_each_thread_has_a_connection_of_its_own() -> None:
    assert connections["default"] is connections["default"]
    assert elsewhere(lambda: connections["default"]) is not connections["default"]


def test_what_was_kept_before_goes_along_and_is_taken_over_once(monkeypatch: pytest.MonkeyPatch) -> None:
    before = SimpleNamespace(value="da", default="a connection", other="nobody's")
    holder = SimpleNamespace(_active=before)
    monkeypatch.setattr(threads, "KEPT", ((holder, "_active"),))
    threads.keep_by_thread()
    taken = holder._active
    assert vars(taken) == {"value": "da", "default": "a connection"}
    threads.keep_by_thread()
    assert holder._active is taken
