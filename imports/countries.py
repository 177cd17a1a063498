"""Countries by name: a code only where the text is the name of exactly one, never a guess."""

import re
from functools import cache

from babel import Locale
from babel.core import get_global

from records.vocabulary import COUNTRY_CODES

# Spellings that the field's files use and CLDR does not list.
SPELLINGS = {
    "uae": "AE",
    "uk": "GB",
    "us": "US",
    "usa": "US",
    "united states of america": "US",
    "turkey": "TR",
    "iran (islamic republic of)": "IR",
    "islamic republic of iran": "IR",
    "russian federation": "RU",
    "syrian arab republic": "SY",
    "congo (brazzaville)": "CG",
    "congo (kinshasa)": "CD",
    "ivory coast": "CI",
    "south korea": "KR",
    "north korea": "KP",
    "czech republic": "CZ",
    "palestine": "PS",
    "bosnia and herzegovina": "BA",
    "democratic republic of congo": "CD",
    "democratic republic of the congo": "CD",
    "republic of congo": "CG",
    "republic of the congo": "CG",
    "cote d'ivoire": "CI",
    "macedonia": "MK",
    "burma": "MM",
    "palestinian": "PS",
    "region: gaza": "PS",
    "virgin islands, british": "VG",
    "holy see": "VA",
}
GOVERNMENT = re.compile(r"(?P<country>[^()]+?) \(\d{4}-(\d{4})?\) .+")


@cache
def _names() -> dict[str, str]:
    """Folded names in the languages of the interface and of the article, and alpha-3 codes."""
    found: dict[str, set[str]] = {}
    for language in ("en", "fr", "uk", "ru", "de"):
        for code, name in Locale(language).territories.items():
            if code in COUNTRY_CODES:
                found.setdefault(str(name).casefold(), set()).add(str(code))
    names = {name: codes.pop() for name, codes in found.items() if len(codes) == 1}
    for alias, codes in get_global("territory_aliases").items():
        if len(alias) == 3 and alias.isalpha() and len(codes) == 1 and codes[0] in COUNTRY_CODES:
            names[str(alias).casefold()] = str(codes[0])
    return names | SPELLINGS


def country_of(text: str) -> str:
    """The ISO 3166-1 alpha-2 code of a name, an alpha-3 or an alpha-2 code; else an empty text."""
    text = text.strip()
    if text in COUNTRY_CODES:
        return text
    return _names().get(text.casefold(), "")


def state_named(text: str) -> str:
    """The code of the state whose name this is. Two letters are no name: “AU” is a union, too."""
    return "" if len(text.strip()) == 2 and text.strip() not in ("UK", "US") else country_of(text)


def government_of(text: str) -> str:
    """The code in names such as “Libya (2021-) National Unity”: a government, not the state."""
    match = GOVERNMENT.fullmatch(text.strip())
    return country_of(match["country"]) if match else ""
