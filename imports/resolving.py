"""Resolving: which actor, source, process, track or programme each mention is, or is to become.

By identifier first, then a state by its country, then as it was decided on the name, then by exact
name or alias within the kind and without a contradicting country; what is found nowhere is made,
and noted as brought by the batch. Whom several may be waits (`imports.who`).
"""

from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, models, transaction

from imports.actors import resolve_actors
from imports.locks import SPACE
from imports.models import Batch, Made, Mention
from imports.slugs import free_slug
from imports.statements import execute
from imports.who.holding import hold_again
from records.models import Process
from sanctions.models import Programme
from talks.models import Track

USED = """
UPDATE imports_mention AS m SET used = true
FROM (
    SELECT DISTINCT unnest(mentions) AS whole FROM imports_row
    WHERE batch_id = %(batch)s AND accepted AND applied_at IS NULL AND NOT held
      AND outcome IN ('new', 'changed')
) AS u
WHERE m.batch_id = %(batch)s AND NOT m.used AND u.whole = m.type || ':' || m.key
"""
KNOWN_SOURCES = """
UPDATE imports_mention AS m SET object_id = s.id
FROM records_source s
WHERE m.batch_id = %(batch)s AND m.type = 'source' AND m.used
  AND (m.object_id IS NULL OR NOT EXISTS (SELECT 1 FROM records_source WHERE id = m.object_id))
  AND (
    (m.data->>'url' <> '' AND s.url = m.data->>'url')
    OR (m.data->>'url' = '' AND s.url = '' AND s.publisher = m.data->>'publisher'
        AND s.title = m.data->>'title'
        AND s.published_on IS NOT DISTINCT FROM (m.data->>'published_on')::date))
"""
NEW_SOURCES = """
WITH fresh AS (
    SELECT id AS mention_id, data,
        nextval(pg_get_serial_sequence('records_source', 'id')) AS source_id
    FROM (SELECT id, data FROM imports_mention
          WHERE batch_id = %(batch)s AND type = 'source' AND used AND object_id IS NULL
          ORDER BY id) AS m
), noted AS (
    INSERT INTO imports_made (batch_id, model, object_id)
    SELECT %(batch)s, 'records.source', source_id FROM fresh
), stored AS (
    INSERT INTO records_source (id, url, publisher, title, author, language, published_on,
        archived_url, sha256, reliability)
    SELECT source_id, data->>'url', data->>'publisher', data->>'title', data->>'author',
        data->>'language', (data->>'published_on')::date, '', '', 'F'
    FROM fresh
)
UPDATE imports_mention AS m SET object_id = source_id FROM fresh WHERE m.id = mention_id
"""
# Who was merged into another actor since.
MERGED = """
UPDATE imports_mention AS m SET object_id = g.kept_id FROM records_merge g
WHERE m.batch_id = %(batch)s AND m.type = 'actor' AND m.object_id = g.gone_number
  AND g.undone_at IS NULL AND g.kept_id IS NOT NULL
"""
GONE = """
UPDATE imports_mention AS m SET object_id = NULL
WHERE batch_id = %(batch)s AND type = %(type)s AND object_id IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM {table} t WHERE t.id = m.object_id)
"""
TABLES = {
    "process": "records_process",
    "actor": "records_actor",
    "source": "records_source",
    "track": "talks_track",
    "programme": "sanctions_programme",
}


def resolve(batch: Batch) -> None:
    """Give every mention of rows that are about to be applied its record; doing it again is safe.

    It is done again where an actor that was found was merged or deleted before it was written.
    """
    try:
        _resolve(batch)
    except IntegrityError:
        _resolve(batch)


def following_merges(batch: Batch, write: Callable[[], None]) -> None:
    """Write in a transaction, and again where actors that the batch found were merged meanwhile.

    Raises IntegrityError where that is not why the database refused it.
    """
    try:
        with transaction.atomic():
            write()
    except IntegrityError:
        if not execute(MERGED, {"batch": batch.pk}):
            raise
        following_merges(batch, write)


@transaction.atomic
def _resolve(batch: Batch) -> None:
    """One batch at a time, so that two batches that bring the same actor make it once."""
    _execute("SELECT pg_advisory_xact_lock(%(space)s, -1)", space=SPACE)
    hold_again(batch)
    _execute(USED, batch=batch.pk)
    _execute("ANALYZE imports_mention")
    _execute(MERGED, batch=batch.pk)
    for kind, table in TABLES.items():
        _execute(GONE.format(table=table), batch=batch.pk, type=kind)
    _each(batch, "process", _process)
    resolve_actors(batch)
    _execute(KNOWN_SOURCES, batch=batch.pk)
    _execute(NEW_SOURCES, batch=batch.pk)
    _each(batch, "track", _track)
    _each(batch, "programme", _programme)


def _each(
    batch: Batch, kind: str, find_or_make: Callable[[dict[str, Any]], tuple[models.Model, bool]]
) -> None:
    for mention in batch.mentions.filter(type=kind, used=True, object_id=None).order_by("id"):
        found, made = find_or_make(mention.data)
        Mention.objects.filter(pk=mention.pk).update(object_id=found.pk)
        if made:
            Made.objects.create(batch=batch, model=found._meta.label_lower, object_id=found.pk)


def _process(data: dict[str, Any]) -> tuple[Process, bool]:
    name = data["name"]
    known = Process.objects.filter(name__iexact=name).order_by("id").first()
    if known:
        return known, False
    taken = set(Process.objects.values_list("slug", flat=True))
    made = Process.objects.create(
        name=name,
        slug=free_slug(name, "process", taken),
        pax_process_id=data.get("pax", ""),
        ucdp_conflict_id=data.get("ucdp", ""),
    )
    return made, True


def _track(data: dict[str, Any]) -> tuple[models.Model, bool]:
    process, _made = _process({"name": data["process"]})
    known = Track.objects.filter(process=process, name__iexact=data["name"]).order_by("id").first()
    if known:
        return known, False
    taken = set(Track.objects.filter(process=process).values_list("slug", flat=True))
    slug = free_slug(data["name"], "track", taken)
    return Track.objects.create(process=process, name=data["name"], slug=slug), True


def _programme(data: dict[str, Any]) -> tuple[models.Model, bool]:
    return Programme.objects.get_or_create(
        authority=data["authority"], code=data["code"], defaults={"name": data["code"]}
    )


def _execute(statement: str, **params: Any) -> None:
    execute(statement, params)
