"""Comparing lines of a whole export with what stands in the database and what was last imported."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from imports.comparing import change, keep_sources, settle
from imports.models import Row
from imports.problems import problem
from imports.whole.checking import references
from imports.whole.describing import Told, describe
from imports.whole.keys import (
    SAID_OF_SOURCES,
    Key,
    ids_of,
    key_in,
    keys_of,
    lookups,
    name_of_key,
    reference,
)
from imports.whole.kinds import Field, Model, columns, is_late, lists_of, record_models
from records.models import Actor, Entry, Source
from records.pages import READABLE
from talks.models import Provision


def compare_records(rows: list[Row]) -> None:
    """Set `diff`, `outcome` and whose row it is, without saving them.

    A record that no import wrote is a person's: where the file says otherwise is a conflict.
    References are compared by what they lead to, so that a changed address is no difference.
    """
    bases = _bases(rows)
    known = Known([*rows, *bases.values()])
    stored = stored_of(rows, known)
    missing = _missing(rows, known)
    for row in rows:
        row.entry_id, row.actor_id = known.owner(row)
        if row.pk in missing:
            row.outcome, row.diff = Row.Outcome.INVALID, {}
            row.problems = [*row.problems, *missing[row.pk]]
        elif row.pk not in stored:
            row.outcome, row.diff = Row.Outcome.NEW, {}
        else:
            base = bases.get((row.scheme, row.key))
            row.diff = _differences(row, stored[row.pk], base, known)
            _keep_readable(row, stored[row.pk]["fields"].get("state", ""))
            settle(row)


def model_of(row: Row) -> Model:
    return record_models()[row.said["kind"]]


def key_of_row(row: Row) -> Key:
    return tuple(row.said["key"])


class Known:
    """The records that rows are, and those that they refer to, by their keys.

    With `remember`, of rows of one batch: what that batch made of a key goes before what has the
    key by now.
    """

    def __init__(self, rows: Iterable[Row], *, remember: bool = False) -> None:
        rows = list(rows)
        wanted = {key_of_row(row) for row in rows}
        wanted |= {key for row in rows for _where, key, _column in references_of(row)}
        self.ids = ids_of(wanted) | (_made(rows[0].batch_id, wanted) if remember else {})
        by_model: dict[Model, set[int]] = defaultdict(set)
        for key, pk in self.ids.items():
            by_model[_model_named(key[0])].add(pk)
        self.keys = {
            (key[0], pk): key
            for model, ids in by_model.items()
            for pk, key in keys_of(model, ids).items()
        }
        self.ids = {key: pk for key, pk in self.ids.items() if (key[0], pk) in self.keys}
        self.now = set(self.keys.values())

    def number(self, row: Row) -> int | None:
        return self.ids.get(key_of_row(row))

    def owner(self, row: Row) -> tuple[int | None, int | None]:
        """The row's entry and actor, for the pages that show it."""
        model, pk = model_of(row), self.number(row)
        return pk if issubclass(model, Entry) else None, pk if model is Actor else None

    def present(self, row: Row) -> Told:
        """What the row says, with the keys that its references have now."""
        said = {
            "fields": dict(row.said["fields"]),
            "lists": {n: [dict(one) for one in rows] for n, rows in row.said["lists"].items()},
        }
        model = model_of(row)
        for _where, holder, name, column in references(model, said["fields"], said["lists"]):
            key = key_in(column.related_model, holder[name])
            if key and (pk := self.ids.get(key)):
                holder[name] = reference(column.related_model, self.keys[key[0], pk])
        return said

    def left(self, row: Row) -> Told:
        """What can stand of what the row says: nothing that refers to what is not here."""
        said = self.present(row)
        lists = {
            name: [found for one in rows if (found := self._left(listed.columns, one)) is not None]
            for name, listed in lists_of(model_of(row)).items()
            if (rows := said["lists"].get(name))
        }
        fields = self._left(columns(model_of(row)), said["fields"])
        return {
            "fields": fields or {},
            "lists": {name: rows for name, rows in lists.items() if rows},
        }

    def _left(self, fields: dict[str, Field], said: Told) -> Told | None:
        """Without references to what is not here; None where nothing can stand without them."""
        gone = [
            name
            for name, column in fields.items()
            if column.is_relation and name in said and not self._has(column, said[name])
        ]
        if any(not fields[name].null for name in gone):
            return None
        return {name: value for name, value in said.items() if name not in gone}

    def _has(self, column: Field, said: Any) -> bool:
        key = key_in(column.related_model, said)
        return key is not None and (key in self.ids or key in self.now)


def _made(batch: int, wanted: set[Key]) -> dict[Key, int]:
    """Key → the record that a row of this batch became, whether or not it is still there."""
    named = {name_of_key(key): key for key in wanted}
    applied = Row.objects.filter(
        batch=batch, target=Row.Target.RECORD, key__in=named, applied_at__isnull=False
    )
    return {named[key]: pk for key, pk in applied.values_list("key", "before__pk")}


def _model_named(name: str) -> Model:
    return record_models().get(name, Provision)


def references_of(row: Row) -> Iterator[tuple[str, Key, Field]]:
    """Where a row refers to a record, by which key, and the column."""
    said = row.said
    for where, holder, name, column in references(model_of(row), said["fields"], said["lists"]):
        if key := key_in(column.related_model, holder[name]):
            yield where, key, column


def stored_of(rows: list[Row], known: Known) -> dict[int, Told]:
    """Row → what stands of its record, where it does."""
    by_model: dict[Model, dict[int, int]] = defaultdict(dict)
    for row in rows:
        if pk := known.number(row):
            by_model[model_of(row)][row.pk] = pk
    found: dict[int, Told] = {}
    for model, numbers in by_model.items():
        told = describe(model, numbers.values())
        found |= {row: told[pk] for row, pk in numbers.items() if pk in told}
    return found


def _missing(rows: list[Row], known: Known) -> dict[int, list[dict[str, Any]]]:
    """Row → a problem for each reference to what is neither here nor in the file."""
    open_keys = {
        name_of_key(_owner_key(key)): row.batch_id
        for row in rows
        for _where, key, _column in references_of(row)
        if key not in known.ids
    }
    coming = set(
        Row.objects.filter(
            batch_id__in=set(open_keys.values()),
            scheme__in={row.scheme for row in rows},
            key__in=open_keys,
            target=Row.Target.RECORD,
        )
        .exclude(outcome=Row.Outcome.INVALID)
        .values_list("key", flat=True)
    )
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        for where, key, _column in references_of(row):
            if key not in known.ids and name_of_key(_owner_key(key)) not in coming:
                value = " / ".join(key[1:])
                found[row.pk].append(problem("reference_missing", where, value=value).model_dump())
    return found


def _owner_key(key: Key) -> Key:
    """A provision stands on the line of its document."""
    return ("document", key[1]) if key[0] == "provision" else key


def _bases(rows: Iterable[Row]) -> dict[tuple[str, str], Row]:
    """Identifier → the row that the last import that was not undone wrote. One query."""
    applied = Row.objects.filter(
        target=Row.Target.RECORD,
        scheme__in={row.scheme for row in rows},
        key__in={row.key for row in rows},
    ).last_applied("scheme", "key")
    return {(row.scheme, row.key): row for row in applied}


def _differences(row: Row, now: Told, base: Row | None, known: Known) -> dict[str, Any]:
    """Name of a column or list → what the file changed of it."""
    new, old = known.present(row), known.present(base) if base else None
    diff = {}
    for name in compared(row):
        mine, theirs = value_of(now, name), value_of(new, name)
        before = value_of(old, name) if old else None
        if theirs == mine or (old and theirs == before):
            continue
        diff[name] = change(before, mine, theirs, old is None or mine != before)
    return diff


def _keep_readable(row: Row, state: str) -> None:
    """What readers saw keeps its sources, and becomes no draft: it is withdrawn with a reason."""
    keep_sources(row, state)
    moved = row.diff.get("state")
    if moved and state in READABLE and moved["file"] not in READABLE:
        moved |= {"conflict": True, "why": "was_read"}


def compared(row: Row) -> list[str]:
    """The columns and lists of a row's record but for those that it is known by."""
    model = model_of(row)
    if model is Source:
        own = ["url"] if row.said["fields"].get("url") else ["url", *SAID_OF_SOURCES]
    else:
        own = [lookup.split("__")[0] for lookup in lookups(model)]
    return [name for name in (*columns(model), *lists_of(model)) if name not in own]


def value_of(told: Told, name: str) -> Any:
    found = told["fields"].get(name)
    return told["lists"].get(name) if found is None else found


def waits_for(row: Row, known: Known) -> list[str]:
    """What the row cannot be written without, and that is not here."""
    return [
        " / ".join(key[1:])
        for _where, key, column in references_of(row)
        if key not in known.ids and not is_late(model_of(row), column)
    ]
