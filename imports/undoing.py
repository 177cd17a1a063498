"""Undoing: takes away exactly what a batch brought and nothing that was edited by hand since.

Entries that the batch brought go, those that it changed get back what stood there before, and
actors, sources, processes and names that it brought go where nothing else uses them. What a person
edited since, or a later import changed, is kept and listed with the reason.
"""

from typing import Any

import pghistory
from django.apps import apps
from django.db import connection, models, transaction
from django.utils import timezone

from imports.applying import report
from imports.changing import set_columns, set_translations
from imports.comparing import BY_HAND, written_later
from imports.exchange import undo_rates
from imports.feeds.importing import undo_items
from imports.locks import lock
from imports.models import Batch, Made, Row
from imports.progress import beat
from imports.schema import (
    PARTS,
    detail_defaults,
    detail_table,
    entry_defaults,
    histories,
    reference_columns,
)
from imports.sorting import count
from imports.subjects.undoing import needed_by_standing, undo_subjects
from imports.whole.undoing import undo_records
from records.kinds import kind_model
from records.merging import standing_for
from records.models import Entry

CHUNK = 200
# Made in this order, so taken away in the other: names and identifiers before their actors.
SHARED = [
    *("sanctions.designation", "records.affiliation"),
    *("records.identifier", "records.actorname", "talks.track", "sanctions.programme"),
    *("records.source", "records.actor", "records.process"),
]
# What a person did to an entry that the batch brought is later in any case.
SINCE = "(jsonb_typeof(r.before) IS NULL OR v.pgh_created_at > r.applied_at)"
# Rows that belong to a shared record and go with it.
OWNED = {"actorname", "identifier", "redirect", "row", "article", "namedecision"}


def undo(batch: Batch) -> None:
    """Undo the applied rows, all or those asked for, last ones first. Raises Cancelled."""
    with pghistory.context(
        user=batch.acting_id, reason=f"import {batch.pk} undone", **{"import": batch.pk}
    ):
        asked = batch.standing()
        if batch.undo_part:
            asked = asked.filter(undo_asked=True)
        held = None
        while held != (held := _undo_all(batch, asked)) and held:
            asked.filter(kept_because=Row.Kept.IN_USE).update(kept_because="")
        needed = needed_by_standing(batch)
        for model in SHARED:
            _undo_shared(batch, model, needed.get(model, set()))
    came = (report(batch) if batch.undo_part else {}) | _undone(batch)
    Batch.objects.filter(pk=batch.pk).update(counts=count(batch), report=came)


def _undo_all(batch: Batch, asked: "models.QuerySet[Row]") -> int:
    """Undo what was asked for; returns how many rows others hold, which may be gone by now."""
    waiting, done = asked.filter(kept_because=""), batch.rows_done
    while rows := list(waiting.order_by("-number")[:CHUNK]):
        done += len(rows)
        with transaction.atomic():
            _undo_chunk(rows)
            beat(batch, rows_done=done)
    return asked.filter(kept_because=Row.Kept.IN_USE).count()


def _undone(batch: Batch) -> dict[str, int]:
    rows = batch.rows.filter(applied_at__isnull=False)
    return {
        "undone": rows.filter(undone_at__isnull=False).count(),
        "kept": rows.exclude(kept_because="").count(),
        "kept_records": batch.made.count(),
    }


def _undo_chunk(rows: list[Row]) -> None:
    """Rows of several kinds may stand in one file; each is undone as what it became."""
    by_target: dict[str, list[Row]] = {}
    for row in rows:
        by_target.setdefault(row.target, []).append(row)
    keep: dict[int, str] = {}
    for target, chosen in by_target.items():
        keep |= UNDO[Row.Target(target)](chosen)
    now = timezone.now()
    for row in rows:
        row.kept_because = keep.get(row.pk, "")
        row.undone_at = None if row.kept_because else now
        if row.undone_at and row.before is None:
            row.entry_id = None
    Row.objects.bulk_update(rows, ["kept_because", "undone_at", "entry_id", "actor_id"])


def _undo_entries(rows: list[Row]) -> dict[int, str]:
    """Row → why its entry was kept, for those that were."""
    keep = _kept(rows)
    brought = [row for row in rows if row.before is None and row.pk not in keep]
    changed = [row for row in rows if row.before is not None and row.pk not in keep]
    in_use = _delete_entries([row.entry_id for row in brought if row.entry_id])
    keep |= {row.pk: Row.Kept.IN_USE for row in brought if row.entry_id in in_use}
    for row in changed:
        if row.entry_id:
            _restore(row)
    return keep


def _kept(rows: list[Row]) -> dict[int, str]:
    """Row → why its entry must not be touched."""
    lock(Entry, [row.entry_id for row in rows])
    return written_later(rows, "entry") | dict.fromkeys(_edited(rows), Row.Kept.EDITED)


def _edited(rows: list[Row]) -> set[int]:
    """Rows of this chunk whose entry has an event that no import wrote, later than the row."""
    found: set[int] = set()
    by_kind: dict[str, list[int]] = {}
    for row in rows:
        by_kind.setdefault(row.said["kind"], []).append(row.pk)
    for kind, ids in by_kind.items():
        conditions = " OR ".join(
            BY_HAND.format(history=history, owner=owner).replace("WHERE ", f"WHERE {SINCE} AND ", 1)
            for history, owner in histories(kind)
        )
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT r.id FROM imports_row r JOIN records_entry e ON e.id = r.entry_id "
                f"WHERE r.id = ANY(%s) AND ({conditions})",
                [ids],
            )
            found |= {row_id for (row_id,) in cursor.fetchall()}
    return found


def _delete_entries(ids: list[int]) -> set[int]:
    """Delete entries with all that belongs to them; returns those that others still refer to."""
    try:
        with transaction.atomic():
            Entry.objects.filter(pk__in=ids).delete()
    except (models.ProtectedError, models.RestrictedError):
        if len(ids) == 1:
            return set(ids)
        half = len(ids) // 2
        return _delete_entries(ids[:half]) | _delete_entries(ids[half:])
    return set()


def _restore(row: Row) -> None:
    """Put back what a changed row replaced."""
    kind, before = row.said["kind"], row.replaced
    columns = before["columns"]
    entry = {name: value for name, value in columns.items() if name in entry_defaults()}
    details = {name: value for name, value in columns.items() if name in detail_defaults(kind)}
    set_columns("records_entry", "id", row.entry_id, entry)
    set_columns(detail_table(kind), "entry_ptr_id", row.entry_id, details)
    set_translations(row.entry_id, before["i18n"])
    merged = _merged_since(before["parts"])
    for name, records in before["parts"].items():
        part = PARTS[name]
        current = part.model._default_manager.filter(**{part.owner: row.entry_id})
        if name == "identifiers":
            current = current.exclude(scheme=row.scheme, value=row.key)
        current.delete()
        part.model._default_manager.bulk_create(
            [part.model(**_followed(record, merged)) for record in records], ignore_conflicts=True
        )
    for name, target in before["references"].items():
        column = reference_columns(kind)[name]
        kind_model(kind)._default_manager.filter(pk=row.entry_id or 0).update(**{column: target})


def _merged_since(parts: dict[str, list[dict[str, Any]]]) -> dict[int, int]:
    """Actors among those that stood in lists → who stands for them now."""
    involved = parts.get("involvements", [])
    ids = {one[column] for one in involved for column in ("actor_id", "party_id")}
    return standing_for(ids - {None})


def _followed(record: dict[str, Any], merged: dict[int, int]) -> dict[str, Any]:
    """An involvement with those who stand for its actors now; nobody acts on their own behalf."""
    if not merged or "actor_id" not in record:
        return record
    actor, party = (merged.get(record[name], record[name]) for name in ("actor_id", "party_id"))
    return record | {"actor_id": actor, "party_id": None if party == actor else party}


UNDO = {
    Row.Target.ENTRY: _undo_entries,
    Row.Target.ACTOR: undo_subjects,
    Row.Target.RATES: undo_rates,
    Row.Target.SOURCE: undo_items,
    Row.Target.RECORD: undo_records,
}


def _undo_shared(batch: Batch, label: str, needed: set[int]) -> None:
    """Take away the shared records of a model that nothing uses and nobody edited."""
    model = apps.get_model(label)
    made = batch.made.filter(model=label).exclude(object_id__in=needed)
    waiting = list(made.order_by("-id").values_list("object_id", flat=True))
    for start in range(0, len(waiting), CHUNK):
        ids = waiting[start : start + CHUNK]
        with transaction.atomic():
            lock(model, ids)
            free = _free(model, ids)
            Made.objects.filter(model=label, object_id__in=free).delete()
            model._default_manager.filter(pk__in=free).delete()
            beat(batch)


def _free(model: type[models.Model], ids: list[int]) -> list[int]:
    """Those of the records that nothing else refers to and no person edited."""
    records = model._default_manager.filter(pk__in=ids)
    for relation in model._meta.related_objects:
        name = relation.related_model._meta.model_name or ""
        if relation.many_to_many or name in OWNED or name.endswith("event"):
            continue
        used = relation.related_model._default_manager.filter(
            **{relation.field.name: models.OuterRef("pk")}
        )
        records = records.filter(~models.Exists(used))
    by_hand = BY_HAND.format(history=f"{model._meta.db_table}event", owner="pgh_obj_id")
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT e.id FROM {model._meta.db_table} e WHERE e.id = ANY(%s) AND {by_hand}", [ids]
        )
        edited = {record_id for (record_id,) in cursor.fetchall()}
    gone = set(ids) - set(model._default_manager.filter(pk__in=ids).values_list("pk", flat=True))
    return sorted((set(records.values_list("pk", flat=True)) - edited) | gone)
