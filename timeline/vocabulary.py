"""The words that readers may mean: of names and of frequent titles, nearest to a misspelt one.

A list for each process, made when a word is first not found, and anew when records have changed
since; one that takes long to make is kept for a while even then, and renewed aside.
"""

import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from threading import Lock, Thread

from django.db import connection
from django.db.models import BigIntegerField, Func
from rapidfuzz import process
from rapidfuzz.distance import OSA

from records.models import Actor, ActorName, Entry, Process
from records.spelling import TO_RUSSIAN, fold, spellings
from records.words import wanted, words_of
from timeline.territories import every_country_name

TITLES = 3000  # newest entries whose titles' words are known
FREQUENT = 2  # how often a word stands in titles to be offered
SHORTEST = 3
NEAR = 0.7  # of 1: "umrov" is 0.83 from "umerov"
QUICK = 0.1  # seconds of work that a reader may wait for each time that something has changed
KEPT = 20  # times as long as it took to make, where that is more
VERSION = " || '-' || ".join(
    f"coalesce((SELECT max(pgh_id) FROM records_{name}event), 0)"  # noqa: S608 — our own names
    for name in ("actor", "actorname", "involvement", "entry", "process", "processentry")
)


@dataclass(frozen=True)
class Vocabulary:
    """Words as they are written and as they are compared, the most frequent first."""

    version: str
    written: list[str]
    sounds: list[str]
    in_order: list[str]
    made_at: float
    took: float

    def knows(self, word: str) -> bool:
        """Whether `word` begins a word, in any of its spellings."""
        for spelling in spellings(word):
            start = fold(spelling.lstrip("="))
            place = bisect_left(self.in_order, start)
            if place < len(self.in_order) and self.in_order[place].startswith(start):
                return True
        return False

    def nearest(self, word: str, unfinished: bool = False) -> str | None:
        """The word that was meant; `unfinished` compares with as much of each as was typed."""
        word = _sound(word)
        if len(word) < SHORTEST:
            return None
        place = _nearest(word, self.sounds)
        if place is None and unfinished and len(word) > SHORTEST:
            place = _nearest(word, [one[: len(word)] for one in self.sounds])
        return None if place is None else self.written[place]


def _nearest(word: str, words: list[str]) -> int | None:
    """At which place of `words` the nearest one stands: the first of those equally near."""
    scorer = OSA.normalized_similarity
    found = process.extractOne(word, words, scorer=scorer, score_cutoff=NEAR, processor=None)
    return found[2] if found else None


def _sound(word: str) -> str:
    """What two spellings have in common, of those that Ukrainian and Russian write differently."""
    return fold(word).translate(TO_RUSSIAN)


def corrected(text: str, unfinished: bool = False) -> str | None:
    """`text` with each word that occurs nowhere replaced by the nearest one; None if none is."""
    asked, known = wanted(text), vocabulary()
    words = [word for phrase in asked.phrases for word in phrase.split()] + [*asked.words]
    meant = [
        word if known.knows(word) else known.nearest(word, unfinished) or word for word in words
    ]
    return " ".join(meant) if meant != words else None


_made: Vocabulary | None = None
_making = Lock()


def vocabulary() -> Vocabulary:
    """The list as it is now or, where making it takes long, as it was a moment ago."""
    if _made is None or _made.took < QUICK:
        with _making:
            return _renewed()
    if time.monotonic() - _made.made_at > KEPT * _made.took and not _making.locked():
        Thread(target=_renew_aside, daemon=True).start()
    return _made


def _renew_aside() -> None:
    """In a thread of its own, so that no reader waits."""
    with _making:
        try:
            _renewed()
        finally:
            connection.close()


def _renewed() -> Vocabulary:
    global _made  # noqa: PLW0603 — one for the process
    started, version = time.thread_time(), _version()
    if _made is None or _made.version != version:
        _made = _make(version, started)
    else:
        _made = replace(_made, made_at=time.monotonic())
    return _made


def _version() -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {VERSION}")
        return str(cursor.fetchone()[0])


def _make(version: str, started: float) -> Vocabulary:
    often: Counter[str] = Counter()
    written: dict[str, str] = {}
    for names, least in ((_names(), 1), (_titles(), FREQUENT)):
        words = Counter(word for name in names for word in words_of(name))
        for word, times in words.items():
            if times >= least and len(word) >= SHORTEST and not word.isdigit():
                written.setdefault(fold(word), word)
                often[fold(word)] += times
    folded = [word for word, _times in often.most_common()]
    in_use = [written[word] for word in folded]
    sounds = [_sound(word) for word in in_use]
    took = time.thread_time() - started
    return Vocabulary(version, in_use, sounds, sorted(folded), time.monotonic(), took)


def _names() -> Iterator[str]:
    """Names of whom and what readers may know."""
    known = Entry.objects.published().order_by()
    actors = Actor.objects.filter(
        pk__in=known.values(
            who=Func("actor_ids", function="unnest", output_field=BigIntegerField())
        )
    )
    yield from _values(actors.values_list("name", "i18n"), "name")
    yield from ActorName.objects.filter(actor__in=actors).values_list("text", flat=True)
    yield from _values(Process.objects.with_published().values_list("name", "i18n"), "name")
    yield from every_country_name()


def _titles() -> Iterator[str]:
    newest = Entry.objects.published().newest_first().values_list("title", "i18n")
    yield from _values(newest[:TITLES], "title")


def _values(rows: Iterable[tuple[str, dict[str, str] | None]], name: str) -> Iterator[str]:
    """A text and its translations."""
    for text, translations in rows:
        yield text
        yield from (v for k, v in (translations or {}).items() if k.startswith(name) and v)
