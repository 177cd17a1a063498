"""What CLDR knows of the words in cells: countries, months, days, money and large numbers.

All from Babel, for languages in every script; folded, so that capitals and accents do not matter. A
word that means two things in two languages keeps both, and is told by the language of its column.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from babel import Locale
from babel.localedata import locale_identifiers
from babel.numbers import get_currency_name

from imports.countries import SPELLINGS, country_of
from records.vocabulary import COUNTRY_CODES, CURRENCY_CODES

# Whose words are taken first where other languages use them for something else.
LARGE = ("en", "fr", "uk", "de", "ru", "es", "it", "pl", "pt", "nl", "tr", "ar")
LANGUAGES = (
    *LARGE,
    *("az", "be", "bg", "bs", "ca", "cs", "da", "el", "et", "fa", "fi", "he", "hi", "hr", "hu"),
    *("hy", "id", "ja", "ka", "kk", "ko", "lt", "lv", "mk", "nb", "ro", "sk", "sl", "sq", "sr"),
    *("sv", "ur", "uz", "vi", "zh"),
)
# Short forms that no list of names has.
SHORT_FORMS = {
    "сша": "US",
    "рф": "RU",
    "кнр": "CN",
    "кндр": "KP",
    "оае": "AE",
    "оаэ": "AE",
    "соединенные штаты америки": "US",
    "сполучені штати америки": "US",
    "etats-unis d'amerique": "US",
    "estados unidos de america": "US",
    "eeuu": "US",
    "vereinigte staaten von amerika": "US",
    "grande-bretagne": "GB",
    "great britain": "GB",
    "royaume uni": "GB",
    "republic of korea": "KR",
    "kingdom of saudi arabia": "SA",
}
AMBIGUOUS = {"congo", "korea", "coree", "corea", "конго", "корея", "kongo"}
PREFERRED = {"€": "EUR", "£": "GBP"}
SPOKEN = {
    **dict.fromkeys(("грн", "гривня", "гривні", "гривень"), "UAH"),
    **dict.fromkeys(("руб", "рубль", "рубля", "рублей"), "RUB"),
}


def fold(text: str) -> str:
    """Without capitals, accents and doubled blanks, and with one kind of apostrophe."""
    if text.isascii():  # which has neither accents nor other apostrophes
        return " ".join(text.lower().split())
    plain = unicodedata.normalize("NFKD", text.replace("’", "'")).casefold()
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


@cache
def _countries(everywhere: bool) -> dict[str, str]:
    languages: Iterable[str] = LANGUAGES
    if everywhere:
        languages = [one for one in locale_identifiers() if "_" not in one]
    found: dict[str, set[str]] = defaultdict(set)
    for language in languages:
        for code, name in Locale(language).territories.items():
            if code in COUNTRY_CODES:
                found[fold(str(name))].add(str(code))
    return {name: codes.pop() for name, codes in found.items() if len(codes) == 1} | {
        fold(name): code for name, code in (SPELLINGS | SHORT_FORMS).items()
    }


def country_anywhere(text: str) -> str:
    """The code of a country named in any language or by an ISO code; empty where it is not sure."""
    if found := country_of(text):
        return found
    name = fold(text.rstrip(".")).removeprefix("the ")
    if name in AMBIGUOUS or len(name) < 2:
        return ""
    if len(name) == 2 and name.upper() in COUNTRY_CODES and text.isascii():
        return name.upper()
    return _countries(False).get(name) or _countries(True).get(name, "")


def english_name(code: str) -> str:
    return str(Locale("en").territories[code])


@cache
def _months() -> dict[str, dict[str, int]]:
    """Folded name or short name of a month → language → its number."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for language in reversed(LANGUAGES):
        locale = Locale(language)
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in locale.months[form][width].items():
                    if not any(c.isdigit() for c in name):
                        found[_last_word(name)][language] = number
    return dict(found)


def _last_word(name: str) -> str:
    return fold(name).rstrip(".").replace(".", " ").split()[-1].split("'")[-1]


@cache
def months_of(word: str, language: str = "") -> frozenset[int]:
    """Which months a word may mean; the beginning of a name will do where it is one month's."""
    name = fold(word)
    known = _months().get(name, {})
    if language in known:
        return frozenset({known[language]})
    if known:
        large = {known[one] for one in LARGE if one in known}
        return frozenset(large or known.values())
    if len(name) < 3:
        return frozenset()
    begun = [by for full, by in _months().items() if full.startswith(name)]
    numbers = {by[one] for by in begun for one in (language, *LARGE) if one in by}
    return frozenset(numbers if len(numbers) == 1 else ())


@cache
def month_languages(word: str) -> frozenset[str]:
    return frozenset(_months().get(fold(word), {}))


@cache
def days_of_week() -> frozenset[str]:
    return frozenset(
        _last_word(name)
        for language in LANGUAGES
        for form in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for name in Locale(language).days[form][width].values()
    )


@cache
def _multipliers() -> dict[str, dict[str, int]]:
    """Folded word for a large number → language → the number."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for language in LANGUAGES:
        formats = Locale(language).compact_decimal_formats
        for width in ("long", "short"):
            for by_number in formats.get(width, {}).values():
                for number, pattern in by_number.items():
                    if word := _word_of(pattern):
                        found[word].setdefault(language, _value(pattern, number))
    return dict(found)


def _word_of(pattern: object) -> str:
    text = str(getattr(pattern, "pattern", pattern)).replace("'", "")
    return fold(text.replace("0", "").replace("\u00a0", " ")).strip(" .\u200f\u200e")


def _value(pattern: object, number: str) -> int:
    """`000 million` stands for 100,000,000: the word alone is that divided by its zeros' worth."""
    zeros = str(getattr(pattern, "pattern", pattern)).count("0")
    return int(int(number) // 10 ** (zeros - 1)) if zeros else 1


@cache
def multipliers_of(word: str, language: str = "") -> frozenset[int]:
    """Which large numbers a word may stand for: “billion” is not the same in every language."""
    known = _multipliers().get(fold(word).strip(" ."), {})
    if language in known:
        return frozenset({known[language]})
    large = {known[one] for one in LARGE if one in known}
    return frozenset(large or known.values())


@cache
def _currencies() -> Mapping[str, frozenset[str]]:
    """Folded sign, code or name → the currencies that it may mean."""
    found: dict[str, set[str]] = defaultdict(set)
    for language in LANGUAGES:
        for code, sign in Locale(language).currency_symbols.items():
            found[fold(str(sign)).rstrip(".")].add(str(code))
    for language in LARGE:
        for code in Locale(language).currencies:
            for count in (1, 2, 5):
                name = get_currency_name(str(code), count=count, locale=language)
                found[fold(name)].add(str(code))
    found |= {code.casefold(): {code} for code in CURRENCY_CODES}
    found |= {fold(word): {code} for word, code in SPOKEN.items()}
    return {sign: frozenset(codes & CURRENCY_CODES) for sign, codes in found.items()}


def currencies_of(text: str) -> frozenset[str]:
    """The currencies that a sign, a code or a name may mean: “$” is the sign of many."""
    if text.strip() in PREFERRED:
        return frozenset({PREFERRED[text.strip()]})
    return _currencies().get(fold(text).rstrip("."), frozenset())
