"""How alike two names are, whatever their script, order of words, endings and marks."""

import re
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import normalize

from anyascii import anyascii
from rapidfuzz.fuzz import ratio

from imports.articles.inflection import skeleton
from records.spelling import CYRILLIC, SURNAME, fold, stem
from records.words import words_of

SAME, SPELLED, SOUND, PART = "same_name", "spelled", "sound", "part"
ARTICLES = frozenset({"al", "el", "ul"})  # al-Sharaa, which Arabic writes as one word
SOUNDS_ALIKE = 90
LEAST_LETTERS = 50  # percent of letters of names that sound alike
ONE_LESS, EACH_LESS = 94, 4  # one word less, as a patronymic; each further one
ONE_OF_TWO = 80
SHORTEST = 4
# Marks that Arabic and Hebrew may leave out; a hamza on its letter becomes one when taken apart.
LEFT_OUT = re.compile("[\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]+")
ALEF = str.maketrans("\u0627\u0671", "aa")
NO_LETTER = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Spelt:
    """A name in plain letters: its words in alphabetical order, and their sounds."""

    words: tuple[str, ...]
    key: str
    sound: str


@lru_cache(maxsize=50_000)
def spelt(name: str) -> Spelt:
    bare = LEFT_OUT.sub("", normalize("NFD", name))
    words = _joined([plain for word in words_of(bare) if (plain := _plain(word))])
    words.sort()
    sound = " ".join(sorted(map(skeleton, words)))
    return Spelt(tuple(words), " ".join(words) or name.strip().lower(), sound)


def folded(name: str) -> str:
    """The form under which a decision is found again: without capitals, accents, double spaces."""
    return " ".join(fold(name).split())[:300]


def _plain(word: str) -> str:
    word = word.lower()
    if CYRILLIC.fullmatch(word):
        word = stem(word)
    return SURNAME.sub("", NO_LETTER.sub("", anyascii(fold(word).translate(ALEF)).lower()))


def _joined(words: list[str]) -> list[str]:
    found: list[str] = []
    for word in words:
        if found and found[-1] in ARTICLES:
            found[-1] += word
        else:
            found.append(word)
    return found


def likeness(one: Spelt, other: Spelt) -> tuple[float, str]:
    """0 to 100, and by which rule; the same whichever is named first."""
    if one.key == other.key:
        return 100.0, SAME
    letters = ratio(one.key, other.key)
    found = [(letters, SPELLED), (_by_part(one, other), PART)]
    if one.sound and one.sound == other.sound and letters >= LEAST_LETTERS:
        found.append((SOUNDS_ALIKE, SOUND))
    return max(found)


def _by_part(one: Spelt, other: Spelt) -> float:
    """For a name that is the other one without some of its words."""
    less, more = sorted((set(one.words), set(other.words)), key=len)
    missing = len(more) - len(less)
    if not missing or not less < more:
        return 0.0
    if len(less) == 1:
        return ONE_OF_TWO * (missing == 1 and len(next(iter(less))) >= SHORTEST)
    return max(ONE_LESS - EACH_LESS * (missing - 1), 0)
