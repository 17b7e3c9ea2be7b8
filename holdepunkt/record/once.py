"""A form that is sent twice counts once: its key is stored with what it did, in one transaction."""

import hashlib
import json
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from copy import copy
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import Error, OperationalError, connection, transaction
from django.db.transaction import TransactionManagementError
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


def _counted(act: Callable[[], str], key: uuid.UUID, digest: str, files: list[UploadedFile]) -> str:
    """Run `act` in a transaction. One that others kept from beginning waits its turn again: nothing is done yet.

    SQLite lets no queue form: in a flood somebody may wait past the limit while others pass.
    """
    began, turn = False, 1
    ways_back: Callable[[], AbstractContextManager[None]] = _none_for_the_first
    while True:
        try:
            with transaction.atomic():
                began = True
                with ways_back():
                    answer = act()
                actions.receive_form(key=key, digest=digest, answer=answer)
                return answer
        except OperationalError:
            if began or turn == TURNS:
                raise
            turn += 1
        except Exception as error:
            if ways_back is nullcontext or not _went_on(error):
                raise
            began, ways_back = False, nullcontext
            for file in files:
                file.seek(0)


@contextmanager
def _none_for_the_first() -> Iterator[None]:
    """The first transaction that begins in here is one with that around it: two statements less for nearly every form.

    What begins within that has its own way back, as ever. See docs/decisions/0029.
    """
    here: Any = connection
    around, allowed = len(here.savepoint_ids), here._savepoint_allowed
    here._savepoint_allowed = lambda: len(here.savepoint_ids) > around and allowed()
    try:
        yield
    finally:
        here._savepoint_allowed = allowed


def _went_on(error: BaseException | None) -> bool:
    """Whether something in the form was refused, undone, and went on: that needs its way back. Nothing has been kept."""
    if error is None or isinstance(error, TransactionManagementError):
        return error is not None
    return _went_on(error.__cause__) or _went_on(error.__context__)


def once(request: HttpRequest, act: Callable[[], str]) -> HttpResponse:
    """Run `act` (which returns the local path of its answer) once per form key and content, and go there.

    The browser's Back keeps the key: other words under the same key are a new form, whose version
    then meets whatever was saved in between.

    Nobody is asked beforehand whether the form has been here: nearly none has. One that has runs into what it did
    the first time, or into its own key; all of that is undone, and the first answer stands (docs/decisions/0033).
    """
    key, digest = form_key(request), print_of(request)
    session = copy(getattr(request, "session", None))
    try:
        answer = _counted(act, key, digest, [file for _name, files in request.FILES.lists() for file in files])
    except Exception:
        if session is not None:  # its row is as before, too
            request.session = session
        first = _first_answer(key, digest)
        if first is None:
            raise
        answer = first
    return HttpResponseRedirect(answer)


def _first_answer(key: uuid.UUID, digest: str) -> str | None:
    """Where the form was answered the first time; None also where the database cannot tell."""
    try:
        return reads.answer_of(key, digest)
    except Error:
        return None
