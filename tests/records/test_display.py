import re
from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from records.dates import parse
from records.display import day_words, instant_words, span_words, weekday

SPANS = [
    ("en", "2025-12-04", "4 December 2025", "4 Dec 2025"),
    ("en", "2025-12-04/2025-12-06", "4–6 December 2025", "4–6 Dec 2025"),
    ("en", "2025-11-28/2025-12-02", "28 November – 2 December 2025", "28 Nov – 2 Dec 2025"),
    ("en", "2025-12-28/2026-01-02", "28 December 2025 – 2 January 2026", None),
    ("en", "2026-04", "April 2026", "Apr 2026"),
    ("en", "2025~", "about 2025", "about 2025"),
    ("en", "2025?", "2025 (uncertain)", "2025 (uncertain)"),
    ("en", "2025-12-04/..", "since 4 December 2025", "since 4 Dec 2025"),
    ("en", "2025-12-04/", "4 December 2025, end not known", None),
    ("fr", "2025-12-04/2025-12-06", "4–6 décembre 2025", "4–6 déc. 2025"),
    ("fr", "2026-04", "avril 2026", "avr. 2026"),
    ("uk", "2025-12-04", "4 грудня 2025 р.", "4 груд. 2025 р."),
    ("uk", "2026-04", "квітень 2026 р.", "квіт. 2026 р."),
]


def plain(words: str) -> str:
    """CLDR parts with thin and narrow spaces; here it is the words that matter."""
    return re.sub(r"\s", " ", words)


@pytest.mark.parametrize(("language", "edtf", "long", "short"), SPANS)
def test_a_span_is_written_as_sure_as_it_is(
    language: str, edtf: str, long: str, short: str | None
) -> None:
    with translation.override(language):
        assert plain(span_words(parse(edtf))) == long
        if short:
            assert plain(span_words(parse(edtf), "short")) == short


def test_a_time_of_day_follows_its_day() -> None:
    assert span_words(parse("2025-12-04"), part_of_day="evening") == "4 December 2025, evening"


def test_an_instant_is_shown_in_the_instruments_zone() -> None:
    end = datetime(2026, 4, 29, 4, 1, tzinfo=UTC)
    words = "29 April 2026, 12:01 a.m. Eastern Daylight Time"
    assert instant_words(end, "America/New_York") == words
    assert instant_words(end, "America/New_York", "day") == "29 April 2026"
    assert instant_words(end, "America/New_York", "month") == "April 2026"


def test_days_and_weekdays_follow_the_language() -> None:
    with translation.override("fr"):
        assert (weekday(date(2025, 12, 4)), day_words(date(2025, 12, 1))) == (
            "jeudi",
            "1 décembre 2025",
        )
