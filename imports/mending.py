"""Rows with problems as a file that can be mended and uploaded again.

It has the form of the file they came in: a table with the columns of its header, sheets as sheets,
JSON lines as such, and beside each record, under `#problems`, what is wrong with it. What comes in
another form (XML, tables without a header, several files) is told as a table that only lists.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePath

from django.db.models import QuerySet
from xlsxwriter import Workbook

from imports.connectors.parley_lines import header_of
from imports.files import Opened, open_file
from imports.lines import Table
from imports.models import Batch, Row
from imports.objects import Objects
from imports.problems import FileProblem, words
from records.tables import csv_lines

REASONS = "#problems"
LISTED = ("#line", "#identifier")
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CHUNK = 500


@dataclass(frozen=True)
class Download:
    """A file to be sent: its name, its type, and its content piece by piece."""

    name: str
    content_type: str
    content: Iterable[bytes]


def rows_to_mend(batch: Batch, rows: "QuerySet[Row]") -> Download:
    """Rows with what is wrong with them. Raises FileProblem where the file is gone or broken."""
    path = Path(batch.file.path)
    if not path.exists():
        raise FileProblem("file_missing")
    name = f"{PurePath(batch.file_name).stem}-problems"
    with closing(open_file(path)) as opened:
        if isinstance(opened, Table) and list(opened.columns) != [""]:
            return Download(f"{name}.xlsx", WORKBOOK, [_workbook(opened.columns, rows)])
        if isinstance(opened, Objects):
            return Download(f"{name}.jsonl", "application/jsonl", _objects(batch, rows))
        columns = _columns(batch, opened)
    return Download(f"{name}.csv", "text/csv; charset=utf-8", _csv(columns, rows))


def _columns(batch: Batch, opened: Opened) -> list[str]:
    """Of the file's header; where it has none that rows go by, of the rows themselves."""
    if isinstance(opened, Table) and batch.connector != "ofac":
        return [*opened.columns[""], REASONS]
    found = {name: None for raw in batch.rows.values_list("raw", flat=True)[:CHUNK] for name in raw}
    return [*LISTED, *found, REASONS]


def _csv(columns: list[str], rows: "QuerySet[Row]") -> Iterator[bytes]:
    records = (
        {name: record.get(name, "") for name in columns} for record in map(_record, _all(rows))
    )
    for line in csv_lines(records, columns):
        yield line.encode()


def _record(row: Row) -> dict[str, str]:
    return dict(row.raw) | {"#line": str(row.line), "#identifier": row.key, REASONS: _reasons(row)}


def _all(rows: "QuerySet[Row]") -> Iterator[Row]:
    return rows.iterator(chunk_size=CHUNK)


def _reasons(row: Row) -> str:
    told = [
        ": ".join(part for part in (one["column"], words(one["code"], one["params"])) if part)
        for one in row.problems
    ]
    return "; ".join(told)


def _objects(batch: Batch, rows: "QuerySet[Row]") -> Iterator[bytes]:
    """The lines as they came, each with its reasons; broken ones as they were understood."""
    reasons = {row.line: _reasons(row) for row in _all(rows)}
    with closing(open_file(Path(batch.file.path))) as opened:
        for line in opened.lines if isinstance(opened, Objects) else []:
            if line.number == 1 and (header := header_of(line.value)):
                yield json.dumps(header).encode() + b"\n"
            if line.number in reasons:
                told = line.value | {REASONS: reasons[line.number]}
                yield json.dumps(told, ensure_ascii=False).encode() + b"\n"


def _workbook(sheets: dict[str, list[str]], rows: "QuerySet[Row]") -> bytes:
    buffer = BytesIO()
    with Workbook(buffer, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        at: dict[str, int] = {}
        for row in _all(rows):
            columns = [*sheets.get(row.sheet, []), REASONS]
            if row.sheet not in at:
                book.add_worksheet(row.sheet).write_row(0, 0, columns)
                at[row.sheet] = 1
            record = _record(row)
            cells = [record.get(name, "") for name in columns]
            book.get_worksheet_by_name(row.sheet).write_row(at[row.sheet], 0, cells)
            at[row.sheet] += 1
        if not at:
            book.add_worksheet()
    return buffer.getvalue()
