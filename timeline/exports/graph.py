"""Entries of a query as schema.org things, in chunks."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from records.kinds import kind_model
from records.loading import attach_involvements
from records.models import Entry
from records.schema import Thing, described
from timeline.exports.records import batches
from timeline.filters import EntryFilter


def things(filter_: EntryFilter, absolute: Any) -> Iterator[Thing]:
    """The published entries that pass, newest first; the graph says the context once for all."""
    found = filter_.apply(Entry.objects.published()).newest_first().values_list("pk", "kind")
    for chunk in batches(found.iterator(chunk_size=5000)):
        loaded = _load(chunk)
        for pk, _kind in chunk:
            if pk in loaded:
                thing = described(loaded[pk], absolute)
                del thing["@context"]
                yield thing


def _load(chunk: list[tuple[int, str]]) -> dict[int, Entry]:
    by_kind: dict[str, list[int]] = defaultdict(list)
    for pk, kind in chunk:
        by_kind[kind].append(pk)
    loaded: dict[int, Entry] = {}
    for kind, pks in by_kind.items():
        loaded |= kind_model(kind)._default_manager.for_page().in_bulk(pks)  # type: ignore[attr-defined]
    attach_involvements(list(loaded.values()))
    return loaded
