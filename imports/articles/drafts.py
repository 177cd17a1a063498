"""A draft of an entry, as a sentence offers it, with the reasons for each part of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from imports.articles.countries import States
from imports.articles.days import approximately
from imports.articles.found import Found, Said, Text, When, Where, Who

MOST_WORDS = 12  # of a quotation
LONGEST = 300  # characters of one
LEAST_WORDS = 5  # of one that ends with its clause
CLAUSE = set(",;:.!?»”()[]—–")
AUXILIARIES = {"a", "ont", "est", "sont", "s", "has", "have", "had", "hat", "haben", "was", "were"}


@dataclass(frozen=True)
class Reason:
    """A rule, and the words of the text that it rests on."""

    rule: str
    words: str


@dataclass(frozen=True)
class Involved:
    who: Who
    role: str
    party: Who | None = None
    note: str = ""


@dataclass(frozen=True)
class Quoted:
    """A citation: words of the text, who says so, and which field they give where it is one."""

    start: int
    end: int
    paragraph: int
    attribution: str = "publication"
    attributed_to: str = ""
    field: str = ""
    value: str = ""


@dataclass
class Draft:
    kind: str
    said: Said
    title: str
    when: When
    quoted: list[Quoted]
    reasons: list[Reason]
    involved: list[Involved] = field(default_factory=list)
    where: Where | None = None
    details: dict[str, Any] = field(default_factory=dict)
    subjects: list[Who] = field(default_factory=list)  # who stands before the verb


@dataclass
class Context:
    """What rules may ask of the text around a sentence: the drafts of earlier sentences."""

    text: Text
    states: States
    published_on: date
    drafts: list[Draft] = field(default_factory=list)

    def reason(self, rule: str, *found: Found | None) -> Reason:
        words = " … ".join(self.text.words_of(one) for one in found if one)
        return Reason(rule, words[:LONGEST])

    def party_of(self, who: Who) -> Who | None:
        """The state that a person takes part for; what else is named acts for itself."""
        if who.ref.kind == "person" and who.state:
            return self.states.of(who.state)
        return None

    def reasons_for(self, found: Iterable[Found]) -> list[Reason]:
        return list(dict.fromkeys(self.reason(one.rule, one) for one in found))

    def when(self, said: Said, near: Found) -> tuple[When, list[Found]]:
        """The date nearest to a word that is not later than the publication; else about then."""
        dates = [d for d in said.of("date") if d.value.span.starts_on <= self.published_on]
        if not dates:
            return When(approximately(self.published_on)), []
        chosen = min(dates, key=lambda one: (abs(one.first - near.first), one.first))
        return chosen.value, [chosen]

    def quote(self, said: Said, start: Found) -> Quoted:
        """A dozen words of the text at most, from the signal on; the article's own."""
        return Quoted(*quotation(self.text, said, start.first), said.paragraph)


def quotation(text: Text, said: Said, first: int) -> tuple[int, int]:
    """Where a quotation that begins at a token starts and ends, by characters.

    It takes an auxiliary verb along, ends with a clause where one ends behind a few words, and
    else not on a small word.
    """
    while first > said.first and text.tokens[first - 1].lower in AUXILIARIES:
        first -= 1
    start = text.tokens[first].start
    last = min(first + MOST_WORDS, said.last)
    while last > first + 1 and text.tokens[last - 1].end - start > LONGEST:
        last -= 1
    if last < said.last:
        last = _end_of_clause(text, first, last)
    return start, min(text.tokens[last - 1].end, start + LONGEST)


def _end_of_clause(text: Text, first: int, last: int) -> int:
    for place in range(last, first + LEAST_WORDS, -1):
        following = text.tokens[place].start if place < len(text.tokens) else None
        if set(text.content[text.tokens[place - 1].end : following]) & CLAUSE:
            return place
    while last > first + 1 and text.tokens[last - 1].lower in text.words.common:
        last -= 1
    return last


def dated(context: Context, draft: Draft, dates: list[Found]) -> None:
    """Cite the words of a relative date, and say by which rule each date was read."""
    for one in dates:
        draft.reasons.append(context.reason(one.rule, one))
        if one.value.is_relative:
            words = context.text.words_of(one)
            value = f"{words} ({context.published_on.isoformat()})"
            draft.quoted.append(
                Quoted(
                    *(one.start, one.end, draft.said.paragraph),
                    field="starts_on",
                    value=value[:LONGEST],
                )
            )
    if not dates:
        draft.reasons.append(Reason("no_date", context.published_on.isoformat()))
