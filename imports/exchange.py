"""Rows that become exchange rates: compared, applied and undone, a day at a time.

A rate that somebody typed, or another file brought, is never overwritten, and keeps its day where
that is undone.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from aid.models import ExchangeRate
from imports.comparing import change, settle, written_later
from imports.locks import lock
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
    _lock(rows)
    compare_rates(rows)
    mine = [row for row in rows if row.outcome in WAITING]
    for row in mine:
        row.before = {currency: one["now"] for currency, one in row.diff.items()}
        row.applied_at = timezone.now()
    _write(mine)
    Row.objects.bulk_update(rows, ["diff", "outcome", "before", "applied_at"])


def _write(rows: Iterable[Row]) -> None:
    """Write the rates that differ; raises IntegrityError where somebody added one since."""
    fresh: list[ExchangeRate] = []
    changed: list[ExchangeRate] = []
    for row in rows:
        for currency, one in row.diff.items():
            rate = ExchangeRate(
                currency=currency, date=row.said["date"], per_euro=_rate(one["file"])
            )
            (fresh if one["now"] is None else changed).append(rate)
    ExchangeRate.objects.bulk_create(fresh, batch_size=1000)
    ExchangeRate.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["currency", "date"],
        update_fields=["per_euro"],
        batch_size=1000,
    )


def undo_rates(rows: list[Row]) -> dict[int, str]:
    """Take back what these rows wrote; returns row → why its day was kept."""
    _lock(rows)
    keep = written_later(rows, "scheme", "key", target=Row.Target.RATES)
    stored = _stored(rows)
    for row in rows:
        if row.pk in keep:
            continue
        day = _day_of(row, stored)
        if any(one.per_euro != _rate(row.said["rates"][name]) for name, one in day.items()):
            keep[row.pk] = Row.Kept.EDITED
        else:
            _restore(row, day)
    return keep


def _day_of(row: Row, stored: dict[tuple[str, str], ExchangeRate]) -> dict[str, ExchangeRate]:
    """Currency → what stands of the rates that the row wrote."""
    keys = {currency: (currency, row.said["date"]) for currency in row.replaced}
    return {currency: stored[key] for currency, key in keys.items() if key in stored}


def _restore(row: Row, day: dict[str, ExchangeRate]) -> None:
    for currency, rate in day.items():
        before = row.replaced[currency]
        if before is None:
            rate.delete()
        else:
            rate.per_euro = _rate(before)
            rate.save(update_fields=["per_euro"])


def _lock(rows: Iterable[Row]) -> None:
    """The rates of these rows' days."""
    lock(ExchangeRate, [rate.pk for rate in _stored(rows).values()])


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
    ).last_applied("scheme", "key")
    return {(row.scheme, row.key): row.said["rates"] for row in applied}


def _rate(text: str) -> Decimal:
    """As the database keeps it."""
    return Decimal(text).quantize(PLACES)


def _text(rate: Decimal) -> str:
    return f"{rate.normalize():f}"
