"""Countries by their names in every language of the interface."""

from collections.abc import Iterable, Iterator
from functools import cache

from babel import Locale
from django.conf import settings
from django.db import connection

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


OCCURRING = """
SELECT code FROM unnest(%s::text[]) AS code WHERE EXISTS (
    SELECT FROM records_entry
    WHERE state = 'published' AND countries @> ARRAY[code]::varchar(2)[]
)
"""


def occurring_among(codes: Iterable[str]) -> set[str]:
    """Those that a published entry involves, by place, actor or party."""
    with connection.cursor() as cursor:
        cursor.execute(OCCURRING, [list(codes)])
        return {row[0] for row in cursor.fetchall()}


def countries_named(text: str, marks: Marks) -> list[str]:
    """Codes of countries that have the words of `text` in one of their names, or are that code."""
    code = text.strip().upper()
    return [
        known
        for known, names in _names_of_countries().items()
        if known == code or any(marks.finds(name) for name in names)
    ]
