"""Numbered pages of a list, without counting it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest

SIZE = 50
MOST = 10_000
RowT = TypeVar("RowT", bound=Model)


@dataclass(frozen=True)
class Numbered(Generic[RowT]):
    rows: Sequence[RowT]
    number: int
    has_next: bool

    @property
    def previous(self) -> int:
        return self.number - 1

    @property
    def next(self) -> int:
        return self.number + 1 if self.has_next else 0


def numbered(request: HttpRequest, rows: QuerySet[RowT], size: int = SIZE) -> Numbered[RowT]:
    """The page that `?page=` names; the first where it names none."""
    text = request.GET.get("page", "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1
    number = min(max(number, 1), MOST)
    start = (number - 1) * size
    found = list(rows[start : start + size + 1])
    return Numbered(found[:size], number, len(found) > size)
