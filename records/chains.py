"""Chains of entries that point at one before: licences replaced, texts revised, money restated."""

from typing import Any, TypeVar

from django.db import connection

from records.models import Entry

EntryT = TypeVar("EntryT", bound=Entry)

# CYCLE: two records that point at each other end the walk instead of going round for ever.
WALK = """
WITH RECURSIVE earlier (id, step) AS (
    SELECT {column}, -1 FROM {table} WHERE entry_ptr_id = %(start)s AND {column} IS NOT NULL
    UNION ALL
    SELECT t.{column}, earlier.step - 1 FROM {table} t JOIN earlier ON t.entry_ptr_id = earlier.id
    WHERE t.{column} IS NOT NULL
) CYCLE id SET is_loop USING walked,
later (id, step) AS (
    SELECT entry_ptr_id, 1 FROM {table} WHERE {column} = %(start)s
    UNION ALL
    SELECT t.entry_ptr_id, later.step + 1 FROM {table} t JOIN later ON t.{column} = later.id
) CYCLE id SET is_loop USING walked
SELECT id, step FROM earlier UNION ALL SELECT id, step FROM later ORDER BY step, id
"""


def chain_of(entry: EntryT, field: str = "replaces") -> list[EntryT]:
    """The published records before and after `entry` along `field`, with it, earliest first.

    Two queries, however long the chain; drafts inside it are stepped over and never shown.
    """
    steps = chain_ids(entry, field)
    model = type(entry)
    rows = model._default_manager.for_page().published().in_bulk(list(steps))  # type: ignore[attr-defined]
    rows[entry.pk] = entry
    return [rows[pk] for pk in sorted(steps, key=lambda pk: (steps[pk], pk)) if pk in rows]


def chain_ids(entry: Entry, field: str) -> dict[int, int]:
    """Every record of the chain with its distance from `entry`: before it negative, itself 0."""
    options = type(entry)._meta
    key: Any = options.get_field(field)
    quote = connection.ops.quote_name
    sql = WALK.format(table=quote(options.db_table), column=quote(key.column))
    with connection.cursor() as cursor:
        cursor.execute(sql, {"start": entry.pk})
        steps: dict[int, int] = {}
        for pk, step in cursor.fetchall():
            steps.setdefault(pk, step)
    steps[entry.pk] = 0
    return steps
