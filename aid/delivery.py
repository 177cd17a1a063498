"""How far a promise has come: announced, committed, disbursed."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Protocol

from django.db import connection

from aid.models import Pledge, Transaction
from aid.querysets import FAMILIES
from aid.rates import Figure, Rate, Sums, percent, rates_at, share_of

Type = Transaction.Type

MEMBERS = FAMILIES + "SELECT id, lead FROM ranked WHERE lead = ANY(%s)"  # noqa: S608
FAMILY = (
    FAMILIES  # noqa: S608
    + "SELECT r.id, r.lead FROM ranked r JOIN ranked mine USING (lead) WHERE mine.id = %s"
)
MOVED = """
SELECT pledge_id, type, currency, SUM(amount), MAX(happened_on) FROM aid_transaction
WHERE pledge_id = ANY(%s) GROUP BY pledge_id, type, currency
"""


class Promise(Protocol):
    """What of a pledge its delivery is measured by."""

    @property
    def pk(self) -> int: ...
    @property
    def starts_on(self) -> date: ...
    @property
    def amount(self) -> Decimal | None: ...
    @property
    def currency(self) -> str: ...


@dataclass
class Delivery:
    """Sums by currency. A commitment that both sides report is the giver's; it counts once.

    `rates` are those of the day of the promise, for every currency that occurs.
    """

    committed: Sums = field(default_factory=dict)
    disbursed: Sums = field(default_factory=dict)
    spent: Sums = field(default_factory=dict)
    committed_until: date | None = None
    disbursed_until: date | None = None
    amount: Decimal | None = None
    currency: str = ""
    bound: str = Type.COMMITMENT.value  # the type whose transactions are the commitments
    rates: dict[str, Rate] = field(default_factory=dict)

    @property
    def promised(self) -> Sums:
        return {} if self.amount is None else {self.currency: self.amount}

    def figure(self, sums: Sums) -> Figure:
        """The sums with their worth in euro on the day of the promise."""
        figure = Figure()
        figure.add(sums, self.rates)
        return figure

    @property
    def share(self) -> Decimal | None:
        """Percent of the promise disbursed; None where it cannot be said."""
        if not self.amount:
            return None
        return share_of(self.figure(self.disbursed), self.figure(self.promised))

    @property
    def other_currency(self) -> bool:
        return bool(set(self.disbursed) - {self.currency})

    @property
    def bar(self) -> int:
        return max(0, min(100, percent(self.share or Decimal(0))))

    @property
    def in_euro(self) -> Decimal:
        """The promise on its day; only where there is a `rate`."""
        return self.figure(self.promised).euro

    @property
    def rate(self) -> Rate | None:
        """That of the promise's own currency."""
        return self.rates.get(self.currency)


def families_of(leads: Iterable[int]) -> dict[int, int]:
    """Every published pledge that is, or restates, one of `leads`, with its lead."""
    wanted = list(leads)
    family = {pk: pk for pk in wanted}
    with connection.cursor() as cursor:
        cursor.execute(MEMBERS, [wanted])
        family.update(cursor.fetchall())
    return family


def family_of(pledge: Pledge) -> tuple[int, list[int]]:
    """The pledge that stands for the same money, and all that announced it, with it."""
    with connection.cursor() as cursor:
        cursor.execute(FAMILY, [pledge.pk])
        members = dict(cursor.fetchall())
    return members.get(pledge.pk, pledge.pk), list(members) or [pledge.pk]


def deliveries(promises: Collection[Promise]) -> dict[int, Delivery]:
    """What moved under each of `promises` and those that restate it.

    Three queries, two where no currency but the euro occurs.
    """
    family = families_of(promise.pk for promise in promises)
    found = {p.pk: Delivery(amount=p.amount, currency=p.currency) for p in promises}
    sums: dict[tuple[int, str], Sums] = defaultdict(lambda: defaultdict(Decimal))
    until: dict[tuple[int, str], date] = {}
    with connection.cursor() as cursor:
        cursor.execute(MOVED, [list(family)])
        for pledge, type_, currency, amount, last in cursor.fetchall():
            key = (family[pledge], type_)
            sums[key][currency] += amount
            until[key] = max(until.get(key, last), last)
    for pk, delivery in found.items():
        if (pk, Type.COMMITMENT) not in sums:
            delivery.bound = Type.INCOMING_COMMITMENT.value
        delivery.committed = dict(sums.get((pk, delivery.bound), {}))
        delivery.committed_until = until.get((pk, delivery.bound))
        delivery.disbursed = dict(sums.get((pk, Type.DISBURSEMENT), {}))
        delivery.disbursed_until = until.get((pk, Type.DISBURSEMENT))
        delivery.spent = dict(sums.get((pk, Type.EXPENDITURE), {}))
    _attach_rates(promises, found)
    return found


def _attach_rates(promises: Collection[Promise], found: dict[int, Delivery]) -> None:
    occurring = {
        promise.pk: {promise.currency, *delivery.committed, *delivery.disbursed} - {""}
        for promise in promises
        for delivery in [found[promise.pk]]
    }
    rates = rates_at((one, p.starts_on) for p in promises for one in occurring[p.pk])
    for promise in promises:
        found[promise.pk].rates = {
            one: rates[one, promise.starts_on]
            for one in occurring[promise.pk]
            if (one, promise.starts_on) in rates
        }
