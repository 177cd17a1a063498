"""Entries of several kinds as their own kinds' objects, in a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Count, Q

from records.kinds import kind_model
from records.models import Citation, Entry, Involvement


def load_kinds(entries: Iterable[Entry]) -> list[Entry]:
    """The kind objects of `entries`, in their order, ready to be drawn as rows.

    One query for each kind that occurs, one for the involvements with their actors and parties, one
    for the evidence. Sets `source_count` and `sources_differ` on each object.
    """
    wanted = [(entry.pk, entry.kind) for entry in entries]
    ids: dict[str, list[int]] = defaultdict(list)
    for pk, kind in wanted:
        ids[kind].append(pk)
    found: dict[int, Entry] = {}
    for kind, pks in ids.items():
        found.update(kind_model(kind).objects.for_rows().in_bulk(pks))
    rows = [found[pk] for pk, _kind in wanted if pk in found]
    attach_involvements(rows)
    attach_evidence_counts(rows)
    return rows


def attach_involvements(rows: Sequence[Entry]) -> None:
    """Fill `entry.involvements.all()` of every row with one query."""
    by_entry: dict[int, list[Involvement]] = defaultdict(list)
    involvements = Involvement.objects.filter(entry__in=[row.pk for row in rows])
    for involvement in involvements.select_related("actor", "party").order_by("id"):
        by_entry[involvement.entry_id].append(involvement)
    for row in rows:
        queryset = Involvement.objects.none()
        queryset._result_cache = by_entry[row.pk]
        row.__dict__.setdefault("_prefetched_objects_cache", {})["involvements"] = queryset


def attach_evidence_counts(rows: Sequence[Entry]) -> None:
    """Set `source_count` and `sources_differ` (a field has two values) on every row."""
    counts = {
        row["entry_id"]: row
        for row in Citation.objects.filter(entry__in=[row.pk for row in rows])
        .order_by()
        .values("entry_id")
        .annotate(
            sources=Count("source", distinct=True),
            values=Count("value", distinct=True, filter=~Q(field="")),
            fields=Count("field", distinct=True, filter=~Q(field="")),
        )
    }
    for entry in rows:
        row: dict[str, int] = counts.get(entry.pk, {})  # type: ignore[assignment]
        entry.source_count = row.get("sources", 0)
        entry.sources_differ = row.get("values", 0) > row.get("fields", 0)
