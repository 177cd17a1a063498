"""What is marked in the text of an article: spans that do not overlap, the telling ones first."""

from imports.articles.found import (
    ACTOR,
    AMOUNT,
    ATTRIBUTION,
    DATE,
    LICENCE,
    PLACE,
    SIGNAL,
    Found,
    Text,
    without_overlaps,
)
from imports.articles.reading import HELPERS

SHOWN = (ACTOR, PLACE, DATE, AMOUNT, LICENCE, ATTRIBUTION, SIGNAL)
Mark = list[int | str]


def marks_in(text: Text) -> list[Mark]:
    """First and last character, what it is, and the rule or group of words that found it."""
    return [mark for said in text.sentences for mark in _chosen(said.found)]


def _chosen(found: list[Found]) -> list[Mark]:
    kept: list[Found] = []
    for what in SHOWN:
        own = [one for one in found if one.what == what and one.group not in HELPERS]
        taken = {place for one in kept for place in range(one.first, one.last)}
        kept += [
            one for one in without_overlaps(own) if taken.isdisjoint(range(one.first, one.last))
        ]
    return [[one.start, one.end, one.what, one.rule] for one in sorted(kept, key=lambda x: x.first)]
