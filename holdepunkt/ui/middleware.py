"""The language of a page: what the person chose, else Danish. The browser's wish is not asked."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

COOKIE = "sprog"


class LanguageFromCookie:
    """Make each page in the language of the cookie `sprog`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Speak the chosen language for as long as this page is made."""
        language = chosen(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Cookie",))
        return response


def chosen(request: HttpRequest) -> str:
    """Read the cookie; anything but a language we speak is Danish."""
    wish = request.COOKIES.get(COOKIE, "")
    return wish if wish in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
