"""Rows of an uploaded feed that become items of the inbox: compared, applied and undone.

An item that somebody has decided on is left to them: the row is unchanged, and undoing keeps it.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone

from imports.comparing import change, outcome_of
from imports.feeds.models import Feed, FeedItem
from imports.models import Batch, Row

WAITING = (Row.Outcome.NEW, Row.Outcome.CHANGED)
Key = tuple[int | str, str]  # feed, or what the file calls itself, and guid


def compare_items(rows: list[Row]) -> None:
    """Set `diff` and `outcome` of rows, without saving them."""
    stored = _stored(rows)
    for row in rows:
        item = stored.get(row.pk)
        row.diff, row.outcome = {}, Row.Outcome.NEW
        if item is not None:
            row.diff = {} if item.state != FeedItem.State.NEW else _differences(row, item)
            row.outcome = outcome_of(row.diff)


def _differences(row: Row, item: FeedItem) -> dict[str, Any]:
    """Nobody edits items, so what differs is what another file or fetch brought."""
    now = _as_said(item)
    return {
        name: change(now[name], now[name], new, conflict=False)
        for name, new in row.said["fields"].items()
        if now[name] != new
    }


def apply_items(batch: Batch, after: int, upto: int) -> None:
    """Write the items of accepted rows, compared once more, in the caller's transaction."""
    rows = list(
        batch.rows.filter(
            target=Row.Target.SOURCE,
            outcome__in=WAITING,
            accepted=True,
            applied_at=None,
            number__gt=after,
            number__lte=upto,
        ).order_by("number")
    )
    compare_items(rows)
    feeds, stored = _feeds(rows), _stored(rows)
    new, now = [], timezone.now()
    for row in rows:
        if row.outcome not in WAITING:
            continue
        item = stored.get(row.pk)
        row.applied_at = now
        if item is None:
            feed_id = feeds.get(row.said["feed"])
            new.append(FeedItem(feed_id=feed_id, guid=row.key, **_values(row.said["fields"])))
        else:
            row.before = {name: one["now"] for name, one in row.diff.items()}
            _write(item, {name: one["file"] for name, one in row.diff.items()})
    FeedItem.objects.bulk_create(new)
    Row.objects.bulk_update(rows, ["diff", "outcome", "before", "applied_at"])


def undo_items(rows: list[Row]) -> dict[int, str]:
    """Take away or put back what these rows wrote; returns row → why its item was kept."""
    stored = _stored(rows)
    keep: dict[int, str] = {}
    for row in rows:
        item = stored.get(row.pk)
        if item is None:
            continue
        if item.state != FeedItem.State.NEW:
            keep[row.pk] = Row.Kept.EDITED
        elif row.before is None:
            item.delete()
        else:
            now, said = _as_said(item), row.said["fields"]
            _write(item, {k: v for k, v in row.replaced.items() if now[k] == said[k]})
    return keep


def _stored(rows: Iterable[Row]) -> dict[int, FeedItem]:
    """Row → its item, where there is one. Two queries."""
    rows = list(rows)
    feeds = _feeds(rows)
    items: dict[Key, FeedItem] = {}
    for item in FeedItem.objects.filter(guid__in=[row.key for row in rows]):
        items[item.feed_id or item.publisher, item.guid] = item
    found = {}
    for row in rows:
        by_feed = items.get((feeds.get(row.said["feed"], ""), row.key))
        by_title = items.get((row.said["fields"]["publisher"] or "", row.key))
        if one := by_feed or by_title:
            found[row.pk] = one
    return found


def _feeds(rows: Iterable[Row]) -> dict[str, int]:
    """Address → the feed that is fetched there: its items and the file's are the same."""
    addresses = {row.said["feed"] for row in rows} - {""}
    return dict(Feed.objects.filter(address__in=addresses).values_list("address", "pk"))


def _as_said(item: FeedItem) -> dict[str, Any]:
    names = ("title", "address", "summary", "author", "publisher", "language")
    moment = item.published_at.isoformat() if item.published_at else None
    return {name: getattr(item, name) for name in names} | {"published_at": moment}


def _values(fields: dict[str, Any]) -> dict[str, Any]:
    moment = fields.get("published_at")
    return fields | {"published_at": datetime.fromisoformat(moment) if moment else None}


def _write(item: FeedItem, fields: dict[str, Any]) -> None:
    values = {name: _values(fields)[name] for name in fields}
    FeedItem.objects.filter(pk=item.pk, state=FeedItem.State.NEW).update(**values)
