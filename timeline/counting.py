"""How many published entries each value of a facet would find, exactly.

Values of one facet mean any of them, facets mean all; so beside a value stands how many entries
have it and pass all *other* facets. They are counted in memory (`timeline.held`).
"""

from dataclasses import dataclass, field
from datetime import date

import numpy as np

from records.dates import Precision, Span
from timeline.filters import FACETS, EntryFilter
from timeline.held import NO_DAY, PRECISIONS, Held, Mask, Numbers, held
from timeline.passing import Passing

MOST_ACTORS = 12  # offered beside those chosen: who has most entries


@dataclass(frozen=True)
class Counts:
    """Of all entries that pass: how many, from when to when; of each facet, value → entries.

    Processes and actors stand by their numbers, and of actors those chosen and the most frequent.
    """

    total: int = 0
    first: Span | None = None  # the first day, month or year, as precise as it is known
    last: Span | None = None
    facets: dict[str, dict[str, int]] = field(default_factory=dict)

    def of(self, facet: str, value: object) -> int:
        return self.facets.get(facet, {}).get(str(value), 0)


def counted(filter_: EntryFilter) -> Counts:
    """The counts of a query."""
    columns = held()
    passing = Passing(filter_, columns)
    facets = {name: columns.facets[name].counts(passing.without(name)) for name in FACETS}
    facets["actor"] = _most(facets["actor"], {str(actor.pk) for actor in filter_.actors})
    return Counts(int(passing.all.sum()), *_extent(columns, passing.all), facets)


def _most(counts: dict[str, int], chosen: set[str]) -> dict[str, int]:
    """Of those chosen and of those with most entries."""
    often = sorted(counts, key=lambda pk: (-counts[pk], int(pk)))[:MOST_ACTORS]
    return {pk: counts[pk] for pk in (*often, *sorted(chosen)) if pk in counts}


def _extent(columns: Held, mask: Mask) -> tuple[Span | None, Span | None]:
    """The first day and the last, each as precise as it is known.

    Of several on one day the most precise counts; of those that end on the last, the latest begun.
    """
    starts, precisions = columns.starts[mask], columns.precisions[mask]
    if not len(starts):
        return None, None
    ends = columns.ends[mask]
    ends = np.where(ends == NO_DAY, starts, ends)
    on_first, on_last = starts == starts.min(), ends == ends.max()
    begun_latest = on_last & (starts == starts[on_last].max())
    return (
        _end(starts.min(), precisions[on_first]),
        _end(ends.max(), precisions[begun_latest]),
    )


def _end(day: np.int64, precisions: Numbers) -> Span:
    at = date.fromordinal(int(day))
    return Span(at, at, Precision(PRECISIONS[precisions.min()]))
