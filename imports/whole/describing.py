"""What stands in the database, in the shape in which a file says it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from imports.whole.keys import Key, keys_of, reference
from imports.whole.kinds import Field, Listed, Model, columns, lists_of

Told = dict[str, Any]  # a record's or row's columns, by name
Values = dict[str, Any]  # the same as the database has them


def describe(model: Model, ids: Iterable[int]) -> dict[int, Told]:
    """Number → {"fields", "lists"} of these records. A query for each list and type referred to.

    Columns that are empty are left out, and so are empty lists.
    """
    own = columns(model)
    names = ["pk", *(field.attname for field in own.values())]
    rows = {row.pop("pk"): row for row in model._base_manager.filter(pk__in=ids).values(*names)}
    lists = {name: _rows(listed, rows) for name, listed in lists_of(model).items()}
    named = _Named()
    named.add(own, rows.values())
    for name, listed in lists_of(model).items():
        named.add(listed.columns, (row for of_one in lists[name].values() for row in of_one))
    known = named.keys()
    found = {}
    for pk, row in rows.items():
        told = {
            name: [_told(listed.columns, one, known) for one in lists[name].get(pk, [])]
            for name, listed in lists_of(model).items()
        }
        found[pk] = {
            "fields": _told(own, row, known),
            "lists": {name: of_one for name, of_one in told.items() if of_one},
        }
    return found


def _rows(listed: Listed, owners: Iterable[int]) -> dict[int, list[Values]]:
    found: dict[int, list[Values]] = defaultdict(list)
    rows = listed.model._base_manager.filter(**{f"{listed.owner}__in": list(owners)})
    names = [field.attname for field in listed.columns.values()]
    for row in rows.order_by("pk").values(listed.owner, *names):
        found[row.pop(listed.owner)].append(row)
    return found


class _Named:
    """The records that rows refer to, so that their keys are asked for together."""

    def __init__(self) -> None:
        self.ids: dict[Model, set[int]] = defaultdict(set)

    def add(self, fields: dict[str, Field], rows: Iterable[Values]) -> None:
        relations = [field for field in fields.values() if field.is_relation]
        for row in rows if relations else ():
            for field in relations:
                if row[field.attname] is not None:
                    self.ids[field.related_model].add(row[field.attname])

    def keys(self) -> dict[tuple[Model, int], Key]:
        return {
            (model, pk): key
            for model, ids in self.ids.items()
            for pk, key in keys_of(model, ids).items()
        }


def _told(fields: dict[str, Field], row: Values, known: dict[tuple[Model, int], Key]) -> Told:
    return dict(_said(fields, row, known))


def _said(
    fields: dict[str, Field], row: Values, known: dict[tuple[Model, int], Key]
) -> Iterator[tuple[str, Any]]:
    for name, field in fields.items():
        value = row[field.attname]
        if value is None or (value == "" and field.blank):
            continue
        if not field.is_relation:
            yield name, plain(value)
        elif key := known.get((field.related_model, value)):  # or it was deleted meanwhile
            yield name, reference(field.related_model, key)


def plain(value: Any) -> Any:
    """A value as JSON has it, the same text whatever the time zone of whoever asks."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else value
