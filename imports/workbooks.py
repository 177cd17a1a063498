"""Workbooks: measured first, then unpacked by calamine, which holds a sheet as a full rectangle.

Two cells in opposite corners of a sheet make a rectangle of 17 thousand million cells, so a few
hundred bytes could ask for more memory than any machine has: `imports.measuring` looks first.
"""

from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import chain
from pathlib import Path
from zipfile import ZipFile

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from imports.archives import DAMAGED
from imports.lines import Line, Table, make_line, name_columns
from imports.measuring import check_extent
from imports.problems import FileProblem
from imports.texts import clean

Numbered = Iterator[tuple[int, list[str]]]


def open_workbook(path: Path, size: int) -> Table:
    """Raises FileProblem where it is broken, no workbook, or too large once unpacked."""
    try:
        with ZipFile(path) as archive:
            _check_contents(archive)
            check_extent(archive)
    except DAMAGED as error:
        raise FileProblem("broken_workbook", reason=error) from error
    try:
        book = CalamineWorkbook.from_path(str(path))
        sheets = {clean(name)[:100]: _sheet_rows(book, name) for name in book.sheet_names}
    except (CalamineError, PasswordError, ValueError, KeyError, OSError) as error:
        raise FileProblem("broken_workbook", reason=error) from error
    columns = {name: _header(rows) for name, rows in sheets.items()}
    columns = {name: names for name, names in columns.items() if names}
    if not columns:
        raise FileProblem("empty_file")
    lines = chain.from_iterable(_lines(name, columns[name], sheets[name]) for name in columns)
    return Table(columns, "XLSX", lines, lambda: size)


def _check_contents(archive: ZipFile) -> None:
    infos = archive.infolist()
    if not any(info.filename == "xl/workbook.xml" for info in infos):
        raise FileProblem("not_a_table", found="a ZIP archive that is no XLSX workbook")
    if sum(info.file_size for info in infos) > settings.IMPORT_MAX_UNPACKED_BYTES:
        limit = filesizeformat(settings.IMPORT_MAX_UNPACKED_BYTES)
        raise FileProblem("unpacks_too_large", limit=limit)


def _sheet_rows(book: CalamineWorkbook, name: str) -> Numbered:
    """The rows of a sheet from the first that holds anything; parsed here, and once."""
    sheet = book.get_sheet_by_name(name)
    first = (sheet.start[0] if sheet.start else 0) + 1
    return (
        (number, [cell_text(cell) for cell in row])
        for number, row in enumerate(sheet.iter_rows(), start=first)
    )


def _header(rows: Numbered) -> list[str]:
    _number, cells = next(rows, (0, []))
    while cells and not cells[-1].strip():
        cells.pop()
    return name_columns(cells)


def _lines(sheet: str, names: list[str], rows: Numbered) -> Iterator[Line]:
    for number, cells in rows:
        if any(cells):
            while len(cells) > len(names) and not cells[-1].strip():
                cells.pop()
            padded = [*cells, *[""] * (len(names) - len(cells))]
            yield make_line(number, names, padded, sheet)


def cell_text(value: object) -> str:
    """A cell as it would stand in a CSV file: whole numbers without a point, dates as ISO 8601."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time(0):
        return value.date().isoformat()
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value)
