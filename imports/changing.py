"""Changing: accepted rows of entries that an earlier import wrote, compared once more.

Only what the file changed is written, and only where nobody else changed it: rows are compared
again under a lock on their entries, so that an edit made during the review is not overwritten.
"""

import json
from functools import partial
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from psycopg.types.json import Jsonb

from imports.comparing import compare_rows
from imports.locks import lock
from imports.models import Batch, Mention, Row
from imports.progress import beat
from imports.putting import put
from imports.resolving import following_merges
from imports.schema import (
    PARTS,
    detail_defaults,
    detail_table,
    entry_defaults,
    reference_columns,
)
from imports.statements import CHUNK_TABLE, FILL_PART, PUT, execute
from records.kinds import kind_model
from records.models import Entry

CHUNK = 200
# A record with some of its columns replaced: the others come from the row as it stands.
SET_COLUMNS = """
UPDATE {table} AS t SET ({columns}) = (
    SELECT {values} FROM jsonb_populate_record(NULL::{table}, %(values)s) AS v
) WHERE t.{key} = %(id)s
"""


def apply_changes(batch: Batch) -> None:
    """Apply the accepted changed rows, in chunks. Raises Cancelled."""
    execute(CHUNK_TABLE)
    waiting = batch.rows.filter(
        outcome=Row.Outcome.CHANGED,
        accepted=True,
        applied_at=None,
        held=False,
        target=Row.Target.ENTRY,
    ).order_by("number")
    while ids := list(waiting.values_list("id", flat=True)[:CHUNK]):
        following_merges(batch, partial(_change_chunk, batch, ids))


def _change_chunk(batch: Batch, ids: list[int]) -> None:
    rows = list(Row.objects.filter(pk__in=ids).order_by("number"))
    lock(Entry, [row.entry_id for row in rows])
    compare_rows(rows)
    changed = [row for row in rows if row.outcome == Row.Outcome.CHANGED]
    for row in changed:
        _change(batch, row)
    _change_parts(batch, changed)
    put(rows, "outcome", "diff", "before", "applied_at")
    beat(batch)


def _change(batch: Batch, row: Row) -> None:
    kind, entry_id = row.said["kind"], row.entry_id
    fields, details, i18n = {}, {}, {}
    before: dict[str, Any] = {"columns": {}, "i18n": {}, "parts": {}, "references": {}}
    for name, change in row.diff.items():
        if name in entry_defaults():
            fields[name], before["columns"][name] = change["file"], change["now"]
        elif name in detail_defaults(kind):
            details[name], before["columns"][name] = change["file"], change["now"]
        elif name in PARTS:
            continue
        elif name in reference_columns(kind):
            before["references"][name] = _refer(batch, name, row)
        else:
            i18n[name], before["i18n"][name] = change["file"], change["now"]
    set_columns("records_entry", "id", entry_id, fields)
    set_columns(detail_table(kind), "entry_ptr_id", entry_id, details)
    set_translations(entry_id, i18n)
    row.before, row.applied_at = before, timezone.now()


def _change_parts(batch: Batch, rows: list[Row]) -> None:
    for name in PARTS:
        touched = [row for row in rows if name in row.diff]
        before = _refill(batch, name, touched) if touched else {}
        for row in touched:
            records = json.dumps(before[row.entry_id or 0], cls=DjangoJSONEncoder)
            row.before = row.replaced | {
                "parts": row.replaced["parts"] | {name: json.loads(records)}
            }


def set_columns(table: str, key: str, record_id: int | None, values: dict[str, Any]) -> None:
    """Write `values`, spelled as JSON, into the columns they are named after."""
    if not values:
        return
    statement = SET_COLUMNS.format(
        table=table,
        key=key,
        columns=", ".join(values) if len(values) > 1 else f"{next(iter(values))}",
        values=", ".join(f"v.{column}" for column in values),
    )
    if len(values) == 1:
        statement = statement.replace("SET (", "SET ", 1).replace(") = (", " = (", 1)
    execute(statement, {"values": Jsonb(values), "id": record_id})


def set_translations(entry_id: int | None, values: dict[str, str]) -> None:
    """Write translations; an empty text takes the translation away."""
    if not values:
        return
    execute(
        "UPDATE records_entry SET i18n = jsonb_strip_nulls(coalesce(i18n, '{}') || %s) "
        "WHERE id = %s",
        [Jsonb({name: value or None for name, value in values.items()}), entry_id],
    )


def _refill(batch: Batch, name: str, rows: list[Row]) -> dict[int, list[dict[str, Any]]]:
    """Make a list what the file says for these rows' entries; returns what stood there before."""
    part = PARTS[name]
    ids = [row.entry_id for row in rows]
    own = {(row.scheme, row.key) for row in rows}
    before: dict[int, list[dict[str, Any]]] = {entry_id: [] for entry_id in ids if entry_id}
    records = part.model._default_manager.filter(**{f"{part.owner}__in": ids})
    for record in records.order_by("pk").values():
        if name != "identifiers" or (record["scheme"], record["value"]) not in own:
            before[record[part.owner]].append(record)
    gone = [record["id"] for kept in before.values() for record in kept]
    part.model._default_manager.filter(pk__in=gone).delete()
    if name in FILL_PART:
        execute(PUT, {"ids": [row.pk for row in rows]})
        execute(FILL_PART[name], {"batch": batch.pk})
        execute("DELETE FROM imports_chunk")
    return before


def _refer(batch: Batch, name: str, row: Row) -> int | None:
    """Point to the record that the file names; to another entry, later (imports.linking)."""
    kind = row.said["kind"]
    column = reference_columns(kind)[name]
    entries = kind_model(kind)._default_manager.filter(pk=row.entry_id or 0)
    before: int | None = entries.values_list(column, flat=True).get()
    key = row.said.get(name)
    target = None
    if isinstance(key, str):
        target = Mention.objects.get(batch=batch, type=name, key=key).object_id
    entries.update(**{column: target})
    return before
