"""The ledger as records: each pledge with what moved under it, whether a sum counts it or not.

Names of the keys are part of the address: they stay. `docs/registers.md` describes them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.urls import reverse

from aid.delivery import Delivery, families_of
from aid.ledger import Ledger, Promise
from aid.models import Pledge, Transaction
from aid.rates import EURO, Sums, percent, rates_at
from aid.table import moved_under
from records.dates import Precision, Span
from records.loading import load_rows
from records.models import Involvement
from records.rows import Row
from records.tables import Record

COLUMNS = [
    *("id", "url", "title", "date", "counted", "counted_as", "restates", "donors", "recipients"),
    *("channels", "aid_kind", "amount", "currency", "rate", "rate_on", "euro", "committed"),
    *("committed_euro", "disbursed", "disbursed_euro", "delivered_percent", "due_on"),
    "transactions",
]
Absolute = Callable[[str], str]
Role = Involvement.Role


def pledge_records(promises: Iterable[Promise], ledger: Ledger, absolute: Absolute) -> list[Record]:
    """Each of `promises`, then the pledges that restate it: they are on record and not counted."""
    leads = [promise.pk for promise in promises]
    family = families_of(leads)
    place = {pk: n for n, pk in enumerate(leads)}
    members = sorted(family, key=lambda pk: (place[family[pk]], pk != family[pk], pk))
    rows = load_rows(members)
    more = Pledge.objects.filter(pk__in=members).in_bulk()
    restated = _restated(members)
    moved = _by_pledge(moved_under(leads, ledger.delivered), absolute)
    worth = _worth(rows)

    def address(pk: int) -> str:
        return absolute(reverse("timeline:entry", args=[pk]))

    return [
        {
            "id": row.pk,
            "url": address(row.pk),
            "title": row.title,
            "date": str(row.span),
            "counted": family[row.pk] == row.pk,
            "counted_as": address(family[row.pk]),
            "restates": address(restated[row.pk]) if row.pk in restated else "",
            "donors": _who(row, Role.DONOR),
            "recipients": _who(row, Role.RECIPIENT),
            "channels": _who(row, Role.CHANNEL),
            "aid_kind": row.own["aid_kind"],
            "amount": row.own["amount"],
            "currency": row.own["currency"],
            **worth[row.pk],
            **(_delivered(ledger.delivered[row.pk]) if family[row.pk] == row.pk else {}),
            "due_on": more[row.pk].due_on,
            "transactions": moved[row.pk],
        }
        for row in rows
    ]


def in_cell(value: Any) -> str:
    """A transaction, a sum or an actor as it stands in a cell of a table."""
    if "type_name" in value:
        counted = "" if value["counted"] else " (not counted)"
        amount = f"{value['amount']} {value['currency']}"
        return f"{value['date']} {value['type_name']} {amount}{counted}"
    return str(value["name"]) if "name" in value else f"{value['amount']} {value['currency']}"


def _restated(pks: list[int]) -> dict[int, int]:
    """By pledge the published one that it restates."""
    later = Pledge.objects.filter(pk__in=pks, restates__state="published")
    return {pk: before for pk, before in later.values_list("pk", "restates") if before}


def _worth(rows: Iterable[Row]) -> dict[int, Record]:
    """By pledge its amount in euro at the last rate up to its own day."""
    rows = list(rows)
    rates = rates_at((row.own["currency"], row.starts_on) for row in rows if row.own["currency"])
    found: dict[int, Record] = {}
    for row in rows:
        rate = rates.get((row.own["currency"], row.starts_on))
        delivery = Delivery(amount=row.own["amount"], currency=row.own["currency"])
        delivery.rates = {delivery.currency: rate} if rate else {}
        found[row.pk] = {
            "rate": rate.per_euro if rate and delivery.currency != EURO else None,
            "rate_on": rate.on if rate else None,
            "euro": delivery.in_euro if rate else None,
        }
    return found


def _delivered(delivery: Delivery) -> Record:
    """What moved under a promise and all that restate it; the sums in euro where all has a rate."""
    share = delivery.share
    return {
        "committed": _listed(delivery.committed),
        "committed_euro": _euro(delivery, delivery.committed),
        "disbursed": _listed(delivery.disbursed),
        "disbursed_euro": _euro(delivery, delivery.disbursed),
        "delivered_percent": percent(share) if share is not None and delivery.disbursed else None,
    }


def _listed(sums: Sums) -> list[Record]:
    return [{"amount": amount, "currency": one} for one, amount in sorted(sums.items())]


def _euro(delivery: Delivery, sums: Sums) -> Any:
    figure = delivery.figure(sums)
    return figure.euro if sums and not figure.without_rate else None


def _who(row: Row, role: str) -> list[Record]:
    return [
        {"actor": part.actor.slug, "name": part.actor.name}
        for part in row.parts
        if part.role == role
    ]


def _by_pledge(
    moved: dict[int, list[tuple[Transaction, bool]]], absolute: Absolute
) -> dict[int, list[Record]]:
    found: dict[int, list[Record]] = defaultdict(list)
    for pairs in moved.values():
        for one, counted in pairs:
            source = one.source_id and absolute(reverse("timeline:source", args=[one.source_id]))
            day = Span(one.happened_on, one.happened_on, Precision(one.date_precision))
            found[one.pledge_id].append(
                {
                    "date": str(day),
                    "type": one.type,
                    "type_name": one.get_type_display(),
                    "amount": one.amount,
                    "currency": one.currency,
                    "counted": counted,
                    "description": one.description,
                    "source": source or "",
                }
            )
    return found
