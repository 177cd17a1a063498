"""What the tests of the importer share: files, batches, and the content of the database."""

import csv
import io
from pathlib import Path

from django.core.files.base import ContentFile
from django.db import connection

from imports import actions
from imports.lines import Table
from imports.models import Batch

FILES = Path(__file__).with_name("files")
MEND_FILE = Path(__file__).parents[3] / "shared/data/mend/mend_april_2025.csv"

# Everything that an import may touch, by what it is and not by its number or time.
CONTENT = {
    "entries": """
        SELECT to_jsonb(e) - '{id,created_at,changed_at,actor_ids,search}'::text[],
            (SELECT array_agg(a.slug ORDER BY a.slug) FROM records_actor a
             WHERE a.id = ANY(e.actor_ids)),
            (SELECT array_agg((lexeme, positions, weights)::text ORDER BY lexeme)
             FROM unnest(e.search) WHERE lexeme !~ '^:?[a-z]+:[0-9]+$')
        FROM records_entry e""",
    "rounds": """
        SELECT e.slug, t.slug, to_jsonb(d) - '{entry_ptr_id,track_id}'::text[]
        FROM talks_round d JOIN records_entry e ON e.id = d.entry_ptr_id
        LEFT JOIN talks_track t ON t.id = d.track_id""",
    "involvements": """
        SELECT e.slug, a.slug, p.slug, i.role, i.note FROM records_involvement i
        JOIN records_entry e ON e.id = i.entry_id JOIN records_actor a ON a.id = i.actor_id
        LEFT JOIN records_actor p ON p.id = i.party_id""",
    "citations": """
        SELECT e.slug, s.url, s.title, to_jsonb(c) - '{id,entry_id,source_id}'::text[]
        FROM records_citation c JOIN records_entry e ON e.id = c.entry_id
        JOIN records_source s ON s.id = c.source_id""",
    "identifiers": """
        SELECT i.scheme, i.value, e.slug, a.slug FROM records_identifier i
        LEFT JOIN records_entry e ON e.id = i.entry_id
        LEFT JOIN records_actor a ON a.id = i.actor_id""",
    "actors": "SELECT to_jsonb(a) - '{id,created_at}'::text[] FROM records_actor a",
    "names": """
        SELECT a.slug, to_jsonb(n) - '{id,actor_id}'::text[]
        FROM records_actorname n JOIN records_actor a ON a.id = n.actor_id""",
    "sources": "SELECT to_jsonb(s) - 'id' FROM records_source s",
    "processes": "SELECT to_jsonb(p) - 'id' FROM records_process p",
    "memberships": """
        SELECT p.slug, e.slug, m.note FROM records_processentry m
        JOIN records_process p ON p.id = m.process_id JOIN records_entry e ON e.id = m.entry_id""",
    "tracks": "SELECT to_jsonb(t) - '{id,process_id}'::text[] FROM talks_track t",
    "links": """
        SELECT f.slug, t.slug, l.kind, l.note FROM records_link l
        JOIN records_entry f ON f.id = l.from_entry_id
        JOIN records_entry t ON t.id = l.to_entry_id""",
    "designations": """
        SELECT a.slug, p.authority, p.code, s.url,
            to_jsonb(d) - '{id,actor_id,programme_id,source_id}'::text[]
        FROM sanctions_designation d JOIN records_actor a ON a.id = d.actor_id
        JOIN sanctions_programme p ON p.id = d.programme_id
        LEFT JOIN records_source s ON s.id = d.source_id""",
    "programmes": "SELECT to_jsonb(p) - 'id' FROM sanctions_programme p",
    "affiliations": """
        SELECT a.slug, o.slug, to_jsonb(f) - '{id,person_id,organisation_id,source_id}'::text[]
        FROM records_affiliation f JOIN records_actor a ON a.id = f.person_id
        JOIN records_actor o ON o.id = f.organisation_id""",
    "rates": "SELECT currency, date, per_euro FROM aid_exchangerate",
    "inbox": """
        SELECT f.address, s.url, to_jsonb(i) - '{id,feed_id,source_id,seen_at,decided_at}'::text[]
        FROM imports_feeditem i LEFT JOIN imports_feed f ON f.id = i.feed_id
        LEFT JOIN records_source s ON s.id = i.source_id""",
    "provisions": """
        SELECT e.slug, to_jsonb(p) - '{id,document_id}'::text[]
        FROM talks_provision p JOIN records_entry e ON e.id = p.document_id""",
    "transactions": """
        SELECT e.slug, to_jsonb(t) - '{id,pledge_id}'::text[]
        FROM aid_transaction t JOIN records_entry e ON e.id = t.pledge_id""",
}
ROWS = """
    SELECT number, line, key, outcome, normalised::text, problems::text, applied_at IS NOT NULL
    FROM imports_row WHERE batch_id = %s ORDER BY number"""


def content() -> dict[str, list[str]]:
    """The content of the database, table by table, comparable between two databases."""
    with connection.cursor() as cursor:
        found = {}
        for name, statement in CONTENT.items():
            cursor.execute(statement)
            found[name] = sorted(str(row) for row in cursor.fetchall())
    return found


def rows_of(batch: Batch) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(ROWS, [batch.pk])
        return cursor.fetchall()


def table_of(*columns: str, **sheets: list[str]) -> Table:
    """A table without lines: of these columns, or of sheets with theirs."""
    return Table(sheets or {"": [*columns]}, "UTF-8", iter(()), lambda: 0)


def csv_bytes(rows: list[dict[str, str]], **options: str) -> bytes:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, **options)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def received(data: bytes, name: str = "file.csv", connector: str = "") -> Batch:
    return actions.receive(file=ContentFile(data, name=name), name=name, connector=connector)


def read(data: bytes, name: str = "file.csv", connector: str = "") -> Batch:
    batch = received(data, name, connector)
    return carried_on(batch)


def carried_on(batch: Batch) -> Batch:
    actions.carry_on(batch_id=batch.pk)
    batch.refresh_from_db()
    return batch


def applied(batch: Batch, *, publish: bool = False) -> Batch:
    assert actions.request_apply(batch=batch, publish=publish)
    return carried_on(batch)


def undone(batch: Batch) -> Batch:
    assert actions.request_undo(batch=batch)
    return carried_on(batch)


def a_round(number: int = 1, /, **cells: str) -> dict[str, str]:
    return {
        "kind": "round",
        "id": f"r{number}",
        "title": f"Round {number} at the ford",
        "date": f"2025-03-{number % 28 + 1:02}",
        "place": "Geneva",
        "country": "CH",
        "involved": f"mediator: Switzerland [state CH]\nnegotiator: Ada {number % 7} [person FR] "
        "for France [state FR] — envoy",
        "sources": f"https://example.org/{number % 5} | title: Report | at: §{number}",
        "processes": "Ford talks",
    } | cells
