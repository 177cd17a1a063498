"""A year of entries as one row of small marks, one for each week."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias
from urllib.parse import urlencode

from django.db.models import Case, Count, DateField, When
from django.db.models.functions import Cast, TruncWeek
from django.urls import reverse

from records.dates import Precision
from records.models import Entry, Process, ProcessEntry

WEEKS = 52
WIDTH = 10  # of a week in the picture's own units
HEIGHT = 40
LEAST = 8  # the height of a week with one entry
WEEK = timedelta(days=7)
Counts: TypeAlias = Counter[tuple[int, date | None]]  # by the process and the week's Monday


@dataclass(frozen=True)
class Week:
    """A week's mark: where it stands in the picture, how high, and what it says."""

    starts_on: date
    count: int
    x: int
    y: int
    height: int
    url: str  # the timeline of that week

    @property
    def ends_on(self) -> date:
        return self.starts_on + timedelta(days=6)


@dataclass(frozen=True)
class Year:
    """The weeks up to today's, of one process or, where it is None, of all entries.

    `loose` entries are known by their month or year alone and stand in no week.
    """

    weeks: list[Week]
    process: Process | None = None
    loose: int = 0

    @property
    def total(self) -> int:
        return self.loose + sum(week.count for week in self.weeks)

    @property
    def busy(self) -> list[Week]:
        """The weeks with entries, latest first."""
        return [week for week in reversed(self.weeks) if week.count]

    @property
    def busiest(self) -> Week:
        return max(self.busy, key=lambda week: week.count)


def years_of(processes: Sequence[Process], today: date) -> list[Year]:
    """A year for each of `processes` that had entries in it, in their order; one for all entries
    where no process is given. All are drawn to one scale. One query.
    """
    first = today - timedelta(days=today.weekday()) - (WEEKS - 1) * WEEK
    counts = _of_processes(processes, first, today) if processes else _of_all(first, today)
    most = max((n for (_subject, week), n in counts.items() if week), default=0)
    subjects: Sequence[Process | None] = processes or [None]
    years = [
        Year(_weeks(process, first, counts, most), process, counts[_key(process), None])
        for process in subjects
    ]
    return [year for year in years if year.total]


def _weeks(process: Process | None, first: date, counts: Counts, most: int) -> list[Week]:
    address, belonging = reverse("timeline:timeline"), {"process": process.slug} if process else {}
    weeks = []
    for n in range(WEEKS):
        starts_on = first + n * WEEK
        count = counts[_key(process), starts_on]
        height = LEAST + (HEIGHT - LEAST) * (count - 1) // max(most - 1, 1) if count else 2
        days = {"from": str(starts_on), "to": str(starts_on + timedelta(days=6))}
        url = f"{address}?{urlencode(belonging | days)}"
        weeks.append(Week(starts_on, count, n * WIDTH, HEIGHT - height, height, url))
    return weeks


def _key(process: Process | None) -> int:
    return process.pk if process else 0


def _week_of(entry: str = "") -> Case:
    """The Monday before, or nothing where the day is not known."""
    is_day = {f"{entry}date_precision": Precision.DAY}
    monday = Cast(TruncWeek(f"{entry}starts_on"), DateField())
    return Case(When(**is_day, then=monday))


def _of_all(first: date, today: date) -> Counts:
    entries = Entry.objects.published().filter(starts_on__range=(first, today)).order_by()
    weeks = entries.annotate(week=_week_of()).values_list("week")
    return Counter({(0, week): n for week, n in weeks.annotate(entries=Count("pk"))})


def _of_processes(processes: Sequence[Process], first: date, today: date) -> Counts:
    belonging = ProcessEntry.objects.filter(
        process__in=processes, entry__state="published", entry__starts_on__range=(first, today)
    )
    weeks = belonging.order_by().annotate(week=_week_of("entry__"))
    counted = weeks.values_list("process_id", "week").annotate(entries=Count("entry_id"))
    return Counter({(process, week): n for process, week, n in counted})
