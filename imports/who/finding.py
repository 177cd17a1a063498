"""Looking a batch through for names that are nobody's for certain."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from imports.copying import as_json, copy_rows
from imports.knowing import Key, Knowledge, key_of
from imports.models import Batch
from imports.progress import beat
from imports.statements import query
from imports.who.gallery import Gallery
from imports.who.holding import hold_again
from imports.who.weighing import Candidate, is_likely

CHUNK = 1000
# Actors that rows speak of which wait, in how many, and the first of these.
MENTIONED = """
SELECT to_jsonb(m.key), m.data, u.rows, u.first
FROM imports_mention m
JOIN (
    SELECT whole, count(*) AS rows, min(id) AS first
    FROM (SELECT id, unnest(mentions) AS whole FROM imports_row
          WHERE batch_id = %(batch)s AND applied_at IS NULL
            AND outcome IN ('new', 'changed', 'conflict')) AS r
    WHERE whole LIKE 'actor:%%' GROUP BY whole
) AS u ON u.whole = 'actor:' || m.key
WHERE m.batch_id = %(batch)s AND m.type = 'actor' AND m.object_id IS NULL
ORDER BY m.id
"""
COLUMNS = [
    *("batch_id", "text", "folded", "kind", "country", "numbers", "data", "mentions", "rows"),
    *("example_id", "candidates", "best", "ambiguous", "likely", "decision_id"),
]


@dataclass
class _Name:
    """A name as often as the batch has it, in whatever capitals and accents."""

    key: Key
    data: dict[str, Any]
    example: int
    rows: int = 0
    mentions: list[str] = field(default_factory=list)
    holders: list[int] = field(default_factory=list)
    decision: int | None = None
    candidates: list[Candidate] = field(default_factory=list)


def find_unknown(batch: Batch) -> None:
    """Note which names of rows that wait are unknown, and whom they may be. Raises Cancelled.

    Once for a batch, since it takes seconds where thousands meet thousands; doing it again is safe.
    """
    names = _unknown(batch)
    if names:
        _find_candidates(batch, names)
    with transaction.atomic():
        batch.unknown_names.all().delete()
        copy_rows("imports_unknownname", COLUMNS, (_stored(batch, name) for name in names))
        hold_again(batch)


def _unknown(batch: Batch) -> list[_Name]:
    mentioned = query(MENTIONED, {"batch": batch.pk})
    found: dict[Key, _Name] = {}
    for start in range(0, len(mentioned), CHUNK):
        chunk = mentioned[start : start + CHUNK]
        knowledge = Knowledge([data for _key, data, _rows, _first in chunk])
        for key, data, rows, first in chunk:
            decision, namesakes = knowledge.decision_on(data), knowledge.namesakes(data)
            if knowledge.certain(data) or (decision is None and len(namesakes) == 1):
                continue
            name = found.setdefault(key_of(data), _Name(key_of(data), data, first))
            name.rows += rows
            name.mentions.append(key)
            name.holders = [actor.pk for actor in namesakes] * (len(namesakes) > 1)
            name.decision = decision.pk if decision else None
    return list(found.values())


def _find_candidates(batch: Batch, names: list[_Name]) -> None:
    gallery = Gallery()
    if not gallery.names:
        return
    for start in range(0, len(names), CHUNK):
        chunk = names[start : start + CHUNK]
        for name, found in zip(chunk, _found(gallery, chunk), strict=True):
            name.candidates = found
        beat(batch)


def _found(gallery: Gallery, names: list[_Name]) -> Iterator[list[Candidate]]:
    alike = gallery.candidates([name.data for name in names])
    for name, found in zip(names, alike, strict=True):
        yield gallery.among(name.data, name.holders) if name.holders else found


def _stored(batch: Batch, name: _Name) -> tuple[Any, ...]:
    folded, kind, country, numbers = name.key
    ambiguous = bool(name.holders)
    return (
        batch.pk,
        name.data["name"],
        folded,
        kind,
        country,
        numbers,
        as_json(name.data),
        as_json(name.mentions),
        name.rows,
        name.example,
        as_json([one.stored() for one in name.candidates]),
        name.candidates[0].score if name.candidates else 0,
        ambiguous,
        not ambiguous and is_likely(name.candidates),
        name.decision,
    )
