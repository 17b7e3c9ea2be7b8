"""Print `docs/access-matrix.toml` into `docs/access.md`: `python -m holdepunkt.tests.matrix`."""

import os

import django


def main() -> None:
    """Write the printed part of the page anew."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "holdepunkt.settings")
    django.setup()
    # Imported here: the page names the addresses, and those need the settings.
    from holdepunkt.tests.matrix.book import read_book
    from holdepunkt.tests.matrix.printed import PAGE, printed, put_in

    PAGE.write_text(put_in(PAGE.read_text(encoding="utf-8"), printed(read_book())), encoding="utf-8")


if __name__ == "__main__":
    main()
