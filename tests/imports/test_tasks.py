"""The sweep, the lock, and what becomes of a batch whose step goes wrong."""

from datetime import timedelta

import psycopg
import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from imports import actions, tasks
from imports.locks import SPACE
from imports.models import Batch
from imports.progress import beat
from tests.imports.helpers import a_round, csv_bytes, received

pytestmark = pytest.mark.django_db(transaction=True)
DATA = csv_bytes([a_round(1)])


@pytest.fixture
def queued(monkeypatch):
    found: list[int] = []
    monkeypatch.setattr("imports.tasks.carry_on.delay", found.append)
    return found


@pytest.fixture
def elsewhere():
    """Another session, as a worker in the middle of a batch has one."""
    parameters = connection.get_connection_params()
    wanted = {key: parameters[key] for key in ("host", "port", "user", "password", "dbname")
              if parameters.get(key)}  # fmt: skip
    with psycopg.connect(**wanted, autocommit=True) as session:
        yield session


def silent(**values: object) -> Batch:
    batch = received(DATA)
    long_ago = timezone.now() - timedelta(hours=1)
    Batch.objects.filter(pk=batch.pk).update(heartbeat_at=long_ago, **values)
    return batch


@pytest.mark.parametrize("state", ["received", "reading", "applying", "undoing"])
def test_a_batch_that_nobody_works_on_is_queued_again_and_once(queued, state):
    batch = silent(state=state)
    assert [tasks.sweep(), tasks.sweep()] == [[batch.pk], []]
    assert queued == [batch.pk]


@pytest.mark.parametrize("state", ["ready", "applied", "undone", "cancelled"])
def test_a_batch_at_rest_is_left_alone(queued, state):
    silent(state=state)
    assert tasks.sweep(everything=True) == []


def test_a_batch_with_a_living_worker_is_left_alone(queued, elsewhere):
    batch = silent(state="applying")
    elsewhere.execute("SELECT pg_advisory_lock(%s, %s)", [SPACE, batch.pk])
    assert tasks.sweep(everything=True) == []
    elsewhere.close()
    assert tasks.sweep(everything=True) == [batch.pk]


def test_a_second_worker_does_nothing(elsewhere):
    batch = received(DATA)
    elsewhere.execute("SELECT pg_advisory_lock(%s, %s)", [SPACE, batch.pk])
    assert actions.carry_on(batch_id=batch.pk) is False
    assert Batch.objects.get().state == Batch.State.RECEIVED


def test_a_worker_that_starts_looks_at_every_batch(queued, monkeypatch):
    asked: list[object] = []
    monkeypatch.setattr("imports.tasks.sweep.delay", lambda **options: asked.append(options))
    tasks.take_up()
    assert asked == [{"everything": True}]


PanicException = type("PanicException", (BaseException,), {})


@pytest.mark.parametrize("error", [AttributeError("odd\0"), PanicException("index out of range")])
def test_whatever_a_file_brings_about_ends_on_the_batch(monkeypatch, error):
    def step(_batch: Batch) -> None:
        raise error

    monkeypatch.setitem(actions.STEPS, Batch.State.RECEIVED, step)
    actions.carry_on(batch_id=received(DATA).pk)
    batch = Batch.objects.get()
    assert (batch.state, batch.error["code"]) == (Batch.State.FAILED, "internal")


def test_a_database_that_went_away_leaves_the_batch_for_the_sweep(monkeypatch):
    def step(_batch: Batch) -> None:
        raise OperationalError

    monkeypatch.setitem(actions.STEPS, Batch.State.RECEIVED, step)
    with pytest.raises(OperationalError):
        actions.carry_on(batch_id=received(DATA).pk)
    assert Batch.objects.get().state == Batch.State.RECEIVED


def test_a_file_that_is_gone_is_said():
    batch = received(DATA)
    batch.file.delete(save=False)
    Batch.objects.filter(pk=batch.pk).update(file="imports/gone")
    actions.carry_on(batch_id=batch.pk)
    assert Batch.objects.get().error["code"] == "file_missing"


def test_a_batch_that_takes_its_worker_down_is_given_up(monkeypatch):
    def step(_batch: Batch) -> None:
        raise KeyboardInterrupt  # as near to a killed process as one that goes on can come

    monkeypatch.setitem(actions.STEPS, Batch.State.RECEIVED, step)
    batch = received(DATA)
    for _take in range(5):
        with pytest.raises(KeyboardInterrupt):
            actions.carry_on(batch_id=batch.pk)
    actions.carry_on(batch_id=batch.pk)
    batch.refresh_from_db()
    assert (batch.state, batch.error["code"], batch.attempts) == ("failed", "gave_up", 0)
    assert batch.error["params"] == {"times": 5}


def test_a_finished_chunk_clears_the_count_of_attempts():
    batch = received(DATA)
    Batch.objects.filter(pk=batch.pk).update(attempts=4)
    batch.refresh_from_db()
    beat(batch)
    assert Batch.objects.get().attempts == 0


def test_what_was_cancelled_before_it_began_does_not_begin():
    batch = received(DATA)
    assert actions.request_cancel(batch=batch)
    actions.carry_on(batch_id=batch.pk)
    batch.refresh_from_db()
    assert (batch.state, batch.rows.count(), batch.encoding) == ("cancelled", 0, "")
