"""Recompute what the database keeps derived, and name every difference."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

from records.kinds import kind_models
from records.models import Entry


@dataclass(frozen=True)
class Difference:
    """One record that is not as it should be: which, and what is wrong with it."""

    record: str
    problem: str


DERIVED = """
SELECT e.kind || '/' || e.slug,
       concat_ws(', ',
           CASE WHEN e.countries IS DISTINCT FROM d.countries THEN 'countries' END,
           CASE WHEN e.actor_ids IS DISTINCT FROM d.actor_ids THEN 'actor_ids' END,
           CASE WHEN e.search IS DISTINCT FROM d.search THEN 'search' END)
FROM records_entry e, LATERAL records_derive(e) d
WHERE (e.countries, e.actor_ids, e.search) IS DISTINCT FROM (d.countries, d.actor_ids, d.search)
ORDER BY e.id
"""

NAMES = """
SELECT 'actor/' || a.slug, 'search_names'
FROM records_actor a WHERE a.search_names IS DISTINCT FROM records_actor_names(a)
ORDER BY a.id
"""

VERSIONS = """
SELECT e.kind || '/' || e.slug, v.number
FROM records_publicversion v JOIN records_entry e ON e.id = v.entry_id
WHERE v.sha256 <> encode(sha256(convert_to(v.canonical, 'UTF8')), 'hex')
ORDER BY e.id, v.number
"""

GAPS = """
SELECT e.kind || '/' || e.slug
FROM records_publicversion v JOIN records_entry e ON e.id = v.entry_id
GROUP BY e.id HAVING count(*) <> max(v.number)
ORDER BY e.id
"""


def differences() -> Iterator[Difference]:
    """Every derived column that differs from its recomputation, and every rule that is broken."""
    for query in (DERIVED, NAMES):
        with connection.cursor() as cursor:
            cursor.execute(query)
            for record, columns in cursor:
                yield Difference(record, f"derived columns differ from a recomputation: {columns}")
    yield from _versions_that_do_not_fit()
    yield from _entries_without_their_kind()
    for entry in Entry.objects.published().filter(citations=None).order_by("id"):
        yield Difference(f"{entry.kind}/{entry.slug}", "published without a citation")


def _versions_that_do_not_fit() -> Iterator[Difference]:
    with connection.cursor() as cursor:
        cursor.execute(VERSIONS)
        for record, number in cursor:
            yield Difference(record, f"version {number}: the SHA-256 does not fit the content")
        cursor.execute(GAPS)
        for (record,) in cursor:
            yield Difference(record, "public versions are missing")


def _entries_without_their_kind() -> Iterator[Difference]:
    for kind, model in kind_models().items():
        rows = Entry.objects.filter(kind=kind).exclude(pk__in=model._default_manager.values("pk"))
        for entry in rows.order_by("id"):
            yield Difference(f"{kind}/{entry.slug}", f"has no row as a {kind}")
    for entry in Entry.objects.exclude(kind__in=kind_models()).order_by("id"):
        yield Difference(f"{entry.kind}/{entry.slug}", "is of a kind that no installed app has")
