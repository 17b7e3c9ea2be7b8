"""Several people at the same moment, each in a thread with a connection of their own."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from threading import Thread
from typing import Any

from django.db import connection

PATIENCE = 60.0


def all_at_once(*acts: Callable[[], Any], inside: Callable[[], AbstractContextManager[Any]]) -> None:
    """Run all of them, each inside a context of its own; an error in one, or one that never ends, is an error here."""
    errors: list[BaseException] = []

    def run(act: Callable[[], Any]) -> None:
        try:
            with inside():
                act()
        except BaseException as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(act,), daemon=True) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert errors == []
    assert [thread.name for thread in threads if thread.is_alive()] == []
