"""Which of the entries held in memory pass a filter, with and without one of its facets."""

from functools import cached_property

import numpy as np
from django.db import connection

from records.models import Entry
from timeline.filters import FACETS, EntryFilter
from timeline.held import NO_DAY, Answer, Held, Mask, Numbers

MOST_ANSWERS = 32


class Passing:
    """The entries that pass `filter_`, as masks over the columns of `held`."""

    def __init__(self, filter_: EntryFilter, held: Held) -> None:
        self.filter_, self.held = filter_, held

    @cached_property
    def all(self) -> Mask:
        return self.without("")

    def without(self, facet: str) -> Mask:
        """With nothing asked of one facet."""
        if self.filter_.unmatched - {facet}:
            return np.zeros(self.held.size, dtype=bool)
        mask = self._rest
        for name, chosen in self._chosen.items():
            if name != facet:
                mask = mask & chosen
        return mask

    @cached_property
    def _chosen(self) -> dict[str, Mask]:
        """For each facet of which something is asked, the entries that have any of its values."""
        return {
            name: self.held.facets[name].mask(values, self.held.size)
            for name in FACETS
            if (values := self.filter_.values_of(name))
        }

    @cached_property
    def _rest(self) -> Mask:
        """Dates, and what the database alone can tell: words, sources, what was seen then."""
        held, first, last = self.held, self.filter_.first, self.filter_.last
        mask = held.alive
        if first:
            ends = np.where(held.ends == NO_DAY, held.starts, held.ends)
            mask = mask & ((ends >= first.toordinal()) | (held.is_open == 1))
        if last:
            mask = mask & (held.starts <= last.toordinal())
        if self.filter_.needs_database:
            mask = mask & held.mask(self._found)
        return mask

    @cached_property
    def _found(self) -> Numbers:
        """Asked once for the counts and the picture of a page; after a write, of what it wrote."""
        asked, answers = self.filter_.in_database, self.held.answers
        answer = answers.get(asked.mark)
        if answer is None:
            answer = Answer(_found(asked), rests_on_entries=asked.rests_on_entries)
        elif answer.written:
            answer = answer.with_again(_found(asked, list(answer.written)))
        if len(answers) >= MOST_ANSWERS:
            answers.clear()
        answers[asked.mark] = answer
        return answer.ids


def _found(filter_: EntryFilter, among: list[int] | None = None) -> Numbers:
    entries = Entry.objects.published()
    if among is not None:
        entries = entries.filter(pk__in=among)
    text, given = filter_.apply(entries).order_by().values("id").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT string_agg(int8send(id), '') FROM ({text}) AS e", given)  # noqa: S608
        (sent,) = cursor.fetchone()
    return np.frombuffer(sent or b"", dtype=">i8").astype(np.int64)
