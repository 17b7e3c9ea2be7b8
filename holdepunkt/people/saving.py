"""Saving a form: once per key, with broken rules beside the form and a merge page for a clash."""

import logging
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from holdepunkt.people.access import NotPossible
from holdepunkt.record.once import once
from holdepunkt.record.versions import Clash
from holdepunkt.ui.views import merge_page

log = logging.getLogger("holdepunkt.form")


def save(
    request: HttpRequest,
    form: Any,
    act: Callable[[], str],
    *,
    theirs: Callable[[Any], dict[str, Any]] | None = None,
    cancel: str = "",
) -> HttpResponse | None:
    """Run `act` (it returns the local path to go to) and answer; None when the form must show why not.

    `theirs(row)` gives the row's present values under the form's field names, for the merge page.
    """
    try:
        return once(request, act)
    except NotPossible as broken:
        log.info("%s was refused by a rule", type(form).__name__)  # not its words: they may name somebody
        form.add_error(None, " ".join(filter(None, [broken.reason, broken.place])))
        return None
    except Clash as clash:
        if theirs is None:
            raise
        now = clash.theirs
        return merge_page(request, form, theirs=theirs(now), version=now.version, cancel_href=cancel or request.path)
