"""How far a promise has come: announced, committed, disbursed; and the ledger's totals."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from django.db import connection
from django.db.models import Count, Max, Sum

from aid.models import Pledge, Transaction
from aid.querysets import FAMILIES

Sums: TypeAlias = dict[str, Decimal]
Type = Transaction.Type


MEMBERS = FAMILIES + "SELECT id, lead FROM ranked WHERE lead = ANY(%s)"  # noqa: S608

# By family: giver and receiver may each report a commitment, under different pledges of the money.
MOVED = f"""{FAMILIES}, moved AS (
    SELECT COALESCE(r.lead, e.id) AS lead, t.type, t.currency, t.amount
    FROM aid_transaction t
    JOIN records_entry e ON e.id = t.pledge_id AND e.state = 'published'
    LEFT JOIN ranked r ON r.id = e.id
), per_pledge AS (
    SELECT lead, currency,
        CASE WHEN lead IN (SELECT lead FROM moved WHERE type = '2')
             THEN SUM(amount) FILTER (WHERE type = '2')
             ELSE SUM(amount) FILTER (WHERE type = '11') END AS committed,
        SUM(amount) FILTER (WHERE type = '3') AS disbursed
    FROM moved GROUP BY lead, currency
)
SELECT currency, COALESCE(SUM(committed), 0), COALESCE(SUM(disbursed), 0)
FROM per_pledge GROUP BY currency
"""  # noqa: S608


@dataclass
class Delivery:
    """Sums by currency. A commitment that both sides report is the giver's; it counts once."""

    committed: Sums = field(default_factory=dict)
    disbursed: Sums = field(default_factory=dict)
    spent: Sums = field(default_factory=dict)
    committed_until: date | None = None
    disbursed_until: date | None = None
    amount: Decimal | None = None
    currency: str = ""

    @property
    def share(self) -> Decimal | None:
        """Percent of the promise disbursed; None where its money moved in another currency."""
        if not self.amount or set(self.disbursed) - {self.currency}:
            return None
        return 100 * self.disbursed.get(self.currency, Decimal(0)) / self.amount

    @property
    def other_currency(self) -> bool:
        return bool(set(self.disbursed) - {self.currency})

    @property
    def bar(self) -> int:
        return max(0, min(100, int(self.share or 0)))


@dataclass
class Total:
    """What was promised, bound and paid in one currency."""

    currency: str
    pledges: int = 0
    promised: Decimal = Decimal(0)
    committed: Decimal = Decimal(0)
    disbursed: Decimal = Decimal(0)


def families_of(leads: Iterable[int]) -> dict[int, int]:
    """Every published pledge that is, or restates, one of `leads`, with its lead."""
    wanted = list(leads)
    family = {pk: pk for pk in wanted}
    with connection.cursor() as cursor:
        cursor.execute(MEMBERS, [wanted])
        family.update(cursor.fetchall())
    return family


def deliveries(pledges: Collection[Pledge]) -> dict[int, Delivery]:
    """What moved under each of `pledges` and those that restate it. Two queries."""
    family = families_of(pledge.pk for pledge in pledges)
    found = {p.pk: Delivery(amount=p.amount, currency=p.currency) for p in pledges}
    sums: dict[tuple[int, str], Sums] = defaultdict(lambda: defaultdict(Decimal))
    until: dict[tuple[int, str], date] = {}
    moved = (
        Transaction.objects.filter(pledge__in=list(family))
        .order_by()
        .values("pledge_id", "type", "currency")
        .annotate(total=Sum("amount"), last=Max("happened_on"))
    )
    for row in moved:
        key = (family[row["pledge_id"]], row["type"])
        sums[key][row["currency"]] += row["total"]
        until[key] = max(until.get(key, row["last"]), row["last"])
    for pk, delivery in found.items():
        bound = Type.COMMITMENT if (pk, Type.COMMITMENT) in sums else Type.INCOMING_COMMITMENT
        delivery.committed = dict(sums.get((pk, bound), {}))
        delivery.committed_until = until.get((pk, bound))
        delivery.disbursed = dict(sums.get((pk, Type.DISBURSEMENT), {}))
        delivery.disbursed_until = until.get((pk, Type.DISBURSEMENT))
        delivery.spent = dict(sums.get((pk, Type.EXPENDITURE), {}))
    return found


def totals() -> list[Total]:
    """Per currency, over every published pledge, each money once; the largest promise first."""
    by_currency: dict[str, Total] = {}
    promised = (
        Pledge.objects.counted_once()
        .exclude(currency="")
        .order_by()
        .values("currency")
        .annotate(total=Sum("amount"), pledges=Count("pk"))
    )
    for row in promised:
        by_currency[row["currency"]] = Total(row["currency"], row["pledges"], row["total"])
    with connection.cursor() as cursor:
        cursor.execute(MOVED)
        for currency, committed, disbursed in cursor.fetchall():
            total = by_currency.setdefault(currency, Total(currency))
            total.committed, total.disbursed = committed, disbursed
    return sorted(by_currency.values(), key=lambda total: (-total.pledges, total.currency))


def euro_total() -> dict[str, Any]:
    """All promises with a rate in euro at the dates of the promises, and how many have none."""
    pledges = Pledge.objects.counted_once().exclude(amount=None).with_rate()
    found: dict[str, Any] = pledges.aggregate(
        euro=Sum("in_euro"), converted=Count("in_euro"), pledges=Count("pk")
    )
    return found
