"""What is asked of feeds and of the inbox."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q

from records.models import Source

if TYPE_CHECKING:
    from imports.feeds.models import Feed, FeedItem

    FeedBase = models.QuerySet[Feed]
    FeedItemBase = models.QuerySet[FeedItem]
else:
    FeedBase = FeedItemBase = models.QuerySet

LOST = timedelta(minutes=10)  # a feed that was queued so long ago is queued again
LEASE = timedelta(minutes=5)  # longer than a fetch may take


class FeedQuerySet(FeedBase):
    def active(self) -> Self:
        return self.filter(state=self.model.State.ACTIVE)

    def due(self, now: datetime) -> Self:
        """Those whose time has come, and that do not wait in the queue already."""
        return self.active().filter(due_at__lte=now).waiting_for_nobody(now)

    def waiting_for_nobody(self, now: datetime) -> Self:
        return self.filter(Q(queued_at=None) | Q(queued_at__lt=now - LOST))

    def claim(self, pk: int, now: datetime) -> bool:
        """Compare and set: true for the one caller that may queue the feed."""
        return self.filter(pk=pk).due(now).update(queued_at=now) == 1

    def take(self, pk: int, now: datetime) -> bool:
        """Compare and set: true for the one worker that fetches it now."""
        queued = self.filter(pk=pk, queued_at__isnull=False)
        return queued.update(queued_at=None, due_at=now + LEASE) == 1

    def counted(self) -> Self:
        """With the numbers of items that are new and that were kept."""
        states = self.model.items.rel.related_model.State  # type: ignore[attr-defined]
        return self.annotate(
            new_items=Count("items", filter=Q(items__state=states.NEW)),
            kept_items=Count("items", filter=Q(items__state=states.KEPT)),
        )


class FeedItemQuerySet(FeedItemBase):
    def with_sources(self) -> Self:
        """With the feed and the source of each, and whether its address is a source already."""
        same = Source.objects.filter(url=OuterRef("address")).exclude(url="")
        return self.select_related("feed", "source").annotate(is_known=Exists(same))

    def saying(self, text: str) -> Self:
        """Those that hold every word in their title, summary or address."""
        found = self
        for word in text.split()[:10]:
            found = found.filter(
                Q(title__icontains=word) | Q(summary__icontains=word) | Q(address__icontains=word)
            )
        return found
