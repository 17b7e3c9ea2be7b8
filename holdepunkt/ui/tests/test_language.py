"""The page speaks the language the person chose, and Danish until then."""

from datetime import date
from decimal import Decimal

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import translation

from holdepunkt.ui.jinja import danish_date, lang, number, paragraphs, short_date
from holdepunkt.ui.middleware import LanguageFromCookie


def spoken(request: HttpRequest) -> HttpResponse:
    """Send a request through the middleware to a page that names its language."""
    return LanguageFromCookie(lambda _request: HttpResponse(lang()))(request)


def test_the_browsers_wish_is_not_asked() -> None:
    response = spoken(RequestFactory().get("/", headers={"accept-language": "en"}))
    assert (response.content, response["Content-Language"]) == (b"da", "da")
    assert "Cookie" in response["Vary"]


@pytest.mark.parametrize(("cookie", "language"), [("en", b"en"), ("da", b"da"), ("xx", b"da")])
def test_the_cookie_decides(cookie: str, language: bytes) -> None:
    request = RequestFactory().get("/")
    request.COOKIES["sprog"] = cookie
    assert spoken(request).content == language


@pytest.mark.urls("holdepunkt.ui.tests.urls")
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wanted", "landed"),
    [
        ("/faxe/?a=1", "/faxe/?a=1"),
        ("https://example.org/", "/"),
        ("//example.org/", "/"),
        ("/\\example.org/", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_the_switch_returns_to_a_page_of_ours_only(wanted: str, landed: str) -> None:
    response = Client().post("/sprog/", {"sprog": "en", "next": wanted})
    assert response["Location"] == landed
    assert response.cookies["sprog"].value == "en"


@pytest.mark.urls("holdepunkt.ui.tests.urls")
@pytest.mark.django_db
def test_a_language_we_do_not_speak_is_not_remembered_and_a_link_cannot_switch() -> None:
    assert "sprog" not in Client().post("/sprog/", {"sprog": "de"}).cookies
    assert Client().get("/sprog/").status_code == 405


def test_dates_and_numbers_follow_the_language() -> None:
    with translation.override("da"):
        assert danish_date(date(2021, 11, 22)) == "22. november 2021"
        assert short_date(date(2021, 11, 22)) == "22. nov. 2021"
        assert number(Decimal("1234567.5")) == "1.234.567,5"
        assert danish_date(None) == "ukendt dato"
    with translation.override("en"):
        assert danish_date(date(2021, 11, 22)) == "22 November 2021"
        assert short_date(date(2021, 11, 22)) == "22 Nov 2021"
        assert number(1234567) == "1,234,567"


def test_paragraphs_keep_the_shape_of_a_text_and_nothing_else() -> None:
    assert paragraphs("Et\r\nto\n\n\n<b>tre</b>\n") == ("<p>Et<br>to</p>\n<p>&lt;b&gt;tre&lt;/b&gt;</p>")
    assert paragraphs("") == ""
