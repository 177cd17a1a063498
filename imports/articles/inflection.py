"""Whether a word of the text is a form of a name's word, and by which rule."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from imports.articles.tokens import Token
from records.spelling import CYRILLIC, ENDINGS, fold, spellings

EXACT, FORM, OTHER_SCRIPT, SOUND = "exact", "form", "script", "sound"
WEIGHT = {EXACT: 0, FORM: 1, OTHER_SCRIPT: 2, SOUND: 3}
FOLDED_ENDINGS = frozenset(fold(ending) for ending in ENDINGS) | {""}
LATIN_ENDINGS = {"de": ("s",), "en": ("s",)}
VOWELS = str.maketrans("", "", "aeiouyjh'")
FIRST = str.maketrans("yj", "ii")
SOUNDS = (
    *(("tch", "c"), ("sch", "c"), ("sh", "c"), ("ch", "c"), ("kh", "h"), ("ck", "k")),
    *(("w", "v"), ("ff", "v"), ("gu", "g"), ("ou", "u")),
)
ALIKE = 70  # percent of letters, beside the same consonants
MOST_ENDING = 3  # letters behind the stem of a name in another script: Zelensk-yy


@lru_cache(maxsize=50_000)
def how(name: str, word: str, language: str) -> str:
    """The rule by which the folded `word` is a form of `name`; empty where it is none."""
    if fold(name) == word:
        return EXACT
    if CYRILLIC.fullmatch(word):
        return _how_cyrillic(name, word)
    if any(word == fold(name) + ending for ending in LATIN_ENDINGS.get(language, ())):
        return FORM
    if CYRILLIC.fullmatch(name) and any(
        word.startswith(one) and len(word) - len(one) <= MOST_ENDING for one in _latin(name)
    ):
        return OTHER_SCRIPT
    return ""


def _how_cyrillic(name: str, word: str) -> str:
    rule = FORM if CYRILLIC.fullmatch(name) else OTHER_SCRIPT
    for spelt in spellings(name):
        bare = fold(spelt.removeprefix("="))
        if spelt.startswith("="):
            if word == bare:
                return rule
        elif word.startswith(bare) and len(bare) > 2 and word.removeprefix(bare) in FOLDED_ENDINGS:
            return rule
    return ""


@lru_cache(maxsize=10_000)
def _latin(name: str) -> tuple[str, ...]:
    return tuple(fold(one) for one in spellings(name) if one.isascii() and len(one) > 3)


@lru_cache(maxsize=50_000)
def sounds_alike(name: str, word: str) -> bool:
    """Roustem and Rustem: the same consonants in the same order, and most letters."""
    return skeleton(name) == skeleton(word) != "" and ratio(name, word) >= ALIKE


@lru_cache(maxsize=50_000)
def skeleton(word: str) -> str:
    for sound, letter in SOUNDS:
        word = word.replace(sound, letter)
    first, rest = word[:1].translate(FIRST), word[1:].translate(VOWELS)
    return first + "".join(a for a, b in zip(rest, " " + rest, strict=False) if a != b)


class Vocabulary:
    """The words of a text by their beginnings, so that few are compared with each name."""

    def __init__(self, tokens: Sequence[Token], language: str) -> None:
        self.language = language
        self.places: dict[str, list[int]] = defaultdict(list)
        self.by_beginning: dict[str, list[str]] = defaultdict(list)
        for place, token in enumerate(tokens):
            self.places[token.folded].append(place)
        for word in self.places:
            self.by_beginning[word[:2]].append(word)
        self.known: dict[tuple[str, bool], dict[int, str]] = {}

    def places_of(self, name: str, *, by_sound: bool = False) -> dict[int, str]:
        """Where forms of a name's word stand, with the rule of each."""
        key = (name, by_sound)
        if key not in self.known:
            self.known[key] = dict(self._by_sound(name) if by_sound else self._places(name))
        return self.known[key]

    def _places(self, name: str) -> Iterator[tuple[int, str]]:
        spelt = [name, *spellings(name)] if len(name) > 2 else [name]
        beginnings = dict.fromkeys(fold(one.removeprefix("="))[:2] for one in spelt)
        for beginning in beginnings:
            for word in self.by_beginning.get(beginning, ()):
                if rule := how(name, word, self.language):
                    yield from ((place, rule) for place in self.places[word])

    def _by_sound(self, name: str) -> Iterator[tuple[int, str]]:
        for word, places in self.places.items():
            if sounds_alike(fold(name), word):
                yield from ((place, SOUND) for place in places)
