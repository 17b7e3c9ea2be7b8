"""Finds the files of the national design system that we use (`design.ALLOWED`)."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

from holdepunkt.ui.design import ALLOWED

PREFIX = "dkfds"


class DesignSystemFinder(BaseFinder):
    """Serve the allowed files under `dkfds/`, in the folders their style sheet expects."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.storage = FileSystemStorage(location=settings.HOLDEPUNKT_DESIGN)
        self.storage.prefix = PREFIX  # type: ignore[attr-defined]  # collectstatic reads it

    def check(self, **kwargs: Any) -> list[Any]:
        """Nothing to check: a missing package only leaves pages plain."""
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """Give the file's place, if it is one of the allowed."""
        inner = path.removeprefix(f"{PREFIX}/")
        if inner == path or inner not in ALLOWED or not self.storage.exists(inner):
            return []
        place = self.storage.path(inner)
        return [place] if find_all else place

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Any]]:
        """List the allowed files that are there."""
        return ((path, self.storage) for path in ALLOWED if self.storage.exists(path))
