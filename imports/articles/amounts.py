"""Amounts of money: a number, perhaps a scale, and a currency before or behind."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from babel import Locale
from price_parser.parser import parse_number

from imports.articles.found import AMOUNT, Found, Money, Text, without_overlaps
from imports.articles.lexicon import lowered
from imports.articles.tokens import plain
from records.vocabulary import CURRENCY_CODES

NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)*")
ATTACHED = re.compile(r"(k|m|mn|mln|bn|b|tn)", re.IGNORECASE)
POWERS = {"k": 3, "m": 6, "mn": 6, "mln": 6, "b": 9, "bn": 9, "tn": 12}
SYMBOLS = {"€": "EUR", "$": "USD", "£": "GBP", "₴": "UAH", "₽": "RUB"}
BETWEEN = {"de", "d", "des", "of"}
MOST = Decimal(10) ** 18
LONGEST = 40  # characters of a number


@cache
def long_names(language: str) -> dict[str, str]:
    """Full names of currencies, such as “dollars américains” and “Ukrainian hryvnias”."""
    return {
        plain(str(name)): str(code)
        for code, name in Locale(language).currencies.items()
        if code in CURRENCY_CODES
    }


def find_amounts(text: Text) -> list[Found]:
    return without_overlaps(_amounts(text))


def _amounts(text: Text) -> Iterator[Found]:
    starts = {token.start: place for place, token in enumerate(text.tokens)}
    words = lowered(text.tokens)
    for number in NUMBER.finditer(text.content):
        if number.start() in starts and len(number.group()) <= LONGEST:
            yield from _Amount(text, words, number, starts[number.start()]).found()


class _Amount:
    def __init__(self, text: Text, words: list[str], number: re.Match[str], first: int) -> None:
        self.text, self.words, self.first = text, words, first
        self.number = parse_number(number.group().replace("\u202f", " ").replace("\u00a0", " "))
        self.power, self.last = self._scale(number.end())

    def found(self) -> Iterator[Found]:
        if self.number is None:
            return
        amount = self.number.scaleb(self.power)
        behind, last = self._currency_behind()
        before, first = self._currency_before()
        if (currency := behind or before) and 0 < amount < MOST:
            last = last if behind else self.last
            first = first if not behind else self.first
            rule = "amount_scaled" if self.power else "amount"
            yield self.text.mark(first, last, AMOUNT, rule, value=Money(amount, currency))

    def _scale(self, end: int) -> tuple[int, int]:
        """The power of ten, and the token behind it: 5 million, 1.5bn."""
        last = self.first + 1
        while last < len(self.words) and self.text.tokens[last].start < end:
            last += 1
        attached = self.text.tokens[last - 1]
        if attached.end > end and (
            sign := ATTACHED.fullmatch(self.text.content[end : attached.end])
        ):
            return POWERS[sign.group().lower()], last
        for match in self.text.words.find("scales", self.words[last : last + 1]):
            return int(match.value), last + match.last
        return 0, last

    def _currency_behind(self) -> tuple[str, int]:
        last = self.last
        end = self.text.tokens[last - 1].end
        sign = self.text.content[end : end + 3].strip(" .\u00a0\u202f")[:1]
        if sign in SYMBOLS:
            return SYMBOLS[sign], last
        while last < len(self.words) and self.words[last] in BETWEEN:
            last += 1
        behind = self.words[last : last + 4]
        for length in range(len(behind), 0, -1):
            if code := long_names(self.text.language).get(" ".join(behind[:length])):
                return code, last + length
        for match in self.text.words.find("currencies", behind):
            if match.first == 0:
                return str(match.value), last + match.last
        return self._code_at(last), last + 1

    def _currency_before(self) -> tuple[str, int]:
        start = self.text.tokens[self.first].start
        sign = self.text.content[max(start - 2, 0) : start].strip()[-1:]
        if sign in SYMBOLS:
            return SYMBOLS[sign], self.first
        return self._code_at(self.first - 1), self.first - 1

    def _code_at(self, place: int) -> str:
        """An ISO 4217 code in capitals."""
        if not 0 <= place < len(self.words):
            return ""
        code = self.text.tokens[place].text
        return code if code in CURRENCY_CODES else ""
