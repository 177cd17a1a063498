"""Applying: from accepted rows to entries, in chunks, each one transaction of set-based SQL.

The rows are in the database already, so nothing passes through Python: each table is filled by one
statement per chunk. Lists that belong to an entry go in before the entry (foreign keys are checked
at the end of the transaction), so that the trigger that derives its countries, actors and words
finds them, and one write is enough.
"""

from collections import Counter

import pghistory
from django.conf import settings
from django.db import DataError, IntegrityError, connection
from psycopg.types.json import Jsonb

from imports.changing import apply_changes
from imports.exchange import apply_rates
from imports.feeds.importing import apply_items
from imports.linking import link
from imports.models import Batch, Row
from imports.problems import problem
from imports.progress import beat
from imports.resolving import following_merges, resolve
from imports.schema import (
    detail_defaults,
    detail_table,
    entry_defaults,
    reference_columns,
)
from imports.sorting import count, sort
from imports.statements import (
    ANALYZE,
    ANALYZE_CHUNK,
    CHUNK_TABLE,
    DETAILS,
    DONE,
    ENTRIES,
    FILL_PART,
    IDENTIFIERS,
    REFERENCE,
    REPORT,
    STALE,
    TAKE,
    execute,
)
from imports.subjects.applying import apply_subjects
from imports.whole.applying import apply_records, link_records, records_left

# What is told of the shared records that an import brought
BROUGHT = {"records.actor": "actors", "sanctions.designation": "designations"}


def apply(batch: Batch) -> int:
    """Apply all accepted rows that wait, or those that are left. Raises Cancelled.

    Rows that a stopped sorting did not come to are sorted first. Returns how many rows somebody has
    to look at again, since what they speak of changed after they were compared.
    """
    if batch.rows.filter(outcome="").exists():
        sort(batch)
    shown = _conflicts_shown(batch)
    with pghistory.context(
        user=batch.acting_id,
        reason=f"import {batch.pk}: {batch.file_name}",
        **{"import": batch.pk},
    ):
        resolve(batch)
        execute(CHUNK_TABLE)
        total = batch.rows.count()
        size = settings.IMPORT_APPLY_CHUNKS * settings.IMPORT_CHUNK_ROWS
        left = None
        while left != (left := _apply_all(batch, total, size)) and left:
            continue
        if total >= size:  # a few rows are no news to the planner
            execute(ANALYZE)
        apply_changes(batch)
        link(batch)
        link_records(batch)
    if execute(STALE, [batch.pk]):
        sort(batch)
    counts = count(batch)
    again = _sorted_again(batch) + max(0, counts[Row.Outcome.CONFLICT] - shown)
    came = report(batch) | ({"look_again": again} if again else {})
    Batch.objects.filter(pk=batch.pk).update(counts=counts, report=came)
    return again


def _conflicts_shown(batch: Batch) -> int:
    """How many conflicts there were when applying was asked for."""
    counts = Batch.objects.values_list("counts", flat=True).get(pk=batch.pk)
    return int(counts.get(Row.Outcome.CONFLICT, 0))


def _sorted_again(batch: Batch) -> int:
    """Accepted rows whose identifier somebody else brought before they were applied."""
    return batch.waiting().filter(accepted=True, target=Row.Target.ENTRY).count()


def report(batch: Batch) -> dict[str, int]:
    """What came of the applied rows, in numbers."""
    with connection.cursor() as cursor:
        cursor.execute(REPORT, [batch.pk])
        numbers = cursor.fetchone()
    names = ("applied", "published", "drafts", "drafts_without_source")
    brought = Counter(batch.made.filter(model__in=BROUGHT).values_list("model", flat=True))
    return dict(zip(names, numbers, strict=True)) | {
        name: brought[model] for model, name in BROUGHT.items() if brought[model]
    }


def _apply_all(batch: Batch, total: int, size: int) -> int:
    """Apply all that can be; returns how many rows wait for what was not there in their turn."""
    for after in range(0, total, size):
        _apply_range(batch, after, min(after + size, total))
    return records_left(batch)


def _apply_range(batch: Batch, after: int, upto: int, *, again: bool = False) -> None:
    """Apply rows after < number <= upto. What the database refuses is narrowed down to the row.

    A row is tried twice: what somebody brought at the same moment is there the second time.
    """

    def write() -> None:
        _apply_chunk(batch, after, upto)
        beat(batch, rows_done=upto)

    try:
        following_merges(batch, write)
    except (IntegrityError, DataError) as error:
        if upto - after > 1:
            middle = (after + upto) // 2
            _apply_range(batch, after, middle)
            _apply_range(batch, middle, upto)
        elif again:
            _refuse(batch, upto, error)
        else:
            _apply_range(batch, after, upto, again=True)


def _apply_chunk(batch: Batch, after: int, upto: int) -> None:
    apply_subjects(batch, after, upto)
    apply_rates(batch, after, upto)
    apply_items(batch, after, upto)
    apply_records(batch, after, upto)
    execute("TRUNCATE imports_chunk")
    taken = {"batch": batch.pk, "after": after, "upto": upto}
    if not execute(TAKE, taken):
        return
    execute(ANALYZE_CHUNK)
    own = {"batch": batch.pk}
    kinds = _kinds()
    for part in ("involvements", "citations", "processes"):
        execute(FILL_PART[part], own)
    execute(IDENTIFIERS)
    execute(FILL_PART["identifiers"], own)
    columns = list(entry_defaults())
    execute(
        ENTRIES.format(columns=", ".join(columns), values=_from_record(columns)),
        {"publish": batch.publish, "defaults": Jsonb(entry_defaults())},
    )
    for kind in kinds:
        _insert_details(batch, kind)
    if "document" in kinds:
        execute(FILL_PART["provisions"], own)
    if "pledge" in kinds:
        execute(FILL_PART["transactions"], own)
    execute(DONE, taken)


def _kinds() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT kind FROM imports_chunk ORDER BY 1")
        return [kind for (kind,) in cursor.fetchall()]


def _insert_details(batch: Batch, kind: str) -> None:
    columns = list(detail_defaults(kind))
    resolved = {
        part: column
        for part, column in reference_columns(kind).items()
        if part in ("track", "programme")
    }
    statement = DETAILS.format(
        table=detail_table(kind),
        columns=", ".join([*columns, *resolved.values()]),
        values=", ".join([_from_record(columns), *(f"{part}.object_id" for part in resolved)]),
        joins="\n".join(REFERENCE.format(part=part) for part in resolved),
    )
    defaults = Jsonb(detail_defaults(kind))
    execute(statement, {"batch": batch.pk, "kind": kind, "defaults": defaults})


def _from_record(columns: list[str]) -> str:
    return ", ".join(f"f.{column}" for column in columns)


def _refuse(batch: Batch, number: int, error: Exception) -> None:
    row = batch.rows.get(number=number)
    row.problems.append(problem("refused", reason=str(error).splitlines()[0]).model_dump())
    Row.objects.filter(pk=row.pk).update(outcome=Row.Outcome.INVALID, problems=row.problems)
