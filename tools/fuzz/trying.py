"""One input through one reader: what came of it, and what must not come of it.

A reader may refuse an input by its own problem, with words that can be shown. Whatever it reads
must be fit for the database. Anything else that it raises is a finding, and so is too much time or
memory.
"""

import json
import logging
import signal
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.db import models

from imports import actions
from imports.articles.assembling import drafts_of
from imports.articles.extraction import article_of_file
from imports.articles.lexicon import LANGUAGES
from imports.connectors import recognise
from imports.connectors.base import Connector
from imports.feeds.parsing import read_feed
from imports.files import Opened, open_file
from imports.lines import Table
from imports.mappings import forms
from imports.mappings.actions import map_columns, standing_of
from imports.mappings.guessing import guess, guess_kind
from imports.mappings.plans import Plan, PlanError, plan_of_json
from imports.mappings.reading import mapped_by
from imports.mappings.sampling import MOST_CELL, MOST_LINES, Sheet, sheets_of
from imports.models import Batch
from imports.problems import MESSAGES, FileProblem, Problem
from imports.rows import ReadRow
from imports.texts import UNSTORABLE
from records.models import Actor, Process, Source
from sanctions.models import Programme
from talks.models import Track
from tests.imports.helpers import content
from tools.memory import peak

MOST_SECONDS = 5.0  # of the processor, for one input of at most some 200 kB
MOST_MEMORY = 500  # MB more than before, at the peak
DAY = date(2025, 12, 5)
ADDRESS = "https://news.example/feed.xml"
OWN = Path(__file__).resolve().parents[2]
SPOKEN_OF: dict[str, type[models.Model]] = {
    "actor": Actor,
    "source": Source,
    "process": Process,
    "track": Track,
    "programme": Programme,
}
LENGTHS = {"scheme": 50, "key": 300, "mention": 400}  # of columns of Row


class Unfit(Exception):  # noqa: N818 - said of what was read
    """What was read cannot be stored, or did not end as it must."""


class TooSlow(BaseException):
    """No Exception, so that no reader takes it for a problem of its own."""


@dataclass(frozen=True)
class Outcome:
    """`reader` is the connector that took the input, or the door; `fault` is empty where all is
    well, else says what it is, the same for the same fault; `details` are for whoever mends it."""

    reader: str
    rows: int = 0
    refused: bool = False
    fault: str = ""
    details: str = ""

    @property
    def is_slow(self) -> bool:
        return self.fault.startswith(TooSlow.__name__)


@dataclass
class Seen:
    """What a reader came to before it ended, however it ended."""

    reader: str
    rows: int = 0


def attempt(door: str, data: bytes, folder: Path) -> Outcome:
    """Let the reader behind `door` read `data`, within the limits."""
    seen = Seen(door)
    refused, fault, details = False, "", ""
    try:
        with _limited():
            DOORS[door](data, folder, seen)
    except (FileProblem, PlanError) as error:
        refused = True
        if not str(error) or (isinstance(error, FileProblem) and not _has_words(error.problem)):
            fault, details = f"No words: {error!r}", str(error)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        fault, details = _fault(error), "".join(traceback.format_exception(error))
    return Outcome(seen.reader, seen.rows, refused, fault, details)


def _fault(error: BaseException) -> str:
    """The error, and the last place in our own code that it came through."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [one for one in frames if Path(one.filename).is_relative_to(OWN / "imports")]
    last = own[-1] if own else frames[-1]
    place = f"{Path(last.filename).name}:{last.lineno}"
    if isinstance(error, Unfit | TooSlow):
        where = f" at {place}" if isinstance(error, TooSlow) and own else ""
        return f"{type(error).__name__}: {error}{where}"
    return f"{type(error).__name__} at {place}"


@contextmanager
def _limited() -> Iterator[None]:
    """Raises TooSlow after MOST_SECONDS of the processor, and where memory grew too much."""

    def ring(*_signal: object) -> None:
        raise TooSlow(f"more than {MOST_SECONDS:g} s")

    before = peak(afresh=True)
    old = signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, MOST_SECONDS)
    started = time.process_time()
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, old)
    if time.process_time() - started > MOST_SECONDS:
        raise TooSlow(f"more than {MOST_SECONDS:g} s")
    if peak() - before > MOST_MEMORY:
        raise Unfit(f"more than {MOST_MEMORY} MB")


def _file(data: bytes, folder: Path, seen: Seen) -> None:
    """An upload: told what it is, opened, and read to its end."""
    path = folder / "input"
    path.write_bytes(data)
    with closing(open_file(path)) as opened:
        connector = _connector(opened)
        seen.reader = connector.name
        for row in connector.read(opened):
            seen.rows += 1
            check_row(row)


def _connector(opened: Opened) -> Connector:
    try:
        return recognise(opened)
    except FileProblem as error:
        if error.problem.code != "not_recognised" or not isinstance(opened, Table):
            raise
        return mapped_by(_guessed(_sheet(opened)), "input.csv")


def _sheet(table: Table) -> Sheet:
    """The first sheet with the beginning of its lines, which are put back."""
    name, columns = next(iter(table.columns.items()))
    lines = list(table.lines)
    table.lines = iter(lines)
    cells = [
        (line.number, [line.cells.get(column, "")[:MOST_CELL] for column in columns])
        for line in lines
        if line.sheet == name and not line.problems
    ]
    return Sheet(name, columns, cells[:MOST_LINES])


def _guessed(sheet: Sheet) -> Plan:
    """The mapping that would be kept if nobody changed a guess."""
    kind, _why = guess_kind(sheet.columns)
    return forms.guessed(kind, guess(kind, sheet)).plan(sheet)


def check_row(row: ReadRow) -> None:
    """Raises Unfit where the row is neither a record nor refused, or cannot be stored."""
    if not row.record and not any(one.is_error for one in row.problems):
        raise Unfit("a row that is neither a record nor refused")
    if not all(map(_has_words, row.problems)):
        raise Unfit("a problem without words")
    _check_value([row.raw, row.sheet, [one.model_dump() for one in row.problems]])
    if row.record:
        named, mentions = row.record.identifier, list(row.record.mentions())
        _check_value([row.record.stored(), named.model_dump(), mentions])
        sizes = [("scheme", named.scheme), ("key", named.value)]
        sizes += [("mention", f"{kind}:{key}") for kind, key, _data in mentions]
        sizes += [
            (name, text) for kind, _key, data in mentions for name, text in _texts(kind, data)
        ]
        if long := [name for name, text in sizes if len(text) > LENGTHS[name]]:
            raise Unfit(f"a {long[0]} that is too long")


def _texts(kind: str, data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What a record that a row speaks of would have in its columns, and how long each may be."""
    for field in SPOKEN_OF[kind]._meta.local_fields:
        if field.max_length and isinstance(data.get(field.name), str):
            name = f"{kind}.{field.name}"
            LENGTHS[name] = field.max_length
            yield name, data[field.name]


def _has_words(one: Problem) -> bool:
    return one.code in MESSAGES and bool(str(one))


def _check_value(value: Any) -> None:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    if UNSTORABLE.search(text) or "\\u0000" in text.replace("\\\\", ""):
        raise Unfit("a character that cannot be stored")


def _feed(data: bytes, _folder: Path, seen: Seen) -> None:
    """What a fetched address answered."""
    reading = read_feed(data, ADDRESS)
    seen.rows = len(reading.items)
    _check_value([[one.guid, one.title, one.address, one.summary] for one in reading.items])


def _page(data: bytes, _folder: Path, seen: Seen) -> None:
    """An article from a page or a text, to its drafts."""
    found = article_of_file(data)
    language = found.language if found.language in LANGUAGES else "en"
    _read, drafts = drafts_of(found.text, language=language, published_on=DAY)
    seen.rows = len(drafts)
    _check_value([found.text, found.title, found.author, found.publisher, found.address])


def _plan(data: bytes, _folder: Path, seen: Seen) -> None:
    """A kept mapping that somebody brings."""
    _check_value(plan_of_json(data).stored())
    seen.rows = 1


class _Raises(logging.Handler):
    """Raises the error that a batch would only have logged."""

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info and record.exc_info[1]:
            raise record.exc_info[1]


def _batch(data: bytes, _folder: Path, seen: Seen) -> None:
    """An upload through the database: read, compared, applied, undone; nothing is left."""
    logger = logging.getLogger("imports")
    handler = _Raises()
    logger.addHandler(handler)
    before = content()
    batch = actions.receive(file=ContentFile(data, name="input"), name="input")
    try:
        _carry(batch)
        seen.reader, seen.rows = f"{batch.connector or 'none'} in full", batch.rows.count()
    finally:
        logger.removeHandler(handler)
        batch.file.delete(save=False)
        batch.delete()
    if content() != before:
        raise Unfit("something is left of what was undone")


def _carry(batch: Batch) -> None:
    def step() -> Batch.State:
        actions.carry_on(batch_id=batch.pk)
        batch.refresh_from_db()
        return Batch.State(batch.state)

    if step() == Batch.State.MAPPING:
        sheets = [sheet for sheet in sheets_of(batch) if sheet.lines]
        if not sheets:
            return
        map_columns(batch=batch, plan=_guessed(sheets[0]), seen=standing_of(batch))
        step()
    for ask in (actions.request_apply, actions.request_undo):
        if ask(batch=batch) and step() == Batch.State.FAILED:
            raise Unfit(f"failed: {batch.error.get('code')}")


DOORS: dict[str, Callable[[bytes, Path, Seen], None]] = {
    "file": _file,
    "feed": _feed,
    "page": _page,
    "plan": _plan,
    "batch": _batch,
}
