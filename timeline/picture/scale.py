"""From days to places in the picture, and the lines between years, months or days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from babel.dates import format_skeleton

from records.dates import Precision, Span
from records.display import locale, span_words
from timeline.picture.window import Window

MONTHS = 12
DECEMBER = 12
DAY_STEPS = (1, 2, 7)
MONTH_STEPS = (1, 2, 3, 6)
YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
DAYS_OF_MONTH = 30.4
DAYS_OF_YEAR = 365.25
SHOWN = 0.9  # of the room for a name; February is shorter than the others


@dataclass(frozen=True)
class Scale:
    """The window's days laid out between two places; a day is as wide as any other."""

    window: Window
    left: float
    right: float

    @cached_property
    def day(self) -> float:
        return (self.right - self.left) / self.window.days

    def x(self, day: date) -> float:
        """Where `day` begins, be it in the window or not."""
        return self.left + (day - self.window.first).days * self.day

    def end(self, day: date) -> float:
        """Where `day` ends."""
        return self.x(day) + self.day

    def middle(self, day: date) -> float:
        return self.x(day) + self.day / 2


@dataclass(frozen=True)
class Tick:
    """A line where a stretch of time begins, its name if there is room, its two dates as EDTF."""

    x: float
    label: str
    words: str  # the time up to the next line
    first: str
    last: str
    has_line: bool


def ticks(scale: Scale, room: float) -> list[Tick]:
    """The finest division of which every label has `room`; the first that shows says its year."""
    for step in DAY_STEPS:
        if scale.day * step >= room:
            return _named(scale, _days(scale.window, step), "day", room)
    for step in MONTH_STEPS:
        if scale.day * DAYS_OF_MONTH * step >= room:
            return _named(scale, _months(scale.window, step), "month", room)
    fitting = (step for step in YEAR_STEPS if scale.day * DAYS_OF_YEAR * step >= room)
    return _named(scale, _years(scale.window, next(fitting, YEAR_STEPS[-1])), "year", room)


def _days(window: Window, step: int) -> Iterator[tuple[date, date]]:
    """Weeks begin on Mondays; days are counted from there, so that lines stay in place."""
    back = window.first.toordinal() - date.min.toordinal()  # 1 January of year 1 was a Monday
    start = window.first.toordinal() - back % step
    while start <= window.last.toordinal():
        end = min(start + step - 1, date.max.toordinal())
        yield date.fromordinal(start), date.fromordinal(end)
        start += step


def _months(window: Window, step: int) -> Iterator[tuple[date, date]]:
    month = window.first.year * MONTHS + (window.first.month - 1) // step * step
    while month <= window.last.year * MONTHS + window.last.month - 1:
        last = month + step - 1
        yield _month(month), _month_end(last)
        month += step


def _month(number: int) -> date:
    return date(number // MONTHS, number % MONTHS + 1, 1)


def _month_end(number: int) -> date:
    first = _month(number)
    if first.month == DECEMBER:
        return date(first.year, DECEMBER, 31)
    return _month(number + 1) - timedelta(1)


def _years(window: Window, step: int) -> Iterator[tuple[date, date]]:
    year = window.first.year // step * step
    while year <= window.last.year:
        yield (
            date(max(year, date.min.year), 1, 1),
            date(min(year + step - 1, date.max.year), 12, 31),
        )
        year += step


WIDTHS = {"day": 10, "month": 7, "year": 4}  # of an ISO date
WITH_YEAR = {"day": "yMMMd", "month": "yMMM", "year": "y"}
WITHOUT = {"day": "MMMd", "month": "MMM", "year": "y"}


def _named(
    scale: Scale, stretches: Iterator[tuple[date, date]], unit: str, room: float
) -> list[Tick]:
    """A stretch of which too little shows has no name, so names never touch."""
    found: list[Tick] = []
    year = 0
    for first, last in stretches:
        begins, ends = max(scale.x(first), scale.left), min(scale.end(last), scale.right)
        is_named = ends - begins >= min(room, scale.right - scale.left) * SHOWN
        skeleton = (WITHOUT if first.year == year else WITH_YEAR)[unit]
        label = format_skeleton(skeleton, first, locale=locale())
        words = span_words(Span(first, last, Precision(unit)), "short")
        width = WIDTHS[unit]
        found.append(
            Tick(
                begins,
                label if is_named else "",
                label if label == words else f"{label}: {words}",
                first.isoformat()[:width],
                last.isoformat()[:width],
                has_line=first >= scale.window.first,
            )
        )
        year = first.year if is_named else year
    return found
