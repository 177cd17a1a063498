"""Dates of a text: absolute ones, and relative ones counted from the day of publication."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import cache, lru_cache

from babel import Locale
from dateparser.date import DateDataParser

from imports.articles.found import DATE, Found, Text, When, without_overlaps
from imports.articles.inflection import how
from imports.articles.lexicon import lowered
from imports.articles.tokens import Token, plain
from records.dates import InvalidDateError, Span, parse
from records.spelling import fold

DAY = re.compile(r"(\d{1,2})(?:er|st|nd|rd|th|го|е)?")
YEAR = re.compile(r"(?:19|20)\d\d")
NUMERIC = re.compile(
    r"(?<![\w.])(?:(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)"
    r"|(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>(?:19|20)\d\d))(?![\w])"
)
FILLERS = {"de", "of", "the"}
FIRST_YEAR, LAST_YEAR = 1900, 2100


@cache
def months(language: str) -> tuple[tuple[str, int], ...]:
    """Names of months as they stand in a date and alone, and their abbreviations."""
    names: dict[str, int] = {}
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in Locale(language).months[context][width].items():
                names.setdefault(plain(str(name)).rstrip("."), int(number))
    return tuple((name, number) for name, number in names.items() if len(name) > 2)


def month_of(token: Token, language: str) -> int:
    """1 to 12, or 0 where the word is no form of a month's name."""
    for name, number in months(language):
        if token.lower == name or (len(name) > 3 and how(name, token.folded, language)):
            return number
    return 0


def find_days(text: Text, published_on: date) -> list[Found]:
    """Every date; one without a year is taken in the year that brings it nearest."""
    finder = _Finder(text, published_on)
    return without_overlaps(
        [*finder.numeric(), *finder.written(), *finder.weekdays(), *finder.relative()]
    )


class _Finder:
    def __init__(self, text: Text, published_on: date) -> None:
        self.text = text
        self.published_on = published_on
        self.words = lowered(text.tokens)

    def numeric(self) -> Iterator[Found]:
        starts = {token.start: place for place, token in enumerate(self.text.tokens)}
        for one in NUMERIC.finditer(self.text.content):
            year, month, day = one.group("year", "month", "day")
            if not year:
                day, month, year = one.group("d", "m", "y")
            span = _day(int(year), int(month), int(day))
            if span and one.start() in starts:
                first = starts[one.start()]
                yield self.text.mark(first, first + 3, DATE, "date_numeric", value=When(span))

    def written(self) -> Iterator[Found]:
        for place, token in enumerate(self.text.tokens):
            if month := month_of(token, self.text.language):
                yield from self._around(place, month)

    def _around(self, place: int, month: int) -> Iterator[Found]:
        """Day before or behind the month, year behind; a month alone needs its year."""
        first, last = place, place + 1
        day = self._day_at(place - 1)
        if day:
            first = place - 1
        elif (day := self._day_at(place + 1)) and self.text.language == "en":
            last = place + 2
        else:
            day = 0
        behind = last + (self._word(last) in FILLERS)
        year = int(self._word(behind)) if YEAR.fullmatch(self._word(behind)) else 0
        last = behind + 1 if year else last
        if day:
            span = _day(year, month, day) if year else self._nearest(month, day)
        else:
            span = _span(f"{year}-{month:02}") if year else None
        if span:
            rule = "date_month" if not day else "date_written" if year else "date_without_year"
            yield self._mark(first, last, rule, span, is_relative=bool(day and not year))

    def weekdays(self) -> Iterator[Found]:
        for match in self.text.words.find("weekdays", self._bare_days()):
            back = (self.published_on.weekday() - int(match.value)) % 7
            day = self.published_on - timedelta(days=back)
            yield self._mark(match.first, match.last, "date_weekday", Span(day, day), True)

    def _bare_days(self) -> list[str]:
        """The words; where a language joins day and time (Donnerstagabend), the day alone."""
        if not self.text.words.compound_days:
            return self.words
        parts = [plain(one) for one in ("morgen", "vormittag", "nachmittag", "abend", "nacht")]
        return [
            next((w.removesuffix(p) for p in parts if w.endswith(p) and len(w) > len(p) + 5), w)
            for w in self.words
        ]

    def relative(self) -> Iterator[Found]:
        parser = relative_parser(self.text.language, self.published_on)
        for match in self.text.words.find("relative", self.words):
            said = " ".join(self.words[match.first : match.last])
            read = parser.get_date_data(_as_written(said, self.text.language)).date_obj
            if read:
                span = Span(read.date(), read.date())
                yield self._mark(match.first, match.last, "date_relative", span, True)

    def _mark(self, first: int, last: int, rule: str, span: Span, is_relative: bool) -> Found:
        part, last = self._part_of_day(last)
        joined = self.words[first]
        if not part and self.text.words.compound_days and last - first == 1:
            part = next((p for p, end in _JOINED.items() if joined.endswith(end)), "")
        return self.text.mark(first, last, DATE, rule, value=When(span, is_relative, part))

    def _part_of_day(self, last: int) -> tuple[str, int]:
        """“soir” behind “jeudi”, or the evening before it in “ввечері в четвер”."""
        for match in self.text.words.find("parts_of_day", self.words[last : last + 2]):
            if match.first == 0:
                return str(match.value), last + match.last
        return "", last

    def _nearest(self, month: int, day: int) -> Span | None:
        years = range(self.published_on.year - 1, self.published_on.year + 2)
        spans = [span for year in years if (span := _day(year, month, day))]
        return min(spans, key=lambda span: abs(span.starts_on - self.published_on), default=None)

    def _day_at(self, place: int) -> int:
        read = DAY.fullmatch(self._word(place))
        return int(read.group(1)) if read and 1 <= int(read.group(1)) <= 31 else 0

    def _word(self, place: int) -> str:
        return self.words[place] if 0 <= place < len(self.words) else ""


_JOINED = {
    "morning": "vormittag",
    "afternoon": "nachmittag",
    "evening": "abend",
    "night": "nacht",
}


def relative_parser(language: str, published_on: date) -> DateDataParser:
    """dateparser with everything fixed that it would otherwise take from the clock."""
    return DateDataParser(
        languages=[language],
        settings={
            "RELATIVE_BASE": datetime(published_on.year, published_on.month, published_on.day, 12),
            "PREFER_DATES_FROM": "past",
            "TIMEZONE": "UTC",
            "RETURN_AS_TIMEZONE_AWARE": False,
            "CACHE_SIZE_LIMIT": 0,
        },
    )


def _as_written(said: str, language: str) -> str:
    """Hyphens and apostrophes that the tokens lost and dateparser wants."""
    if language == "fr":
        return said.replace("avant hier", "avant-hier").replace("aujourd hui", "aujourd'hui")
    return said


def _day(year: int, month: int, day: int) -> Span | None:
    """Without EDTF: its parser takes milliseconds, and a text may hold thousands of numbers."""
    try:
        whole = date(year, month, day)
    except ValueError:
        return None
    return Span(whole, whole)


@lru_cache(maxsize=4096)
def _span(text: str) -> Span | None:
    try:
        return parse(text)
    except InvalidDateError:
        return None


def approximately(published_on: date) -> Span:
    """About the month of publication: for what is told without a date."""
    return parse(f"{published_on:%Y-%m}~")


def words_of_days(found: Sequence[Found], text: Text) -> list[str]:
    return [fold(text.words_of(one)) for one in found]
