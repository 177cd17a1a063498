"""The picture as values for its template: three drawings of one query, each for a width.

Letters stay legible and targets large at every width, so the picture is not one drawing that is
scaled: a narrow one has the lanes' names above the lanes and counts where a wide one has marks.
"""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from records.dates import Span
from records.display import span_words
from records.kinds import kind_models
from records.rows import entry_address
from records.templatetags.parley import shape
from timeline.filters import EntryFilter
from timeline.picture.labels import Label, labels_of
from timeline.picture.layout import TARGET, Columns, Crowd, Lane, Mark, lay_out
from timeline.picture.marks import Division, Found, find
from timeline.picture.names import crowd_words, lane_name, mark_name, what_words, when_words
from timeline.picture.scale import Scale, Tick, ticks
from timeline.picture.window import (
    Move,
    Window,
    Zoom,
    core_of,
    moves,
    moves_to_outliers,
    turned_round,
    window_of,
)

HEAD = 22.0  # above the lanes, for the word at today's line
FOOT = 30  # below them, for the names of days, months or years
LOWEST = 3.0  # column of counted entries
AIR = 6.0  # in a lane, above and below its rows together
NAME = 18  # a lane's name where it stands above the lane


@dataclass(frozen=True)
class Paper:
    """The sizes of a drawing. The plot's width is a multiple of `TARGET`."""

    name: str
    width: int
    left: int
    cells: int
    tick_room: int
    has_names_above: bool = False
    most_labels: int = 2  # in a lane

    @property
    def name_left(self) -> int:
        return self.left if self.has_names_above else 0

    @property
    def right(self) -> float:
        return self.left + self.cells * TARGET


PAPERS = (
    Paper("wide", 976, 104, 36, 76, most_labels=3),
    Paper("medium", 620, 104, 21, 72),
    Paper("narrow", 360, 12, 14, 80, has_names_above=True, most_labels=1),
)


@dataclass(frozen=True)
class Drawn:
    """A link in the picture: a bar, a shape or a column of counted entries."""

    url: str
    name: str
    what: str  # its title, or how many there are
    when: str
    look: str  # bar | shape | crowd, and how sure and how long
    x: float
    y: float
    width: float
    target_x: float
    target_width: float
    opacity: float = 1
    fade: str = ""
    end: float | None = None  # where its end is marked
    path: str = ""
    first: str = ""  # the dates that a crowd's link asks for
    last: str = ""


@dataclass(frozen=True)
class DrawnLane:
    kind: str
    name: str
    count: int
    y: float
    height: float
    name_y: float
    marks: list[Drawn]
    labels: list[tuple[Label, float]]  # with the place of its foot

    @property
    def shape(self) -> SafeString:
        return shape(self.kind)


@dataclass(frozen=True)
class Drawing:
    paper: Paper
    height: float
    lanes: list[DrawnLane]
    ticks: list[tuple[Tick, str]]  # with the address of its time
    today: float | None
    head: float

    @property
    def foot(self) -> float:
        return self.height - FOOT


@dataclass(frozen=True)
class Picture:
    """All that the template draws. Without `drawings` nothing can be drawn, and `said` says why."""

    window: Window
    words: str
    drawings: list[Drawing]
    moves: list[Move]
    said: str = ""

    @property
    def has_unheld(self) -> bool:
        """Whether a hollow mark stands in it."""
        return any("unheld" in mark.look for _lane, mark in self.table)

    @property
    def table(self) -> list[tuple[DrawnLane, Drawn]]:
        """The marks of the wide drawing, which has the most, with their lanes."""
        return [
            (lane, mark) for one in self.drawings[:1] for lane in one.lanes for mark in lane.marks
        ]


@dataclass
class Subject:
    """What is drawn, on each paper."""

    found: Found
    window: Window
    filter_: EntryFilter
    today: date

    @cached_property
    def zoom(self) -> Zoom:
        return Zoom(self.filter_)

    def scale(self, paper: Paper) -> Scale:
        return Scale(self.window, paper.left, paper.right)


def picture_of(filter_: EntryFilter, today: date) -> Picture | None:
    """The picture of the entries that pass `filter_`; None where there is nothing to show."""
    if turned := turned_round(filter_):
        said = _("The dates are turned round, so there is no time to draw.")
        return Picture(Window(today, today), "", [], [turned], said)
    found = find(filter_, today)
    if not found.bins and not (filter_.first and filter_.last):
        return None
    core = None if filter_.first or filter_.last else core_of(found.bins)
    if core:
        near = replace(filter_, first=core.window.first, last=core.window.last)
        found = find(near, today)
    window = window_of(filter_, found.days, today, is_on=found.is_on)
    picture = _picture(Subject(found, window, filter_, today))
    more = moves_to_outliers(core, Zoom(filter_)) if core else []
    return replace(picture, moves=[*picture.moves, *more])


def blank(today: date) -> Picture:
    """The empty lanes of the year around `today`."""
    window = Window(date(today.year, 1, 1), date(today.year, 12, 31))
    return _picture(Subject(Found(Division(today, 1), [], []), window, EntryFilter(), today))


def _picture(subject: Subject) -> Picture:
    window = subject.window
    return Picture(
        window=window,
        words=span_words(Span(window.first, window.last)),
        drawings=[_drawing(subject, paper) for paper in PAPERS],
        moves=moves(subject.filter_, window, subject.zoom),
    )


def _lanes(subject: Subject, scale: Scale, columns: Columns) -> list[Lane]:
    found = subject.found
    alone = {shown.pk for shown in found.shown}
    return [
        lay_out(
            kind,
            [shown for shown in found.shown if shown.kind == kind],
            [one for one in found.bins if one.kind == kind and not one.ids <= alone],
            columns=columns,
            scale=scale,
            today=subject.today,
        )
        for kind in kind_models()
    ]


def _drawing(subject: Subject, paper: Paper) -> Drawing:
    scale, window, today = subject.scale(paper), subject.window, subject.today
    at_today = scale.middle(today) if window.first <= today <= window.last else None
    head = y = AIR if at_today is None else HEAD
    drawn, columns = [], Columns(subject.found.division, scale)
    for lane in _lanes(subject, scale, columns):
        drawn.append(_drawn_lane(subject, paper, lane, y, columns))
        y += drawn[-1].height
    named = [
        (tick, subject.zoom.address(tick.first, tick.last) if tick.label else "")
        for tick in ticks(scale, paper.tick_room)
    ]
    return Drawing(paper, y + FOOT, drawn, named, at_today, head)


def _drawn_lane(
    subject: Subject, paper: Paper, lane: Lane, y: float, columns: Columns
) -> DrawnLane:
    scale, name = subject.scale(paper), lane_name(lane.kind)
    above = NAME if paper.has_names_above else 0
    crowds = [item for item in lane.items if isinstance(item, Crowd)]
    most = max((count for crowd in crowds for count in crowd.columns.values()), default=1)
    top = y + above + AIR / 2

    def row(number: int) -> float:
        return top + number * TARGET

    marks = []
    for item in lane.items:
        at = row(item.row)
        if isinstance(item, Mark):
            marks.append(_drawn_mark(item, at))
        else:
            path = _path(columns, item, at + TARGET - 2, most)
            marks.append(_drawn_crowd(item, name, at, subject.zoom, path))
    labels = [
        (label, row(label.row) + TARGET / 2 + 4)
        for label in labels_of(lane, scale.right, paper.most_labels)
    ]
    return DrawnLane(
        kind=lane.kind,
        name=name,
        count=subject.found.counts.get(lane.kind, 0),
        y=y,
        height=above + lane.rows * TARGET + AIR,
        name_y=y + (13 if above else AIR / 2 + TARGET / 2 + 4),
        marks=marks,
        labels=labels,
    )


def _drawn_mark(mark: Mark, y: float) -> Drawn:
    shown, (x0, x1) = mark.shown, mark.box
    extent = shown.extent
    has_end = mark.is_bar and extent and extent.last and not mark.is_cut
    return Drawn(
        url=entry_address(shown.kind, shown.slug),
        name=mark_name(shown),
        what=what_words(shown),
        when=when_words(shown),
        look=" ".join(["bar" if mark.is_bar else "shape", *mark.looks]),
        x=mark.x0 if mark.is_bar else (mark.x0 + mark.x1) / 2,
        y=y,
        width=mark.x1 - mark.x0,
        target_x=x0,
        target_width=x1 - x0,
        opacity=mark.opacity,
        fade=mark.fade,
        end=mark.x1 if has_end else None,
    )


def _path(columns: Columns, crowd: Crowd, foot: float, most: int) -> str:
    """A column for each stretch of days, as high as it has entries."""
    path, y = "", f"{round(foot, 1):g}"
    for number, count in sorted(crowd.columns.items()):
        x, width = columns.shafts[number]
        height = f"{round(max(LOWEST, (TARGET - 4) * count / most), 1):g}"
        path += f"M{x} {y}v-{height}h{width}v{height}z"
    return path


def _drawn_crowd(crowd: Crowd, lane_name: str, y: float, zoom: Zoom, path: str) -> Drawn:
    first, last = crowd.first.isoformat(), crowd.last.isoformat()
    what, when, name = crowd_words(lane_name, crowd.count, crowd.first, crowd.last)
    return Drawn(
        url=zoom.address(first, last),
        name=name,
        what=what,
        when=when,
        look="crowd",
        x=crowd.x0,
        y=y,
        width=TARGET,
        target_x=crowd.x0,
        target_width=TARGET,
        path=path,
        first=first,
        last=last,
    )
