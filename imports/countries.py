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
    "democratic people's republic of korea": "KP",
    "democratic people’s republic of korea": "KP",
    "united kingdom of great britain and northern ireland": "GB",
    "state of palestine": "PS",
    "united republic of tanzania": "TZ",
    "trinidad and tobago": "TT",
    "china, hong kong special administrative region": "HK",
    "holy see": "VA",
}
# Whom nationalities name in lists of sanctions, which give the adjective
DEMONYMS = {
    "afghan": "AF", "algerian": "DZ", "american": "US", "armenian": "AM", "austrian": "AT",
    "azerbaijani": "AZ", "bahraini": "BH", "belarusian": "BY", "belarussian": "BY",
    "british": "GB", "bulgarian": "BG", "burmese": "MM", "canadian": "CA",
    "central african": "CF", "chinese": "CN", "croatian": "HR", "cuban": "CU", "cypriot": "CY",
    "czech": "CZ", "danish": "DK", "dutch": "NL", "egyptian": "EG", "emirati": "AE",
    "eritrean": "ER", "estonian": "EE", "ethiopian": "ET", "finnish": "FI", "french": "FR",
    "georgian": "GE", "german": "DE", "greek": "GR", "haitian": "HT", "hungarian": "HU",
    "indian": "IN", "indonesian": "ID", "iranian": "IR", "iraqi": "IQ", "irish": "IE",
    "israeli": "IL", "italian": "IT", "japanese": "JP", "jordanian": "JO", "kazakh": "KZ",
    "kenyan": "KE", "kuwaiti": "KW", "kyrgyz": "KG", "latvian": "LV", "lebanese": "LB",
    "libyan": "LY", "lithuanian": "LT", "malian": "ML", "maltese": "MT", "moldovan": "MD",
    "montenegrin": "ME", "moroccan": "MA", "nicaraguan": "NI", "nigerian": "NG",
    "north korean": "KP", "norwegian": "NO", "omani": "OM", "pakistani": "PK",
    "palestinian": "PS", "polish": "PL", "portuguese": "PT", "qatari": "QA", "romanian": "RO",
    "russian": "RU", "rwandan": "RW", "saudi": "SA", "serbian": "RS", "slovak": "SK",
    "slovenian": "SI", "somali": "SO", "south korean": "KR", "south sudanese": "SS",
    "spanish": "ES", "sudanese": "SD", "swedish": "SE", "swiss": "CH", "syrian": "SY",
    "tajik": "TJ", "tunisian": "TN", "turkish": "TR", "turkmen": "TM", "ugandan": "UG",
    "ukrainian": "UA", "uzbek": "UZ", "uzbekistani": "UZ", "venezuelan": "VE",
    "vietnamese": "VN", "yemeni": "YE", "zimbabwean": "ZW",
}  # fmt: skip
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
