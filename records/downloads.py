"""Answers that are files: the query that was asked, or why it cannot be answered."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from django.http import JsonResponse, StreamingHttpResponse
from django.utils import timezone

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "jsonl": "application/jsonl; charset=utf-8",
    "jsonld": "application/ld+json",
}


class Problem(Protocol):
    """A value that could not be used, and what to write instead."""

    @property
    def parameter(self) -> str: ...
    @property
    def value(self) -> str: ...
    @property
    def message(self) -> str: ...


def refused(problems: Iterable[Problem]) -> JsonResponse:
    """A machine should not take another answer for its own: 400, and what was wrong."""
    told = [
        {"parameter": one.parameter, "value": one.value, "message": one.message} for one in problems
    ]
    return JsonResponse({"problems": told}, status=400)


def file_name(ending: str, about: str = "") -> str:
    return f"parley-{f'{about}-' if about else ''}{timezone.localdate().isoformat()}.{ending}"


def download(text: Iterator[str], ending: str, about: str = "") -> StreamingHttpResponse:
    name = file_name(ending, about)
    return StreamingHttpResponse(
        text,
        content_type=TYPES[ending],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
