"""Records as tables: CSV, and a workbook."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from tempfile import TemporaryFile
from typing import IO, Any

from xlsxwriter import Workbook

from records.tables import csv_lines, words
from timeline.exports.records import Record, columns

LONGEST_CELL = 32_767  # characters, of a workbook
MOST_ROWS = 1_048_576  # of a sheet, with its header


def csv_text(found: Iterable[Record]) -> Iterator[str]:
    return csv_lines(found, columns(), _one)


def _one(value: Any) -> str:
    if not isinstance(value, dict):
        return str(value)
    if "role" in value:
        party = f" for {value['party_name']}" if value["party_name"] else ""
        return f"{value['name']} ({value['role']}{party})"
    source = ": ".join(text for text in (value["publisher"], value["title"]) if text)
    return f"{source} ({value['grade']})"


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
            sheet.write_string(line, place, words(value, _one)[:LONGEST_CELL])
