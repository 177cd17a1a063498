"""Applying rows that become actors: a range of rows at a time, in the caller's transaction."""

import json
from collections.abc import Iterable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError
from django.utils import timezone

from imports.models import Batch, Made, Row
from imports.putting import put
from imports.subjects.comparing import COLUMNS, bases_of, compare_subjects
from imports.subjects.possessions import (
    POSSESSIONS,
    Columns,
    Key,
    Possession,
    Resolved,
    resolved_of,
)
from records.models import Actor

WAITING = (Row.Outcome.NEW, Row.Outcome.CHANGED)


def apply_subjects(batch: Batch, after: int, upto: int) -> None:
    """Write what accepted rows say of their actors, which `imports.actors` found or made."""
    rows = list(
        batch.rows.filter(
            target=Row.Target.ACTOR,
            outcome__in=WAITING,
            accepted=True,
            applied_at=None,
            held=False,
            number__gt=after,
            number__lte=upto,
        ).order_by("number")
    )
    if not rows:
        return
    resolved = resolved_of(rows)
    for row in rows:
        row.actor_id = resolved["actor", row.said["subject"]]
    actors = _locked({row.actor_id for row in rows if row.actor_id})
    compare_subjects([row for row in rows if row.outcome == Row.Outcome.CHANGED])
    mine = [row for row in rows if row.outcome in WAITING]
    bases = bases_of(mine)
    for row in mine:
        row.before = _fill(row, actors[row.actor_id or 0], is_new=row.pk not in bases)
    touched = {row.actor_id for row in mine if row.replaced["columns"]}
    Actor.objects.bulk_update([actors[pk] for pk in touched if pk], COLUMNS)
    for possession in POSSESSIONS:
        _Lists(batch, possession, resolved, bases).write(mine)
    for row in mine:
        row.applied_at = timezone.now()
    put(rows, "actor", "outcome", "diff", "before", "applied_at")


def _locked(ids: set[int]) -> dict[int, Actor]:
    """Raises IntegrityError, as their foreign keys would, where one was merged or deleted."""
    found = Actor.objects.filter(pk__in=ids).order_by("pk").select_for_update()
    actors = {actor.pk: actor for actor in found}
    if gone := ids - actors.keys():
        raise IntegrityError(f"Actor {min(gone)} is not there any more.")
    return actors


def _fill(row: Row, actor: Actor, *, is_new: bool) -> dict[str, Any]:
    """Set the actor's columns; returns what the row replaces, so far."""
    before: dict[str, Any] = {}
    for name in COLUMNS:
        value = row.said["fields"].get(name, "")
        if is_new and value and not getattr(actor, name):
            before[name] = ""
            setattr(actor, name, value)
        elif not is_new and name in row.diff:
            before[name] = row.diff[name]["now"]
            setattr(actor, name, value)
    return {"columns": before, "gone": {}, "values": {}}


class _Lists:
    """One list of the actors of some rows: what is added to it, changed in it, taken from it."""

    def __init__(
        self, batch: Batch, possession: Possession, resolved: Resolved, bases: dict[int, Row]
    ) -> None:
        self.batch = batch
        self.of = possession
        self.resolved = resolved
        self.bases = bases
        self.old = resolved_of(bases.values())

    def write(self, rows: list[Row]) -> None:
        existing = self._existing(rows)
        fresh: dict[tuple[int, Key], Any] = {}
        for row in rows:
            actor = row.actor_id or 0
            wanted = self.of.wanted(row.said, self.resolved)
            for key, columns in wanted.items():
                if stands := existing.get((actor, key)) or fresh.get((actor, key)):
                    self._change(row, stands, columns)
                elif not self._is_taken(key):
                    made = self.of.model(**{self.of.owner: actor}, **columns)
                    fresh[actor, key] = made
            if base := self.bases.get(row.pk):
                gone = self.of.wanted(base.said, self.old).keys() - wanted.keys()
                self._take(row, [existing[actor, key] for key in gone if (actor, key) in existing])
        self.of.model._default_manager.bulk_create(fresh.values())
        Made.objects.bulk_create(
            [
                Made(batch=self.batch, model=self.of.label, object_id=one.pk)
                for one in fresh.values()
            ]
        )

    def _existing(self, rows: list[Row]) -> dict[tuple[int, Key], Any]:
        actors = [row.actor_id for row in rows]
        found = self.of.model._default_manager.filter(**{f"{self.of.owner}__in": actors})
        self.taken = self._taken(rows)
        return {(getattr(one, self.of.owner), self.of.key_of(one)): one for one in found}

    def _taken(self, rows: Iterable[Row]) -> set[Key]:
        """Identifiers that belong to some record already, whichever."""
        if self.of.name != "identifiers":
            return set()
        wanted = {key for row in rows for key in self.of.wanted(row.said, self.resolved)}
        known = self.of.model._default_manager.filter(
            value__in={value for _scheme, value in wanted}
        )
        return {self.of.key_of(one) for one in known}

    def _is_taken(self, key: Key) -> bool:
        taken = key in self.taken
        if self.of.name == "identifiers":
            self.taken.add(key)
        return taken

    def _change(self, row: Row, stands: Any, columns: Columns) -> None:
        """What the file says anew of one that stands, where an import of this row brought it."""
        if row.pk not in self.bases or stands.pk is None:
            return
        before = {}
        for name in self.of.values:
            if getattr(stands, name) != columns[name]:
                before[name] = getattr(stands, name)
                setattr(stands, name, columns[name])
        if before:
            stands.save(update_fields=list(before))
            self._note(row, "values", _json([{"id": stands.pk} | before]))

    def _take(self, row: Row, gone: list[Any]) -> None:
        """What the file says no more; only what an import brought is taken away."""
        ids = [one.pk for one in gone]
        brought = set(
            Made.objects.filter(model=self.of.label, object_id__in=ids).values_list(
                "object_id", flat=True
            )
        )
        if not brought:
            return
        records = self.of.model._default_manager.filter(pk__in=brought)
        self._note(row, "gone", _json(list(records.values())))
        records.delete()

    def _note(self, row: Row, what: str, records: list[Columns]) -> None:
        noted = row.replaced
        noted[what] = noted[what] | {self.of.name: noted[what].get(self.of.name, []) + records}
        row.before = noted


def _json(records: list[Columns]) -> list[Columns]:
    found: list[Columns] = json.loads(json.dumps(records, cls=DjangoJSONEncoder))
    return found
