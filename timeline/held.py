"""Every published entry as columns in this process's memory, for what counts all of them.

A facet's counts and the picture look at each entry that passes; over arrays of numbers that takes
hundredths of a second for a hundred thousand entries, where a database takes tenths. `held()` is
the way in: columns as new as the version of the data (`records.data_version`). After a write the
entries that it touched are read again, not all (`docs/decisions/0016-columns-in-memory.md`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from threading import Lock
from typing import Any, Self, TypeAlias

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from records.data_version import Touched, data_version, touched_since
from records.models import ProcessEntry
from timeline.statuses import status_models

Numbers: TypeAlias = NDArray[np.int64]
Places: TypeAlias = NDArray[np.intp]
Mask: TypeAlias = NDArray[np.bool_]
Rows: TypeAlias = list[tuple[Any, ...]]

NO_DAY = 0  # in place of an end that is not known
PRECISIONS = ("day", "month", "year")
MOST_PATCHES = 10_000  # entries read again; then all are, which also frees the room of the former

# Numbers come as bytes of eight each, which become an array without an object for each of them.
DAY = "({column} - date '0001-01-01' + 1)"  # as Python's ordinals
COLUMNS = {
    "ids": "id",
    "starts": DAY.format(column="starts_on"),
    "ends": f"coalesce({DAY.format(column='ends_on')}, {NO_DAY})",
    "is_open": "(date_end = 'open')::int",
    "precisions": f"array_position(ARRAY{[*PRECISIONS]}, date_precision::text) - 1",
}
ENTRIES = "SELECT {columns} FROM records_entry WHERE state = 'published' AND {only}"
# Of each facet the numbers of the entries that have a value, in one row for each value
VALUES = """
    SELECT '{facet}', value::text, string_agg(int8send(entry), '')
    FROM (SELECT {entry} AS entry, {value} AS value FROM {table} WHERE {only}) AS r GROUP BY value
"""


@dataclass(frozen=True)
class Facet:
    """Which entry has which value: the places of both, pair by pair."""

    values: dict[str, int]  # with their places, in the order of these
    entries: Places
    having: Places

    def counts(self, mask: Mask) -> dict[str, int]:
        """How many of the masked entries have each value that any has."""
        counts = np.bincount(self.having[mask[self.entries]], minlength=len(self.values))
        return {value: n for value, n in zip(self.values, counts.tolist(), strict=True) if n}

    def mask(self, values: Iterable[object], size: int) -> Mask:
        """The entries that have any of these values."""
        wanted = np.zeros(len(self.values), dtype=bool)
        for value in map(str, values):
            if value in self.values:
                wanted[self.values[value]] = True
        mask = np.zeros(size, dtype=bool)
        mask[self.entries[wanted[self.having]]] = True
        return mask

    def with_pairs(self, rows: Iterable[tuple[str, Places]]) -> Self:
        values, entries, having = dict(self.values), [self.entries], [self.having]
        for value, places in rows:
            place = values.setdefault(value, len(values))
            entries.append(places)
            having.append(np.full(len(places), place, dtype=np.intp))
        return type(self)(values, np.concatenate(entries), np.concatenate(having))


NO_PLACES: Places = np.zeros(0, dtype=np.intp)


@dataclass(frozen=True)
class Answer:
    """What the database found, and which entries were written since, so must be asked again."""

    ids: Numbers
    rests_on_entries: bool  # and on names; on nothing else that may be written
    written: frozenset[int] = frozenset()

    def after(self, touched: Touched) -> Self:
        return replace(self, written=self.written | touched.entries)

    def with_again(self, found: Numbers) -> Self:
        """With what was found among those that were written."""
        others = self.ids[~np.isin(self.ids, list(self.written))]
        return replace(self, ids=np.concatenate([others, found]), written=frozenset())


@dataclass(frozen=True)
class Held:
    """The columns, place by place. An entry that was written stands at a new place; its former one
    is no longer alive, as is that of one which readers may not see any more."""

    version: str
    seen: frozenset[int]
    ids: Numbers
    starts: Numbers  # days as ordinals
    ends: Numbers  # NO_DAY where none is known
    is_open: Numbers
    precisions: Numbers  # places in PRECISIONS
    alive: Mask
    facets: dict[str, Facet]
    patches: int = 0
    answers: dict[str, Answer] = field(default_factory=dict)  # of the database, by filters' marks

    @property
    def size(self) -> int:
        return len(self.ids)

    @cached_property
    def _order(self) -> NDArray[np.intp]:
        """The places of those alive, by their numbers."""
        places = np.flatnonzero(self.alive)
        return places[np.argsort(self.ids[places], kind="stable")]

    @cached_property
    def _ordered(self) -> Numbers:
        return self.ids[self._order]

    def places(self, ids: Numbers) -> Places:
        """Where these entries stand; nothing for those which are not held."""
        if not len(self._ordered):
            return NO_PLACES
        near = np.minimum(np.searchsorted(self._ordered, ids), len(self._ordered) - 1)
        found: Places = self._order[near[self._ordered[near] == ids]]
        return found

    def mask(self, ids: Numbers) -> Mask:
        mask = np.zeros(self.size, dtype=bool)
        mask[self.places(ids)] = True
        return mask

    def patched(self, version: str, touched: Touched) -> Self:
        """With these entries as they are now."""
        answers = self._answers_after(touched)
        if not touched.entries:
            return replace(self, version=version, seen=touched.seen, answers=answers)
        ids = sorted(touched.entries)
        alive = self.alive.copy()
        alive[self.places(np.array(ids, dtype=np.int64))] = False
        new = _columns(ids)
        columns: dict[str, Any] = {
            name: np.concatenate([getattr(self, name), new[name]]) for name in COLUMNS
        }
        longer = replace(
            self,
            version=version,
            seen=touched.seen,
            alive=np.concatenate([alive, np.ones(len(new["ids"]), dtype=bool)]),
            patches=self.patches + len(ids),
            answers=answers,
            **columns,
        )
        return longer.with_facets(ids)

    def _answers_after(self, touched: Touched) -> dict[str, Answer]:
        """Those that stay true but for the entries touched; a phrase may stand in a name."""
        if touched.has_names:
            return {}
        answers = list(self.answers.items())  # at once: other threads may add some
        return {mark: one.after(touched) for mark, one in answers if one.rests_on_entries}

    def with_facets(self, only: list[int] | None) -> Self:
        rows: dict[str, list[tuple[str, Places]]] = {facet: [] for facet in self.facets}
        for facet, value, entries in _values(only):
            rows[facet].append((value, self.places(_numbers(entries))))
        facets = {name: facet.with_pairs(rows[name]) for name, facet in self.facets.items()}
        return replace(self, facets=facets)


_held: Held | None = None
_reading = Lock()


def held() -> Held:
    """The columns as they are now; inside a transaction, which has no version, read each time."""
    global _held  # noqa: PLW0603 — one for the process
    version = data_version()
    if not version:
        return _read(version, Touched(frozenset()))
    with _reading:
        if _held is None or _held.version != version:
            # What is written from here on is seen the next time, and read twice at worst.
            touched = touched_since(_held.seen if _held else ())
            _held = _brought_up(_held, version, touched)
        return _held


def _brought_up(former: Held | None, version: str, touched: Touched) -> Held:
    if former is None or touched.is_any:
        return _read(version, touched)
    if former.patches + len(touched.entries) > MOST_PATCHES:
        return _read(version, touched)
    return former.patched(version, touched)


def _read(version: str, touched: Touched) -> Held:
    columns: dict[str, Any] = _columns(None)
    nothing = Facet({}, NO_PLACES, NO_PLACES)
    entries = Held(
        version=version,
        seen=touched.seen,
        alive=np.ones(len(columns["ids"]), dtype=bool),
        facets=dict.fromkeys(("process", "kind", "status", "country", "actor"), nothing),
        **columns,
    )
    return entries.with_facets(None)


def _columns(only: list[int] | None) -> dict[str, Numbers]:
    columns = ", ".join(f"string_agg(int8send({sql}), '')" for sql in COLUMNS.values())
    statement = ENTRIES.format(columns=columns, only=_only("id", only))
    (row,) = _rows(statement, [] if only is None else [only])
    return dict(zip(COLUMNS, map(_numbers, row), strict=True))


def _values(only: list[int] | None) -> Rows:
    published = "state = 'published' AND {only}"
    parts = [
        ("kind", "records_entry", "id", "kind", published),
        ("country", "records_entry", "id", "unnest(countries)", published),
        ("actor", "records_entry", "id", "unnest(actor_ids)", published),
        ("process", ProcessEntry._meta.db_table, "entry_id", "process_id", "{only}"),
    ]
    for model in status_models():
        key = str(model._meta.pk.column)
        parts.append(("status", model._meta.db_table, key, "status", "{only}"))
    statements = [
        VALUES.format(
            facet=facet,
            table=table,
            entry=key,
            value=value,
            only=where.format(only=_only(key, only)),
        )
        for facet, table, key, value, where in parts
    ]
    return _rows(" UNION ALL ".join(statements), [] if only is None else [only] * len(parts))


def _only(key: str, only: list[int] | None) -> str:
    return "true" if only is None else f"{key} = ANY(%s)"


def _rows(statement: str, given: list[Any]) -> Rows:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        found: Rows = cursor.fetchall()
    return found


def _numbers(sent: bytes | None) -> Numbers:
    return np.frombuffer(sent or b"", dtype=">i8").astype(np.int64)
