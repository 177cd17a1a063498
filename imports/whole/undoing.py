"""Undoing lines of a whole export: what still stands as the row wrote it goes, or is put back.

A record of which anything differs by now was edited since, whoever did it, and is kept.
"""

from collections import defaultdict
from itertools import groupby

from django.db import models, transaction

from imports.comparing import written_later
from imports.locks import lock
from imports.models import Row
from imports.whole.applying import with_standing
from imports.whole.checking import references
from imports.whole.comparing import Known, model_of, value_of
from imports.whole.describing import Told, describe
from imports.whole.keys import Key, ids_of, key_in
from imports.whole.kinds import Model, columns, lists_of, place_of
from imports.whole.writing import set_fields, set_late_columns, set_list
from records.merging import standing_for
from records.models import Actor, Entry


def undo_records(rows: list[Row]) -> dict[int, str]:
    """Undo rows, last ones first; returns row → why its record was kept."""
    keep: dict[int, str] = {}
    for _place, of_place in groupby(rows, key=lambda row: place_of(model_of(row))):
        by_model: dict[Model, list[Row]] = defaultdict(list)
        for row in of_place:
            by_model[model_of(row)].append(row)
        for model, of_one in by_model.items():
            keep |= _undo(model, of_one)
    for row in rows:
        if row.pk not in keep and row.replaced["made"]:
            row.entry_id = row.actor_id = None
    return keep


def _undo(model: Model, rows: list[Row]) -> dict[int, str]:
    lock(model, [row.replaced["pk"] for row in rows])
    keep = _later(rows)
    now = describe(model, [row.replaced["pk"] for row in rows])
    known = Known(rows, remember=True)
    merged = standing_for(row.replaced["pk"] for row in rows) if model is Actor else {}
    brought = []
    for row in rows:
        pk = row.replaced["pk"]
        if row.pk in keep or pk in merged:
            keep.setdefault(row.pk, Row.Kept.EDITED)
        elif pk not in now:
            continue
        elif not _stands(row, now[pk], known):
            keep[row.pk] = Row.Kept.EDITED
        elif row.replaced["made"]:
            brought.append(row)
        else:
            _restore(model, row, now[pk])
    in_use = _delete(model, [row.replaced["pk"] for row in brought])
    return keep | {row.pk: Row.Kept.IN_USE for row in brought if row.replaced["pk"] in in_use}


def _later(rows: list[Row]) -> dict[int, str]:
    """Rows whose record a later import wrote again, whatever its form."""
    by_key = written_later(rows, "scheme", "key", target=Row.Target.RECORD)
    return by_key | written_later(rows, "entry") | written_later(rows, "actor")


def _stands(row: Row, now: Told, known: Known) -> bool:
    """Whether the record is what the row wrote of it.

    What it referred to may be undone already.
    """
    model, told = model_of(row), known.left(row)
    if row.replaced.get("as_draft"):
        told = with_standing(told, publish=False)
    if not row.replaced["made"]:
        names = [*row.replaced["fields"], *row.replaced["lists"]]
    else:
        names = [*columns(model), *lists_of(model)]
    return all(value_of(now, name) == value_of(told, name) for name in names)


def _restore(model: Model, row: Row, now: Told) -> None:
    before: Told = {"fields": {}, "lists": row.replaced["lists"]}
    fields = row.replaced["fields"]
    before["fields"] = {name: value for name, value in fields.items() if value is not None}
    ids, pk = _ids(model, before), row.replaced["pk"]
    set_fields(model, pk, fields, before, ids)
    for name, listed in lists_of(model).items():
        if name in before["lists"]:
            set_list(model, listed, pk, before, now=now, ids=ids)
            set_late_columns(model, listed, pk, before, ids)


def _ids(model: Model, told: Told) -> dict[Key, int]:
    found = (
        key_in(column.related_model, holder[name])
        for _where, holder, name, column in references(model, told["fields"], told["lists"])
    )
    return ids_of(key for key in found if key)


def _delete(model: Model, ids: list[int]) -> set[int]:
    """Delete records with their lists; returns those that others still refer to."""
    table = Entry if issubclass(model, Entry) else model
    try:
        with transaction.atomic():
            for listed in lists_of(model).values():
                listed.model._base_manager.filter(**{f"{listed.owner}__in": ids}).delete()
            table._base_manager.filter(pk__in=ids).delete()
    except (models.ProtectedError, models.RestrictedError):
        if len(ids) == 1:
            return set(ids)
        half = len(ids) // 2
        return _delete(model, ids[:half]) | _delete(model, ids[half:])
    return set()
