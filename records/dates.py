"""Dates as sure as they are: EDTF level 1 (ISO 8601-2) in and out.

A date is stored as a span of days with its precision and qualifier, so that `2026-04` is found by a
search for 15 April and is still shown as "April 2026".
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from edtf import EDTFParseException, Season, parse_edtf


class Precision(models.TextChoices):
    DAY = "day", gettext_lazy("day")
    MONTH = "month", gettext_lazy("month")
    YEAR = "year", gettext_lazy("year")


class Qualifier(models.TextChoices):
    EXACT = "exact", gettext_lazy("exact")
    APPROXIMATE = "approximate", gettext_lazy("approximate")
    UNCERTAIN = "uncertain", gettext_lazy("uncertain")
    BOTH = "both", gettext_lazy("uncertain and approximate")


class End(models.TextChoices):
    KNOWN = "known", gettext_lazy("known")
    OPEN = "open", gettext_lazy("still going on")
    UNKNOWN = "unknown", gettext_lazy("not known")


MARKS = {
    Qualifier.EXACT: "",
    Qualifier.APPROXIMATE: "~",
    Qualifier.UNCERTAIN: "?",
    Qualifier.BOTH: "%",
}
SHAPES = {
    Precision.DAY: re.compile(r"\d{4}-\d{2}-\d{2}"),
    Precision.MONTH: re.compile(r"\d{4}-\d{2}"),
    Precision.YEAR: re.compile(r"\d{4}"),
}
# Beyond these years, arithmetic with days and zones has no room, and "9999-12-31" means no end.
FIRST_YEAR, LAST_YEAR = 1000, 8999
KEPT_DAYS = (date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))
# Of the same days by the clocks of any zone
KEPT_INSTANTS = (
    datetime(FIRST_YEAR - 1, 12, 31, tzinfo=UTC),
    datetime(LAST_YEAR + 1, 1, 1, 23, 59, 59, tzinfo=UTC),
)
WIDTHS = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}


class InvalidDateError(ValueError):
    """The text is no date that Parley keeps; the message says why and what to write."""


@dataclass(frozen=True)
class Span:
    """Days from `starts_on` to `ends_on`, both included; `ends_on` is None where not known."""

    starts_on: date
    ends_on: date | None
    precision: Precision = Precision.DAY
    qualifier: Qualifier = Qualifier.EXACT
    end: End = End.KNOWN

    def __str__(self) -> str:
        first = self._part(self.starts_on)
        if self.end == End.OPEN:
            return f"{first}/.."
        if self.ends_on is None:
            return f"{first}/"
        last = self._part(self.ends_on)
        return first if last == first else f"{first}/{last}"

    def _part(self, day: date) -> str:
        precision, qualifier = Precision(self.precision), Qualifier(self.qualifier)
        return day.isoformat()[: WIDTHS[precision]] + MARKS[qualifier]

    @property
    def last_known(self) -> date:
        """The day up to which it surely lasted: the last one, or the first that it may be."""
        return (self.ends_on or self.starts_on) if self.is_of_days else self.starts_on

    @property
    def is_of_days(self) -> bool:
        return self.precision == Precision.DAY

    @property
    def is_sure(self) -> bool:
        return self.qualifier == Qualifier.EXACT


@dataclass(frozen=True)
class Elapsed:
    """Whole days between two dates; `is_about` where one of these is not sure to the day."""

    days: int
    is_about: bool = False

    def __str__(self) -> str:
        return _("about %(days)s") % {"days": self.days} if self.is_about else str(self.days)


def elapsed(earlier: Span, later: Span) -> Elapsed | None:
    """From the last day of one to the first of the other, none fewer than 0.

    Nothing where one is known by its month or year alone: it may be any day of these.
    """
    if not (earlier.is_of_days and later.is_of_days):
        return None
    days = (later.starts_on - earlier.last_known).days
    return Elapsed(max(0, days), not (earlier.is_sure and later.is_sure))


def day_in(zone: str, instant: datetime) -> date:
    """The day on which an instant falls by the clocks of `zone`; UTC's where none is known."""
    return instant.astimezone(ZoneInfo(zone or "UTC")).date()


def days_until(instant: datetime, zone: str, now: datetime) -> int:
    """Midnights from `now` until an instant by the clocks of `zone`; fewer than none once past.

    Every page counts so: an end at midnight in Washington is as many days away as in Washington.
    """
    return (day_in(zone, instant) - day_in(zone, now)).days


def is_kept(day: date) -> bool:
    """Whether it is within the years whose dates Parley keeps."""
    return KEPT_DAYS[0] <= day <= KEPT_DAYS[1]


def validate_date(value: str) -> None:
    try:
        parse(value)
    except InvalidDateError as error:
        raise ValidationError(str(error), code="date") from error


@lru_cache(maxsize=10_000)
def parse(text: str) -> Span:
    """Read EDTF level 1: `2025-12-04`, `2026-04`, `2025-12-04/2025-12-06`, `2025-12~`, `2025/..`.

    Raises InvalidDateError for anything else, and for what EDTF knows but Parley does not keep
    (seasons, an open start, two ends of different precision, years before 1000 and after 8999).
    """
    text = text.strip().upper()
    first, slash, last = text.partition("/")
    starts_on, start_last, precision, qualifier = _parse_part(first, text)
    if not slash:
        return Span(starts_on, start_last, precision, qualifier)
    if last in ("..", ""):
        return Span(starts_on, None, precision, qualifier, End.OPEN if last else End.UNKNOWN)
    _ignored, ends_on, last_precision, last_qualifier = _parse_part(last, text)
    if last_precision != precision:
        raise InvalidDateError(
            _("“%(text)s”: both ends need the same precision (both days, months or years).")
            % {"text": text}
        )
    if ends_on < starts_on:
        raise InvalidDateError(_("“%(text)s”: the end is before the start.") % {"text": text})
    return Span(starts_on, ends_on, precision, _merged(qualifier, last_qualifier))


def _parse_part(part: str, text: str) -> tuple[date, date, Precision, Qualifier]:
    bare = part.rstrip("~?%").replace("-XX", "")
    mark = part[len(part.rstrip("~?%")) :]
    precision = next((p for p, shape in SHAPES.items() if shape.fullmatch(bare)), None)
    if precision is None or mark not in MARKS.values():
        raise InvalidDateError(
            _(
                "“%(text)s” is not a date such as 2025-12-04, 2025-12, 2025 "
                "or 2025-12-04/2025-12-06."
            )
            % {"text": text}
        )
    try:
        first, last = _days_of(bare, precision)
    except (EDTFParseException, ValueError, TypeError, AttributeError) as error:
        raise InvalidDateError(
            _("“%(text)s” names a day or month that does not exist.") % {"text": text}
        ) from error
    if not (is_kept(first) and is_kept(last)):
        raise InvalidDateError(
            _(
                "“%(text)s” lies outside of the years 1000 to 8999. "
                "What goes on is written 2025-12-04/.."
            )
            % {"text": text}
        )
    return first, last, precision, next(q for q, m in MARKS.items() if m == mark)


def _days_of(bare: str, precision: Precision) -> tuple[date, date]:
    """First and last day; a day without the grammar, which takes milliseconds for each."""
    if precision == Precision.DAY:
        return date.fromisoformat(bare), date.fromisoformat(bare)
    parsed = parse_edtf(bare)
    if isinstance(parsed, Season):  # such as 2025-21
        raise ValueError(bare)
    return date(*parsed.lower_strict()[:3]), date(*parsed.upper_strict()[:3])


def _merged(first: Qualifier, last: Qualifier) -> Qualifier:
    if last in (first, Qualifier.EXACT):
        return first
    return last if first == Qualifier.EXACT else Qualifier.BOTH
