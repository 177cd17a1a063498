"""Dates as people write them, into EDTF: never guessed where two readings are possible."""

import re
from datetime import date

from imports.connectors.parley_cells import refuse
from imports.mappings.cldr import days_of_week, fold, months_of
from records import dates
from records.dates import InvalidDateError

EDTF = re.compile(r"[0-9X~?%./-]{4,25}")
COMPACT = re.compile(r"(?:19|20)\d{6}")
NUMERIC = re.compile(r"(\d{1,4})\s?([./\-])\s?(\d{1,2})\s?\2\s?(\d{1,4})\.?")
MONTH_YEAR = re.compile(r"(\d{1,2})\s?[./\-]\s?(\d{4})")
EASTERN = re.compile(r"(\d{4})\s?[年년]\s?(?:(\d{1,2})\s?[月월]\s?(?:(\d{1,2})\s?[日일])?)?")
TIME = re.compile(
    r"(?:[T\s,]+|(?<=\d)T)\d{1,2}[:h]\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*"
    r"(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}|[ap]\.?m\.?)?$",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"\s+(?:[-–—/]|to|until|au|bis|до|по|al|hasta|do)\s+", re.IGNORECASE)
TOKEN = re.compile(r"\d+|[^\W\d_]+")
# Small words in dates, without a meaning of their own.
FILLERS = {
    *("de", "del", "of", "the", "el", "le", "la", "du", "au", "den", "der", "am", "from", "to"),
    *("1er", "er", "st", "nd", "rd", "th", "го", "г", "год", "года", "р", "рік", "року", "year"),
    *("r", "roku", "bis", "do", "до", "по", "з", "с", "от", "від", "a", "al"),
}
LONGEST = 200  # characters; the patterns take long for a book
CENTURY = 69  # two digits below it are of this century, as in POSIX


def read_date(text: str, order: str = "", language: str = "") -> str:
    """EDTF of a day, month, year or span. Raises CellError where it is none, or several."""
    text = text.strip()
    if len(text) > LONGEST:
        raise refuse("unknown_date", value=text)
    bare = TIME.sub("", text)
    if found := _one(bare, order, language):
        return found
    parts = BETWEEN.split(bare)
    ends = [_one(part, order, language) for part in parts if len(parts) > 1]
    if len(ends) == 2 and all(ends):
        return f"{ends[0]}/{ends[1]}"
    raise refuse("unknown_date", value=text)


def numeric_parts(text: str) -> tuple[int, int] | None:
    """The first two numbers of a date such as 04/12/2025, whose order is a matter of habit."""
    match = NUMERIC.fullmatch(TIME.sub("", text.strip()))
    if match and len(match[1]) < 3:
        return int(match[1]), int(match[3])
    return None


def words_of(text: str) -> list[str]:
    """The words of a date that can only be names of months."""
    words = (fold(word) for word in TOKEN.findall(TIME.sub("", text.strip())))
    return [w for w in words if w.isalpha() and w not in FILLERS and w not in days_of_week()]


def span(first: str, last: str) -> str:
    """One date from two cells: the first day, and the last."""
    start, end = first.split("/", maxsplit=1)[0], last.rsplit("/", maxsplit=1)[-1]
    return start if start == end else f"{start}/{end}"


def _is_edtf(text: str) -> bool:
    if not EDTF.fullmatch(text):
        return False
    try:
        dates.parse(text)
    except InvalidDateError:
        return False
    return True


def _one(text: str, order: str, language: str) -> str:
    """EDTF of one date, or an empty text where it has no form that is known."""
    if _is_edtf(text):
        return text
    if COMPACT.fullmatch(text):
        return _day(text, text[:4], text[4:6], text[6:])
    if match := NUMERIC.fullmatch(text):
        return _numeric(text, match[1], match[3], match[4], order)
    if match := MONTH_YEAR.fullmatch(text):
        return _month(text, match[2], int(match[1]))
    if match := EASTERN.fullmatch(text):
        return _day(text, match[1], match[2], match[3])
    return _worded(text, language)


def _numeric(text: str, first: str, second: str, third: str, order: str) -> str:
    if len(first) == 4 or order == "ymd":
        return _day(text, _year(first), second, third)
    a, b = int(first), int(second)
    if len(third) == 3 or len(first) == 3:
        return ""
    if not order and a <= 12 and b <= 12 and a != b:
        raise refuse("ambiguous_date", value=text)
    if order == "mdy" or (not order and b > 12):
        a, b = b, a
    return _day(text, _year(third), str(b), str(a))


def _year(text: str) -> str:
    if len(text) > 2:
        return text
    return str((2000 if int(text) < CENTURY else 1900) + int(text))


def _worded(text: str, language: str) -> str:
    """`4 déc. 2025`, `December 2025`, `4–6 грудня 2025 року`."""
    tokens = [fold(token) for token in TOKEN.findall(text)]
    numbers = [token for token in tokens if token.isdecimal()]
    words = [w for w in tokens if not w.isdecimal() and w not in FILLERS]
    named = [word for word in words if months_of(word, language)]
    if len(named) > 1:  # “mar.” is Tuesday, too
        named = [word for word in named if word not in days_of_week()]
    if len(named) != 1 or any(w not in days_of_week() for w in words if w not in named):
        return ""
    months = months_of(named[0], language)
    if len(months) > 1:
        raise refuse("ambiguous_month", value=named[0])
    years = [number for number in numbers if len(number) == 4]
    days = [number for number in numbers if len(number) < 3]
    if len(years) != 1 or len(days) + 1 != len(numbers) or len(days) > 2:
        return ""
    ends = [_day(text, years[0], str(min(months)), day) for day in days]
    return "/".join(ends) if ends else _month(text, years[0], min(months))


def _month(text: str, year: str, month: int) -> str:
    if not 1 <= month <= 12:
        raise refuse("no_such_day", value=text)
    return f"{int(year):04}-{month:02}"


def _day(text: str, year: str, month: str | None, day: str | None) -> str:
    if not month:
        return year
    if not day:
        return _month(text, year, int(month))
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError as error:
        raise refuse("no_such_day", value=text) from error
