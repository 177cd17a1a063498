"""Where each process stands: its last rounds, and what falls due."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from records.contributions import (
    Due,
    Latest,
    Overdue,
    due_after,
    due_between,
    latest_before,
    overdue_at,
)
from records.dates import Elapsed, Span, days_until, elapsed
from records.models import Entry, Process, ProcessEntry

PROCESSES = 3  # on the home page; the others are one link away
SERIES = 4  # of each process there, the latest; the others stand on its page
RECENT = 300  # newest entries in which an active process is looked for
DUE = 6
PASSED = 3
OVERDUE = 5
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Series:
    """The last event of a series and the days since then, where its own day is known."""

    latest: Latest
    since: Elapsed | None


@dataclass(frozen=True)
class Standing:
    process: Process
    series: list[Series]
    others: int = 0  # series that are not shown


@dataclass(frozen=True)
class Countdown:
    """Something that falls due, and the days until then; fewer than none where it has passed."""

    due: Due
    days: int

    @property
    def ago(self) -> int:
        return -self.days


def active_processes(limit: int = PROCESSES) -> list[Process]:
    """The processes of the newest entries, most recently active first."""
    recent = list(Entry.objects.published().newest_first().values_list("pk", flat=True)[:RECENT])
    place = {pk: n for n, pk in enumerate(recent)}
    pairs = ProcessEntry.objects.filter(entry__in=recent).values_list("entry_id", "process_id")
    ids = [process for _entry, process in sorted(pairs, key=lambda pair: place[pair[0]])]
    first = list(dict.fromkeys(ids))[:limit]
    return sorted(Process.objects.filter(pk__in=first), key=lambda process: first.index(process.pk))


def standings(
    processes: Sequence[Process], now: datetime, limit: int | None = None
) -> list[Standing]:
    """Each process with the last event of each of its series, newest first, `limit` of them."""
    latest = latest_before(now, [process.pk for process in processes]) if processes else []
    today = timezone.localdate(now)
    found = []
    for process in processes:
        own = [one for one in latest if one.process_id == process.pk]
        shown = [Series(one, elapsed(one.span, Span(today, today))) for one in own[:limit]]
        found.append(Standing(process, shown, len(own) - len(shown)))
    return found


@dataclass(frozen=True)
class Late:
    """Something overdue, and for how many days."""

    overdue: Overdue
    days: int


@dataclass(frozen=True)
class Dues:
    """What falls due, what is overdue, and what has passed as it was announced."""

    next: list[Countdown]
    late: list[Late]
    more_late: int  # overdue things that are not shown
    passed: list[Countdown]


def dues(now: datetime, process_ids: Sequence[int] = (), late: int | None = OVERDUE) -> Dues:
    """What falls due next, and what fell due in the last year: an end is news too.

    What is overdue is told there alone. No process ids means every process.
    """
    today = timezone.localdate(now)
    overdue = overdue_at(now, process_ids)
    told = {one.url for one in overdue}
    ended = [due for due in due_between(now - YEAR, now, process_ids) if due.url not in told]
    shown = [Late(one, _days(one.since, today)) for one in overdue[:late]]
    return Dues(
        _countdowns(due_after(now, process_ids)[:DUE], now),
        shown,
        len(overdue) - len(shown),
        _countdowns(ended[:PASSED], now),
    )


def _countdowns(dues: Iterable[Due], now: datetime) -> list[Countdown]:
    return [Countdown(due, days_until(due.at, due.zone, now)) for due in dues]


def _days(day: date, today: date) -> int:
    return (today - day).days
