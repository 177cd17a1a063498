"""The course of a track: its rounds, the silences between them, and what did not take place."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import median
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404

from talks.models import Round, Track
from talks.querysets import NOT_HELD, PLANNED, TOOK_PLACE

DRAWN = 40  # silences in the figure, the latest
STEP = 12  # of a bar in the figure's own units
HEIGHT = 60


@dataclass
class Step:
    """A round on its track; `gap` is the number of days since the end of the round before."""

    round: Any
    gap: int | None = None

    @property
    def took_place(self) -> bool:
        return self.round.status in TOOK_PLACE


@dataclass(frozen=True)
class Bar:
    """A silence in the figure: where it stands there, how high, and which round ended it."""

    days: int
    round: Any
    x: int
    y: int
    height: int


@dataclass
class Course:
    """What is on record of a track, up to `today`."""

    steps: list[Step]  # newest first
    last: Any = None
    days_since: int | None = None
    ahead: list[Any] = field(default_factory=list)  # planned, soonest first
    missed: list[Any] = field(default_factory=list)  # planned and past, cancelled, postponed
    follow_up_open: bool = False

    @property
    def gaps(self) -> list[int]:
        return [step.gap for step in self.steps if step.gap is not None]

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
        return bool(self.gaps and self.days_since and self.days_since > self.longest)

    def page(self, number: str, size: int) -> Page[Step]:
        return Paginator(self.steps, size).get_page(number)

    @property
    def bars(self) -> list[Bar]:
        """The latest silences, oldest first, as high as they were long."""
        shown = [step for step in self.steps if step.gap is not None][:DRAWN][::-1]
        most = max((step.gap or 0 for step in shown), default=0) or 1
        heights = [max(1, HEIGHT * (step.gap or 0) // most) for step in shown]
        return [
            Bar(step.gap or 0, step.round, n * STEP, HEIGHT - height, height)
            for n, (step, height) in enumerate(zip(shown, heights, strict=True))
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
        max(0, (today - _last_day(last)).days) if last else None,
        ahead,
        missed[::-1],
        bool(last and last.outcome == Round.Outcome.NEXT_ROUND and not ahead),
    )


def _steps(rounds: Sequence[Any], today: date) -> tuple[list[Step], Any]:
    """Each round with its gap, oldest first, and the last one that took place by `today`."""
    last = None
    steps = []
    for one in rounds:
        step = Step(one)
        steps.append(step)
        if not step.took_place or one.starts_on > today:
            continue
        if last is not None:
            step.gap = max(0, (one.starts_on - _last_day(last)).days)
        last = one if last is None or _last_day(one) >= _last_day(last) else last
    return steps, last


def _last_day(one: Any) -> date:
    day: date = one.ends_on or one.starts_on
    return day
