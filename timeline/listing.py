"""One page of entries, newest first, and the place in the list where the next one begins."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from django.db import connection

from records.dates import Precision, Qualifier, Span
from records.loading import load_rows, mark_rows
from records.models import Entry
from records.querysets import EntryQuerySet
from records.rows import Row
from timeline.filters import EntryFilter

PAGE = 25
RECENT = 1000  # newest entries that are tried first: what is frequent fills a page from them


@dataclass(frozen=True)
class Cursor:
    """After which entry a page begins, written `2025-12-04_17`: its first day and its number."""

    starts_on: date
    pk: int

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """None where `text` is no such place."""
        found = re.fullmatch(r"(\d{4}-\d{2}-\d{2})_(\d{1,18})", text, re.ASCII)
        try:
            return cls(date.fromisoformat(found[1]), int(found[2])) if found else None
        except ValueError:
            return None

    def __str__(self) -> str:
        return f"{self.starts_on.isoformat()}_{self.pk}"


@dataclass(frozen=True)
class Day:
    """Entries of one day, month or year, as precise as their dates are."""

    span: Span
    entries: list[Row]
    is_continued: bool = False

    @property
    def is_day(self) -> bool:
        return self.span.precision == Precision.DAY


@dataclass(frozen=True)
class Page:
    entries: list[Row]
    older: Cursor | None
    after: Cursor | None = None

    @property
    def days(self) -> list[Day]:
        groups: dict[tuple[date, str], list[Row]] = {}
        for entry in self.entries:
            groups.setdefault((entry.starts_on, entry.date_precision), []).append(entry)
        return [
            Day(
                Span(day, day, Precision(precision), Qualifier.EXACT),
                entries,
                is_continued=bool(self.after and self.after.starts_on == day),
            )
            for (day, precision), entries in groups.items()
        ]


def newest(filter_: EntryFilter, after: Cursor | None = None, size: int = PAGE) -> Page:
    """The entries that readers may see and that pass `filter_`, after the cursor."""
    entries = Entry.objects.published()
    if after:
        entries = entries.older_than(after.starts_on, after.pk)
    found = _found(filter_, entries, size + 1)
    rows = load_rows(place.pk for place in found[:size])
    if filter_.words:
        mark_rows(rows, filter_.words)
    return Page(rows, found[size - 1] if len(found) > size else None, after)


def newest_ids(filter_: EntryFilter, size: int) -> list[int]:
    """The newest entries that pass, by their numbers alone."""
    return [place.pk for place in _found(filter_, Entry.objects.published(), size)]


def _found(filter_: EntryFilter, entries: EntryQuerySet, limit: int) -> Sequence[Cursor]:
    if filter_.unmatched:
        return []
    if filter_.is_selective:
        return _among_recent_or_all(filter_, entries, limit)
    places = filter_.apply(entries).newest_first().values_list("starts_on", "pk")
    return [Cursor(*place) for place in places[:limit]]


def _among_recent_or_all(
    filter_: EntryFilter, entries: EntryQuerySet, limit: int
) -> Sequence[Cursor]:
    """The newest that pass: from the most recent entries if these suffice, else from all.

    A filter that many entries pass is quick on the recent ones and slow by its index, one that few
    pass the other way round, and the planner does not know which it has. So both stand in one
    statement, and the second runs only where the first came up short. A common table expression
    that bears the table's own name puts the recent rows in the table's place.
    """
    recent = entries.filter(starts_on__lte=filter_.last) if filter_.last else entries
    recent_sql, recent_params = recent.newest_first()[:RECENT].query.sql_with_params()
    passing = filter_.apply(entries).newest_first_of_few().values_list("starts_on", "pk")
    sql, params = passing[:limit].query.sql_with_params()
    statement = f"""
        WITH near AS MATERIALIZED (
            WITH records_entry AS MATERIALIZED ({recent_sql}) {sql}
        ), far AS ({sql})
        SELECT * FROM near WHERE (SELECT count(*) FROM near) >= %s
        UNION ALL
        SELECT * FROM far WHERE (SELECT count(*) FROM near) < %s
    """  # noqa: S608 — made of compiled querysets
    with connection.cursor() as cursor:
        cursor.execute(statement, (*recent_params, *params, *params, limit, limit))
        found = [Cursor(*place) for place in cursor.fetchall()]
    return sorted(found, key=lambda place: (place.starts_on, place.pk), reverse=True)
