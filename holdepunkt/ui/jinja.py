"""The one Jinja2 environment of the product, for pages and for forms."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import uuid4

import jinja2
from django.conf import settings
from django.template.backends.jinja2 import Jinja2
from django.templatetags.static import static
from django.urls import reverse
from django.utils import dateformat, timezone, translation
from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext, npgettext, pgettext
from markupsafe import Markup, escape

from holdepunkt.ui.compiled import CompiledTemplates, rules_of
from holdepunkt.ui.typed import words_of


class Templates(Jinja2):
    """Django's Jinja2 backend, looking in each slice's own `templates` folder."""

    app_dirname = "templates"


def environment(**options: Any) -> jinja2.Environment:
    """Build the environment: a missing name is an error, and every text can be translated."""
    options |= {"undefined": jinja2.StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    options["bytecode_cache"] = CompiledTemplates(
        settings.HOLDEPUNKT_DATA / "templates", rules=rules_of(Path(__file__))
    )
    env = jinja2.Environment(extensions=["jinja2.ext.i18n"], **options)
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    env.globals |= {"static": static, "url": url, "lang": lang, "fresh_key": fresh_key, "words_of": words_of}
    env.filters |= FILTERS
    return env


def lang() -> str:
    """Name the language of the page being made: da or en."""
    return (translation.get_language() or "da")[:2]


def fresh_key() -> str:
    """Make a key that no other form has: for saving once, and for ids."""
    return uuid4().hex


def url(name: str, **kwargs: Any) -> str:
    """Give the address of a named page: url("slice:page", slug="faxe")."""
    return reverse(name, kwargs=kwargs)


def danish_date(day: date | None) -> str:
    """22. november 2021 (in English 22 November 2021); a day nobody knows says so."""
    return _written(day, "j. F Y" if lang() == "da" else "j F Y")


def short_date(day: date | None) -> str:
    """22. nov. 2021 (in English 22 Nov 2021)."""
    return _written(day, "j. N Y" if lang() == "da" else "j M Y")


def _written(day: date | None, pattern: str) -> str:
    if day is None:
        return gettext("ukendt dato")
    if isinstance(day, datetime) and timezone.is_aware(day):
        day = timezone.localtime(day)
    return dateformat.format(day, pattern)


def number(value: int | float | Decimal) -> str:
    """Write 1234.5 as 1.234,5 (in English 1,234.5)."""
    return number_format(value, force_grouping=True)


def paragraphs(text: str) -> Markup:
    """Turn plain text into paragraphs: an empty line begins a new one, a line break stays."""
    parts = [part.strip() for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())]
    lines = (Markup("<br>").join(escape(line) for line in part.split("\n")) for part in parts)
    return Markup("\n").join(Markup("<p>{}</p>").format(line) for line in lines if line)


FILTERS: dict[str, Callable[..., str]] = {
    "danish_date": danish_date,
    "short_date": short_date,
    "number": number,
    "paragraphs": paragraphs,
}
