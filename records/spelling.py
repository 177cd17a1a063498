"""Other spellings of a word that a reader may mean: endings, neighbouring languages, scripts.

Words are searched as beginnings, so a stem is enough to find all forms of a word. What is written
here is read by the database's own folding too: capitals, accents, й and ї lose their marks there.
"""

import re
import unicodedata
from functools import lru_cache

import cyrtranslit
from anyascii import anyascii

CYRILLIC = re.compile(r"[\u0400-\u052f]+")
LATIN = re.compile(r"[a-z]+")
SHORT = 4  # a stem this long is searched as a beginning, a shorter one with known endings only
SHORTEST = 3
# Endings of nouns, names and adjectives in Ukrainian and Russian
ENDINGS = tuple(
    ending
    for line in (
        "ами ями ими іми ыми ого ому его ему ьою",
        "ів їв ев єв ах ях ам ям ом ем єм ою ею єю ой ей ій ый ий их іх ых им ім ым",
        "ая яя ое ее ую юю ої еї ья ье ью а я о е є у ю и і ї ы й ь",
    )
    for ending in line.split()  # the longer first
)
# Київ, Києва; Харків, Харкова; and back
CLOSED = {"ів": ("ов", "ев"), "їв": ("єв",), "ов": ("ів",), "єв": ("їв",)}
SURNAME = re.compile(r"(?<=.[sc]k)[iyj]+$")  # Zelensky, Zelenskyy, Zelenskyi, Zelenskij
TO_RUSSIAN = str.maketrans("іїєґ", "ииег")
FOLDED = str.maketrans("łøđıħŧ", "lodiht")


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """As the SQL function `records_fold` does to letters: without capitals and accents."""
    if text.isascii():
        return text.lower()
    plain = (c for c in unicodedata.normalize("NFKD", text) if not "\u0300" <= c <= "\u036f")
    return "".join(plain).lower().translate(FOLDED)


@lru_cache(maxsize=4096)
def spellings(word: str) -> tuple[str, ...]:
    """`word` as it is, then how else it may be spelt.

    Each is the beginning of a word, or a whole word where it starts with `=`.
    """
    word = unicodedata.normalize("NFC", word.lower())
    if CYRILLIC.fullmatch(word):
        others = _of_cyrillic(word)
    elif LATIN.fullmatch(fold(word)):
        others = _of_latin(fold(word))
    else:
        others = []
    return tuple(dict.fromkeys([word, *others]))


def stem(word: str) -> str:
    """A Cyrillic word without its ending, or the word where too little would be left."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            return word.removesuffix(ending)
    return word


def _of_cyrillic(word: str) -> list[str]:
    root = stem(word)
    roots = [root]
    for whole in (word, root):
        for ending, others in CLOSED.items():
            if whole.endswith(ending) and len(whole) > SHORTEST:
                roots += [whole.removesuffix(ending) + other for other in others]
    found: list[str] = []
    for one in roots:
        if len(one) < SHORT and one == root != word:
            found += [f"={one}", *(f"={one}{ending}" for ending in ENDINGS)]
        else:
            found += [one, *_neighbours(one)]
    latin = anyascii(root).lower().replace("'", "")
    return found + [latin] * (len(root) >= SHORT)


def _of_latin(word: str) -> list[str]:
    root = SURNAME.sub("", word)
    if len(root) < SHORT:
        return []
    for sounds, letter in (("kh", "h"), ("w", "v"), ("ck", "k")):
        word = word.replace(sounds, letter)
    cyrillic = cyrtranslit.to_cyrillic(SURNAME.sub("", word), "ru").lower()
    if not CYRILLIC.fullmatch(cyrillic):
        return [root]
    return [root, cyrillic, *_neighbours(cyrillic)]


def _neighbours(word: str) -> list[str]:
    """The same word by the rules of the other language: Зеленський, Зеленский; Умєров, Умеров."""
    russian = word.replace("ськ", "ск").replace("цьк", "цк").translate(TO_RUSSIAN)
    ukrainian = re.sub(r"([сц])к", r"\1ьк", word).replace("и", "і").replace("ы", "и")
    softened = [f"{word[:n]}є{word[n + 1 :]}" for n, letter in enumerate(word) if letter == "е"]
    return [other for other in (russian, ukrainian, *softened[:3]) if other != word]
