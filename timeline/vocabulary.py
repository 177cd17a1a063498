"""The words that readers may mean: of names and of frequent titles, nearest to a misspelt one.

A list for each process, made when a word is first not found, and anew when anything was written
since (`records.data_version`): what was withdrawn is never offered.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from threading import Lock

from django.db.models import BigIntegerField, Func
from rapidfuzz import process
from rapidfuzz.distance import OSA

from records.data_version import data_version
from records.models import Actor, ActorName, Entry, Process
from records.spelling import TO_RUSSIAN, fold, spellings
from records.words import wanted, words_of
from timeline.territories import every_country_name

TITLES = 3000  # newest entries whose titles' words are known
FREQUENT = 2  # how often a word stands in titles to be offered
SHORTEST = 3
NEAR = 0.7  # of 1: "umrov" is 0.83 from "umerov"


@dataclass(frozen=True)
class Vocabulary:
    """Words as they are written and as they are compared, the most frequent first."""

    version: str
    written: list[str]
    sounds: list[str]
    in_order: list[str]

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
    """The list as it is now; inside a transaction, which has no version, it is made each time."""
    global _made  # noqa: PLW0603 — one for the process
    with _making:
        version, made = data_version(), _made
        if made is None or not version or made.version != version:
            made = _made = _make(version)
        return made


def _make(version: str) -> Vocabulary:
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
    return Vocabulary(version, in_use, sounds, sorted(folded))


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
