"""Which of the five languages a text is in, told from the frequent words of each."""

from collections import Counter

from imports.articles.lexicon import LANGUAGES, lexicon
from imports.articles.tokens import tokens_of

LOOKED_AT = 20_000  # characters
LEAST = 0.08  # of the words are among a language's frequent ones; less is another language
# Letters that only one of the two has
OWN_LETTERS = {"uk": set("іїєґ"), "ru": set("ыэъё")}


def language_of(text: str) -> str:
    """One of LANGUAGES, or an empty text where it is none of them."""
    words = Counter(token.lower for token in tokens_of(text[:LOOKED_AT], "en"))
    total = sum(words.values())
    if not total:
        return ""
    shares = {language: _share(words, total, language) for language in LANGUAGES}
    best = max(LANGUAGES, key=lambda language: shares[language])
    return best if shares[best] >= LEAST else ""


def _share(words: Counter[str], total: int, language: str) -> float:
    common = lexicon(language).common
    own, others = OWN_LETTERS.get(language, set()), _letters_of_others(language)
    counted = sum(number for word, number in words.items() if word in common)
    letters = sum(number for word, number in words.items() if own & set(word))
    strange = sum(number for word, number in words.items() if others & set(word))
    return (counted + letters - strange) / total


def _letters_of_others(language: str) -> set[str]:
    if language not in OWN_LETTERS:
        return set()
    return set().union(*(own for other, own in OWN_LETTERS.items() if other != language))
