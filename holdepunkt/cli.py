"""The command line: `holdepunkt COMMAND`, Django's own with our settings."""

import os
import sys


def main() -> None:
    """Run one command; the process exits with its code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "holdepunkt.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
