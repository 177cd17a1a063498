"""A year of entries as one row of small marks, one for each week."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count
from django.db.models.functions import TruncWeek

from records.models import Entry

WEEKS = 52
WIDTH = 10  # of a week in the picture's own units
HEIGHT = 40
LEAST = 8  # the height of a week with one entry
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Week:
    """A week's mark: where it stands in the picture, how high, and what it says."""

    starts_on: date
    count: int
    x: int
    y: int
    height: int

    @property
    def ends_on(self) -> date:
        return self.starts_on + timedelta(days=6)


def weeks_of_activity(today: date) -> list[Week]:
    """The weeks up to today's, or nothing where no entry falls into them."""
    monday = today - timedelta(days=today.weekday())
    first = monday - (WEEKS - 1) * WEEK
    counts = dict(
        Entry.objects.published()
        .filter(starts_on__gte=first, starts_on__lte=today)
        .order_by()
        .annotate(week=TruncWeek("starts_on"))
        .values_list("week")
        .annotate(entries=Count("pk"))
    )
    if not counts:
        return []
    most = max(counts.values())
    return [_week(n, first + n * WEEK, counts.get(first + n * WEEK, 0), most) for n in range(WEEKS)]


def _week(n: int, starts_on: date, count: int, most: int) -> Week:
    height = LEAST + (HEIGHT - LEAST) * (count - 1) // max(most - 1, 1) if count else 2
    return Week(starts_on, count, n * WIDTH, HEIGHT - height, height)
