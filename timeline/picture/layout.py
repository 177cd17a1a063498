"""Where marks stand: rows inside a lane, so that none covers another, and columns of the many.

Every mark has a target of at least `TARGET` by `TARGET` units of its own. What finds no place of
its own is counted in the column of its cell instead.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from records.dates import End, Precision, Qualifier
from timeline.picture.marks import BINS, FEW, Bin, Division, Shown
from timeline.picture.scale import Scale

TARGET = 24.0
SHAPE = 12.0  # a mark that is no bar
LEAST_BAR = 16.0  # what would be a shorter bar is drawn as its kind's shape
LONG_BAR = 2 * TARGET  # a bar of this width stays one where its neighbours are counted
MOST_ROWS = 4
THIN, WIDEST = 3.5, 6.0  # columns of counted entries
LONG_FADE = 60.0  # where nobody knows how long it lasted
TOUCH = 0.01
OPACITY = {"uncertain": 0.15, "unheld": 0.15, "approximate": 1, "over": 0.4, "vague": 0.4}


@dataclass
class Mark:
    """An entry in the picture: a bar from `x0` to `x1`, or a shape in the middle between them."""

    shown: Shown
    x0: float
    x1: float
    is_bar: bool
    is_cut: bool = False  # goes on after the window
    row: int = 0

    @property
    def at(self) -> float:
        """Where it is looked for: a bar at its beginning."""
        return self.x0 if self.is_bar else (self.x0 + self.x1) / 2

    @property
    def days(self) -> tuple[date, date]:
        first = self.shown.span.starts_on
        return first, self.shown.last or first

    @property
    def is_long(self) -> bool:
        return self.is_bar and self.x1 - self.x0 >= LONG_BAR

    @property
    def box(self) -> tuple[float, float]:
        """What nothing else in the row may touch."""
        if self.is_bar and self.x1 - self.x0 >= TARGET:
            return self.x0, self.x1
        middle = (self.x0 + self.x1) / 2
        return middle - TARGET / 2, middle + TARGET / 2

    @property
    def looks(self) -> list[str]:
        """How sure the date is, and whether its effect is over."""
        span, extent = self.shown.span, self.shown.extent
        said = {
            "uncertain": span.qualifier in (Qualifier.UNCERTAIN, Qualifier.BOTH),
            "approximate": span.qualifier in (Qualifier.APPROXIMATE, Qualifier.BOTH),
            "over": extent is not None and not extent.holds,
            "unheld": bool(self.shown.unheld),
            "vague": extent is None and span.precision != Precision.DAY,
        }
        return [look for look, is_so in said.items() if is_so]

    @property
    def opacity(self) -> float:
        return min((OPACITY[look] for look in self.looks), default=1)

    @property
    def fade(self) -> str:
        """Where a bar fades: at both edges where approximate, at its end where none is known."""
        if not self.is_bar:
            return ""
        if "approximate" in self.looks:
            return "both"
        is_endless = self.shown.goes_on or (not self.shown.extent and not self.shown.span.ends_on)
        return "end" if is_endless else ""


@dataclass
class Crowd:
    """Entries that are counted: how many in each stretch of days, and between which days."""

    kind: str
    x0: float
    first: date = date.max
    last: date = date.min
    columns: dict[int, int] = field(default_factory=dict)  # by the stretch's number
    row: int = 0

    @property
    def count(self) -> int:
        return sum(self.columns.values())

    @property
    def box(self) -> tuple[float, float]:
        return self.x0, self.x0 + TARGET

    @property
    def days(self) -> tuple[date, date]:
        return self.first, self.last

    def add(self, number: int, count: int, first: date, last: date) -> None:
        self.columns[number] = self.columns.get(number, 0) + count
        self.first, self.last = min(self.first, first), max(self.last, last)


@dataclass(frozen=True)
class Lane:
    """What stands in one kind's lane, from left to right, and in how many rows."""

    kind: str
    items: list[Mark | Crowd]
    rows: int


class Columns:
    """Where the stretches of days stand that entries are counted in: middle and width of each."""

    def __init__(self, division: Division, scale: Scale) -> None:
        self.division = division
        ends = (division.ends(number) for number in range(BINS))
        edges = ((scale.x(first), scale.end(last)) for first, last in ends)
        self.places = [((x0 + x1) / 2, x1 - x0) for x0, x1 in edges]

    @cached_property
    def shafts(self) -> list[tuple[str, str]]:
        """Where each one's column begins and how wide it is, as the picture writes it."""
        written = []
        for middle, room in self.places:
            width = min(room - 1 if room > THIN else room, WIDEST)
            written.append((f"{round(middle - width / 2, 1):g}", f"{round(width, 1):g}"))
        return written


def lay_out(
    kind: str,
    shown: Iterable[Shown],
    bins: Iterable[Bin],
    *,
    columns: Columns,
    scale: Scale,
    today: date,
) -> Lane:
    """Place the entries of a kind; `bins` are those whose entries do not stand alone."""
    marks = [_mark(one, scale, today) for one in shown]
    counted = [(_cell(columns.places[one.number][0], scale), one) for one in bins]
    short: dict[int, int] = defaultdict(int)
    for mark in marks:
        short[_cell(mark.at, scale)] += not mark.is_long
    crowded = {cell for cell, count in short.items() if count > FEW}
    crowded |= {cell for cell, _one in counted}
    homeless: set[int] = set()
    while True:
        crowds = {cell: Crowd(kind, scale.left + cell * TARGET) for cell in sorted(crowded)}
        for cell, one in counted:
            crowds[cell].add(one.number, one.entries, one.first, one.last)
        alone = []
        for mark in marks:
            crowd = crowds.get(_cell(mark.at, scale))
            if crowd and (mark.shown.pk in homeless or not mark.is_long):
                day = mark.shown.span.starts_on
                crowd.add(columns.division.number(day), 1, day, day)
            else:
                alone.append(mark)
        without = _first_without_place(crowds.values(), alone)
        if without is None:
            break
        homeless.add(without.shown.pk)
        crowded.add(_cell(without.at, scale))
    items: list[Mark | Crowd] = [*crowds.values(), *alone]
    rows = 1 + max((item.row for item in items), default=0)
    return Lane(kind, sorted(items, key=lambda item: (item.box, item.row)), rows)


def _mark(shown: Shown, scale: Scale, today: date) -> Mark:
    span, extent = shown.span, shown.extent
    x0 = scale.x(span.starts_on)
    if shown.goes_on:
        x1 = scale.right if today < span.starts_on else scale.end(today)
    elif extent and extent.last:
        x1 = scale.end(max(extent.last, span.starts_on))
    elif span.ends_on is None:
        x1 = x0 + LONG_FADE
    else:
        x1 = scale.end(span.ends_on)
    lasted = extent or span.end != End.KNOWN or span.starts_on != span.ends_on
    is_cut = x1 > scale.right + TOUCH
    x0, x1 = max(x0, scale.left), min(max(x1, scale.left), scale.right)
    is_bar = bool(lasted) and x1 - x0 >= LEAST_BAR
    return Mark(shown, min(x0, scale.right), x1, is_bar, is_cut)


def _cell(x: float, scale: Scale) -> int:
    last = round((scale.right - scale.left) / TARGET) - 1
    return min(max(int((x - scale.left) // TARGET), 0), last)


def _meet(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Whether they cover each other; bars of following days only touch."""
    return one[0] < other[1] - TOUCH and other[0] < one[1] - TOUCH


def _first_without_place(crowds: Iterable[Crowd], marks: Iterable[Mark]) -> Mark | None:
    """Give each mark its row; the first for which every row is full, if any.

    The counted stand side by side in the first.
    """
    rows: list[list[tuple[float, float]]] = [[] for _n in range(MOST_ROWS)]
    rows[0] = [crowd.box for crowd in crowds]
    for mark in sorted(marks, key=lambda mark: mark.box):
        free = (n for n, row in enumerate(rows) if not any(_meet(mark.box, box) for box in row))
        mark.row = next(free, -1)
        if mark.row < 0:
            return mark
        rows[mark.row].append(mark.box)
    return None
