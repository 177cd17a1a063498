"""Writing records as files say them: one statement for each table, over all records of a type."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.utils import timezone
from psycopg.types.json import Jsonb

from imports.changing import set_columns
from imports.statements import execute, select
from imports.whole.describing import Told
from imports.whole.keys import Key, key_in
from imports.whole.kinds import Field, Listed, Model, columns, is_late, is_late_list, lists_of
from records.models import Entry, Redirect
from talks.models import Provision

Ids = Mapping[Key, int]

INSERT = """
INSERT INTO {table} ({columns})
SELECT {columns} FROM jsonb_populate_recordset(NULL::{table}, %s)
"""
NUMBERS = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"


def new_numbers(model: Model, count: int) -> list[int]:
    table = (Entry if issubclass(model, Entry) else model)._meta.db_table
    return [number for (number,) in select(NUMBERS, [table, count])]


def insert_records(model: Model, told: Mapping[int, Told], ids: Ids) -> None:
    """Make records under these numbers, with the lists that do not wait for later records.

    Lists go in before their owners, since foreign keys are checked at the end of the transaction:
    the triggers that derive an entry's or actor's columns then find them.
    """
    for listed in lists_of(model).values():
        if not is_late_list(model, listed):
            rows = {pk: one["lists"].get(listed.name, []) for pk, one in told.items()}
            insert_lists(model, listed, rows, ids)
    for table in _tables(model):
        _insert(table, [_row(model, table, pk, one["fields"], ids) for pk, one in told.items()])


def _tables(model: Model) -> list[Model]:
    """Of a kind of entry that of all entries, and its own."""
    return [Entry, model] if issubclass(model, Entry) else [model]


def _number(table: Model) -> str:
    return "entry_ptr_id" if table._meta.parents else "id"


def _row(model: Model, table: Model, pk: int, fields: dict[str, Any], ids: Ids) -> dict[str, Any]:
    row = _defaults(table) | {_number(table): pk}
    if table is Entry:
        row["kind"] = model.KIND  # type: ignore[attr-defined]
    own = {column.name for column in table._meta.local_concrete_fields}
    said = {name: column for name, column in columns(model).items() if name in own}
    return row | _values(model, said, fields, ids)


def _defaults(table: Model) -> dict[str, Any]:
    """What stands in a table's columns where nothing is said."""
    now = timezone.now().isoformat()
    found: dict[str, Any] = {}
    for column in table._meta.local_concrete_fields:
        is_time = getattr(column, "auto_now_add", False) or getattr(column, "auto_now", False)
        value = None if column.null else column.get_default()
        found[str(column.column)] = now if is_time else value
    return found


def _values(
    owner: Model, fields: Mapping[str, Field], said: dict[str, Any], ids: Ids, *, late: bool = False
) -> dict[str, Any]:
    """Column → value, of those that are said; late references only where they are asked for."""
    found = {}
    for name, column in fields.items():
        if name not in said or (is_late(owner, column) and column.null and not late):
            continue
        value = said[name]
        if column.is_relation:
            value = number_of(column, value, ids)
        found[str(column.column)] = value
    return found


def number_of(column: Field, said: Any, ids: Ids) -> int | None:
    key = key_in(column.related_model, said)
    return ids.get(key) if key else None


def insert_lists(
    owner: Model, listed: Listed, rows: Mapping[int, list[dict[str, Any]]], ids: Ids
) -> None:
    """Add rows to a list of these owners; one whose owner or sense is not here is left out."""
    model, made = listed.model, []
    fixed = {c: v for c, v in _defaults(model).items() if c != "id"}
    if model is Redirect:
        fixed["kind"] = owner._meta.model_name
    needed = [str(c.column) for c in listed.columns.values() if c.is_relation and not c.null]
    for pk, of_one in rows.items():
        for said in of_one:
            row = fixed | {listed.owner: pk} | _values(owner, listed.columns, said, ids)
            if all(row[column] is not None for column in needed):
                made.append(row)
    _insert(model, made)


def _insert(table: Model, rows: list[dict[str, Any]]) -> None:
    if rows:
        names = ", ".join(f'"{name}"' for name in rows[0])
        execute(INSERT.format(table=table._meta.db_table, columns=names), [Jsonb(rows)])


def set_fields(model: Model, pk: int, names: Iterable[str], told: Told, ids: Ids) -> None:
    """Write what is said of these columns; one that is not said is emptied."""
    names = set(names)
    for table in _tables(model):
        own = {c.name: c for c in table._meta.local_concrete_fields if c.name in names}
        own = {name: c for name, c in own.items() if name in columns(model)}
        defaults = _defaults(table)
        empty = {str(c.column): defaults[str(c.column)] for c in own.values()}
        values = empty | _values(model, own, told["fields"], ids, late=True)
        set_columns(table._meta.db_table, _number(table), pk, values)


def set_list(owner: Model, listed: Listed, pk: int, told: Told, *, now: Told, ids: Ids) -> None:
    """Make a list what is said; rows that stand at its beginning already stay as they are."""
    wanted, stands = told["lists"].get(listed.name, []), now["lists"].get(listed.name, [])
    same = 0
    while same < min(len(wanted), len(stands)) and wanted[same] == stands[same]:
        same += 1
    rows = listed.model._base_manager.filter(**{listed.owner: pk}).order_by("pk")
    gone = list(rows.values_list("pk", flat=True)[same:])
    with _still_aligned(listed, pk, gone):
        rows.filter(pk__in=gone).delete()
        insert_lists(owner, listed, {pk: wanted[same:]}, ids)


@contextmanager
def _still_aligned(listed: Listed, document: int, gone: list[int]) -> Iterator[None]:
    """Later versions keep what their provisions are aligned with, where it is made anew."""
    aligned = Provision.objects.filter(aligned_with__in=gone if listed.model is Provision else [])
    numbers = dict(aligned.values_list("pk", "aligned_with__number"))
    yield
    for pk, number in numbers.items():
        anew = Provision.objects.filter(document=document, number=number).first()
        Provision.objects.filter(pk=pk).update(aligned_with=anew)


def set_late_columns(owner: Model, listed: Listed, pk: int, told: Told, ids: Ids) -> None:
    """Write what the rows of a list, which stand there already, say of later records."""
    late = {n: c for n, c in listed.columns.items() if c.null and is_late(owner, c)}
    if not late:
        return
    rows = listed.model._base_manager.filter(**{listed.owner: pk})
    numbers = rows.order_by("pk").values_list("pk", flat=True)
    for number, said in zip(numbers, told["lists"].get(listed.name, []), strict=False):
        if any(name in said for name in late):
            rows.filter(pk=number).update(**_values(owner, late, said, ids, late=True))


def late_columns(model: Model) -> list[str]:
    """Columns of a record that may refer to a later one, and are set when all are there."""
    return [n for n, c in columns(model).items() if c.null and is_late(model, c)]
