"""What finders find: a span of the text, the rule that found it, and what it means."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from imports.articles.lexicon import Lexicon
from imports.articles.tokens import Token
from imports.rows import ActorRef
from records.dates import Span

# What a span is; each has its colour on the review page
ACTOR, PLACE, DATE, AMOUNT, LICENCE, SIGNAL, ATTRIBUTION = (
    *("actor", "place", "date", "amount", "licence", "signal", "attribution"),
)


@dataclass(frozen=True)
class Who:
    """An actor that the text names; `state` is the country whose part it takes."""

    ref: ActorRef
    state: str = ""

    @property
    def is_state(self) -> bool:
        return self.ref.kind == "state"


@dataclass(frozen=True)
class Where:
    name: str
    country: str
    is_town: bool


@dataclass(frozen=True)
class When:
    """A date; a relative one was counted from the day of publication."""

    span: Span
    is_relative: bool = False
    part_of_day: str = ""


@dataclass(frozen=True)
class Money:
    amount: Decimal
    currency: str


@dataclass(frozen=True)
class Found:
    """`first` and `last` count the tokens of the text, `start` and `end` its characters."""

    first: int
    last: int
    start: int
    end: int
    what: str
    rule: str
    value: Any = None
    group: str = ""


@dataclass
class Said:
    """One sentence, its tokens and all that was found in it, in the order of the text."""

    number: int
    paragraph: int
    start: int
    end: int
    first: int
    last: int
    found: list[Found] = field(default_factory=list)

    def of(self, what: str) -> list[Found]:
        return [one for one in self.found if one.what == what]

    def signals(self, *groups: str) -> list[Found]:
        return [one for one in self.found if one.group in groups]

    def signal(self, *groups: str) -> Found | None:
        return next(iter(self.signals(*groups)), None)


@dataclass
class Text:
    """An article as it was read: `content` is the text that all places count in."""

    content: str
    language: str
    tokens: list[Token]
    words: Lexicon
    sentences: list[Said] = field(default_factory=list)

    def words_of(self, one: Found) -> str:
        return self.content[one.start : one.end]

    def between(self, first: int, last: int) -> list[Token]:
        return self.tokens[first:last]

    def mark(
        self, first: int, last: int, what: str, rule: str, *, value: Any = None, group: str = ""
    ) -> Found:
        """What stands from token `first` to before `last`."""
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        return Found(first, last, start, end, what, rule, value, group)


def without_overlaps(found: Iterable[Found]) -> list[Found]:
    """The longest of those that overlap, the first of equals; then in the order of the text."""
    taken: set[int] = set()
    kept = []
    for one in sorted(found, key=lambda one: (one.first - one.last, one.first)):
        places = range(one.first, one.last)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(one)
    return sorted(kept, key=lambda one: one.first)


def uncovered(found: Iterable[Found], by: Iterable[Found]) -> Iterator[Found]:
    """Those of `found` that share no token with `by`."""
    taken = {place for one in by for place in range(one.first, one.last)}
    return (one for one in found if taken.isdisjoint(range(one.first, one.last)))
