"""Doorways for workers: the id of a batch or a feed comes in, the action does the work.

Imports and feeds wait in queues of their own (CELERY_TASK_ROUTES), so that neither waits for the
other.
"""

from datetime import timedelta
from typing import Any

from celery import shared_task
from celery.signals import worker_ready
from django.utils import timezone

from imports import actions
from imports.feeds import actions as feeds
from imports.locks import is_worked_on
from imports.models import Batch

SILENCE = timedelta(seconds=60)


@shared_task(name="imports.carry_on", bind=True)
def carry_on(self: Any, batch_id: int) -> None:
    """Read, apply or undo a batch, as its state says."""
    Batch.objects.filter(pk=batch_id).update(celery_id=self.request.id or "")
    actions.carry_on(batch_id=batch_id)


@shared_task(name="imports.sweep")
def sweep(everything: bool = False) -> list[int]:
    """Queue batches again that wait for work while nobody holds their lock.

    Those that gave a sign of life within SILENCE are left alone, as they may be queued already;
    `everything` looks at them, too, as a worker does when it starts.
    """
    now = timezone.now()
    waiting = Batch.objects.working()
    if not everything:
        waiting = waiting.silent_since(now - SILENCE)
    stuck = [pk for pk in waiting.values_list("pk", flat=True) if not is_worked_on(pk)]
    Batch.objects.filter(pk__in=stuck).update(heartbeat_at=now)
    for pk in stuck:
        carry_on.delay(pk)
    return stuck


@shared_task(name="imports.fetch_feed")
def fetch_feed(feed_id: int) -> None:
    """Fetch a feed that was claimed; a second task of the same claim finds nothing to do."""
    feeds.fetch_feed(feed_id=feed_id)


@shared_task(name="imports.sweep_feeds")
def sweep_feeds() -> list[int]:
    """Queue the feeds that are due."""
    claimed = feeds.claim_due()
    for pk in claimed:
        fetch_feed.delay(pk)
    return claimed


@worker_ready.connect
def take_up(**_kwargs: object) -> None:
    """A worker that starts looks at once for what a killed one left."""
    sweep.delay(everything=True)
