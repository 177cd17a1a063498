"""Imports and feeds wait apart, and every queue has somebody who serves it."""

import re

from celery.app.amqp import Queues
from django.conf import settings

from config import run
from config.celery import app
from tests.config.test_compose import OURS

NAMES = {queue.name for queue in settings.CELERY_TASK_QUEUES}


def served(command: list[str]) -> set[str]:
    [names] = [re.findall(r"^--queues=(.+)", word) for word in command if "--queues" in word]
    return set(names[0].split(","))


def test_no_task_of_a_feed_waits_behind_an_import() -> None:
    app.loader.import_default_modules()
    queues = {
        name: app.amqp.router.route({}, name)["queue"].name
        for name in app.tasks
        if not name.startswith("celery.")
    }
    assert {name for name, queue in queues.items() if queue == "feeds"} == {
        *("imports.fetch_feed", "imports.sweep_feeds")
    }
    assert {queues["imports.carry_on"], queues["imports.sweep"]} == {"imports"}
    assert set(queues.values()) <= NAMES


def test_a_message_for_one_queue_reaches_no_other() -> None:
    found: Queues = app.amqp.queues
    ways = {(queue.exchange.name, queue.routing_key) for queue in found.values()}
    assert len(ways) == len(NAMES)


def test_every_queue_is_served_by_one_program_alone() -> None:
    started = run.commands("127.0.0.1", 8000)
    by_hand = [served(started[name]) for name in ("worker", "worker of the feeds")]
    in_containers = [served(OURS[name]["command"]) for name in ("worker", "feeds")]
    assert by_hand == in_containers == [{"imports"}, NAMES - {"imports"}]
