"""The positions of a process as of a day: which day was asked for, and what changed before it."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from records.dates import InvalidDateError, parse
from records.models import Process
from talks.models import Position, Round
from talks.positions import Matrix, matrix

ROUNDS = 12  # that are offered as days to look at, the newest
LONG = 40  # characters of a date that are repeated to whoever wrote it


@dataclass(frozen=True)
class AsOf:
    """The day that the page answers for, and what is wrong with the one that was asked for."""

    day: date
    problem: str = ""
    is_future: bool = False
    is_today: bool = False

    @classmethod
    def read(cls, text: str, today: date) -> Self:
        """Any EDTF date, of which the last day counts; today where none is given or it is none."""
        text = "".join(c for c in text if c.isprintable()).strip()[:LONG]
        if not text:
            return cls(today, is_today=True)
        try:
            span = parse(text)
        except InvalidDateError as error:
            return cls(today, str(error), is_today=True)
        day = span.ends_on or span.starts_on
        if day > today:
            return cls(today, is_future=True, is_today=True)
        return cls(day, is_today=day == today)


@dataclass(frozen=True)
class Standpoints:
    """The matrix on a day, what it is compared with, and the other days that one may ask for."""

    positions: Matrix
    since: Any  # the round before, a Round with `ended_on`; None where there was none
    rounds: list[Any]  # the newest that took place
    stops: list[date]  # the days on which something changed


def standpoints(process: Process, day: date, today: date) -> Standpoints:
    """Eight queries at most, whatever the number of issues, parties and rounds."""
    rounds = Round.objects.published().of_process(process.pk).ended().for_rows()
    before = rounds.filter(ended_on__lt=day).first()
    return Standpoints(
        matrix([process.pk], day, before.ended_on if before else None),
        before,
        list(rounds.filter(ended_on__lte=today)[:ROUNDS]),
        [stop for stop in Position.objects.days_of_change([process.pk]) if stop <= today],
    )
