"""What is kept for readers until the data change: pages, figures that take long to count, files.

Everything is kept under the version of the data (`records.data_version`), so what was made before a
write is never found again. Where Redis does not answer, nothing is kept and all goes on.
"""

import json
import time
import zlib
from collections.abc import Callable, Mapping
from functools import wraps
from hashlib import blake2s
from typing import Any, TypeAlias
from urllib.parse import urlencode

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.translation import get_language
from redis.exceptions import RedisError

from records.data_version import answering, data_version

SECONDS = 300  # at most: what falls due or turns midnight is seen by then
PAUSE = 10  # seconds without another try after Redis did not answer
VARY = ("HX-Request", "HX-Target", "Cookie", "Accept-Encoding")
HEADERS = ("Content-Type", "HX-Push-Url")
BIG = 2_000_000  # bytes of a page that is not kept

View: TypeAlias = Callable[..., HttpResponse]
FileView: TypeAlias = Callable[..., HttpResponseBase]
_away = {"until": 0.0}


def keep(view: View) -> View:
    """Answer readers who are not signed in with the page made before, as long as nothing changed.

    Decorators that put something on the response other than its text stand outside of this one.
    """

    @wraps(view)
    def wrapper(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        version = data_version() if _is_anybody(request) else ""
        if not version:
            return view(request, *args, **kwargs)
        name = _name(request, version)
        kept = recall([name]).get(name)
        if kept is None:
            with answering(version):
                response = view(request, *args, **kwargs)
            if not _may_be_kept(request, response):
                return response
            remember({name: _packed(response)})
        else:
            response = _unpacked(kept)
        return _answer(request, _dressed(response, f'W/"{name}"'))

    return wrapper


def tell_unchanged(view: FileView) -> FileView:
    """Answer 304, before any work, to whoever has the file as it is.

    For what is the same for everybody, and depends on the data, the address, the language and the
    day alone.
    """

    @wraps(view)
    def wrapper(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        version = data_version()
        if not version:
            return view(request, *args, **kwargs)
        day, language = timezone.localdate().isoformat(), get_language() or ""
        name = _digest("file", version, day, request.build_absolute_uri(), language)
        known: HttpResponseBase | None = get_conditional_response(request, etag=f'W/"{name}"')
        with answering(version):
            response = known or view(request, *args, **kwargs)
        if response.status_code in (200, 304):
            response["ETag"] = f'W/"{name}"'
            patch_cache_control(response, no_cache=True)
        return response

    return wrapper


def figures(name: str, wanted: Mapping[str, str], build: Callable[[list[str]], Any]) -> Any:
    """Figures by their keys: those kept under `wanted`'s texts, the others from `build(keys)`.

    They must be values of JSON.
    """
    version = data_version()
    if not version:
        return build(list(wanted))
    places = {key: _digest("figures", version, name, key, text) for key, text in wanted.items()}
    kept = recall(list(places.values()))
    found = {key: json.loads(kept[place]) for key, place in places.items() if place in kept}
    missing = [key for key in wanted if key not in found]
    if missing:
        built = build(missing)
        remember({places[key]: json.dumps(built[key]).encode() for key in missing})
        found.update(built)
    return found


def recall(names: list[str]) -> dict[str, bytes]:
    """What is kept under these names."""
    if time.monotonic() < _away["until"]:
        return {}
    try:
        kept: dict[str, bytes] = caches["pages"].get_many(names)
    except (RedisError, OSError):
        _away["until"] = time.monotonic() + PAUSE
        return {}
    return kept


def remember(values: Mapping[str, bytes]) -> None:
    if time.monotonic() < _away["until"]:
        return
    try:
        caches["pages"].set_many(dict(values), SECONDS)
    except (RedisError, OSError):
        _away["until"] = time.monotonic() + PAUSE


def _is_anybody(request: HttpRequest) -> bool:
    """Whether everybody gets the same answer: nobody is signed in, and no message waits."""
    own = {settings.SESSION_COOKIE_NAME, "messages"}
    return (
        settings.KEEPS_PAGES
        and request.method in {"GET", "HEAD"}
        and not own & set(request.COOKIES)
    )


def _name(request: HttpRequest, version: str) -> str:
    asked = sorted((name, values) for name, values in request.GET.lists() if any(values))
    query = urlencode(asked, doseq=True)  # an empty value beside others counts: views take the last
    return _digest(
        "page",
        version,
        str(int(time.time()) // SECONDS),
        request.build_absolute_uri(request.path),
        query,
        get_language() or "",
        *(request.headers.get(header, "") for header in ("HX-Request", "HX-Target")),
        request.method or "",
    )


def _answer(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The page, or that it is still the one that the browser has."""
    fresh = get_conditional_response(request, etag=response["ETag"], response=response)
    if isinstance(fresh, HttpResponseNotModified):
        return _dressed(fresh, response["ETag"])
    return response


def _digest(*parts: str) -> str:
    return blake2s("\0".join(parts).encode(), digest_size=16).hexdigest()


def _may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    return (
        response.status_code == 200
        and not response.cookies
        and "CSRF_COOKIE_NEEDS_UPDATE" not in request.META
        and len(response.content) < BIG
    )


def _packed(response: HttpResponse) -> bytes:
    head = json.dumps({name: response[name] for name in HEADERS if name in response})
    return zlib.compress(head.encode() + b"\n" + response.content, level=1)


def _unpacked(kept: bytes) -> HttpResponse:
    head, _newline, body = zlib.decompress(kept).partition(b"\n")
    return HttpResponse(body, headers=json.loads(head))


def _dressed(response: HttpResponse, etag: str) -> HttpResponse:
    """Kept by browsers, too, which ask each time whether it is still the same."""
    response["ETag"] = etag
    patch_vary_headers(response, VARY)
    patch_cache_control(response, no_cache=True, private=True)
    return response
