"""What the database refuses of batches and rows, and what it counts."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from imports.models import Batch, Made, Mention, Row

pytestmark = pytest.mark.django_db


def test_a_state_that_is_not_known_is_refused():
    with pytest.raises(IntegrityError, match="imports_batch_state_known"):
        Batch.objects.create(state="asleep")


def test_a_failed_batch_says_why():
    with pytest.raises(IntegrityError, match="imports_batch_failed_with_reason"):
        Batch.objects.create(state="failed")


def test_a_row_of_the_file_is_there_once():
    batch = Batch.objects.create()
    Row.objects.create(batch=batch, number=1, line=2)
    with pytest.raises(IntegrityError, match="imports_row_once"):
        Row.objects.create(batch=batch, number=1, line=3)


def test_a_mention_is_there_once():
    batch = Batch.objects.create()
    Mention.objects.create(batch=batch, type="actor", key="A")
    with pytest.raises(IntegrityError, match="imports_mention_once"):
        Mention.objects.create(batch=batch, type="actor", key="A")


def test_a_record_is_brought_by_one_batch():
    batch = Batch.objects.create()
    Made.objects.create(batch=batch, model="records.actor", object_id=1)
    with pytest.raises(IntegrityError, match="imports_made_once"):
        Made.objects.create(batch=batch, model="records.actor", object_id=1)


def test_only_one_caller_moves_a_batch():
    batch = Batch.objects.create(state="ready")
    moves = [Batch.objects.move(batch.pk, "ready", "applying") for _caller in range(2)]
    assert moves == [True, False]


def test_a_row_is_counted_when_it_is_applied_and_only_then():
    batch = Batch.objects.create()
    rows = [Row.objects.create(batch=batch, number=number, line=2) for number in (1, 2)]
    for row in reversed(rows):
        Row.objects.filter(pk=row.pk).update(applied_at=timezone.now())
        Row.objects.filter(pk=row.pk).update(applied_at=timezone.now(), undone_at=timezone.now())
    first, second = Row.objects.order_by("applied_order").values_list("number", "applied_order")
    assert (first[0], second) == (2, (1, first[1] + 1))


def test_rows_that_were_applied_before_they_were_counted_are_counted_by_their_time():
    batch, now = Batch.objects.create(), timezone.now()
    rows = [Row.objects.create(batch=batch, number=n, line=2) for n in (1, 2, 3, 4)]
    for row, days in zip(rows[:3], (2, 5, 2), strict=True):
        Row.objects.filter(pk=row.pk).update(applied_at=now - timedelta(days=days))
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE imports_row DROP CONSTRAINT imports_row_applied_in_order")
        cursor.execute("UPDATE imports_row SET applied_order = NULL")
        cursor.execute(import_module("imports.migrations.0004_applied_order").COUNT)
    Row.objects.filter(number=4).update(applied_at=now)
    counted = Row.objects.order_by("number").values_list("applied_order", flat=True)
    assert list(counted) == [2, 1, 3, 4]


def test_a_row_that_is_applied_has_its_place_in_the_order():
    batch = Batch.objects.create()
    with pytest.raises(IntegrityError, match="imports_row_applied_in_order"):
        Row.objects.create(batch=batch, number=1, line=2, applied_at=timezone.now())


def test_a_row_is_kept_for_a_reason_that_is_known():
    batch = Batch.objects.create()
    with pytest.raises(IntegrityError, match="imports_row_kept_known"):
        Row.objects.create(batch=batch, number=1, line=2, kept_because="odd")
