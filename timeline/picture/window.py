"""The days that the picture shows, and the addresses of those before, after and around them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, takewhile
from typing import Protocol, Self
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from records.dates import KEPT_DAYS
from timeline.filters import EntryFilter

LEAST_MARGIN = 2  # days left free at each end, where the reader asked for no date
MARGIN = 40  # and otherwise this part of the span
OUTLIERS = 3
FAR = 10
SHORT = 365  # days; what is not far from a shorter time is drawn with it


class Stretch(Protocol):
    """Entries that are counted together, as the picture reads them of it."""

    @property
    def entries(self) -> int: ...
    @property
    def first(self) -> date: ...
    @property
    def last(self) -> date: ...
    @property
    def end(self) -> date | None: ...
    @property
    def has_open(self) -> bool: ...


@dataclass(frozen=True)
class Window:
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def moved(self, days: int) -> Self:
        """As many days later; stops where the calendar does."""
        days = max(days, (KEPT_DAYS[0] - self.first).days)
        days = min(days, (KEPT_DAYS[1] - self.last).days)
        return type(self)(self.first + timedelta(days), self.last + timedelta(days))

    def widened(self, days: int) -> Self:
        """With so many days more at each end."""
        return type(self)(_shifted(self.first, -days), _shifted(self.last, days))


@dataclass(frozen=True)
class Core:
    """Where nearly all entries stand; a few others are far `earlier` or `later`."""

    window: Window
    earlier: int
    later: int
    whole: Window


def core_of(stretches: Iterable[Stretch]) -> Core | None:
    """The time without the few that would press the others into a line; None where none would.

    Few are at most OUTLIERS, and fewer than the rest; far is FAR times as long as the rest's time.
    """
    ordered = sorted(stretches, key=lambda one: one.first)
    start, end = 0, len(ordered)
    for n in range(1, _few(ordered) + 1):
        if _is_apart(ordered[:n], ordered[n:], is_before=True):
            start = n
    for n in range(1, _few(ordered[start:][::-1]) + 1):
        if _is_apart(ordered[-n:], ordered[start:-n], is_before=False):
            end = len(ordered) - n
    if (start, end) == (0, len(ordered)):
        return None
    return Core(
        _around(ordered[start:end]),
        sum(one.entries for one in ordered[:start]),
        sum(one.entries for one in ordered[end:]),
        _around(ordered),
    )


def _few(stretches: list[Stretch]) -> int:
    """How many of them, from the first on, hold few entries together."""
    most = min(OUTLIERS, (sum(one.entries for one in stretches) - 1) // 2)
    sums = accumulate(one.entries for one in stretches)
    return sum(1 for _one in takewhile(lambda entries: entries <= most, sums))


def _is_apart(few: list[Stretch], rest: list[Stretch], *, is_before: bool) -> bool:
    here, there = _around(rest), _around(few)
    goes_on = is_before and any(one.has_open for one in few)
    gap = here.first - there.last if is_before else there.first - here.last
    return not goes_on and gap.days > FAR * max(here.days, SHORT)


def _around(stretches: list[Stretch]) -> Window:
    return Window(
        min(one.first for one in stretches),
        max(max(one.last, one.end or one.last) for one in stretches),
    )


@dataclass(frozen=True)
class Move:
    """A link to another window: what it does, its words, and the dates it sets."""

    name: str
    label: str
    url: str
    first: str = ""
    last: str = ""


def window_of(filter_: EntryFilter, days: list[date], today: date, *, is_on: bool) -> Window:
    """What `filter_` asks for; where it leaves an end open, all `days` of what was found.

    Today is shown where something still goes on (`is_on`), or where it is not far from the rest.
    """
    known = [*days, *filter(None, (filter_.first, filter_.last))] or [today]
    first, last = filter_.first or min(known), filter_.last or max(known)
    first, last = min(first, last), max(first, last)
    if is_on or last < today <= _shifted(last, (last - first).days // 2):
        last = max(last, filter_.last or today)
    if filter_.first is None and first > today >= _shifted(first, (first - last).days // 2):
        first = today
    margin = max(LEAST_MARGIN, (last - first).days // MARGIN)
    return Window(filter_.first or _shifted(first, -margin), filter_.last or _shifted(last, margin))


def _shifted(day: date, days: int) -> date:
    return day + timedelta(min(max(days, (KEPT_DAYS[0] - day).days), (KEPT_DAYS[1] - day).days))


class Zoom:
    """The addresses of the same query at other times."""

    def __init__(self, filter_: EntryFilter) -> None:
        others = {name: v for name, v in filter_.given.items() if name not in ("from", "to")}
        self._page, self._query = reverse("timeline:timeline"), urlencode(others, doseq=True)

    def address(self, first: str = "", last: str = "") -> str:
        """Between two EDTF dates, or for the whole time."""
        bounds = [f"from={first}"] if first else []
        bounds += [f"to={last}"] if last else []
        query = "&".join([self._query, *bounds] if self._query else bounds)
        return f"{self._page}{'?' if query else ''}{query}#picture"


def moves(filter_: EntryFilter, window: Window, zoom: Zoom) -> list[Move]:
    """Where to look next; nothing where the picture shows the whole time already."""
    if not (filter_.first or filter_.last):
        return []
    step = max(1, window.days // 2)
    offered = [
        ("earlier", _("Earlier"), window.moved(-step)),
        ("later", _("Later"), window.moved(step)),
        ("wider", _("Wider"), window.widened(step)),
    ]
    return [
        *(_move(zoom, name, label, to) for name, label, to in offered),
        Move("whole", _("Whole time"), zoom.address()),
    ]


def moves_to_outliers(core: Core, zoom: Zoom) -> list[Move]:
    """Links that say what the picture leaves out, and show it."""
    said = []
    if core.earlier:
        words = ngettext(
            "%(count)s entry earlier: whole time",
            "%(count)s entries earlier: whole time",
            core.earlier,
        )
        said.append(_move(zoom, "whole", words % {"count": core.earlier}, core.whole))
    if core.later:
        words = ngettext(
            "%(count)s entry later: whole time", "%(count)s entries later: whole time", core.later
        )
        said.append(_move(zoom, "whole", words % {"count": core.later}, core.whole))
    return said


def _move(zoom: Zoom, name: str, label: str, to: Window) -> Move:
    first, last = to.first.isoformat(), to.last.isoformat()
    return Move(name, label, zoom.address(first, last), first, last)


def turned_round(filter_: EntryFilter) -> Move | None:
    """The link that helps where the end was given before the start."""
    if not (filter_.first and filter_.last and filter_.last < filter_.first):
        return None
    window = Window(filter_.last, filter_.first)
    return _move(Zoom(filter_), "turned", _("Turn the dates round"), window)
