"""One page of entries in the order asked for, and the place where the next one begins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.db import connection
from django.utils import timezone

from records.dates import Precision, Qualifier, Span
from records.loading import load_rows, mark_rows
from records.models import Entry
from records.querysets import EntryQuerySet
from records.rows import Row
from timeline.filters import EntryFilter, Sort
from timeline.ordering import ORDERS, Cursor, Order, ranked

PAGE = 25
RANKED = 1000  # newest matches that are ranked by relevance
RECENT = 1000  # newest entries that are tried first: what is frequent fills a page from them


@dataclass(frozen=True)
class Day:
    """Entries of one day, month or year, as precise as their dates are."""

    span: Span
    entries: list[Row]
    is_continued: bool = False
    changed_on: date | None = None

    @property
    def is_day(self) -> bool:
        return self.span.precision == Precision.DAY


@dataclass(frozen=True)
class Page:
    entries: list[Row]
    older: Cursor | None
    after: Cursor | None = None
    sort: Sort = Sort.DATE
    changed: Mapping[int, date] = field(default_factory=dict)  # the day, by an entry's number
    is_cut: bool = False  # more entries match than are ranked

    @property
    def days(self) -> list[Day]:
        """Entries that follow each other under one date; by last change, also changed on one day.

        Within a day of the order by date, those known by month or year stand apart.
        """
        groups: dict[tuple[object, ...], list[Row]] = {}
        for number, entry in enumerate(self.entries):
            apart = 0 if self.sort == Sort.DATE else self._run(number)
            key = (entry.starts_on, entry.date_precision, apart)
            groups.setdefault(key, []).append(entry)
        return [self._day(entries) for entries in groups.values()]

    def _run(self, number: int) -> int:
        """At which entry those like this one began."""
        while number and self._heading(number - 1) == self._heading(number):
            number -= 1
        return number

    def _heading(self, number: int) -> tuple[object, ...]:
        entry = self.entries[number]
        return entry.starts_on, entry.date_precision, self.changed.get(entry.pk)

    def _day(self, entries: list[Row]) -> Day:
        day, precision = entries[0].starts_on, Precision(entries[0].date_precision)
        return Day(
            Span(day, day, precision, Qualifier.EXACT),
            entries,
            is_continued=bool(self.after and self.after.starts_on == day),
            changed_on=self.changed.get(entries[0].pk),
        )


def newest(filter_: EntryFilter, after: Cursor | None = None, size: int = PAGE) -> Page:
    """The entries that readers may see and that pass `filter_`, in its order, after the cursor."""
    if filter_.sort == Sort.RELEVANCE:
        return _most_relevant(filter_, after, size)
    order = ORDERS[filter_.sort]
    entries = Entry.objects.published()
    if after:
        entries = order.after(entries, after)
    found = _found(filter_, entries, size + 1, order)
    rows = load_rows(place.pk for place in found[:size])
    _mark(rows, filter_)
    changed = {
        place.pk: timezone.localdate(place.key)
        for place in found
        if isinstance(place.key, datetime)
    }
    return Page(rows, _older(filter_, found, size), after, filter_.sort, changed)


def newest_ids(filter_: EntryFilter, size: int) -> list[int]:
    """The newest entries that pass, by their numbers alone."""
    places = _found(filter_, Entry.objects.published(), size, ORDERS[Sort.DATE])
    return [place.pk for place in places]


def _mark(rows: list[Row], filter_: EntryFilter) -> None:
    if filter_.words:
        mark_rows(rows, filter_.words)


def _older(filter_: EntryFilter, found: Sequence[Cursor], size: int) -> Cursor | None:
    return replace(found[size - 1], mark=filter_.mark) if len(found) > size else None


def _most_relevant(filter_: EntryFilter, after: Cursor | None, size: int) -> Page:
    """The best of the newest that match: ranking reads each one's words, so not all are ranked."""
    matching = _found(filter_, Entry.objects.published(), RANKED + 1, ORDERS[Sort.DATE])
    ids = [place.pk for place in matching[:RANKED]]
    found = [Cursor(*place) for place in ranked(ids, filter_.words, after, size + 1)]
    rows = load_rows(place.pk for place in found[:size])
    _mark(rows, filter_)
    older = _older(filter_, found, size)
    return Page(rows, older, after, filter_.sort, is_cut=len(matching) > RANKED)


def _found(
    filter_: EntryFilter, entries: EntryQuerySet, limit: int, order: Order
) -> Sequence[Cursor]:
    if filter_.unmatched:
        return []
    if filter_.is_selective:
        return _among_recent_or_all(filter_, entries, limit, order)
    places = order.first(filter_.apply(entries)).values_list(order.column, "pk")
    return [Cursor(*place) for place in places[:limit]]


def _among_recent_or_all(
    filter_: EntryFilter, entries: EntryQuerySet, limit: int, order: Order
) -> Sequence[Cursor]:
    """The newest that pass: from the most recent entries if these suffice, else from all.

    A filter that many entries pass is quick on the recent ones and slow by its index, one that few
    pass the other way round, and the planner does not know which it has. So both stand in one
    statement, and the second runs only where the first came up short. A common table expression
    that bears the table's own name puts the recent rows in the table's place.
    """
    recent = entries.filter(starts_on__lte=filter_.last) if filter_.last else entries
    recent_sql, recent_params = order.first(recent)[:RECENT].query.sql_with_params()
    passing = order.first_of_few(filter_.apply(entries)).values_list(order.column, "pk")
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
    return sorted(found, key=lambda place: (place.key, place.pk), reverse=True)
