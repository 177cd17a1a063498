"""How many published entries each value of a facet would find, exactly.

Values of one facet mean any of them, facets mean all; so beside a value stands how many entries
have it and pass all *other* facets. What is counted for a facet does not depend on its own values,
and is kept until the data change (`records.keeping`).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from records.dates import Precision, Span
from records.keeping import figures
from records.models import Entry, ProcessEntry
from timeline.filters import FACETS, EntryFilter
from timeline.statuses import status_models

MOST_ACTORS = 12  # offered beside those chosen: who has most entries
Sql = tuple[str, tuple[Any, ...]]
VALUES = {
    "kind": "SELECT kind AS value FROM {table}",
    "country": "SELECT unnest(countries) AS value FROM {table}",
    "actor": "SELECT unnest(actor_ids) AS value FROM {table}",
    "process": "SELECT process_id AS value FROM {rows} WHERE entry_id IN (SELECT id FROM {table})",
    "status": "SELECT status AS value FROM {rows} WHERE {key} IN (SELECT id FROM {table})",
}
# How precisely the ends are known is looked up at the ends: the aggregates read an index alone.
# Of several there the most precise counts, and "day" < "month" < "year".
TOTAL = """
    SELECT 'total', first || ' ' || (
        SELECT min(date_precision) FROM {table} WHERE starts_on = first
    ), number, last || ' ' || (
        SELECT date_precision FROM {table} WHERE coalesce(ends_on, starts_on) = last
        ORDER BY starts_on DESC, date_precision LIMIT 1
    ) FROM (
        SELECT min(starts_on) AS first, count(*) AS number,
            max(coalesce(ends_on, starts_on)) AS last FROM {table}
    ) AS ends
"""
COUNT = "SELECT '{facet}', value::text, count(*), '' FROM ({values}) AS v GROUP BY value"


@dataclass(frozen=True)
class Counts:
    """Of all entries that pass: how many, from when to when; of each facet, value → entries.

    Processes and actors stand by their numbers, and of actors those chosen and the most frequent.
    """

    total: int = 0
    first: Span | None = None  # the first day, month or year, as precise as it is known
    last: Span | None = None
    facets: dict[str, dict[str, int]] = field(default_factory=dict)

    def of(self, facet: str, value: object) -> int:
        return self.facets.get(facet, {}).get(str(value), 0)


def counted(filter_: EntryFilter) -> Counts:
    """The counts of a query: what nobody asked since the last write, in one statement."""
    marks = {"total": f"{filter_.mark}"} | {facet: filter_.without(facet).mark for facet in FACETS}
    if filter_.actors:
        marks["chosen"] = filter_.mark
    found = figures("counts", marks, lambda missing: _count(filter_, missing))
    entries, first, last = found["total"]
    facets = {facet: dict(found[facet]) for facet in FACETS}
    facets["actor"].update(found.get("chosen", {}))
    return Counts(entries, _end(first), _end(last), facets)


def _end(text: str | None) -> Span | None:
    """Read "2025-12-04 day"."""
    if not text:
        return None
    day, _space, precision = text.partition(" ")
    return Span(date.fromisoformat(day), date.fromisoformat(day), Precision(precision))


def _count(filter_: EntryFilter, wanted: Iterable[str]) -> dict[str, Any]:
    tables: dict[str, Sql] = {}
    parts: list[Sql] = []
    for name in wanted:
        is_asked = name in FACETS and filter_.asks(name)
        table = name if is_asked else "passing"
        asked = filter_.without(name) if is_asked else filter_
        tables.setdefault(table, _table(table, asked))
        parts += _counts_of(name, table, filter_)
    statement = f"WITH {', '.join(text for text, _given in tables.values())} " + " UNION ALL ".join(
        f"({text})" for text, _given in parts
    )
    given = [value for _text, values in (*tables.values(), *parts) for value in values]
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        rows = cursor.fetchall()
    found: dict[str, Any] = defaultdict(dict, {name: {} for name in wanted})
    for name, value, number, other in rows:
        if name == "total":
            found[name] = [number, value, other]
        else:
            found[name][value] = found[name].get(value, 0) + number
    return dict(found)


def _table(name: str, filter_: EntryFilter) -> Sql:
    """The entries that pass `filter_`, under a name of their own.

    Found by an index they are kept for all that is counted; where nearly all pass, each count reads
    what it needs itself, which PostgreSQL can then share among workers.
    """
    entries = Entry.objects.published()
    passing = entries.filter(pk=0) if filter_.unmatched else filter_.apply(entries)
    columns = passing.order_by().values(
        *("id", "kind", "countries", "actor_ids", "starts_on", "ends_on", "date_precision")
    )
    text, given = columns.query.sql_with_params()
    kept = "MATERIALIZED" if filter_.is_selective or filter_.as_of else "NOT MATERIALIZED"
    return f"{name} AS {kept} ({text})", given


def _counts_of(name: str, table: str, filter_: EntryFilter) -> Iterator[Sql]:
    if name == "total":
        yield TOTAL.format(table=table), ()
    elif name == "chosen":
        count = COUNT.format(facet=name, values=VALUES["actor"].format(table=table))
        yield f"{count} HAVING value = ANY(%s)", ([actor.pk for actor in filter_.actors],)
    elif name == "actor":
        count = COUNT.format(facet=name, values=VALUES[name].format(table=table))
        yield f"{count} ORDER BY count(*) DESC, value LIMIT {MOST_ACTORS}", ()
    elif name == "status":
        for model in status_models():
            rows, key = model._meta.db_table, model._meta.pk.column
            values = VALUES[name].format(table=table, rows=rows, key=key)
            yield COUNT.format(facet=name, values=values), ()
    else:
        values = VALUES[name].format(table=table, rows=ProcessEntry._meta.db_table)
        yield COUNT.format(facet=name, values=values), ()
