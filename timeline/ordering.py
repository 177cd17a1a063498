"""The orders of the timeline, and the place in each where a page begins."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Self, TypeAlias

from django.contrib.postgres.search import SearchRank
from django.db import models
from django.db.models import ExpressionWrapper, F, Q, Value
from django.db.models.functions import Cast

from records.models import Entry
from records.querysets import EntryQuerySet
from records.words import ranking_query
from timeline.filters import EntryFilter, Sort

Key: TypeAlias = date | datetime | int
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
PLACE = re.compile(
    r"(?:(\d{4}-\d{2}-\d{2})|c(\d{1,17})|r(\d{1,9}))_(\d{1,18})(?:_([0-9a-f]{16}))?", re.ASCII
)


@dataclass(frozen=True)
class Cursor:
    """After which entry a page begins: what the order goes by, and the entry's number.

    Written `2025-12-04_17`, by last change `c1764806400000000_17` (microseconds since 1970), by
    relevance `r607927_17` (millionths); then the mark of the query it is a place in, if any.
    """

    key: Key
    pk: int
    mark: str = ""

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """None where `text` is no such place."""
        found = PLACE.fullmatch(text)
        if found is None:
            return None
        day, changed, rank, pk, mark = found.groups()
        try:
            return cls(_key(day, changed, rank), int(pk), mark or "")
        except (ValueError, OverflowError):
            return None

    def __str__(self) -> str:
        return f"{_written(self.key)}_{self.pk}" + (f"_{self.mark}" if self.mark else "")

    @property
    def starts_on(self) -> date | None:
        """The day where a page by date begins."""
        return self.key if self.sort == Sort.DATE and isinstance(self.key, date) else None

    @property
    def sort(self) -> Sort:
        """The order in which this is a place."""
        if isinstance(self.key, int):
            return Sort.RELEVANCE
        return Sort.CHANGED if isinstance(self.key, datetime) else Sort.DATE

    def is_in(self, filter_: EntryFilter) -> bool:
        """Whether this is a place in that list; by date, one without a mark is in every list."""
        if self.sort != filter_.sort:
            return False
        return self.mark == filter_.mark or (self.sort == Sort.DATE and not self.mark)


def _key(day: str | None, changed: str | None, rank: str | None) -> Key:
    if day is not None:
        return date.fromisoformat(day)
    if changed is not None:
        return EPOCH + int(changed) * MICROSECOND
    return int(rank or 0)


def _written(key: Key) -> str:
    if isinstance(key, datetime):
        return f"c{(key - EPOCH) // MICROSECOND}"
    return f"r{key}" if isinstance(key, int) else key.isoformat()


@dataclass(frozen=True)
class Order:
    """Newest first by one column, then by number."""

    column: str
    nothing: object  # added to the column, it stays the same
    field: models.Field  # type: ignore[type-arg]

    def first(self, entries: EntryQuerySet) -> EntryQuerySet:
        return entries.order_by(f"-{self.column}", "-id")

    def first_of_few(self, entries: EntryQuerySet) -> EntryQuerySet:
        """As `first`, by an expression that no index has: see `newest_first_of_few`."""
        same = ExpressionWrapper(F(self.column) + Value(self.nothing), output_field=self.field)
        return entries.order_by(same.desc(), "-id")

    def after(self, entries: EntryQuerySet, place: Cursor) -> EntryQuerySet:
        """What stands behind a place."""
        at, before = f"{self.column}__lte", f"{self.column}__lt"
        behind = Q(**{before: place.key}) | Q(pk__lt=place.pk)
        return entries.filter(Q(**{at: place.key}) & behind)


ORDERS = {
    Sort.DATE: Order("starts_on", 0, models.DateField()),
    Sort.CHANGED: Order("changed_at", timedelta(0), models.DateTimeField()),
}


def ranked(ids: list[int], words: tuple[str, ...], after: Cursor | None, limit: int) -> list[Any]:
    """Rank in millionths and number of the entries, best first: how near their words stand.

    PostgreSQL's cover density over the weighted vector: title before names and places before
    summary.
    """
    query = ranking_query(words)
    if query is None:
        return []
    rank = SearchRank(F("search"), query, cover_density=True)
    entries = Entry.objects.filter(pk__in=ids).annotate(
        rank=Cast(rank * 1_000_000, models.BigIntegerField())
    )
    if after:
        entries = entries.filter(Q(rank__lt=after.key) | Q(rank=after.key, pk__lt=after.pk))
    return list(entries.order_by("-rank", "-pk").values_list("rank", "pk")[:limit])
