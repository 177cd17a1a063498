"""Columns of many rows are written at once, as they are in memory."""

from datetime import UTC, datetime

import pytest
from django.db import DataError

from imports.models import Batch, Row
from imports.putting import put

pytestmark = pytest.mark.django_db
MOMENT = datetime(2025, 3, 4, 5, 6, tzinfo=UTC)


def make_rows(number: int = 3) -> list[Row]:
    batch = Batch.objects.create(file_name="f.csv", size=1)
    return Row.objects.bulk_create(
        [Row(batch=batch, number=n, line=n, raw={"a": "ä"}) for n in range(1, number + 1)]
    )


def test_each_row_gets_its_own_values_and_keeps_the_others():
    rows = make_rows()
    for row in rows:
        row.outcome, row.diff = "changed", {"title": {"now": f'Ä"\\ {row.number}', "file": None}}
        row.before, row.applied_at, row.raw = None, MOMENT, {"not": "written"}
    rows[0].before, rows[0].applied_at = {"columns": [1, "x"]}, None
    put(rows[:2], "outcome", "diff", "before", "applied_at")
    stored = list(Row.objects.order_by("number"))
    assert [(r.outcome, r.diff, r.before, r.applied_at, r.raw) for r in stored] == [
        ("changed", rows[0].diff, {"columns": [1, "x"]}, None, {"a": "ä"}),
        ("changed", rows[1].diff, None, MOMENT, {"a": "ä"}),
        ("", {}, None, None, {"a": "ä"}),
    ]
    assert Row.objects.filter(before__isnull=True).count() == 2  # NULL, not JSON's null


def test_what_is_too_long_for_its_column_is_refused_and_not_cut():
    rows = make_rows(1)
    rows[0].outcome = "x" * 21
    with pytest.raises(DataError):
        put(rows, "outcome")


def test_no_rows_are_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        put([], "outcome")
