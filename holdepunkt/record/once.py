"""A form that is sent twice counts once: its key is stored with what it did, in one transaction."""

import hashlib
import json
import uuid
from collections.abc import Callable

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, OperationalError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from holdepunkt.record import actions, reads

TURNS = 2
NOT_CONTENT = ("_key", "csrfmiddlewaretoken")


def form_key(request: HttpRequest) -> uuid.UUID:
    """Return the form's idempotency key, or a fresh one for a form that carries none."""
    try:
        return uuid.UUID(request.POST.get("_key", ""))
    except ValueError:
        return uuid.uuid4()


def print_of(request: HttpRequest) -> str:
    """Return the fingerprint of what was sent, where and by whom; the key and the token do not count."""
    sent = sorted((name, request.POST.getlist(name)) for name in request.POST if name not in NOT_CONTENT)
    files = sorted((name, _print_of_file(file)) for name in request.FILES for file in request.FILES.getlist(name))
    by = str(getattr(getattr(request, "asker", None), "uuid", ""))  # somebody else's form is never one's own
    return hashlib.sha256(json.dumps([request.path, sent, files, by]).encode()).hexdigest()


def _print_of_file(file: UploadedFile) -> str:
    content = hashlib.sha256(b"".join(file.chunks())).hexdigest()
    file.seek(0)
    return f"{file.name} {content}"


def answered_before(request: HttpRequest) -> HttpResponse | None:
    """Go where this very form was answered, when its answer got lost on the way and the thing has moved on since."""
    if request.method != "POST" or "_key" not in request.POST:
        return None
    answer = reads.answer_of(form_key(request), print_of(request))
    return HttpResponseRedirect(answer) if answer else None


def _counted(act: Callable[[], str], key: uuid.UUID, digest: str) -> str:
    """Run `act` in a transaction. One that others kept from beginning waits its turn again: nothing is done yet.

    SQLite lets no queue form: in a flood somebody may wait past the limit while others pass.
    """
    for turn in range(1, TURNS + 1):
        began = False
        try:
            with transaction.atomic():
                began = True
                answer = act()
                actions.receive_form(key=key, digest=digest, answer=answer)
                return answer
        except OperationalError:
            if began or turn == TURNS:
                raise
    raise AssertionError("the last turn returns or raises")


def once(request: HttpRequest, act: Callable[[], str]) -> HttpResponse:
    """Run `act` (which returns the local path of its answer) once per form key and content, and go there.

    The browser's Back keeps the key: other words under the same key are a new form, whose version
    then meets whatever was saved in between.
    """
    key, digest = form_key(request), print_of(request)
    if answer := reads.answer_of(key, digest):
        return HttpResponseRedirect(answer)
    try:
        answer = _counted(act, key, digest)
    except IntegrityError:
        answer = reads.answer_of(key, digest)
        if answer is None:
            raise
    return HttpResponseRedirect(answer)
