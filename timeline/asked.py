"""Small values that lists read from their address."""

from collections.abc import Container

from django.http import HttpRequest

from records.tidying import LONG, MANY, tidied


def text_of(request: HttpRequest, name: str) -> str:
    """One text without control characters, no longer than a search needs."""
    return tidied(request.GET.get(name, "")[:LONG])


def values_of(
    request: HttpRequest, name: str, known: Container[str]
) -> tuple[list[str], list[str]]:
    """The values of a repeatable parameter that exist, and those that do not."""
    given = dict.fromkeys(tidied(value[:LONG]) for value in request.GET.getlist(name)[:MANY])
    given.pop("", None)
    return [v for v in given if v in known], [v for v in given if v not in known]
