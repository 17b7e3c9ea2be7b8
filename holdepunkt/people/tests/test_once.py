"""A form's action is one transaction with the note that the form was received, and what is refused inside is undone."""

import contextlib
import uuid
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, InterfaceError, OperationalError, connection, transaction
from django.http import Http404, HttpRequest, QueryDict
from django.test.utils import CaptureQueriesContext

from holdepunkt.people.access import NotPossible
from holdepunkt.people.models import Municipality
from holdepunkt.people.session_store import SessionStore
from holdepunkt.record import reads
from holdepunkt.record.models import ReceivedForm
from holdepunkt.record.once import once
from holdepunkt.record.versions import Clash

pytestmark = pytest.mark.django_db


def a_form() -> HttpRequest:
    """A form that somebody sends."""
    request = HttpRequest()
    request.method, request.path = "POST", "/lundby/proeve/"
    request.POST = QueryDict(f"_key={uuid.uuid4()}&navn=Bo")
    return request


@transaction.atomic
def add(slug: str) -> None:
    """An action that adds a municipality."""
    Municipality.objects.create(slug=slug, name=slug.title())


@transaction.atomic
def add_and_refuse(slug: str) -> None:
    """An action that is refused after it has begun."""
    add(slug)
    raise NotPossible("Det går ikke.")


def there() -> list[str]:
    """The short names of what was added."""
    return list(Municipality.objects.order_by("slug").values_list("slug", flat=True))


def statements(act: Callable[[], str]) -> list[str]:
    """The statements of a form, those that begin and end the transaction of the test itself left out."""
    with CaptureQueriesContext(connection) as sent:
        once(a_form(), act)
    return [query["sql"].split()[0] for query in sent][1:-1]


def test_an_action_needs_no_way_back_of_its_own() -> None:
    def act() -> str:
        add("lundby")
        return "/"

    assert statements(act) == ["INSERT", "INSERT"]
    assert there() == ["lundby"]


def test_what_an_action_calls_has_its_way_back() -> None:
    @transaction.atomic
    def try_both() -> None:
        add("aaby")
        with pytest.raises(IntegrityError), transaction.atomic():
            Municipality.objects.create(slug="aaby", name="Aaby")

    def act() -> str:
        try_both()
        return "/"

    assert once(a_form(), act)["Location"] == "/"
    assert there() == ["aaby"]


def test_a_refusal_that_leaves_the_form_undoes_all_of_it() -> None:
    def act() -> str:
        add("lundby")
        add_and_refuse("aaby")
        return "/"

    with pytest.raises(NotPossible):
        once(a_form(), act)
    assert there() == []
    assert ReceivedForm.objects.count() == 0


@pytest.mark.parametrize("more", [[], ["lundby"]], ids=["nothing more", "something more"])
def test_a_form_that_goes_on_after_a_refusal_keeps_what_was_not_refused(more: list[str]) -> None:
    turns: list[int] = []

    def act() -> str:
        turns.append(1)
        try:
            add_and_refuse("aaby")
        except NotPossible:
            for slug in more:
                add(slug)
        return "/videre/"

    assert once(a_form(), act)["Location"] == "/videre/"
    assert there() == more
    assert ReceivedForm.objects.count() == 1
    assert len(turns) == 2


def test_the_same_form_again_does_nothing_more() -> None:
    request, turns = a_form(), list[int]()

    def act() -> str:
        turns.append(1)
        add(f"lundby-{len(turns)}")
        return f"/svar/{len(turns)}/"

    assert [once(request, act)["Location"] for _ in range(2)] == ["/svar/1/", "/svar/1/"]
    assert there() == ["lundby-1"]
    assert ReceivedForm.objects.count() == 1


@pytest.mark.parametrize(
    "error", [NotPossible("Det er gjort."), Http404(), IntegrityError(), Clash(None), ValueError()]
)
def test_a_form_that_meets_what_it_did_itself_gets_its_first_answer(error: Exception) -> None:
    request = a_form()
    once(request, lambda: "/svar/")

    def act() -> str:
        add("lundby")
        raise error

    assert once(request, act)["Location"] == "/svar/"
    assert there() == []


@pytest.mark.parametrize("is_sent_again", [False, True])
def test_a_session_that_got_a_new_key_in_what_is_undone_has_its_old_one_again(is_sent_again: bool) -> None:
    request = a_form()
    request.session = SessionStore()
    request.session["hvem"] = "Bo"
    request.session.save()
    old = request.session.session_key
    if is_sent_again:
        once(request, lambda: "/svar/")

    def act() -> str:
        with transaction.atomic():
            request.session.cycle_key()
            request.session["hvem"] = "Dan"
            request.session.save()
        raise NotPossible("Det går ikke.")

    with contextlib.nullcontext() if is_sent_again else pytest.raises(NotPossible):
        once(request, act)
    assert (request.session.session_key, request.session["hvem"]) == (old, "Bo")
    assert SessionStore(old)["hvem"] == "Bo"


def test_what_went_wrong_in_a_new_form_is_told_as_it_was_also_when_nobody_can_look_for_its_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(*_words: object) -> None:
        raise InterfaceError("no connection")

    def act() -> str:
        raise OperationalError("the first")

    with pytest.raises(OperationalError, match="the first"):
        once(a_form(), act)
    monkeypatch.setattr(reads, "answer_of", fails)
    with pytest.raises(OperationalError, match="the first"):
        once(a_form(), act)


def test_an_upload_is_read_whole_also_when_the_form_needs_its_ways_back() -> None:
    request, read = a_form(), list[bytes]()
    request.FILES["fil"] = SimpleUploadedFile("a.txt", b"Ord")

    def act() -> str:
        read.append(request.FILES["fil"].read())
        with contextlib.suppress(NotPossible):
            add_and_refuse("aaby")
        return "/"

    once(request, act)
    assert read == [b"Ord", b"Ord"]
