"""The command line: `holdepunkt COMMAND`, Django's own with our settings."""

import logging
import os
import sys

from holdepunkt.memory import tidy_seldom, with_room


def main() -> None:
    """Run one command; the process exits with its code.

    A command that breaks under a timer leaves a line without values in the log, as the site does.
    At a terminal, or with plain logs, the whole error is shown to whoever sits there.
    """
    tidy_seldom()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "holdepunkt.settings")
    from django.core.management import execute_from_command_line

    try:
        with_room(execute_from_command_line)(sys.argv)
    except Exception:
        if sys.stderr.isatty() or not _logs_safely():
            raise
        logging.getLogger("holdepunkt.command").exception("the command broke off")
        sys.exit(1)


def _logs_safely() -> bool:
    """Whether the settings could be read and ask for lines without values."""
    from django.conf import settings

    return settings.configured and settings.HOLDEPUNKT_LOG == "json"


if __name__ == "__main__":
    main()
