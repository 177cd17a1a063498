"""Money of several currencies, and what it was worth in euro on a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple, TypeAlias

from django.db import connection

Sums: TypeAlias = dict[str, Decimal]
EURO = "EUR"
CENT = Decimal("0.01")

# Rates come out on working days, so one up to seven days old is today's.
RATES = """
SELECT wanted.currency, wanted.day, found.per_euro, found.date
FROM unnest(%s::text[], %s::date[]) AS wanted (currency, day)
CROSS JOIN LATERAL (
    SELECT per_euro, date FROM aid_exchangerate
    WHERE currency = wanted.currency AND date BETWEEN wanted.day - 7 AND wanted.day
    ORDER BY date DESC LIMIT 1
) AS found
"""


class Rate(NamedTuple):
    """Units of a currency per euro, and the day of the rate; the euro itself needs none."""

    per_euro: Decimal
    on: date | None


def rates_at(wanted: Iterable[tuple[str, date]]) -> dict[tuple[str, date], Rate]:
    """The last reference rate up to each day, where one is on record. One query, or none."""
    pairs = set(wanted)
    found = {pair: Rate(Decimal(1), None) for pair in pairs if pair[0] == EURO}
    foreign = list(pairs - set(found))
    if not foreign:
        return found
    with connection.cursor() as cursor:
        cursor.execute(RATES, [[one for one, _day in foreign], [day for _one, day in foreign]])
        found.update(((row[0], row[1]), Rate(row[2], row[3])) for row in cursor.fetchall())
    return found


@dataclass
class Figure:
    """A sum by currency; `euro` holds all of it but what is in `without_rate`."""

    sums: Sums = field(default_factory=dict)
    euro: Decimal = Decimal(0)
    without_rate: Sums = field(default_factory=dict)

    def add(self, sums: Mapping[str, Decimal], rates: Mapping[str, Rate]) -> None:
        """Each amount is converted to the cent, so that parts add up to their whole."""
        for currency, amount in sums.items():
            _add(self.sums, currency, amount)
            rate = rates.get(currency)
            if rate is None:
                _add(self.without_rate, currency, amount)
            else:
                self.euro += (amount / rate.per_euro).quantize(CENT)

    @property
    def in_it(self) -> Sums:
        """What `euro` is made of, in the alphabet of the currencies; of euro alone nothing."""
        rated = self._rated
        return rated if set(rated) - {EURO} else {}

    @property
    def not_in_it(self) -> Sums:
        return dict(sorted(self.without_rate.items()))

    @property
    def is_in_euro_only(self) -> bool:
        return not set(self.sums) - {EURO}

    @property
    def converted(self) -> bool:
        """Whether anything of it is known in euro."""
        return bool(self._rated)

    @property
    def _rated(self) -> Sums:
        """A currency may have a rate on the day of one promise and none on another's."""
        return {
            currency: self.sums[currency] - self.without_rate.get(currency, Decimal(0))
            for currency in sorted(self.sums)
            if self.sums[currency] != self.without_rate.get(currency)
        }


def _add(sums: Sums, currency: str, amount: Decimal) -> None:
    sums[currency] = sums.get(currency, Decimal(0)) + amount


def share_of(part: Figure, whole: Figure) -> Decimal | None:
    """Percent of `whole` that `part` is: in their own currency where both have one and the same,
    in euro where all is known in euro; None where neither can be said."""
    currencies = set(part.sums) | set(whole.sums)
    if len(currencies) == 1:
        [currency] = currencies
        if total := whole.sums.get(currency):
            return 100 * part.sums.get(currency, Decimal(0)) / total
        return None
    if whole.euro <= 0 or part.without_rate or whole.without_rate:
        return None
    return 100 * part.euro / whole.euro


def percent(share: Decimal) -> int:
    """A share as it is told, without decimals; what is short of the whole never reads 100."""
    whole = int(share.quantize(Decimal(1), ROUND_HALF_UP))
    return 99 if share < 100 <= whole else whole
