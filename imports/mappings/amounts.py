"""Amounts and other numbers as people write them; with their currency where the cell has it."""

import re
from dataclasses import dataclass
from decimal import Decimal

from imports.connectors.parley_cells import refuse
from imports.mappings.cldr import currencies_of, fold, multipliers_of

BLANKS = " \t\u00a0\u202f\u2009"
NUMBER = re.compile(rf"[0-9](?:[0-9.,'’_{BLANKS}]*[0-9])?")
GROUPED = re.compile(r"\d+|\d{1,3}(?:g\d{3})+|\d{1,2}(?:g\d{2})*g\d{3}")
LONGEST = 200  # characters of an amount with all that stands around it
WORD = re.compile(r"[^\W\d_]+|[^\w\s]")
NEGATIVE = re.compile(r"[-−]|\(.*\)")
IGNORED = {".", "(", ")", "+", "-", "−", "~", "’", "'", "d'", "d", "de", "of"}


@dataclass(frozen=True)
class Amount:
    """A number, and the currencies that its sign may mean: none, the one, or several."""

    number: Decimal
    currencies: frozenset[str] = frozenset()


def read_number(text: str, decimal: str = "") -> Decimal:
    """Raises CellError where it is no number, or could be two."""
    amount = read_amount(text, decimal)
    if amount.currencies:
        raise refuse("not_a_number", value=text)
    return amount.number


def read_amount(text: str, decimal: str = "", language: str = "") -> Amount:
    """`1 250 000,50 €`, `US$ 3.5 million`, `2 Mrd. Euro`. Raises CellError."""
    found = NUMBER.findall(text)
    if len(found) != 1 or len(text) > LONGEST:
        raise refuse("not_an_amount", value=text)
    before, _number, after = text.partition(found[0])
    number = _plain(found[0], decimal, text)
    times, currencies = _around(f"{before} {after}", text, language)
    sign = -1 if NEGATIVE.search(before + "0" + after) else 1
    return Amount(sign * number * times, currencies)


def _around(rest: str, text: str, language: str) -> tuple[int, frozenset[str]]:
    """What stands around a number: how many times it is meant, and the currency."""
    if whole := currencies_of(rest.strip(" .+-−()")):
        return 1, whole
    times, others = 1, []
    for word in WORD.findall(rest):
        if (meant := multipliers_of(word, language)) and not currencies_of(word):
            if len(meant) > 1:
                raise refuse("ambiguous_multiple", value=word)
            times *= min(meant)
        elif fold(word) not in IGNORED:
            others.append(word)
    if not others:
        return times, frozenset()
    for name in ("".join(others), " ".join(others)):
        if currencies := currencies_of(name):
            return times, currencies
    raise refuse("not_an_amount", value=text)


def mark_shown(text: str) -> str:
    """The decimal mark that the one number in a text shows by itself, as `decimal_mark` says."""
    found = NUMBER.findall(text)
    return decimal_mark(_grouped(found[0])) if len(found) == 1 else ""


def _grouped(number: str) -> str:
    """With one sign for whatever parts thousands and cannot be a decimal mark."""
    return re.sub(rf"[{BLANKS}'’_]", "g", number)


def _plain(number: str, decimal: str, text: str) -> Decimal:
    digits = _grouped(number)
    mark = decimal or decimal_mark(digits)
    if mark == "?":
        raise refuse("ambiguous_number", value=text)
    whole, _mark, fraction = digits.partition(mark) if mark else (digits, "", "")
    whole = re.sub(r"[.,]", "g", whole)
    if not GROUPED.fullmatch(whole) or (fraction and not fraction.isdecimal()):
        raise refuse("not_a_number", value=text)
    return Decimal(f"{whole.replace('g', '')}.{fraction or '0'}")


def decimal_mark(number: str) -> str:
    """The decimal mark that a number shows by itself: none, or “?” where it could be either."""
    marks = [c for c in number if c in ".,"]
    if not marks:
        return ""
    if len(set(marks)) == 2:
        return marks[-1]
    if len(marks) > 1:
        return "." if marks[0] == "," else ","  # what stands twice parts thousands
    head, _mark, tail = number.partition(marks[0])
    if len(tail) != 3 or head.startswith("0") or len(head) > 3 or "g" in head:
        return marks[0]
    return "?"
