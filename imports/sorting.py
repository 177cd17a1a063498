"""Sorting: what becomes of each row, by comparison with what stands in the database.

A row whose identifier is known is compared with the row that was applied last for it (the base).
What differs between the two is what the file changed. Where the same value also differs between the
base and the database, a person changed it since: a conflict, which is shown with its three values
and never overwritten. An entry that no import wrote is a person's altogether.
"""

from typing import Any

from django.db import connection, transaction

from imports.comparing import compare_rows
from imports.exchange import compare_rates
from imports.feeds.importing import compare_items
from imports.models import Batch, Row
from imports.progress import beat
from imports.putting import put
from imports.statements import BASE, execute
from imports.subjects.comparing import SORT_SUBJECTS, compare_subjects
from imports.whole.comparing import compare_records

CHUNK = 1000
COMPARE = {
    Row.Target.ENTRY: compare_rows,
    Row.Target.ACTOR: compare_subjects,
    Row.Target.RATES: compare_rates,
    Row.Target.SOURCE: compare_items,
    Row.Target.RECORD: compare_records,
}

# Lines that repeat an identifier of an earlier line are refused. They are found first and by
# themselves: without statistics of a batch that was just read, the planner would look for them
# anew for each row.
DUPLICATES = """
WITH again AS MATERIALIZED (
    SELECT id, first FROM (
        SELECT id, first_value(line) OVER same AS first, row_number() OVER same AS place
        FROM imports_row WHERE batch_id = %(batch)s AND key <> ''
        WINDOW same AS (PARTITION BY scheme, key ORDER BY number)
    ) AS numbered
    WHERE place > 1
)
UPDATE imports_row AS r
SET outcome = 'invalid', problems = r.problems || jsonb_build_array(jsonb_build_object(
    'code', 'duplicate', 'column', '', 'level', 'error', 'params',
    jsonb_build_object('line', again.first)))
FROM again WHERE r.id = again.id AND r.outcome = ''
"""

# The row that was applied last for the entry is its base; no base, no identifier: new.
ENTRY_BASE = BASE.format(same="b.entry_id = i.entry_id AND b.target = 'entry'")
SORT = f"""
WITH chunk AS (
    SELECT id, scheme, key, digest, normalised->>'kind' AS kind FROM imports_row
    WHERE batch_id = %(batch)s AND number > %(after)s AND number <= %(upto)s AND outcome = ''
      AND target = 'entry'
),
found AS (
    SELECT c.id, c.digest, c.kind, i.entry_id, i.actor_id, e.kind AS stored_kind,
        {ENTRY_BASE} AS base
    FROM chunk c
    LEFT JOIN records_identifier i ON i.scheme = c.scheme AND i.value = c.key
    LEFT JOIN records_entry e ON e.id = i.entry_id
)
UPDATE imports_row AS r
SET entry_id = f.entry_id,
    outcome = CASE
        WHEN f.entry_id IS NULL AND f.actor_id IS NULL THEN 'new'
        WHEN f.stored_kind IS DISTINCT FROM f.kind THEN 'invalid'
        WHEN f.base = f.digest THEN 'unchanged'
        ELSE '' END,
    problems = CASE
        WHEN (f.entry_id IS NOT NULL OR f.actor_id IS NOT NULL)
             AND f.stored_kind IS DISTINCT FROM f.kind
        THEN r.problems || jsonb_build_array(jsonb_build_object(
            'code', 'kind_differs', 'column', '', 'level', 'error', 'params',
            jsonb_build_object('kind', coalesce(f.stored_kind, 'actor'))))
        ELSE r.problems END
FROM found f WHERE r.id = f.id
"""  # noqa: S608 - made of our own names


def sort(batch: Batch) -> None:
    """Give every row of the batch its outcome; may be run again, and goes on where it stopped."""
    total = batch.rows.count()
    _execute(DUPLICATES, batch=batch.pk)
    for after in range(0, total, CHUNK):
        with transaction.atomic():
            span = {"batch": batch.pk, "after": after, "upto": after + CHUNK}
            _execute(SORT, **span)
            _execute(SORT_SUBJECTS, **span)
            _compare(batch, after)
            beat(batch)
    Batch.objects.filter(pk=batch.pk).update(counts=count(batch))


def count(batch: Batch) -> dict[str, int]:
    """Rows per outcome; the sum is every record that was read.

    `waiting` stands there only where sorting was stopped before it came to all rows.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT outcome, count(*) FROM imports_row WHERE batch_id = %s GROUP BY outcome",
            [batch.pk],
        )
        found = dict(cursor.fetchall())
    waiting = {"waiting": found[""]} if found.get("") else {}
    return {outcome: found.get(outcome, 0) for outcome in Row.Outcome.values} | waiting


def compare(rows: list[Row]) -> None:
    """Set `diff` and `outcome` of rows that were sorted, without saving them."""
    for target, compare_target in COMPARE.items():
        compare_target([row for row in rows if row.target == target])


def _compare(batch: Batch, after: int) -> None:
    """Field by field, the rows of a chunk whose text is not the one last imported."""
    rows = list(batch.rows.filter(number__gt=after, number__lte=after + CHUNK, outcome=""))
    compare(rows)
    put(rows, "diff", "outcome")
    whole = [row for row in rows if row.target == Row.Target.RECORD]
    put(whole, "problems", "entry", "actor")


def _execute(statement: str, **params: Any) -> None:
    execute(statement, params)
