"""Reading: from the file to rows of the batch, in chunks that a killed worker goes on from."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from imports.copying import as_json, copy_rows
from imports.files import Opened, open_file
from imports.mappings.taking import connector_for
from imports.models import Batch, Mention, Row
from imports.problems import FileProblem
from imports.progress import beat
from imports.rows import ReadRow, digest_of

SEEN = 100_000
ROW_COLUMNS = [
    *("batch_id", "number", "sheet", "line", "scheme", "key", "raw", "normalised", "digest"),
    *("target", "mentions", "refers", "outcome", "diff", "problems", "accepted", "kept_because"),
]


def read(batch: Batch) -> None:
    """Read the whole file, or what is left of it. Raises FileProblem, Cancelled or Unmapped."""
    path = Path(batch.file.path)
    if not path.exists():
        raise FileProblem("file_missing")
    with closing(open_file(path)) as opened:
        done = _read(batch, opened)
    Batch.objects.filter(pk=batch.pk).update(rows_total=done)


def _read(batch: Batch, opened: Opened) -> int:
    mine = Batch.objects.filter(pk=batch.pk)
    mine.update(encoding=opened.encoding[:30], state=Batch.State.READING)
    connector = connector_for(batch, opened)
    mine.update(connector=connector.name)
    done = batch.rows.count()
    rows = islice(connector.read(opened), done, None)
    seen: set[tuple[str, str]] = set()
    for chunk in chunks_of(rows, settings.IMPORT_CHUNK_ROWS):
        _store(batch, chunk, done, opened, seen)
        done += len(chunk)
    if not done and not connector.may_be_empty:
        raise FileProblem("empty_file")
    return done


def chunks_of(rows: Iterable[ReadRow], size: int) -> Iterator[list[ReadRow]]:
    rows = iter(rows)
    while chunk := list(islice(rows, size)):
        yield chunk


@transaction.atomic
def _store(
    batch: Batch, chunk: list[ReadRow], done: int, opened: Opened, seen: set[tuple[str, str]]
) -> None:
    """One chunk, with the progress that says that it is done, in one transaction."""
    mentions: dict[tuple[str, str], dict[str, Any]] = {}
    records = []
    for number, row in enumerate(chunk, start=done + 1):
        own = {(kind, key): data for kind, key, data in row.record.mentions()} if row.record else {}
        mentions |= {one: data for one, data in own.items() if one not in seen}
        records.append(_record(batch, number, row, sorted({f"{t}:{k}" for t, k in own})))
    copy_rows("imports_row", ROW_COLUMNS, records)
    Mention.objects.bulk_create(
        [Mention(batch=batch, type=t, key=k, data=data) for (t, k), data in mentions.items()],
        ignore_conflicts=True,
        batch_size=1000,
    )
    if len(seen) < SEEN:  # only spares the database work, so it may stay incomplete
        seen.update(mentions)
    beat(batch, rows_done=done + len(chunk), bytes_done=opened.bytes_done())


def _record(batch: Batch, number: int, row: ReadRow, mentions: list[str]) -> tuple[Any, ...]:
    stored = row.record.stored() if row.record else None
    return (
        batch.pk,
        number,
        row.sheet[:100],
        row.line,
        row.record.identifier.scheme if row.record else "",
        row.record.identifier.value if row.record else "",
        as_json(row.raw),
        as_json(stored) if stored else None,
        digest_of(stored) if stored else "",
        row.record.target if row.record else Row.Target.ENTRY,
        mentions,
        bool(row.record and row.record.refers),
        "" if row.record else Row.Outcome.INVALID,
        "{}",
        as_json([one.model_dump() for one in row.problems]),
        row.accepted,
        "",
    )
