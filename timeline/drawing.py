"""Where a network's names and lines stand: a ring where there is room, a column on a phone.

No solver of forces: at a negotiating table everybody of one side meets everybody of the other, and
forces pull that into a tangle with the names on top of each other. On a ring, by party, every name
has a place of its own, and the same query always gives the same picture.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import cos, log2, pi, sin
from typing import NamedTuple

from records.rows import Name
from timeline.network import Network, Node, Tie, by_party

LONG = 26  # characters of a name on the ring; the link's title has all of it
AROUND = 48  # of the circle for each name on it
LEAST, LARGEST = 130, 240  # the circle's radius
APART = 16  # from a dot to its name
LETTER = 8.2  # as wide as a letter is at most, on average
ROW = 28  # of the column, in its own units, which are a phone's pixels
COLUMN = 176  # where the dots stand
LONG_BESIDE = 20  # characters of a name in the room left of them
REACH = 150  # how far the widest arc goes out
TOP = 16


class Point(NamedTuple):
    x: float
    y: float


@dataclass(frozen=True)
class Label:
    """A name at its place: an actor, or the heading of those who act for one party."""

    name: Name
    x: float
    y: float
    turn: float = 0
    is_flipped: bool = False
    meetings: int = 0
    is_heading: bool = False
    longest: int = LONG

    @property
    def short(self) -> str:
        text = self.name.name
        return text if len(text) <= self.longest else f"{text[: self.longest - 1].rstrip()}…"


@dataclass(frozen=True)
class Line:
    """A tie as a path; thicker for more meetings."""

    tie: Tie
    path: str
    width: float


@dataclass(frozen=True)
class Drawing:
    labels: list[Label]
    lines: list[Line]
    dots: list[tuple[Node, Point]]
    width: int
    height: int

    @property
    def half(self) -> float:
        return self.width / 2


def ring(network: Network, *, headed: bool) -> Drawing:
    """Names around a circle, lines through it."""
    slots = list(_slots(network.nodes, headed=headed))
    radius = min(LARGEST, max(LEAST, len(slots) * AROUND / (2 * pi)))
    labels, places = [], {}
    for n, (name, node) in enumerate(slots):
        angle = 2 * pi * (n + 0.5) / len(slots) - pi / 2
        turn = angle * 180 / pi
        is_flipped = cos(angle) < -1e-9
        at = Point((radius + APART) * cos(angle), (radius + APART) * sin(angle))
        label = Label(
            name,
            _near(at.x),
            _near(at.y),
            _near(turn + 180 if is_flipped else turn),
            is_flipped,
            node.meetings if node else 0,
            node is None,
        )
        labels.append(label)
        if node:
            places[node.actor.pk] = Point(radius * cos(angle), radius * sin(angle))
    lines = [
        Line(tie, _through(places[tie.one.actor.pk], places[tie.other.actor.pk]), _width(tie))
        for tie in network.ties
    ]
    longest = max((len(label.short) for label in labels), default=0)
    size = round(2 * (radius + APART + longest * LETTER))
    return Drawing(labels, lines, _dots(network, places), size, size)


def column(network: Network, *, headed: bool) -> Drawing:
    """Names under each other, lines as arcs beside them."""
    labels, places = [], {}
    for n, (name, node) in enumerate(_slots(network.nodes, headed=headed)):
        y = TOP + n * ROW
        labels.append(
            Label(
                name,
                COLUMN - 12,
                y,
                is_flipped=True,
                meetings=node.meetings if node else 0,
                is_heading=node is None,
                longest=LONG_BESIDE if node else LONG,
            )
        )
        if node:
            places[node.actor.pk] = Point(COLUMN, y)
    ends = [(tie, places[tie.one.actor.pk], places[tie.other.actor.pk]) for tie in network.ties]
    longest = max((abs(one.y - other.y) for _tie, one, other in ends), default=1)
    lines = [Line(tie, _beside(one, other, longest), _width(tie)) for tie, one, other in ends]
    height = TOP + len(labels) * ROW
    return Drawing(labels, lines, _dots(network, places), COLUMN + REACH + 14, height)


def _slots(nodes: Iterable[Node], *, headed: bool) -> Iterator[tuple[Name, Node | None]]:
    for group in by_party(nodes):
        if headed and (len(group) > 1 or group[0].party != group[0].actor):
            yield group[0].party, None
        for node in group:
            yield node.actor, node


def _dots(network: Network, places: dict[int, Point]) -> list[tuple[Node, Point]]:
    return [
        (node, Point(_near(places[node.actor.pk].x), _near(places[node.actor.pk].y)))
        for node in network.nodes
    ]


def _through(one: Point, other: Point) -> str:
    """A curve drawn in towards the middle, so that neighbours on the ring are joined inside it."""
    return (
        f"M{_near(one.x)} {_near(one.y)}"
        f"C{_near(one.x * 0.35)} {_near(one.y * 0.35)} {_near(other.x * 0.35)} "
        f"{_near(other.y * 0.35)} {_near(other.x)} {_near(other.y)}"
    )


def _beside(one: Point, other: Point, longest: float) -> str:
    """An arc that goes out as far as its ends are apart; `longest` goes out all the way."""
    reach = 12 + (REACH - 12) * abs(one.y - other.y) / longest
    out = _near(one.x + reach * 4 / 3)
    return f"M{one.x} {one.y}C{out} {one.y} {out} {other.y} {other.x} {other.y}"


def _width(tie: Tie) -> float:
    return _near(min(9, 1.25 + 1.6 * log2(tie.meetings)))


def _near(number: float) -> float:
    return round(number, 1)
