"""What the database refuses of batches and rows."""

import pytest
from django.db import IntegrityError

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
