"""Real workers: a feed is fetched while the only worker of the imports is busy."""

import os
import signal

import pytest
from kombu import Connection

from imports.feeds.models import Feed
from imports.models import Batch
from imports.tasks import sweep_feeds
from tests.imports.feeds import rss
from tests.imports.helpers import received
from tests.imports.sites import serving
from tests.imports.test_killed_workers import DATA, queue, until, worker

__all__ = ["queue", "worker"]
pytestmark = pytest.mark.django_db(transaction=True)


def test_a_feed_does_not_wait_for_an_import(worker, queue):
    received(DATA)
    imports = worker("--queues=imports")
    until(lambda now: now.state == Batch.State.READING and now.rows_done > 0)
    os.killpg(imports.pid, signal.SIGSTOP)  # busy for as long as the test likes
    with serving() as site:
        feed = Feed.objects.create(address=site.answer("/feed", body=rss()))
        worker("--queues=feeds,celery", "--pool=threads", "--hostname=feeds@%h")
        with Connection(queue) as broker:
            sweep_feeds.apply_async(connection=broker)
        until(lambda _batch: Feed.objects.get().fetched_at is not None)
    assert feed.items.count() == 2
    assert Batch.objects.get().state == Batch.State.READING
