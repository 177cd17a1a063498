"""What the picture draws: entries where they can stand alone, counts where there are many.

Two statements, however many entries there are: one counts them by kind and stretch of days in the
database, one loads those that stand alone. The rooms of the kinds add how long an effect lasts.
The counts are kept until the data change (`records.keeping`).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from records.contributions import Extent, extents_of
from records.dates import End, Precision, Qualifier, Span
from records.keeping import figures
from records.models import Entry
from records.statements import AnyOf, Statement, translated
from timeline.filters import EntryFilter

BINS = 144  # stretches of days in which entries are counted
GROUP = 4  # so many of them stand about as wide as a mark
FEW = 3  # entries in a group that may stand alone
PAIR = 2  # a bin's smallest and greatest id name all its entries up to this number


class Bin(NamedTuple):
    """Entries of a kind that begin in one stretch of days."""

    kind: str
    number: int
    entries: int
    first: date
    last: date  # the latest day on which one begins
    end: date | None  # the latest known end
    has_open: bool
    least_id: int
    greatest_id: int

    @property
    def ids(self) -> set[int]:
        return {self.least_id, self.greatest_id}


@dataclass(frozen=True)
class Shown:
    """An entry that stands alone."""

    pk: int
    kind: str
    slug: str
    title: str
    span: Span
    part_of_day: str
    extent: Extent | None = None

    @property
    def last(self) -> date | None:
        """The last day known of the entry or of its effect."""
        return self.extent.last if self.extent else self.span.ends_on

    @property
    def goes_on(self) -> bool:
        if self.extent:
            return self.extent.holds and self.extent.last is None
        return self.span.end == End.OPEN


@dataclass(frozen=True)
class Division:
    """The days from `first`, `days` of them, in BINS stretches as equal as days allow."""

    first: date
    days: int

    def number(self, day: date) -> int:
        return min(max((day - self.first).days, 0) * BINS // self.days, BINS - 1)

    def ends(self, number: int) -> tuple[date, date]:
        """The first and the last day of a stretch; where days are fewer, of the day in it."""
        start = -(-number * self.days // BINS)
        end = max(-(-(number + 1) * self.days // BINS) - 1, start)
        first, most = self.first.toordinal(), date.max.toordinal()
        return date.fromordinal(min(first + start, most)), date.fromordinal(min(first + end, most))


@dataclass(frozen=True)
class Found:
    """What a query has for the picture."""

    division: Division
    bins: list[Bin]
    shown: list[Shown]

    @property
    def days(self) -> list[date]:
        """The first and last days of everything."""
        days = [day for one in self.bins for day in (one.first, one.last, one.end) if day]
        return days + [shown.last for shown in self.shown if shown.last]

    @property
    def is_on(self) -> bool:
        return any(one.has_open for one in self.bins) or any(s.goes_on for s in self.shown)

    @property
    def counts(self) -> dict[str, int]:
        counts: dict[str, int] = defaultdict(int)
        for one in self.bins:
            counts[one.kind] += one.entries
        return counts


# Without a choice that has an index of its own, every entry passes: then the ends of the time are
# read off an index and the entries themselves need no second place to stand.
COUNTED = """
    WITH found AS {materialized} ({entries}),
    ends AS MATERIALIZED (
        SELECT coalesce(%s::date, min(starts_on)) AS lo, max(starts_on) AS hi FROM found
    )
    SELECT kind, (greatest(starts_on, lo) - lo) * {bins} / greatest(hi - lo + 1, 1) AS bin,
        count(*), min(starts_on)::text, max(starts_on)::text, max(ends_on)::text,
        bool_or(date_end = 'open'),
        min(id), max(id)
    FROM found, ends GROUP BY kind, bin ORDER BY kind, bin
"""


def find(filter_: EntryFilter, today: date) -> Found:
    """The published entries that pass `filter_`, counted or, where few, loaded."""
    bins = _counted(filter_)
    first = filter_.first or min((one.first for one in bins), default=today)
    last = max((one.last for one in bins), default=first)
    division = Division(first, max((last - first).days + 1, 1))
    return Found(division, bins, _loaded(_alone(bins), today))


def _counted(filter_: EntryFilter) -> list[Bin]:
    if filter_.unmatched:
        return []
    kept = figures("bins", {"all": filter_.mark}, lambda _keys: {"all": _count(filter_)})
    return [
        Bin(*counts, *(day and date.fromisoformat(day) for day in days), *others)
        for counts, days, others in kept["all"]
    ]


def _count(filter_: EntryFilter) -> list[list[Any]]:
    """Each bin as JSON can keep it, its days apart, as ISO 8601."""
    entries = filter_.apply(Entry.objects.published()).order_by()
    columns = entries.values("id", "kind", "starts_on", "ends_on", "date_end")
    sql, params = columns.query.sql_with_params()
    statement = COUNTED.format(
        materialized="MATERIALIZED" if filter_.is_selective else "NOT MATERIALIZED",
        entries=sql,
        bins=BINS,
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, (*params, filter_.first))
        return [[row[:3], row[3:6], row[6:]] for row in cursor.fetchall()]


def _alone(bins: Iterable[Bin]) -> set[int]:
    """Ids of the entries that have few others beside them in their lane."""
    groups: dict[tuple[str, int], list[Bin]] = defaultdict(list)
    for one in bins:
        groups[one.kind, one.number // GROUP].append(one)
    return {
        pk
        for group in groups.values()
        if sum(one.entries for one in group) <= FEW
        for one in group
        if one.entries <= PAIR
        for pk in one.ids
    }


SHOWN = Statement(
    lambda: (
        Entry.objects.filter(AnyOf("pk"))
        .order_by("starts_on", "pk")
        .annotate(shown_title=translated("title"))
        .values_list(
            *("pk", "kind", "slug", "shown_title", "part_of_day"),
            *("starts_on", "ends_on", "date_precision", "date_qualifier", "date_end"),
        )
    )
)


def _loaded(ids: set[int], today: date) -> list[Shown]:
    if not ids:
        return []
    rows = SHOWN.rows(ids)
    by_kind: dict[str, list[int]] = defaultdict(list)
    for pk, kind, *_rest in rows:
        by_kind[kind].append(pk)
    extents: dict[int, Extent] = {}
    for kind, pks in by_kind.items():
        extents |= extents_of(kind, today, pks)
    return [
        Shown(pk, kind, slug, title, _span(*dates), part_of_day, extents.get(pk))
        for pk, kind, slug, title, part_of_day, *dates in rows
    ]


def _span(first: date, last: date | None, precision: str, qualifier: str, end: str) -> Span:
    return Span(first, last, Precision(precision), Qualifier(qualifier), End(end))
