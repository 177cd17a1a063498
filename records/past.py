"""An entry as it was: its own history and that of what it names, read in two queries.

The rows of all history tables come as JSON by one UNION and are made into rows of the history
models again, so that what is known of a column (its words, its choices, its translations) holds for
its past.
"""

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import DEFAULT_DB_ALIAS, models
from django.db.models import Func, TextField, Value

from records.kinds import kind_model
from records.models import Entry
from records.versions import Labels, Stream, Values, event_model, streams_of, values_of

# What belongs to other entries or is no content: who may see the entry, and under which address
NOT_OURS = frozenset({"links_in"})
NOT_CONTENT = frozenset({"state", "withdrawn_because", "slug", "aligned_with_id"})

Key = tuple[type[models.Model], int]


class RowAsJson(Func):
    """A whole row of a history table; as text, so that numbers keep their digits."""

    template = 'to_jsonb("%(table)s")::text'
    output_field = TextField()

    def __init__(self, model: type[models.Model]) -> None:
        super().__init__(table=model._meta.db_table)


class Past:
    """Every row of an entry, and every record that one of them names, at any moment."""

    def __init__(self, entry: Entry) -> None:
        self.pk, self.kind = entry.pk, entry.kind
        model = kind_model(entry.kind)
        self.streams = [
            s for s in streams_of(model(pk=entry.pk, kind=entry.kind)) if s.name not in NOT_OURS
        ]
        self._rows = self._read({s.name: (s.model, s.events) for s in self.streams})
        self._named = self._read_named()
        self._contents: dict[tuple[str, int], Values] = {}

    # Moments

    def moments(self) -> list[datetime]:
        """When what readers see may have changed, oldest first."""
        events = [event for rows in self._rows.values() for row in rows.values() for event in row]
        named = (rows.items() for model, rows in self._named.items() if issubclass(model, Entry))
        events += [event for rows in named for _pk, row in rows for event in row]
        return sorted({event.pgh_created_at for event in events})

    def is_published(self, at: datetime) -> bool:
        """Whether readers saw the entry at that moment."""
        event = _as_of(self._rows[Entry._meta.label_lower].get(self.pk, ()), at)
        return event is not None and event.state == Entry.State.PUBLISHED

    def rows(self, at: datetime) -> Iterator[tuple[Stream, int, Values]]:
        """The rows that readers saw: where from, the row's number, its columns with a content."""
        for stream in self.streams:
            for pk, events in sorted(self._rows[stream.name].items()):
                event = _as_of(events, at)
                if event is not None and self._may_be_shown(event, at):
                    yield stream, pk, self._content_of(stream, event)

    # What is named

    def labels(self, at: datetime) -> Labels:
        """The names that what foreign keys point to had, in the reader's language."""
        names: dict[type[models.Model], dict[int, str]] = defaultdict(dict)
        for model in self._named:
            for pk in self._named[model]:
                event = self.named(model, pk, at)
                if event is not None:
                    names[model][pk] = str(_record(model, event))
        return Labels(names)

    def named(self, model: type[models.Model], pk: int, at: datetime) -> Any:
        """The row of the history that says what a record was then; None where there is none.

        Where the history begins later, its beginning.
        """
        events = self._named.get(_base(model), {}).get(pk, [])
        return _as_of(events, at) or next(iter(events), None)

    def is_readable(self, pk: int, at: datetime) -> bool:
        """Whether another entry was published at that moment."""
        event = _as_of(self._named.get(Entry, {}).get(pk, ()), at)
        return event is not None and event.state == Entry.State.PUBLISHED

    def _may_be_shown(self, event: Any, at: datetime) -> bool:
        """A link is shown while the entry at its other end is."""
        other = getattr(event, "to_entry_id", None)
        return other is None or self.is_readable(other, at)

    def _content_of(self, stream: Stream, event: Any) -> Values:
        """The columns of a row, read once: most rows stay the same from moment to moment."""
        key = (stream.name, event.pgh_id)
        if key not in self._contents:
            values = values_of(stream, event)
            self._contents[key] = {n: v for n, v in values.items() if n not in NOT_CONTENT}
        return self._contents[key]

    # Reading

    def _read(
        self, tables: dict[str, tuple[type[models.Model], Any]]
    ) -> dict[str, dict[int, list[Any]]]:
        """The rows of each history table by the number of their record, oldest first: one query."""
        found: dict[str, dict[int, list[Any]]] = {name: defaultdict(list) for name in tables}
        parts = [
            events.order_by()
            .annotate(table=Value(name, output_field=TextField()), row=RowAsJson(events.model))
            .values_list("table", "pgh_id", "row")
            for name, (_model, events) in tables.items()
        ]
        rows: Any = parts[0].union(*parts[1:], all=True) if parts else []
        for name, _pgh_id, text in sorted(rows, key=lambda row: row[:2]):
            event = _event(tables[name][1].model, text)
            found[name][event.pgh_obj_id].append(event)
        return found

    def _read_named(self) -> dict[type[models.Model], dict[int, list[Any]]]:
        wanted: dict[type[models.Model], set[int]] = defaultdict(set)
        for stream in self.streams:
            events = [event for row in self._rows[stream.name].values() for event in row]
            for column in references_of(stream):
                found = {getattr(event, column.attname) for event in events}
                wanted[_base(column.related_model)] |= {pk for pk in found if pk is not None}
        models_ = {m._meta.label_lower: m for m, pks in wanted.items() if pks and event_model(m)}
        read = self._read(
            {
                name: (m, event_model(m)._default_manager.filter(pgh_obj__in=wanted[m]))
                for name, m in models_.items()
            }
        )
        return {models_[name]: rows for name, rows in read.items()}


def references_of(stream: Stream) -> Iterable[Any]:
    """The foreign keys of a stream that name another record; not those to rows of other entries."""
    for column in stream.model._meta.concrete_fields:
        target = column.related_model
        if not isinstance(target, type) or column.attname in (stream.owner, "entry_ptr_id"):
            continue
        if column.attname not in NOT_CONTENT:
            yield column


def _base(model: type[models.Model]) -> type[models.Model]:
    """Entries of every kind are looked up as entries."""
    return Entry if issubclass(model, Entry) else model


def _record(model: type[models.Model], event: Any) -> models.Model:
    """The record as it was, for its name; it is not to be saved."""
    own = {column.attname for column in model._meta.concrete_fields}
    columns = (column.attname for column in event._meta.concrete_fields)
    return model(**{name: getattr(event, name) for name in columns if name in own})


def _event(model: type[models.Model], text: str) -> Any:
    columns = json.loads(text, parse_float=Decimal)
    fields = model._meta.concrete_fields
    values = [field.to_python(columns[field.column]) for field in fields]
    return model.from_db(DEFAULT_DB_ALIAS, [field.attname for field in fields], values)


def _as_of(events: Any, at: datetime) -> Any:
    """The last of `events` up to a moment, None where there was none yet or the row is deleted."""
    place = bisect_right(events, at, key=lambda event: event.pgh_created_at)
    event = events[place - 1] if place else None
    return None if event is None or event.pgh_label == "deleted" else event
