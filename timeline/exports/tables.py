"""Records as tables: CSV, and a workbook."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from tempfile import TemporaryFile
from typing import IO, Any

from xlsxwriter import Workbook

from timeline.exports.records import Record, columns

BOM = "\ufeff"  # by which spreadsheets know UTF-8
RISKY = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run what begins with one
LONGEST_CELL = 32_767  # characters, of a workbook
MOST_ROWS = 1_048_576  # of a sheet, with its header


def cell(value: object) -> str:
    """A value as text that no spreadsheet runs: a leading apostrophe says that it is text."""
    text = _words(value)
    return f"'{text}" if isinstance(value, str | list) and text.startswith(RISKY) else text


def _words(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(map(_one, value))
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value)


def _one(value: Any) -> str:
    if not isinstance(value, dict):
        return str(value)
    if "role" in value:
        party = f" for {value['party_name']}" if value["party_name"] else ""
        return f"{value['name']} ({value['role']}{party})"
    source = ": ".join(text for text in (value["publisher"], value["title"]) if text)
    return f"{source} ({value['grade']})"


def csv_lines(found: Iterable[Record]) -> Iterator[str]:
    """A header, then a line for each record (RFC 4180)."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    buffer.write(BOM)
    writer.writerow(columns())
    for number, record in enumerate(found, 1):
        writer.writerow([cell(record.get(name)) for name in columns()])
        if number % 100 == 0:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def workbook(found: Iterable[Record]) -> IO[bytes]:
    """A workbook in a temporary file, written row by row; numbers and days stay such.

    A sheet ends after 1,048,576 rows; the next one goes on.
    """
    target: IO[bytes] = TemporaryFile()  # noqa: SIM115 — closed by the answer that sends it
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = Workbook(target, {**options, "default_date_format": "yyyy-mm-dd"})
    sheet, line = None, MOST_ROWS
    for record in found:
        if line >= MOST_ROWS:
            sheet, line = _new_sheet(book), 1
        _write_row(sheet, line, record)
        line += 1
    if sheet is None:
        _new_sheet(book)
    book.close()
    target.seek(0)
    return target


def _new_sheet(book: Workbook) -> Any:
    sheet = book.add_worksheet()
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, columns(), book.add_format({"bold": True}))
    return sheet


def _write_row(sheet: Any, line: int, record: Record) -> None:
    for place, name in enumerate(columns()):
        value = record.get(name)
        if isinstance(value, bool):
            sheet.write_boolean(line, place, value)
        elif isinstance(value, int | Decimal):
            sheet.write_number(line, place, value)
        elif isinstance(value, date) and not isinstance(value, datetime) and value.year >= 1900:
            sheet.write_datetime(line, place, value)
        elif value not in (None, "", []):
            sheet.write_string(line, place, _words(value)[:LONGEST_CELL])
