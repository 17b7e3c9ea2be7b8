"""`python -m holdepunkt` is the same as the `holdepunkt` command."""

from holdepunkt.cli import main

main()
