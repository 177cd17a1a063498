"""The SQL of applying: one statement per table, over the rows that stand in `imports_chunk`.

All names in it are our own; values come as parameters.
"""

import json
from typing import Any

from django.db import connection

CHUNK_TABLE = """
CREATE TEMPORARY TABLE IF NOT EXISTS imports_chunk (
    row_id bigint, number bigint, entry_id bigint, kind text, scheme text, key text, slug text,
    n jsonb
) ON COMMIT DELETE ROWS
"""
TAKE = """
INSERT INTO imports_chunk
SELECT id, number, nextval(pg_get_serial_sequence('records_entry', 'id')), normalised->>'kind',
    scheme, key, normalised->>'slug', normalised
FROM (
    SELECT * FROM imports_row
    WHERE batch_id = %(batch)s AND number > %(after)s AND number <= %(upto)s
      AND outcome = 'new' AND accepted AND applied_at IS NULL AND target = 'entry'
      AND NOT held
    ORDER BY number
) AS r
WHERE NOT EXISTS (
    SELECT 1 FROM records_identifier i WHERE i.scheme = r.scheme AND i.value = r.key
)
"""
# Rows of entries that are there already, for the lists that are to be filled anew.
PUT = """
INSERT INTO imports_chunk
SELECT id, number, entry_id, normalised->>'kind', scheme, key, normalised->>'slug', normalised
FROM imports_row WHERE id = ANY(%(ids)s)
"""
_INVOLVEMENTS = """
INSERT INTO records_involvement (entry_id, actor_id, party_id, role, note)
SELECT c.entry_id, a.object_id, nullif(p.object_id, a.object_id), i.role, i.note
FROM imports_chunk c
CROSS JOIN jsonb_to_recordset(c.n->'involvements')
    AS i(actor text, party text, role text, note text)
JOIN imports_mention a ON a.batch_id = %(batch)s AND a.type = 'actor' AND a.key = i.actor
LEFT JOIN imports_mention p ON p.batch_id = %(batch)s AND p.type = 'actor' AND p.key = i.party
ON CONFLICT DO NOTHING
"""
_CITATIONS = """
INSERT INTO records_citation (entry_id, source_id, locator, quotation, attribution, attributed_to,
    credibility, field, value)
SELECT c.entry_id, s.object_id, i.locator, i.quotation, i.attribution, i.attributed_to,
    i.credibility, i.field, i.value
FROM imports_chunk c
CROSS JOIN jsonb_to_recordset(c.n->'citations') AS i(source text, locator text, quotation text,
    attribution text, attributed_to text, credibility smallint, field text, value text)
JOIN imports_mention s ON s.batch_id = %(batch)s AND s.type = 'source' AND s.key = i.source
"""
_PROCESSES = """
INSERT INTO records_processentry (entry_id, process_id, note)
SELECT c.entry_id, p.object_id, coalesce(i.note, '')
FROM imports_chunk c
CROSS JOIN jsonb_to_recordset(c.n->'processes') AS i(process text, note text)
JOIN imports_mention p ON p.batch_id = %(batch)s AND p.type = 'process' AND p.key = i.process
ON CONFLICT DO NOTHING
"""
IDENTIFIERS = """
INSERT INTO records_identifier (entry_id, scheme, value)
SELECT entry_id, scheme, key FROM imports_chunk
"""
_MORE_IDENTIFIERS = """
INSERT INTO records_identifier (entry_id, scheme, value)
SELECT c.entry_id, i.scheme, i.value
FROM imports_chunk c
CROSS JOIN jsonb_to_recordset(c.n->'identifiers') AS i(scheme text, value text)
ON CONFLICT DO NOTHING
"""
ENTRIES = """
INSERT INTO records_entry (id, kind, slug, state, withdrawn_because, created_at, changed_at,
    countries, actor_ids, search, i18n, {columns})
SELECT c.entry_id, c.kind,
    CASE WHEN row_number() OVER (PARTITION BY c.kind, c.slug ORDER BY c.number) > 1
        OR EXISTS (SELECT 1 FROM records_entry e WHERE e.kind = c.kind AND e.slug = c.slug)
    THEN c.slug || '-' || left(md5(c.scheme || ':' || c.key), 8) ELSE c.slug END,
    CASE WHEN %(publish)s AND c.n->'citations' <> '[]' THEN 'published' ELSE 'draft' END,
    '', now(), now(), '{{}}', '{{}}', '', coalesce(c.n->'i18n', '{{}}'), {values}
FROM imports_chunk c
CROSS JOIN jsonb_populate_record(NULL::records_entry, %(defaults)s || (c.n->'fields')) AS f
"""
DETAILS = """
INSERT INTO {table} (entry_ptr_id, {columns})
SELECT c.entry_id, {values}
FROM imports_chunk c
CROSS JOIN jsonb_populate_record(NULL::{table},
    %(defaults)s || coalesce(c.n->'details', '{{}}')) AS f
{joins}
WHERE c.kind = %(kind)s
"""
REFERENCE = """LEFT JOIN imports_mention {part} ON {part}.batch_id = %(batch)s
    AND {part}.type = '{part}' AND {part}.key = c.n->>'{part}'"""
_PROVISIONS = """
INSERT INTO talks_provision (document_id, number, heading, text, position)
SELECT c.entry_id, i.number, coalesce(i.heading, ''), coalesce(i.text, ''), i.place
FROM imports_chunk c
CROSS JOIN ROWS FROM (jsonb_to_recordset(c.n->'provisions')
    AS (number text, heading text, text text)) WITH ORDINALITY AS i(number, heading, text, place)
WHERE c.kind = 'document'
"""
_TRANSACTIONS = """
INSERT INTO aid_transaction (pledge_id, type, happened_on, date_precision, amount, currency,
    description)
SELECT c.entry_id, i.type, i.happened_on, coalesce(i.date_precision, 'day'), i.amount, i.currency,
    coalesce(i.description, '')
FROM imports_chunk c
CROSS JOIN jsonb_to_recordset(c.n->'transactions') AS i(type text, happened_on date,
    date_precision text, amount numeric, currency text, description text)
WHERE c.kind = 'pledge'
"""
# The digest of the row `b` that was applied last where {same}; see `RowQuerySet.last_applied`.
BASE = """(
    SELECT b.digest FROM imports_row b
    WHERE {same} AND b.applied_at IS NOT NULL AND b.undone_at IS NULL
    ORDER BY b.applied_order DESC LIMIT 1
)"""
DONE = """
UPDATE imports_row AS r SET entry_id = c.entry_id, applied_at = now()
FROM imports_chunk c
WHERE r.id = c.row_id AND r.batch_id = %(batch)s AND r.number > %(after)s AND r.number <= %(upto)s
"""
# Somebody else brought the same identifier since the rows were sorted: sort them again.
STALE = """
UPDATE imports_row SET outcome = ''
WHERE batch_id = %s AND outcome = 'new' AND accepted AND applied_at IS NULL AND target = 'entry'
  AND NOT held
"""
REPORT = """
SELECT count(*), count(*) FILTER (WHERE e.state = 'published'),
    count(*) FILTER (WHERE e.state = 'draft'),
    count(*) FILTER (WHERE e.state = 'draft' AND NOT EXISTS (
        SELECT 1 FROM records_citation c WHERE c.entry_id = e.id))
FROM imports_row r LEFT JOIN records_entry e ON e.id = r.entry_id
WHERE r.batch_id = %s AND r.applied_at IS NOT NULL AND r.undone_at IS NULL
"""
# The planner has not seen what a large import brought; until it has, it scans. Texts and JSON are
# left out: nobody compares them, and they are most of what would be read.
ANALYZE = (
    "ANALYZE imports_row (batch_id, number, scheme, key, target, outcome, accepted, applied_at, "
    "entry_id, actor_id, held), imports_mention, records_entry (id, kind, slug, state, starts_on, "
    "ends_on, date_end, changed_at, place_country, countries, actor_ids, search), "
    "records_involvement, records_citation (entry_id, source_id), records_identifier, "
    "records_actor, records_source"
)
ANALYZE_CHUNK = "ANALYZE imports_chunk (row_id, number, entry_id, kind, slug)"
# List of an entry → the statement that fills it; links are written by imports.linking.
FILL_PART = {
    "involvements": _INVOLVEMENTS,
    "citations": _CITATIONS,
    "processes": _PROCESSES,
    "identifiers": _MORE_IDENTIFIERS,
    "provisions": _PROVISIONS,
    "transactions": _TRANSACTIONS,
}


def execute(statement: str, params: Any = None) -> int:
    """Run one statement and say how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return int(cursor.rowcount)


def query(statement: str, params: Any) -> list[tuple[Any, ...]]:
    """The rows of one statement, JSON decoded: Django's cursors hand it over as text."""
    return [tuple(_decoded(value) for value in row) for row in select(statement, params)]


def select(statement: str, params: Any) -> list[tuple[Any, ...]]:
    """The rows of one statement that returns no JSON."""
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return list(cursor.fetchall())


def _decoded(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value
