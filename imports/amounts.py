"""Amounts of money as files write them, and sums of them as the database keeps them."""

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_EVEN, Decimal

from imports.problems import Problem, warning

NUMBER = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d*)?([eE][+-]?\d{1,2})?")
LONGEST = 100  # characters; more digits are no amount
CENT = Decimal("0.01")
LIMIT = Decimal(10**18)  # what the column holds


def number_of(text: str) -> Decimal | None:
    """A number in plain digits, thousands parted by commas or not; None if it is none."""
    text = text.strip()
    if len(text) > LONGEST or not text.isascii() or not NUMBER.fullmatch(text):
        return None
    return Decimal(text.replace(",", ""))


def amount_of(text: str) -> Decimal | None:
    """An amount to the cent; None where it is none, or more than the database holds."""
    number = number_of(text)
    return to_the_cent(number) if number is not None else None


def to_the_cent(amount: Decimal) -> Decimal | None:
    """None where it is more than the database holds."""
    if not abs(amount) < LIMIT:
        return None
    return amount.quantize(CENT, ROUND_HALF_EVEN)


def sum_of(amounts: Iterable[Decimal], column: str) -> tuple[str | None, list[Problem]]:
    """What is promised in all, as text; a remark instead where that is below zero or too much."""
    total = sum(amounts, Decimal(0))
    if total < 0:
        return None, [warning("negative_sum", column, value=f"{total:.2f}")]
    if total >= LIMIT:
        return None, [warning("amount_left_out", column, value=f"{total:.2f}")]
    return f"{total:.2f}", []
