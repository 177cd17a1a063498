"""The versions of an entry that readers have seen, from its first publication on.

A version is a content: two saves between which nothing changes that readers see are one version.
The content is the same in every language; its canonical JSON is what its SHA-256 is taken of.
docs/citing.md says how to check one.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache, cached_property
from typing import Any

from django.db import models

from records.dates import Span
from records.models import Entry
from records.past import Past, references_of
from records.versions import Change, Stream, Values, changes_between

SCHEMA = "parley-entry-1"
UNSAID = frozenset({"id", "created_at"})  # of a record that is named: what says nothing of it


@dataclass(frozen=True)
class PublicVersion:
    """`number` counts from the first publication; `canonical` is the content as bytes."""

    number: int
    at: datetime
    content: dict[str, Any]
    past: Past

    @property
    def before(self) -> int:
        return self.number - 1

    @property
    def after(self) -> int:
        return self.number + 1

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.canonical).hexdigest()

    @cached_property
    def canonical(self) -> bytes:
        return canonical_json(self.content)

    @cached_property
    def rows(self) -> list[tuple[Stream, int, Values]]:
        return list(self.past.rows(self.at))

    def changes(self, before: "PublicVersion") -> list[Change]:
        """What readers could see change since the version `before`."""
        old = {(s.name, pk): values for s, pk, values in before.rows}
        new = {(s.name, pk): values for s, pk, values in self.rows}
        streams = {s.name: s for s in self.past.streams}
        labels = self.past.labels(self.at)
        found: list[Change] = []
        for name, pk in {**old, **new}:
            was, now = old.get((name, pk), {}), new.get((name, pk), {})
            found += changes_between(streams[name], now or was, was, now, labels)
        return found


def public_versions(entry: Entry) -> list[PublicVersion]:
    """What readers have seen of `entry`, oldest first: two queries, however many versions."""
    past = Past(entry)
    found: list[PublicVersion] = []
    for at in past.moments():
        if not past.is_published(at):
            continue
        content = content_of(past, at)
        if not found or content != found[-1].content:
            found.append(PublicVersion(len(found) + 1, at, content, past))
    return found


def content_of(past: Past, at: datetime) -> dict[str, Any]:
    """What readers saw at a moment, with stable names; what is empty is left out."""
    content: dict[str, Any] = {"schema": SCHEMA, "id": past.pk, "kind": past.kind}
    for stream, _pk, values in past.rows(at):
        row = _plain_row(past, stream, values, at)
        if stream.owner:
            content.setdefault(stream.name, []).append(row)
        else:
            content |= row
    return content


def canonical_json(content: dict[str, Any]) -> bytes:
    """Keys sorted, no spaces, UTF-8: for our contents the same as RFC 8785."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def _plain_row(past: Past, stream: Stream, values: Values, at: datetime) -> dict[str, Any]:
    references = {column.attname: column for column in references_of(stream)}
    row: dict[str, Any] = {}
    for name, value in values.items():
        if name in references:
            column = references[name]
            row[column.name] = _named(past, column.related_model, value, at)
        else:
            row[name] = _plain(value)
    return {name: value for name, value in row.items() if value not in (None, "", {}, [])}


def _named(past: Past, model: type[models.Model], pk: int | None, at: datetime) -> Any:
    """A record by its number and what it was called; a readable entry by its number alone."""
    if pk is None:
        return None
    if issubclass(model, Entry):
        return {"id": pk} if past.is_readable(pk, at) else None
    event = past.named(model, pk, at)
    return {"id": pk} if event is None else _said(model, pk, event)


@cache
def _columns(model: type[models.Model]) -> list[Any]:
    """The columns of a record that say what it is called."""
    fields = model._meta.concrete_fields
    return [f for f in fields if f.name not in UNSAID and not f.is_relation and f.name != "i18n"]


def _said(model: type[models.Model], pk: int, event: Any) -> dict[str, Any]:
    said: dict[str, Any] = {"id": pk, **(getattr(event, "i18n", None) or {})}
    for column in _columns(model):
        said[column.name] = _plain(getattr(event, column.attname, None))
    return {name: value for name, value in said.items() if value not in (None, "")}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Span) else value
