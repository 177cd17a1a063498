"""Countries by their names in every language of the interface."""

from collections.abc import Iterator
from functools import cache

from babel import Locale
from django.conf import settings

from records.marking import Marks
from records.vocabulary import COUNTRY_CODES


@cache
def _names_of_countries() -> dict[str, tuple[str, ...]]:
    """Code → names."""
    locales = [Locale.parse(language) for language, _label in settings.LANGUAGES]
    return {
        code: tuple(dict.fromkeys(str(one.territories.get(code, code)) for one in locales))
        for code in sorted(COUNTRY_CODES)
    }


def every_country_name() -> Iterator[str]:
    for names in _names_of_countries().values():
        yield from names


def countries_named(text: str, marks: Marks) -> list[str]:
    """Codes of countries that have the words of `text` in one of their names, or are that code."""
    code = text.strip().upper()
    return [
        known
        for known, names in _names_of_countries().items()
        if known == code or any(marks.finds(name) for name in names)
    ]
