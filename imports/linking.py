"""Linking: what rows say of other entries, once all of the batch's entries are there."""

from django.db import connection, transaction

from imports.models import Batch
from imports.schema import detail_table

LINKS = """
INSERT INTO records_link (from_entry_id, to_entry_id, kind, note)
SELECT DISTINCT ON (r.entry_id, i.entry_id, l.kind) r.entry_id, i.entry_id, l.kind, l.note
FROM imports_row r
CROSS JOIN jsonb_to_recordset(r.normalised->'links') AS l("to" jsonb, kind text, note text)
JOIN records_identifier i ON i.scheme = l."to"->>'scheme' AND i.value = l."to"->>'value'
WHERE r.batch_id = %(batch)s AND r.refers AND r.applied_at IS NOT NULL AND r.undone_at IS NULL
  AND i.entry_id <> r.entry_id
ON CONFLICT DO NOTHING
"""
# One entry replaces one other, and is replaced by one: the first row that says so is believed.
REFERENCE = """
UPDATE {table} AS d SET {part}_id = f.target
FROM (
    SELECT DISTINCT ON ({once}) r.entry_id, i.entry_id AS target
    FROM imports_row r
    JOIN records_identifier i ON i.scheme = r.normalised->'{part}'->>'scheme'
        AND i.value = r.normalised->'{part}'->>'value'
    JOIN {table} t ON t.entry_ptr_id = i.entry_id
    WHERE r.batch_id = %(batch)s AND r.refers AND r.applied_at IS NOT NULL
      AND r.undone_at IS NULL AND i.entry_id <> r.entry_id
    ORDER BY {once}, r.number
) AS f
WHERE d.entry_ptr_id = f.entry_id AND d.{part}_id IS NULL {alone}
"""
ALONE = "AND NOT EXISTS (SELECT 1 FROM {table} o WHERE o.{part}_id = f.target)"
MISSING = """
UPDATE imports_row AS r SET problems = r.problems || f.problems
FROM (
    SELECT r.id, jsonb_agg(jsonb_build_object('code', 'not_found', 'level', 'warning',
        'column', t.part, 'params', jsonb_build_object('value', t.scheme || ':' || t.value))
        ) AS problems
    FROM imports_row r
    CROSS JOIN LATERAL (
        SELECT 'links' AS part, l."to"->>'scheme' AS scheme, l."to"->>'value' AS value
        FROM jsonb_to_recordset(r.normalised->'links') AS l("to" jsonb)
        UNION ALL
        SELECT p, r.normalised->p->>'scheme', r.normalised->p->>'value'
        FROM unnest(ARRAY['replaces', 'restates']) AS p WHERE r.normalised ? p
    ) AS t
    WHERE r.batch_id = %(batch)s AND r.refers AND r.applied_at IS NOT NULL
      AND NOT r.problems @> '[{"code": "not_found"}]'
      AND NOT EXISTS (SELECT 1 FROM records_identifier i
                      WHERE i.scheme = t.scheme AND i.value = t.value AND i.entry_id IS NOT NULL)
    GROUP BY r.id
) AS f
WHERE r.id = f.id
"""


@transaction.atomic
def link(batch: Batch) -> None:
    """Write links and successions; may be run again. What is not found is noted on its row."""
    statements = [LINKS, MISSING]
    for kind, part in (("document", "replaces"), ("relief", "replaces"), ("pledge", "restates")):
        table = detail_table(kind)
        alone, once = "", "r.entry_id"
        if part == "replaces":
            alone, once = ALONE.format(table=table, part=part), "i.entry_id"
        statements.append(REFERENCE.format(table=table, part=part, alone=alone, once=once))
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement, {"batch": batch.pk})
