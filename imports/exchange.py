"""Rows that become exchange rates: compared, applied and undone, a day at a time.

A rate that somebody typed, or another file brought, is never overwritten.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from aid.models import ExchangeRate
from imports.comparing import change, settle
from imports.models import Batch, Row

WAITING = (Row.Outcome.NEW, Row.Outcome.CHANGED)
PLACES = Decimal("0.00000001")


def compare_rates(rows: list[Row]) -> None:
    """Set `diff` and `outcome` of rows, without saving them; `diff` is by currency."""
    stored, bases = _stored(rows), _bases(rows)
    for row in rows:
        base = bases.get((row.scheme, row.key), {})
        row.diff = {}
        for currency, text in sorted(row.said["rates"].items()):
            now, new = stored.get((currency, row.said["date"])), _rate(text)
            if now is None or now.per_euro != new:
                old = base.get(currency)
                conflict = now is not None and (old is None or _rate(old) != now.per_euro)
                row.diff[currency] = change(old, now and _text(now.per_euro), text, conflict)
        settle(row)
        if row.outcome == Row.Outcome.CHANGED and not base:
            row.outcome = Row.Outcome.NEW


def apply_rates(batch: Batch, after: int, upto: int) -> None:
    """Write the rates of accepted rows, compared once more, in the caller's transaction."""
    rows = list(
        batch.rows.filter(
            target=Row.Target.RATES,
            outcome__in=WAITING,
            accepted=True,
            applied_at=None,
            number__gt=after,
            number__lte=upto,
        ).order_by("number")
    )
    compare_rates(rows)
    mine = [row for row in rows if row.outcome in WAITING]
    rates = []
    for row in mine:
        row.before = {currency: one["now"] for currency, one in row.diff.items()}
        row.applied_at = timezone.now()
        rates += [
            ExchangeRate(currency=currency, date=row.said["date"], per_euro=_rate(one["file"]))
            for currency, one in row.diff.items()
        ]
    ExchangeRate.objects.bulk_create(
        rates,
        update_conflicts=True,
        unique_fields=["currency", "date"],
        update_fields=["per_euro"],
        batch_size=1000,
    )
    Row.objects.bulk_update(rows, ["diff", "outcome", "before", "applied_at"])


def undo_rates(rows: list[Row]) -> dict[int, str]:
    """Take back what these rows wrote; a rate that was changed since is left alone."""
    stored = _stored(rows)
    for row in rows:
        for currency, before in row.replaced.items():
            now = stored.get((currency, row.said["date"]))
            if now is None or now.per_euro != _rate(row.said["rates"][currency]):
                continue
            if before is None:
                now.delete()
            else:
                now.per_euro = _rate(before)
                now.save(update_fields=["per_euro"])
    return {}


def _stored(rows: Iterable[Row]) -> dict[tuple[str, str], ExchangeRate]:
    days = {date.fromisoformat(row.said["date"]) for row in rows}
    found = ExchangeRate.objects.filter(date__in=days)
    return {(one.currency, one.date.isoformat()): one for one in found}


def _bases(rows: Iterable[Row]) -> dict[tuple[str, str], dict[str, Any]]:
    """Identifier → the rates that the last import that was not undone wrote. One query."""
    applied = Row.objects.filter(
        target=Row.Target.RATES,
        scheme__in={row.scheme for row in rows},
        key__in=[row.key for row in rows],
        applied_at__isnull=False,
        undone_at=None,
    ).order_by("id")
    return {(row.scheme, row.key): row.said["rates"] for row in applied}


def _rate(text: str) -> Decimal:
    """As the database keeps it."""
    return Decimal(text).quantize(PLACES)


def _text(rate: Decimal) -> str:
    return f"{rate.normalize():f}"
