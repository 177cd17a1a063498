"""Writing everything as JSON lines: a header, then a record on each line with its lists.

The header counts the records, so that a file that was cut is known for one. All is read in one
transaction that sees one moment; the same content gives the same bytes.
"""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from tempfile import mkstemp
from typing import IO, Any

from django.db import connection, transaction

from aid.models import ExchangeRate
from imports.whole.describing import describe, plain
from imports.whole.keys import NTH, keys_of
from imports.whole.kinds import ORDER, Model, name_of, record_models
from records.models import Entry, Source

FORM = 1  # of the file; another number where an older Parley could not read it
RATES = "rates"
CHUNK = 500

Tell = Callable[[int, int], None]  # lines written, lines in all


class ExportError(Exception):
    """The file cannot be written; the message says why."""


def export_to(path: Path, *, force: bool = False, tell: Tell) -> int:
    """Write everything into `path`, which is there whole or not at all. Returns the lines.

    Raises ExportError where there is a file already, unless `force`, or it cannot be written.
    """
    if path.exists() and not force:
        raise ExportError(f"{path} exists already. Name another file, or add --force.")
    try:
        with _beside(path) as file:
            count = export(file, tell=tell)
    except OSError as error:
        raise ExportError(f"{path}: {error.strerror}") from error
    return count


@contextmanager
def _beside(path: Path) -> Iterator[IO[bytes]]:
    """A file that takes the place of `path` once it is written, and is on the disk."""
    handle, name = mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def export(file: IO[bytes], *, tell: Tell = lambda _done, _total: None) -> int:
    """Write everything into an open file; returns the number of lines."""
    done = 0
    with _one_moment():
        counts = _counts()
        total = sum(counts.values()) + 1
        for done, line in enumerate(_lines(counts), start=1):
            file.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
            if done % CHUNK == 0:
                tell(done, total)
    tell(done, total)
    return done


@contextmanager
def _one_moment() -> Iterator[None]:
    """All queries see the same content, unless a transaction of the caller's is open already."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _counts() -> dict[str, int]:
    """Type → records, where there are any."""
    found = {name: model._base_manager.count() for name, model in record_models().items()}
    days = ExchangeRate.objects.values("date").distinct().count()
    return {name: number for name, number in {**found, RATES: days}.items() if number}


def _lines(counts: dict[str, int]) -> Iterator[dict[str, Any]]:
    yield {"parley": FORM, "records": counts}
    for model in ORDER:
        yield from _records(model)
    yield from _rates()


def _records(model: Model) -> Iterator[dict[str, Any]]:
    """The lines of one type, or of all kinds of entry, in the order in which they were made."""
    last = 0
    while chunk := _chunk(model, last):
        by_kind: dict[str, list[int]] = {}
        for pk, kind in chunk:
            by_kind.setdefault(kind, []).append(pk)
        told = {kind: describe(record_models()[kind], ids) for kind, ids in by_kind.items()}
        nth = _nth([pk for pk, _kind in chunk]) if model is Source else {}
        for pk, kind in chunk:
            yield (
                {"type": kind}
                | nth.get(pk, {})
                | told[kind][pk]["fields"]
                | told[kind][pk]["lists"]
            )
        last = chunk[-1][0]


def _chunk(model: Model, last: int) -> list[tuple[int, str]]:
    records = model._base_manager.filter(pk__gt=last).order_by("pk")
    if model is Entry:
        return list(records.values_list("pk", "kind")[:CHUNK])
    return [(pk, name_of(model)) for pk in records.values_list("pk", flat=True)[:CHUNK]]


def _nth(ids: list[int]) -> dict[int, dict[str, int]]:
    """Which one it is, of sources that others say the same of themselves as."""
    keys = keys_of(Source, ids)
    return {pk: {NTH: int(key[-1])} for pk, key in keys.items() if len(key) > 2 and key[-1] != "1"}


def _rates() -> Iterator[dict[str, Any]]:
    """A line for each day: units of every currency per euro."""
    rates = ExchangeRate.objects.order_by("date", "currency")
    found = rates.values_list("date", "currency", "per_euro").iterator(chunk_size=CHUNK)
    for day, of_day in groupby(found, key=lambda rate: rate[0]):
        said = {currency: f"{rate.normalize():f}" for _day, currency, rate in of_day}
        yield {"type": RATES, "date": plain(day), "rates": said}
