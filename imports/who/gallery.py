"""The actors of the database by all their names, and those that a name may be.

Three nets catch candidates: letters (every name against every name, in machine code), the same
sounds, and names that share words. Each one caught is then weighed by itself.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import cdist

from imports.statements import select
from imports.who.spelling import Spelt, spelt
from imports.who.weighing import OFFERED, SAME_BIRTH, SAME_COUNTRY, Candidate, Known, best_of, weigh

AT_ONCE = 100  # names in one comparison: a byte for each and every known name
LEAST = OFFERED - SAME_COUNTRY - SAME_BIRTH
COMMON = 300  # holders of a word beyond whom it tells nothing
RAREST = 3
MOST_WEIGHED = 200
ACTORS = "SELECT id, kind, country, born FROM records_actor ORDER BY id"
NAMES = """
SELECT id, name FROM records_actor
UNION SELECT actor_id, text FROM records_actorname
UNION SELECT a.id, t.value FROM records_actor a, jsonb_each_text(coalesce(a.i18n, '{}')) AS t
      WHERE t.key LIKE 'name%%' AND t.value <> ''
ORDER BY 1, 2
"""
NUMBERS = """
SELECT actor_id, scheme, value FROM records_identifier WHERE actor_id IS NOT NULL
ORDER BY actor_id, scheme, value
"""


class Gallery:
    def __init__(self) -> None:
        numbers: dict[int, list[tuple[str, str]]] = defaultdict(list)
        self.by_number: dict[tuple[str, str], int] = {}
        for pk, scheme, value in select(NUMBERS, []):
            numbers[pk].append((scheme, value))
            self.by_number[scheme, value] = pk
        self.actors = {
            pk: Known(pk, kind, country, born, numbers[pk])
            for pk, kind, country, born in select(ACTORS, [])
        }
        self.names = [one for one in select(NAMES, []) if one[0] in self.actors]
        self.names_of: dict[int, list[str]] = defaultdict(list)
        for pk, name in self.names:
            self.names_of[pk].append(name)
        self.spelt = [spelt(name) for _pk, name in self.names]
        self.keys = [one.key for one in self.spelt]
        self.words = [frozenset(one.words) for one in self.spelt]
        self.by_sound: dict[str, list[int]] = defaultdict(list)
        self.by_word: dict[str, list[int]] = defaultdict(list)
        for place, one in enumerate(self.spelt):
            self.by_sound[one.sound].append(place)
            for word in set(one.words):
                self.by_word[word].append(place)

    def candidates(self, said: Sequence[dict[str, Any]]) -> Iterator[list[Candidate]]:
        """For each of what files say, in their order, whom it may be, best first."""
        for start in range(0, len(said), AT_ONCE):
            chunk = said[start : start + AT_ONCE]
            for data, places in zip(chunk, self._by_letters(chunk), strict=True):
                yield self._weighed(data, places)

    def among(self, data: dict[str, Any], actors: Sequence[int]) -> list[Candidate]:
        """These actors, however little they are alike."""
        known = [(self.actors[pk], name) for pk in actors for name in self.names_of.get(pk, ())]
        return best_of([weigh(data, actor, name) for actor, name in known], all_of=True)

    def _by_letters(self, said: Sequence[dict[str, Any]]) -> list[list[int]]:
        if not self.keys:
            return [[] for _data in said]
        keys = [spelt(data["name"]).key for data in said]
        alike = cdist(keys, self.keys, scorer=ratio, score_cutoff=LEAST, dtype=np.uint8)
        found: list[list[int]] = [[] for _key in keys]
        for row, place in zip(*(axis.tolist() for axis in np.nonzero(alike)), strict=True):
            found[row].append(place)
        return [
            sorted(places, key=lambda place, row=row: -int(alike[row, place]))[:MOST_WEIGHED]  # type: ignore[misc]
            for row, places in enumerate(found)
        ]

    def _weighed(self, data: dict[str, Any], places: list[int]) -> list[Candidate]:
        one = spelt(data["name"])
        alike = {*places, *self._by_sound(one), *self._by_words(one)}
        found = [
            weigh(data, self.actors[pk], name) for pk, name in map(self.names.__getitem__, alike)
        ]
        for number in data["identifiers"]:
            if pk := self.by_number.get((number["scheme"], number["value"])):
                found += [weigh(data, self.actors[pk], name) for name in self.names_of[pk]]
        return best_of(found)

    def _by_sound(self, one: Spelt) -> list[int]:
        return self.by_sound.get(one.sound, [])[:MOST_WEIGHED] if one.sound else []

    def _by_words(self, one: Spelt) -> Iterator[int]:
        """Names with one of the rarest words of this one: those that are a part of it, or it of."""
        known = [self.by_word[word] for word in set(one.words) if word in self.by_word]
        own = frozenset(one.words)
        for places in sorted(known, key=len)[:RAREST]:
            if len(places) <= COMMON:
                for place in places:
                    if self.words[place] < own or own < self.words[place]:
                        yield place
