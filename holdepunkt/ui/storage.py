"""Where collected static files live: compressed, with a hash in the name, and forgiving.

The design system's style sheet points to fonts and pictures we leave out on purpose. Those
references stay as they are; so does the name of a file that has not been collected yet.
"""

from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage


class ForgivingStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Hash what is there, and leave alone what is not."""

    manifest_strict = False

    def hashed_name(self, name: str, content: Any = None, filename: str | None = None) -> str:
        """Give the hashed name, or the plain one when the file is not here."""
        try:
            return super().hashed_name(name, content, filename)
        except ValueError:
            return name
