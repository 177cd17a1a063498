"""Files of a whole query take turns, so that pages are answered while some are made.

Each keeps a thread of the web server busy for as long as it is made and read, so what is counted is
how many a process makes, whoever asks.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from functools import wraps
from threading import BoundedSemaphore
from typing import Any

from django.conf import settings
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

WAIT = 30  # seconds, after which another try is worth it
View = Callable[..., HttpResponseBase]
_free = BoundedSemaphore(settings.EXPORTS_AT_ONCE)


def in_turn(view: View) -> View:
    """Answer 503 while EXPORTS_AT_ONCE files are made; a file that streams counts until its end."""

    @wraps(view)
    def wrapper(*args: object, **kwargs: object) -> HttpResponseBase:
        if not _free.acquire(blocking=False):
            return _busy()
        with ExitStack() as turn:
            turn.callback(_free.release)
            response = view(*args, **kwargs)
            if response.streaming and not isinstance(response, FileResponse):
                _hold(turn.pop_all(), response)
        return response

    return wrapper


def _busy() -> HttpResponse:
    words = _("Parley makes as many files at once as it can. Please try again in a minute.")
    headers = {"Retry-After": str(WAIT), "Cache-Control": "no-store"}
    return HttpResponse(words, "text/plain; charset=utf-8", status=503, headers=headers)


def _hold(turn: ExitStack, response: Any) -> None:
    held = _parts(turn, response.streaming_content)
    next(held)  # from here on, its end gives the turn back, however it comes
    response.streaming_content = held


def _parts(turn: ExitStack, parts: Iterable[bytes]) -> Iterator[bytes]:
    with turn:
        yield b""
        yield from parts
