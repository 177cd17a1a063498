"""The inbox: items come in, and an editor keeps them as sources or sets them aside."""

from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from imports.feeds.models import Feed, FeedItem
from imports.feeds.parsing import Item, Reading
from records.models import Source

State = FeedItem.State
SAID = ("address", "title", "summary", "author", "language", "published_at")


def take_in(reading: Reading, feed: Feed) -> int:
    """Write a feed's items; returns how many are new.

    What a feed changed is taken over as long as nobody has decided on the item.
    """
    wanted = {item.guid: item for item in reversed(reading.items)}  # newest last, of two the first
    stored = {one.guid: one for one in feed.items.filter(guid__in=list(wanted))}
    new = [
        FeedItem(feed=feed, guid=guid, **_said(item, feed, reading))
        for guid, item in wanted.items()
        if guid not in stored
    ]
    FeedItem.objects.bulk_create(new, ignore_conflicts=True)
    changed = []
    for guid, one in stored.items():
        said = _said(wanted[guid], feed, reading)
        if one.state == State.NEW and any(getattr(one, name) != said[name] for name in SAID):
            for name in SAID:
                setattr(one, name, said[name])
            changed.append(one)
    FeedItem.objects.filter(state=State.NEW).bulk_update(changed, SAID)
    return len(new)


def _said(item: Item, feed: Feed, reading: Reading) -> dict[str, object]:
    return {
        "address": item.address,
        "title": item.title,
        "summary": item.summary,
        "author": item.author,
        "published_at": item.published_at,
        "language": feed.language or item.language or reading.channel.language,
        "publisher": feed.publisher or feed.title or reading.channel.title,
    }


@transaction.atomic
def keep(*, items: Iterable[int], by: AbstractBaseUser) -> list[FeedItem]:
    """Make items sources; one whose address is a source already becomes that one.

    Returns the items that were kept, and leaves those alone that are kept already.
    """
    chosen = _locked(items, State.NEW, State.SET_ASIDE)
    for item in chosen:
        _decide(item, State.KEPT, by, _source_of(item))
    return chosen


@transaction.atomic
def set_aside(*, items: Iterable[int], by: AbstractBaseUser) -> list[FeedItem]:
    chosen = _locked(items, State.NEW)
    for item in chosen:
        _decide(item, State.SET_ASIDE, by)
    return chosen


@transaction.atomic
def put_back(*, items: Iterable[int]) -> list[FeedItem]:
    """Make items that were set aside new again."""
    chosen = _locked(items, State.SET_ASIDE)
    for item in chosen:
        item.state, item.decided_by, item.decided_at = State.NEW, None, None
        item.save(update_fields=["state", "decided_by", "decided_at"])
    return chosen


def _locked(items: Iterable[int], *states: State) -> list[FeedItem]:
    rows = FeedItem.objects.filter(pk__in=list(items), state__in=states).order_by("pk")
    ids = list(rows.select_for_update().values_list("pk", flat=True))
    return list(FeedItem.objects.filter(pk__in=ids).select_related("feed").order_by("pk"))


def _decide(
    item: FeedItem, state: State, by: AbstractBaseUser, source: Source | None = None
) -> None:
    item.state, item.source, item.decided_at = state, source, timezone.now()
    item.decided_by_id = by.pk
    item.save(update_fields=["state", "source", "decided_at", "decided_by"])


def _source_of(item: FeedItem) -> Source:
    feed = item.feed
    said = {
        "publisher": item.said_publisher,
        "title": item.title,
        "author": item.author,
        "language": item.language,
        "published_on": item.published_at.date() if item.published_at else None,
        "reliability": feed.reliability if feed else Source.Reliability.F,
    }
    if not item.address:
        return Source.objects.create(**said)
    return Source.objects.get_or_create(url=item.address, defaults=said)[0]
