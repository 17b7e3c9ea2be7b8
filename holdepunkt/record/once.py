"""A form that is sent twice counts once: its key is stored with what it did, in one transaction."""

import uuid
from collections.abc import Callable

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from holdepunkt.record import actions, reads


def form_key(request: HttpRequest) -> uuid.UUID:
    """Return the form's idempotency key, or a fresh one for a form that carries none."""
    try:
        return uuid.UUID(request.POST.get("_key", ""))
    except ValueError:
        return uuid.uuid4()


def once(request: HttpRequest, act: Callable[[], str]) -> HttpResponse:
    """Run `act` (which returns the local path of its answer) once per form key, and go there."""
    key = form_key(request)
    if answer := reads.answer_of(key):
        return HttpResponseRedirect(answer)
    try:
        with transaction.atomic():
            answer = act()
            actions.receive_form(key=key, answer=answer)
    except IntegrityError:
        answer = reads.answer_of(key)
        if answer is None:
            raise
    return HttpResponseRedirect(answer)
