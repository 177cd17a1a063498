"""A month: what falls due in it, and what took place."""

import re
from calendar import Calendar
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Self

from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber

from records.contributions import Due, due_after, due_between
from records.dates import FIRST_YEAR, LAST_YEAR, Precision, Qualifier, Span, day_in
from records.display import locale
from records.kinds import kind_model
from records.models import Entry
from timeline.filters import EntryFilter
from timeline.statuses import status_models, status_names

EACH_DAY = 3  # entries that a day shows; the others are one link away
LONGEST = timedelta(days=7)  # an entry that lasted longer stands on its first day alone
ZONES = timedelta(days=2)  # no zone is further from UTC


@dataclass(frozen=True)
class Month:
    """A month of the calendar, by its first day; written `2026-04`."""

    first: date

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """None where `text` is no month."""
        found = re.fullmatch(r"([1-8]\d{3})-(0[1-9]|1[0-2])", text, re.ASCII)
        return cls(date(int(found[1]), int(found[2]), 1)) if found else None

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day.replace(day=1))

    @property
    def last(self) -> date:
        return (self.first + timedelta(days=31)).replace(day=1) - timedelta(days=1)

    @property
    def span(self) -> Span:
        return Span(self.first, self.last, Precision.MONTH, Qualifier.EXACT)

    @property
    def previous(self) -> "Month | None":
        before = self.first - timedelta(days=1)
        return Month.of(before) if before.year >= FIRST_YEAR else None

    @property
    def next(self) -> "Month | None":
        after = self.last + timedelta(days=1)
        return Month.of(after) if after.year <= LAST_YEAR else None

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __str__(self) -> str:
        return self.first.isoformat()[:7]


@dataclass
class Cell:
    """A day: what falls due, what took place, what went on from a day before."""

    day: date
    dues: list[Due] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    going_on: list[Entry] = field(default_factory=list)
    more: int = 0
    in_month: bool = True

    @property
    def is_empty(self) -> bool:
        return not (self.dues or self.entries or self.going_on)

    @property
    def only_goes_on(self) -> bool:
        return bool(self.going_on) and not (self.dues or self.entries)


@dataclass(frozen=True)
class Sheet:
    """A month as weeks of days, and what is known by the month alone."""

    month: Month
    weeks: list[list[Cell]]
    loose: Cell

    @property
    def is_empty(self) -> bool:
        return self.loose.is_empty and all(
            cell.is_empty for week in self.weeks for cell in week if cell.in_month
        )


def sheet(filter_: EntryFilter, month: Month) -> Sheet:
    """The month with what passes `filter_`."""
    dues = dues_in(filter_, month)
    cells: dict[date, Cell] = defaultdict(lambda: Cell(month.first))
    loose = Cell(month.first)
    for due in dues:
        cell = loose if due.precision == "month" else cells[day_of(due)]
        cell.dues.append(due)
    for entry in _with_called_off(_entries(filter_, month, dues)):
        if entry.date_precision == Precision.MONTH:
            _add(loose, entry)
            continue
        if entry.starts_on in month:
            _add(cells[entry.starts_on], entry)
        for day in _days_after_the_first(entry):
            if day in month:
                cells[day].going_on.append(entry)
    return Sheet(month, [[_placed(cells, day, month) for day in w] for w in weeks(month)], loose)


def weeks(month: Month) -> list[list[date]]:
    """Whole weeks, from the day on which they begin where the reader's language is spoken."""
    days = Calendar(locale().first_week_day)
    return days.monthdatescalendar(month.first.year, month.first.month)


def weekdays(month: Month) -> list[date]:
    """The days of a week in its order, to be named."""
    return weeks(month)[0]


def day_of(due: Due) -> date:
    """The day in the zone where it falls due: an end at midnight in Washington is Washington's."""
    return day_in(due.zone, due.at)


def dues_in(filter_: EntryFilter, month: Month) -> list[Due]:
    """What falls due in the month, soonest first."""
    start, end = _midnight(month.first) - ZONES, _midnight(month.last) + ZONES
    dues = due_between(start, end, [process.pk for process in filter_.processes])
    return [due for due in reversed(passing(filter_, dues)) if day_of(due) in month]


def passing(filter_: EntryFilter, dues: Iterable[Due]) -> list[Due]:
    """Those of `dues` whose entries pass the filter."""
    dues = list(dues)
    if filter_.is_empty:
        return dues
    entries = Entry.objects.published().filter(pk__in=[due.entry_id for due in dues])
    passed = set(filter_.apply(entries).values_list("pk", flat=True))
    return [due for due in dues if due.entry_id in passed]


def nearest(filter_: EntryFilter, month: Month) -> tuple[Month | None, Month | None]:
    """The months before and after this one that have something."""
    entries = filter_.apply(Entry.objects.published()).exclude(date_precision=Precision.YEAR)
    after = entries.filter(starts_on__gt=month.last).order_by("starts_on")
    before = entries.filter(starts_on__lt=month.first).order_by("-starts_on")
    dues = due_after(_midnight(date(FIRST_YEAR, 1, 1)), [p.pk for p in filter_.processes])
    days = [day_of(due) for due in passing(filter_, dues)]
    for entries_there in (before, after):
        days += entries_there.values_list("starts_on", flat=True)[:1]
    earlier = [day for day in days if day.year >= FIRST_YEAR and day < month.first]
    later = [day for day in days if month.last < day and day.year <= LAST_YEAR]
    return (
        Month.of(max(earlier)) if earlier else None,
        Month.of(min(later)) if later else None,
    )


def _entries(filter_: EntryFilter, month: Month, dues: Iterable[Due]) -> Iterable[Entry]:
    """The first entries of each day, but for meetings that fall due: they stand there already."""
    said = [due.entry_id for due in dues if kind_model(due.kind).IS_MEETING]
    alike = [F("starts_on"), F("date_precision")]
    touching = Q(starts_on__gte=month.first) | Q(
        starts_on__gte=month.first - LONGEST,
        ends_on__gte=month.first,
        date_precision=Precision.DAY,
    )
    return (
        filter_.apply(Entry.objects.published())
        .filter(touching, starts_on__lte=month.last)
        .exclude(date_precision=Precision.YEAR)
        .exclude(pk__in=said)
        .annotate(
            place=Window(RowNumber(), partition_by=alike, order_by="pk"),
            of_day=Window(Count("pk"), partition_by=alike),
        )
        .filter(place__lte=EACH_DAY)
        .for_rows()
        .defer("search", "actor_ids", "countries", "summary")
        .order_by("starts_on", "pk")
    )


def _with_called_off(entries: Iterable[Entry]) -> list[Entry]:
    """Set `called_off` to the word for it, such as "cancelled", or to nothing."""
    found = list(entries)
    codes: dict[int, str] = {}
    for model in status_models():
        ids = [entry.pk for entry in found if entry.kind == model.KIND]
        if ids and model.IS_MEETING:
            called_off = model.objects.filter(pk__in=ids).called_off()
            codes |= dict(called_off.values_list("pk", "status"))
    names = status_names() if codes else {}
    for entry in found:
        entry.called_off = names.get(codes.get(entry.pk, ""), "")  # type: ignore[attr-defined]
    return found


def _add(cell: Cell, entry: Entry) -> None:
    cell.entries.append(entry)
    cell.more = max(0, entry.of_day - EACH_DAY)  # type: ignore[attr-defined]


def _days_after_the_first(entry: Entry) -> list[date]:
    length = (entry.ends_on or entry.starts_on) - entry.starts_on
    if length > LONGEST:
        return []
    return [entry.starts_on + timedelta(days=n + 1) for n in range(length.days)]


def _placed(cells: dict[date, Cell], day: date, month: Month) -> Cell:
    if day not in month:
        return Cell(day, in_month=False)
    cell = cells[day]
    cell.day = day
    return cell


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=UTC)
