"""The course of a track: its rounds, the silences between them, and what did not take place."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import median
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404

from records.dates import Elapsed, Span, elapsed
from talks.models import Round, Track
from talks.querysets import NOT_HELD, PLANNED, TOOK_PLACE

DRAWN = 40  # silences in the figure, the latest
STEP = 12  # of a bar in the figure's own units
HEIGHT = 60


@dataclass
class Step:
    """A round on its track; `gap` is how long after the end of the round before it began."""

    round: Any
    gap: Elapsed | None = None

    @property
    def took_place(self) -> bool:
        return self.round.status in TOOK_PLACE


@dataclass(frozen=True)
class Bar:
    """A silence in the figure: where it stands there, how high, and which round ended it."""

    gap: Elapsed
    round: Any
    x: int
    y: int
    height: int


@dataclass
class Course:
    """What is on record of a track, up to `today`."""

    steps: list[Step]  # newest first
    last: Any = None
    since: Elapsed | None = None  # nothing where the last round's day is not known
    ahead: list[Any] = field(default_factory=list)  # planned, soonest first
    missed: list[Any] = field(default_factory=list)  # planned and past, cancelled, postponed
    follow_up_open: bool = False

    @property
    def gaps(self) -> list[int]:
        return [step.gap.days for step in self.steps if step.gap]

    @property
    def held(self) -> int:
        return sum(step.took_place for step in self.steps)

    @property
    def longest(self) -> int:
        return max(self.gaps)

    @property
    def median(self) -> int:
        return round(median(self.gaps))

    @property
    def is_longest_silence(self) -> bool:
        return bool(self.gaps and self.since and self.since.days > self.longest)

    def page(self, number: str, size: int) -> Page[Step]:
        return Paginator(self.steps, size).get_page(number)

    @property
    def bars(self) -> list[Bar]:
        """The latest silences, oldest first, as high as they were long."""
        shown = [(step.round, step.gap) for step in self.steps if step.gap][:DRAWN][::-1]
        most = max((gap.days for _round, gap in shown), default=0) or 1
        heights = [max(1, HEIGHT * gap.days // most) for _round, gap in shown]
        return [
            Bar(gap, one, n * STEP, HEIGHT - height, height)
            for n, ((one, gap), height) in enumerate(zip(shown, heights, strict=True))
        ]

    @property
    def width(self) -> int:
        return STEP * len(self.bars)


def course_of(track: Track, today: date) -> Course:
    """The track's published rounds, in one query. Raises Http404 where it has none."""
    rounds = list(Round.objects.published().filter(track=track).for_rows().in_order())
    if not rounds:
        raise Http404
    steps, last = _steps(rounds, today)
    planned = [r for r in rounds if r.status in PLANNED and _last_day(r) >= today]
    ahead = [r for r in planned if r.status not in NOT_HELD]
    missed = [
        r for r in rounds if r.status in NOT_HELD or (r.status in PLANNED and _last_day(r) < today)
    ]
    return Course(
        steps[::-1],
        last,
        elapsed(last.span, Span(today, today)) if last else None,
        ahead,
        missed[::-1],
        bool(last and last.outcome == Round.Outcome.NEXT_ROUND and not ahead),
    )


def _steps(rounds: Sequence[Any], today: date) -> tuple[list[Step], Any]:
    """Each round with its gap, oldest first, and the last one that took place by `today`.

    A round known by its month or year alone begins and ends no gap, nor is one counted within
    which it may lie; it is the last one where it surely was later than the others.
    """
    last = None  # of those whose days are known
    steps = [Step(one) for one in rounds]
    past = [step for step in steps if step.took_place and step.round.starts_on <= today]
    loose = [step.round for step in past if not step.round.span.is_of_days]
    for step in past:
        if step.round in loose:
            continue
        if last and not any(_may_lie_between(one, last, step.round) for one in loose):
            step.gap = elapsed(last.span, step.round.span)
        last = max(filter(None, (last, step.round)), key=_last_known)
    return steps, max((step.round for step in past), key=_last_known, default=None)


def _may_lie_between(one: Any, earlier: Any, later: Any) -> bool:
    return bool(_last_day(one) >= _last_known(earlier) and one.starts_on <= later.starts_on)


def _last_known(one: Any) -> date:
    day: date = one.span.last_known
    return day


def _last_day(one: Any) -> date:
    day: date = one.ends_on or one.starts_on
    return day
