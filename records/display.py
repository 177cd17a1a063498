"""Dates and instants in the reader's language, as sure as they are."""

import re
from datetime import date, datetime
from functools import lru_cache
from unicodedata import bidirectional
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_interval, format_skeleton, format_time
from babel.dates import get_timezone_name as zone_name
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from records.dates import End, Precision, Qualifier, Span

SKELETONS = {
    Precision.DAY: {"long": "yMMMMd", "short": "yMMMd"},
    Precision.MONTH: {"long": "yMMMM", "short": "yMMM"},
    Precision.YEAR: {"long": "y", "short": "y"},
}
# A quotation in each language's outer marks, and the same in its inner ones
NESTED_MARKS = {
    "en": (re.compile("“([^“”]*)”"), r"‘\1’"),
    "fr": (re.compile(r"«\s*([^«»]*?)\s*»"), r"“\1”"),
    "uk": (re.compile("«([^«»]*)»"), r"„\1“"),
}


def locale() -> Locale:
    """The reader's Babel locale; British order and words in English."""
    language = get_language() or "en"
    return Locale.parse("en_GB" if language.startswith("en") else language.split("-")[0])


def language_name(code: str) -> str:
    """The name of a BCP 47 code's language, or the code where CLDR has none."""
    try:
        return Locale.parse(code, sep="-").get_display_name(locale()) or code
    except (UnknownLocaleError, ValueError):
        return code


def within_quotation_marks(text: str) -> str:
    """The text with the marks of a quotation within another, since the reader's outer ones follow.

    Such as ‘reasonably good’ in English, “plutôt bon” in French, „досить хороша“ in Ukrainian.
    """
    language = (get_language() or "en").split("-")[0]
    outer, inner = NESTED_MARKS.get(language, NESTED_MARKS["en"])
    return outer.sub(inner, text)


def span_words(span: Span, length: str = "long", part_of_day: str = "") -> str:
    """Such as "4–6 December 2025", "April 2026", "about 2025", "since 4 December 2025"."""
    return _span_words(span, length, part_of_day, get_language() or "en")


@lru_cache(maxsize=4096)
def _span_words(span: Span, length: str, part_of_day: str, _language: str) -> str:
    skeleton = SKELETONS[Precision(span.precision)][length]
    first = _single(span.starts_on, span.precision, length)
    if span.end == End.OPEN:
        words = _("since %(date)s") % {"date": first}
    elif span.ends_on is None:
        words = _("%(date)s, end not known") % {"date": first}
    elif _single(span.ends_on, span.precision, length) == first:
        words = f"{first}, {part_of_day}" if part_of_day else first
    elif length == "long" and span.precision == Precision.DAY:
        words = _long_interval(span.starts_on, span.ends_on)
    else:
        words = format_interval(span.starts_on, span.ends_on, skeleton, locale=locale())
    return _qualified(words, Qualifier(span.qualifier))


def _long_interval(first: date, last: date) -> str:
    """CLDR has no intervals with the month written out; what is equal is written once."""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_words(last)}"
    if first.year == last.year:
        return f"{format_skeleton('MMMMd', first, locale=locale())} – {day_words(last)}"
    return f"{day_words(first)} – {day_words(last)}"


def _single(day: date, precision: str, length: str) -> str:
    if precision == Precision.DAY:
        return format_date(day, format=length if length == "long" else "medium", locale=locale())
    return format_skeleton(SKELETONS[Precision(precision)][length], day, locale=locale())


def _qualified(words: str, qualifier: Qualifier) -> str:
    if qualifier == Qualifier.APPROXIMATE:
        return pgettext("date", "about %(date)s") % {"date": words}
    if qualifier == Qualifier.UNCERTAIN:
        return pgettext("date", "%(date)s (uncertain)") % {"date": words}
    if qualifier == Qualifier.BOTH:
        return pgettext("date", "about %(date)s (uncertain)") % {"date": words}
    return words


def day_words(day: date, length: str = "long") -> str:
    """Such as "4 December 2025" or, short, "4 Dec 2025"."""
    return _single(day, Precision.DAY, length)


def weekday(day: date) -> str:
    """The day of the week in full."""
    return _weekday(day, get_language() or "en")


@lru_cache(maxsize=4096)
def _weekday(day: date, _language: str) -> str:
    return format_date(day, format="EEEE", locale=locale())


def instant_words(instant: datetime, zone: str, precision: str = "minute") -> str:
    """An end in the instrument's own zone: "29 April 2026, 00:01 Eastern Daylight Time".

    A precision of day or month leaves out what is not known.
    """
    return _instant_words(instant, zone, precision, get_language() or "en")


@lru_cache(maxsize=4096)
def _instant_words(instant: datetime, zone: str, precision: str, _language: str) -> str:
    local = instant.astimezone(ZoneInfo(zone))
    if precision == "month":
        return _single(local.date(), Precision.MONTH, "long")
    if precision == "day":
        return day_words(local.date())
    return _("%(date)s, %(time)s %(zone)s") % {
        "date": day_words(local.date()),
        "time": _clock(local),
        "zone": zone_name(local, locale=locale()),
    }


def zone_words(instant: datetime, zone: str) -> str:
    """A zone by its name on that day: "Eastern Daylight Time"."""
    return str(zone_name(instant.astimezone(ZoneInfo(zone)), locale=locale()))


def _clock(local: datetime) -> str:
    """English readers expect 12:01 a.m., as American instruments write it; others 00:01."""
    if locale().language != "en":
        return format_time(local, format="short", locale=locale())
    return format_time(local, format="h:mm a", locale="en_US").replace("M", ".m.").lower()


def isolated(text: str) -> str:
    """A name for a list of names: set apart by FSI and PDI where it is written from the right."""
    from_right = any(bidirectional(letter) in ("R", "AL") for letter in text)
    return f"\u2068{text}\u2069" if from_right else text
