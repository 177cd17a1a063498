"""What the picture draws: entries where they can stand alone, counts where there are many.

Entries are counted by kind and stretch of days in memory (`timeline.held`); one statement loads
those that stand alone. The rooms of the kinds add how long an effect lasts.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

import numpy as np
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When

from records.contributions import Extent, extents_of
from records.dates import End, Precision, Qualifier, Span
from records.models import Entry
from records.statements import AnyOf, Statement, translated
from timeline.filters import EntryFilter
from timeline.held import NO_DAY, Held, Numbers, Places, held
from timeline.passing import Passing
from timeline.statuses import status_models

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
    unheld: str = ""  # the status of a meeting that did not take place, or not yet

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

    @cached_property
    def counts(self) -> dict[str, int]:
        counts: dict[str, int] = defaultdict(int)
        for one in self.bins:
            counts[one.kind] += one.entries
        return counts


def find(filter_: EntryFilter, today: date) -> Found:
    """The published entries that pass `filter_`, counted or, where few, loaded."""
    bins = _counted(filter_)
    first = filter_.first or min((one.first for one in bins), default=today)
    last = max((one.last for one in bins), default=first)
    division = Division(first, max((last - first).days + 1, 1))
    return Found(division, bins, _loaded(_alone(bins), today))


def _counted(filter_: EntryFilter) -> list[Bin]:
    """The entries that pass, by kind and by stretch of days."""
    columns = held()
    kinds, passing = columns.facets["kind"], Passing(filter_, columns).all
    chosen = passing[kinds.entries]
    places, kind = kinds.entries[chosen], kinds.having[chosen]
    if not len(places):
        return []
    starts = columns.starts[places]
    lo = filter_.first.toordinal() if filter_.first else starts.min()
    days = max(starts.max() - lo + 1, 1)
    stretch = (np.maximum(starts, lo) - lo) * BINS // days
    return _binned(columns, list(kinds.values), places, kind * BINS + stretch)


def _binned(columns: Held, kinds: list[str], places: Places, keys: Numbers) -> list[Bin]:
    """A bin for each key that occurs; a key says the kind and the number of the stretch."""
    order = np.argsort(keys.astype(np.int16), kind="stable")  # so few bits are sorted by counting
    places, keys = places[order], keys[order]
    begins = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
    starts, ends, ids = columns.starts[places], columns.ends[places], columns.ids[places]
    found = zip(
        keys[begins].tolist(),
        np.diff(begins, append=len(keys)).tolist(),
        np.minimum.reduceat(starts, begins).tolist(),
        np.maximum.reduceat(starts, begins).tolist(),
        np.maximum.reduceat(ends, begins).tolist(),
        np.maximum.reduceat(columns.is_open[places], begins).tolist(),
        np.minimum.reduceat(ids, begins).tolist(),
        np.maximum.reduceat(ids, begins).tolist(),
        strict=True,
    )
    bins = [
        Bin(
            kinds[key // BINS], key % BINS, count, _day(first), _day(last), end, bool(is_open), *few
        )
        for key, count, first, last, day, is_open, *few in found
        for end in [None if day == NO_DAY else _day(day)]
    ]
    return sorted(bins)


_day = date.fromordinal


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


def _unheld() -> Case:
    """The status of meetings that did not take place, or not yet; empty for all else."""
    meetings = [model for model in status_models() if model.IS_MEETING]
    return Case(
        *(
            When(
                Q(kind=model.KIND)
                & ~Q(**{f"{model._meta.model_name}__status": "unknown"})
                & ~Exists(model.objects.took_place().filter(pk=OuterRef("pk"))),
                then=F(f"{model._meta.model_name}__status"),
            )
            for model in meetings
        ),
        default=Value(""),
    )


SHOWN = Statement(
    lambda: (
        Entry.objects.filter(AnyOf("pk"))
        .order_by("starts_on", "pk")
        .annotate(shown_title=translated("title"), unheld=_unheld())
        .values_list(
            *("pk", "kind", "slug", "shown_title", "part_of_day", "unheld"),
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
        Shown(pk, kind, slug, title, _span(*dates), part_of_day, extents.get(pk), unheld)
        for pk, kind, slug, title, part_of_day, unheld, *dates in rows
    ]


def _span(first: date, last: date | None, precision: str, qualifier: str, end: str) -> Span:
    return Span(first, last, Precision(precision), Qualifier(qualifier), End(end))
