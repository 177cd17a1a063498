"""What the values of a column show: small pure questions to a sample of cells."""

from collections import Counter
from collections.abc import Callable, Iterable

from imports.connectors.parley_cells import CellError
from imports.mappings.amounts import mark_shown, read_amount
from imports.mappings.cldr import LARGE, country_anywhere, currencies_of, month_languages, months_of
from imports.mappings.codes import says_yes
from imports.mappings.converting import split
from imports.mappings.dates import numeric_parts, read_date, words_of
from imports.texts import web_address

MOST = 0.7  # of the values of a column: the others may be slips
HALF = 0.5  # will do where the name of the column says the same
SOME = 0.2
LONGEST_PART = 60
ORDERS = ("dmy", "mdy")


def share(values: list[str], test: Callable[[str], object]) -> float:
    """How many of the values pass a test, between none (0) and all (1)."""
    times = Counter(values)
    return sum(times[value] for value in times if test(value)) / len(values) if values else 0


def are_dates(values: list[str], least: float = MOST) -> bool:
    """Numbers of four digits alone are no dates: they may be anything."""
    return share(values, _is_date) >= least and share(values, str.isdecimal) < MOST


def are_years(values: list[str]) -> bool:
    return share(values, lambda v: len(v) == 4 and v.isdecimal() and "1500" < v < "2200") >= MOST


def are_addresses(values: list[str]) -> bool:
    return share(values, lambda value: web_address(value.split()[0])) >= MOST


def are_flags(values: list[str]) -> bool:
    said = {says_yes(value) for value in values}
    return None not in said and True in said and len({v.casefold() for v in values}) <= 2


def are_countries(values: list[str], separator: str = "") -> bool:
    return share([p for v in values for p in split(v, separator)], country_anywhere) >= MOST


def are_amounts(values: list[str], least: float = MOST) -> bool:
    return share(values, _is_amount) >= least


def are_currencies(values: list[str]) -> bool:
    return share(values, currencies_of) >= MOST


def order_of(values: Iterable[str]) -> str:
    """Whether the day or the month stands first: “?” where no value tells, or two contradict.

    An empty text where the question does not arise.
    """
    pairs = [pair for value in values if (pair := numeric_parts(value))]
    if not pairs:
        return ""
    day_first = any(first > 12 for first, _second in pairs)
    month_first = any(second > 12 for _first, second in pairs)
    if day_first == month_first:
        return "?"
    return ORDERS[0] if day_first else ORDERS[1]


def with_points(values: Iterable[str]) -> bool:
    """Whether numeric dates are written as 04.12.2025, which has the day first everywhere."""
    numeric = [value for value in values if numeric_parts(value)]
    return bool(numeric) and all("." in value for value in numeric)


def language_of_months(values: Iterable[str]) -> str:
    """The language of names of months that mean several; empty where they are plain."""
    words = {word for value in values for word in words_of(value)}
    if all(len(months_of(word)) <= 1 for word in words):
        return ""
    known = set.intersection(*(set(month_languages(word)) for word in words))
    return next((one for one in (*LARGE, *sorted(known)) if one in known), "")


def decimal_of(values: Iterable[str]) -> str:
    """The decimal mark of all numbers together: “?” where they leave it open, or contradict."""
    marks = Counter(mark_shown(value) for value in values)
    sure = [mark for mark in (".", ",") if marks[mark]]
    if len(sure) == 1:
        return sure[0]
    return "?" if len(sure) == 2 or marks["?"] else ""


def signs_of(values: Iterable[str]) -> frozenset[str]:
    """The currencies that all ambiguous signs of a column may mean together."""
    several = [found for v in values if len(found := _signs(v)) > 1]
    return frozenset.intersection(*several) if several else frozenset()


def has_signs(values: list[str]) -> bool:
    """Whether most values carry the sign or the code of a currency."""
    return share(values, _signs) >= MOST


def separator_of(values: list[str]) -> str:
    """What parts a list in the cells of names; words and commas only where the parts come again."""
    for separator in ("line", "semicolon", "bar", "slash", "comma", "and"):
        lists = [parts for v in values if len(parts := split(v, separator)) > 1]
        parts = [part for one in lists for part in one]
        if len(lists) < SOME * len(values) or not parts or max(map(len, parts)) > LONGEST_PART:
            continue
        if separator in ("line", "semicolon", "bar") or _come_again(values, separator):
            return separator
    return ""


def _come_again(values: list[str], separator: str) -> bool:
    parts = Counter(part for value in values for part in split(value, separator))
    return are_countries(list(parts)) or share(list(parts), lambda p: parts[p] > 1) >= 0.5


def _is_date(text: str) -> bool:
    try:
        return bool(read_date(text))
    except CellError as error:
        return error.problem.code.startswith("ambiguous")


def _is_amount(text: str) -> bool:
    try:
        read_amount(text)
    except CellError as error:
        return error.problem.code.startswith("ambiguous")
    return True


def _signs(text: str) -> frozenset[str]:
    try:
        return read_amount(text).currencies
    except CellError:
        return frozenset()
