"""Which rows speak of an actor, and what each becomes when the actor is merged into another.

Tables are found through Django's model registry, so that one that a new kind brings is covered.
Versions of the history are none of them: they stay as they were written.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, TypeAlias

from django.db import models
from pghistory.models import Event

from records.models import Actor

Values: TypeAlias = dict[str, Any]


@dataclass(frozen=True)
class Moves:
    """Rows of one table to which the same happens: columns before and after."""

    model: type[models.Model]
    ids: list[int]
    before: Values
    after: Values


@dataclass
class Plan:
    """What happens to the rows of one table; `dropped` are those that would stand there twice."""

    model: type[models.Model]
    moves: list[Moves] = field(default_factory=list)
    dropped: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class _Unique:
    columns: tuple[str, ...]
    nulls_distinct: bool

    def key_of(self, row: Values) -> tuple[Any, ...] | None:
        """What may stand there once; None where it may stand there again."""
        values = tuple(row[column] for column in self.columns)
        return None if self.nulls_distinct and None in values else (self.columns, *values)


def references() -> dict[type[models.Model], list[str]]:
    """Table → its columns that name an actor."""
    found: dict[type[models.Model], list[str]] = {}
    for relation in Actor._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel):
            continue
        if not issubclass(relation.related_model, Event):
            found.setdefault(relation.related_model, []).append(relation.field.attname)
    return found


def plan(model: type[models.Model], columns: list[str], *, keep: int, gone: int) -> Plan:
    """What becomes of the rows of `model` that name `gone`, in two queries."""
    uniques = list(_uniques(model, columns))
    needed = {"pk", *columns, *(name for one in uniques for name in one.columns)}
    rows = model._base_manager.order_by("pk")
    moving = rows.filter(_naming(columns, gone))
    standing = rows.filter(_naming(columns, keep)).exclude(pk__in=moving.values("pk"))
    taken = {
        one.key_of(row) for row in (standing.values(*needed) if uniques else ()) for one in uniques
    } - {None}
    found, changes = Plan(model), []
    for row in moving.values(*needed):
        after = _after(model, row, columns, keep=keep, gone=gone)
        keys = {one.key_of({**row, **(after or {})}) for one in uniques} - {None}
        if after is None or keys & taken:
            found.dropped.append(row["pk"])
        else:
            taken |= keys
            changes.append(({name: row[name] for name in after}, after, row["pk"]))
    found.moves = list(_grouped(model, changes))
    return found


def _after(
    model: type[models.Model], row: Values, columns: list[str], *, keep: int, gone: int
) -> Values | None:
    """The columns that change, or None for a row that would relate the actor to itself.

    Where one side may stay empty, as an involvement's party, it does.
    """
    after: Values = {name: keep for name in columns if row[name] == gone}
    itself = [name for name in columns if {**row, **after}[name] == keep]
    for name in [*itself]:
        if len(itself) > 1 and model._meta.get_field(name.removesuffix("_id")).null:
            after[name] = None
            itself.remove(name)
    return after if len(itself) == 1 else None


def _grouped(
    model: type[models.Model], changes: list[tuple[Values, Values, int]]
) -> Iterator[Moves]:
    def kind(change: tuple[Values, Values, int]) -> str:
        return repr(change[:2])

    for _kind, group in groupby(sorted(changes, key=kind), key=kind):
        same = list(group)
        yield Moves(model, [pk for _before, _after, pk in same], same[0][0], same[0][1])


def _uniques(model: type[models.Model], columns: list[str]) -> Iterator[_Unique]:
    """Rules of the table that an actor's row may stand there once."""

    def attnames(names: Any) -> tuple[str, ...]:
        return tuple(str(getattr(model._meta.get_field(name), "attname", name)) for name in names)

    groups = [
        (attnames(one.fields), one.nulls_distinct is not False)
        for one in model._meta.total_unique_constraints
    ]
    groups += [(attnames(names), True) for names in model._meta.unique_together]
    groups += [((one.attname,), True) for one in model._meta.concrete_fields if one.unique]
    for names, nulls_distinct in groups:
        if set(names) & set(columns):
            yield _Unique(names, nulls_distinct)


def _naming(columns: list[str], actor: int) -> models.Q:
    found = models.Q()
    for name in columns:
        found |= models.Q(**{name: actor})
    return found
