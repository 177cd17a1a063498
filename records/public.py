"""The public versions of an entry: what readers could see, numbered and stored as it is read.

A version is a content that readers could see. Whoever reads an entry makes its present content
known here; where it is another one than the last that is stored, it becomes the next version. What
is stored is never computed again. The content is the same in every language; its canonical JSON is
what its SHA-256 is taken of. docs/citing.md says how to check one.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from django.db import InternalError, connection, models, transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from psycopg.errors import ReadOnlySqlTransaction

from records.dates import Span
from records.kinds import kind_model
from records.models import Entry, PublicVersion
from records.models.versions import sha256_of
from records.versions import Stream, Values, event_model, streams_of, values_of

SCHEMA = "parley-entry-1"
TRIES = 5  # each lost one means that somebody else has stored a version
# What belongs to other entries or is no content: who may see the entry, and under which address
NOT_OURS = frozenset({"links_in"})
NOT_CONTENT = frozenset({"state", "withdrawn_because", "slug", "aligned_with_id"})
UNSAID = frozenset({"id", "created_at"})  # of a record that is named: what says nothing of it

# One statement sees one moment: no reader is shown half of what another transaction wrote.
ROWS = "SELECT '{part}', to_jsonb(t)::text FROM (SELECT {columns} FROM {table} WHERE {condition}) t"
KEYS = "SELECT {column} FROM {table} WHERE {condition}"
LAST = (
    "SELECT 'last', to_jsonb(t)::text FROM (SELECT id, number, at, sha256"
    " FROM records_publicversion WHERE entry_id = %(pk)s ORDER BY number DESC LIMIT 1) t"
)
# A version of an entry that was withdrawn meanwhile is not stored, nor that of a deleted one
STORE = """
INSERT INTO records_publicversion (entry_id, number, at, sha256, canonical)
SELECT id, %(number)s, clock_timestamp(), %(sha256)s, %(canonical)s
FROM records_entry WHERE id = %(pk)s AND state = 'published' FOR KEY SHARE
ON CONFLICT (entry_id, number) DO NOTHING RETURNING id, at
"""

Found = dict[str, list[dict[str, Any]]]


class Last(NamedTuple):
    """The version stored last, without its content."""

    pk: int | None
    number: int
    at: datetime
    sha256: str


@dataclass(frozen=True)
class Plan:
    """How the content of a kind is read, and what the parts of the answer are."""

    statement: str
    streams: tuple[Stream, ...]
    named: tuple[type[models.Model], ...]


def current_version(entry: Entry) -> PublicVersion | None:
    """What readers see of `entry` now, stored if it was not; None unless it is published.

    One query where it is stored already. Its number is 0 where the database takes no writes.
    """
    canonical, sha256 = "", ""
    for _try in range(TRIES):
        found = _read(entry)
        if not any(row["state"] == Entry.State.PUBLISHED for row in found["records.entry"]):
            return None
        canonical = canonical_json(_content(entry, found))
        last, sha256 = _last(found), sha256_of(canonical)
        if last.sha256 == sha256:
            return _version(entry, last, canonical)
        try:
            stored = _store(entry, last.number + 1, sha256, canonical)
        except InternalError as error:
            if not isinstance(error.__cause__, ReadOnlySqlTransaction):
                raise
            break
        if stored is not None:
            return _version(entry, stored, canonical)
    return _version(entry, Last(None, 0, timezone.now(), sha256), canonical)


def canonical_json(content: dict[str, Any]) -> str:
    """Keys sorted, no spaces: for our contents, as UTF-8, the same as RFC 8785."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


@cache
def public_streams(kind: str) -> tuple[Stream, ...]:
    """The tables whose rows readers see as part of an entry, its own first."""
    streams = streams_of(kind_model(kind)(pk=0, kind=kind))
    return tuple(stream for stream in streams if stream.name not in NOT_OURS)


@cache
def references_of(stream: Stream) -> dict[str, Any]:
    """The foreign keys that name another record, by column; not those to rows of other entries."""
    return {
        column.attname: column
        for column in stream.model._meta.local_concrete_fields
        if isinstance(column.related_model, type)
        and column.attname not in {stream.owner, "entry_ptr_id", *NOT_CONTENT}
    }


# Storing


def _store(entry: Entry, number: int, sha256: str, canonical: str) -> Last | None:
    """None where another reader was faster, or the entry is not published any more."""
    given: dict[str, int | str] = {
        "pk": entry.pk,
        "number": number,
        "sha256": sha256,
        "canonical": canonical,
    }
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(STORE, given)
        row = cursor.fetchone()
    return None if row is None else Last(row[0], number, row[1], sha256)


def _last(found: Found) -> Last:
    for row in found["last"]:
        at = parse_datetime(row["at"]) or timezone.now()
        return Last(row["id"], row["number"], at, row["sha256"])
    return Last(None, 0, timezone.now(), "")


def _version(entry: Entry, last: Last, canonical: str) -> PublicVersion:
    return PublicVersion(
        pk=last.pk,
        entry_id=entry.pk,
        number=last.number,
        at=last.at,
        sha256=last.sha256,
        canonical=canonical,
    )


# Reading


def _read(entry: Entry) -> Found:
    """The rows as they are now by their part of the plan: one query."""
    found: Found = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_plan(entry.kind).statement, {"pk": entry.pk})
        for part, text in cursor:
            found[part].append(json.loads(text, parse_float=Decimal))
    return found


@cache
def _plan(kind: str) -> Plan:
    streams = public_streams(kind)
    parts = [_rows(s.name, s.model, _columns_of(s.model), _is_ours(s)) for s in streams]
    wanted: dict[type[models.Model], list[str]] = defaultdict(list)
    for stream in streams:
        for column in references_of(stream).values():
            wanted[_base(column.related_model)].append(
                KEYS.format(
                    column=column.column, table=_quoted(stream.model), condition=_is_ours(stream)
                )
            )
    for model, keys in wanted.items():
        condition = f"id IN ({' UNION '.join(keys)})"
        if model is Entry:
            condition += f" AND state = '{Entry.State.PUBLISHED}'"
        parts.append(_rows(_part(model), model, _columns_said(model), condition))
    return Plan(" UNION ALL ".join([*parts, LAST]), streams, tuple(wanted))


def _rows(part: str, model: type[models.Model], columns: list[str], condition: str) -> str:
    names = ", ".join(connection.ops.quote_name(column) for column in columns)
    return ROWS.format(part=part, columns=names, table=_quoted(model), condition=condition)


def _is_ours(stream: Stream) -> str:
    own: Any = stream.model._meta.pk
    return f"{stream.owner or own.column} = %(pk)s"


def _columns_of(model: type[models.Model]) -> list[str]:
    """The columns whose history is kept: those that are derived say nothing of their own."""
    kept = {column.column for column in event_model(model)._meta.concrete_fields}
    fields: Iterable[Any] = model._meta.local_concrete_fields
    return [field.column for field in fields if field.column in kept]


def _columns_said(model: type[models.Model]) -> list[str]:
    if model is Entry:
        return ["id"]
    translated = ["i18n"] if any(f.name == "i18n" for f in model._meta.concrete_fields) else []
    return ["id", *translated, *(column.column for column in columns_said(model))]


def _quoted(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _part(model: type[models.Model]) -> str:
    return f"named {model._meta.label_lower}"


def _base(model: type[models.Model]) -> type[models.Model]:
    """Entries of every kind are looked up as entries."""
    return Entry if issubclass(model, Entry) else model


# Telling


def _content(entry: Entry, found: Found) -> dict[str, Any]:
    """What readers see, with stable names; what is empty is left out."""
    plan = _plan(entry.kind)
    named = {
        model: {row["id"]: _said(model, row) for row in found[_part(model)]} for model in plan.named
    }
    content: dict[str, Any] = {"schema": SCHEMA, "id": entry.pk, "kind": entry.kind}
    for stream in plan.streams:
        for row in sorted(found[stream.name], key=lambda row: row.get("id", 0)):
            # A link is shown while the entry at its other end is
            if row.get("to_entry_id") is not None and row["to_entry_id"] not in named[Entry]:
                continue
            told = _told(stream, row, named)
            if stream.owner:
                content.setdefault(stream.name, []).append(told)
            else:
                content |= told
    return content


def _told(
    stream: Stream, row: dict[str, Any], named: dict[type[models.Model], dict[int, Any]]
) -> dict[str, Any]:
    """The columns of a row that have a content; records by number and what they are called."""
    references = references_of(stream)
    told: dict[str, Any] = {}
    for name, value in _values(stream, row).items():
        if name in references:
            column = references[name]
            told[column.name] = named[_base(column.related_model)].get(value)
        elif name not in NOT_CONTENT:
            told[name] = _plain(value)
    return {name: value for name, value in told.items() if value not in (None, "", {}, [])}


def _said(model: type[models.Model], row: dict[str, Any]) -> dict[str, Any]:
    """A record that is named; an entry by its number alone."""
    said: dict[str, Any] = {"id": row["id"]}
    if model is Entry:
        return said
    said |= row.get("i18n") or {}
    for column in columns_said(model):
        said[column.name] = _plain(column.to_python(row[column.column]))
    return {name: value for name, value in said.items() if value not in (None, "")}


@cache
def columns_said(model: type[models.Model]) -> list[Any]:
    """The columns of a record that say what it is called."""
    fields: Iterable[Any] = model._meta.concrete_fields
    return [f for f in fields if f.name not in UNSAID and not f.is_relation and f.name != "i18n"]


def _values(stream: Stream, row: dict[str, Any]) -> Values:
    model = event_model(stream.model)
    fields = model._meta.concrete_fields
    values = [field.to_python(row.get(field.column)) for field in fields]
    return values_of(stream, model.from_db("default", [f.attname for f in fields], values))


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Span) else value
