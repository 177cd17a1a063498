"""In which language a reader who asks for the front page is answered.

The address decides, and English has no prefix. Only the front page, reached from outside, moves on
to the language that the reader chose before or that the browser asks for; a link inside Parley to a
front page is a choice, and is remembered. docs/decisions/0003-language-of-the-front-page.md says
why.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import translate_url
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, get_language_from_request

YEAR = 365 * 24 * 60 * 60


def preferred_home(request: HttpRequest) -> HttpResponse | None:
    """The redirect from the English front page to the reader's own, where there is another."""
    if get_language() != settings.LANGUAGE_CODE or _is_from_within(request):
        return None
    language = get_language_from_request(request)  # the cookie, else the browser
    address = translate_url(request.get_full_path(), language)
    return None if address == request.get_full_path() else HttpResponseRedirect(address)


def remember(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Keep a language chosen by a link, if it is not the one that the browser asks for anyway."""
    language = get_language() or settings.LANGUAGE_CODE
    if _is_from_within(request) and language != get_language_from_request(request):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=YEAR,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


def vary(response: HttpResponse) -> HttpResponse:
    patch_vary_headers(response, ["Accept-Language", "Cookie", "Sec-Fetch-Site", "Referer"])
    return response


def _is_from_within(request: HttpRequest) -> bool:
    """Whether a link inside Parley led here; browsers say so, older ones by the referring page."""
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site == "same-origin"
    return urlsplit(request.headers.get("Referer", "")).netloc == request.get_host()
