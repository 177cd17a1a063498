"""Files that hold tables: what a file really is, and its lines one after the other.

A CSV file is streamed; a workbook is unpacked by calamine, within a limit that is checked first.
"""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from imports.encodings import NAMES, detect
from imports.problems import FileProblem, Problem, problem
from imports.texts import clean

MAX_CELL = 1_000_000
MAX_COLUMNS = 1000
DELIMITERS = ",;\t"
SIGNATURES = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF", "a PDF document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document (.xls or .doc)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"SQLite format 3", "a SQLite database"),
)


@dataclass
class Line:
    """One record: where it stands, its cells by column name, and what is wrong with its shape."""

    number: int
    cells: dict[str, str]
    sheet: str = ""
    problems: list[Problem] = field(default_factory=list)


@dataclass
class Table:
    """A file that was opened: its columns per sheet, and its lines, to be read once."""

    columns: dict[str, list[str]]
    encoding: str
    lines: Iterator[Line]
    bytes_done: Callable[[], int]
    close: Callable[[], None] = lambda: None


def open_table(path: Path) -> Table:
    """Tell what the file is by its content and open it. Raises FileProblem."""
    size = path.stat().st_size
    if not size:
        raise FileProblem("empty_file")
    if size > settings.IMPORT_MAX_BYTES:
        raise FileProblem(
            "too_large",
            size=filesizeformat(size),
            limit=filesizeformat(settings.IMPORT_MAX_BYTES),
        )
    with path.open("rb") as file:
        head = file.read(16)
    if head.startswith(b"PK\x03\x04"):
        return _open_workbook(path, size)
    for signature, found in SIGNATURES:
        if head.startswith(signature):
            raise FileProblem("not_a_table", found=found)
    return _open_csv(path)


# Text


def _open_csv(path: Path) -> Table:
    binary = path.open("rb")
    try:
        codec = detect(binary)
        binary.seek(0)
        text = io.TextIOWrapper(binary, encoding=codec, newline="")
        csv.field_size_limit(MAX_CELL)
        reader = csv.reader(text, delimiter=_delimiter(text), strict=True)
        columns = _header(reader)
    except BaseException:
        binary.close()
        raise
    size = path.stat().st_size

    def bytes_done() -> int:
        return size if text.closed else binary.tell()

    return Table({"": columns}, NAMES[codec], _csv_lines(reader, columns), bytes_done, text.close)


def _delimiter(text: io.TextIOWrapper) -> str:
    """The separator that the header has most of."""
    for line in iter(lambda: text.readline(MAX_CELL), ""):
        if line.strip():
            text.seek(0)
            return max(DELIMITERS, key=line.count)
    raise FileProblem("empty_file")


def _header(reader: Iterator[list[str]]) -> list[str]:
    try:
        cells = next((row for row in reader if any(cell.strip() for cell in row)), [])
    except csv.Error as error:
        raise FileProblem("not_a_table", found=f"text, but no table ({error})") from error
    if not cells:
        raise FileProblem("empty_file")
    return name_columns(cells)


def name_columns(cells: list[str]) -> list[str]:
    """Names of columns, tidied; one without a name is called by its number."""
    if len(cells) > MAX_COLUMNS:
        raise FileProblem("not_a_table", found=f"a table of {len(cells)} columns")
    names: list[str] = []
    for position, cell in enumerate(cells, start=1):
        name = clean(cell).strip()[:200]
        names.append(name if name and name not in names else f"{name}#{position}")
    return names


def _csv_lines(reader: Iterator[list[str]], columns: list[str]) -> Iterator[Line]:
    while True:
        start = reader.line_num + 1  # type: ignore[attr-defined]
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            too_long = "field limit" in str(error) or "larger than" in str(error)
            wrong = (
                problem("cell_too_long", limit=MAX_CELL)
                if too_long
                else problem("broken_quotes", reason=error)
            )
            yield Line(start, {}, problems=[wrong])
            continue
        if cells:
            yield make_line(start, columns, cells)


def make_line(number: int, columns: list[str], cells: list[str], sheet: str = "") -> Line:
    """Cells under their columns; a line of another width is refused, its cells kept to be shown."""
    problems = [problem("nul", name) for name, c in zip(columns, cells, strict=False) if "\0" in c]
    if len(cells) != len(columns):
        problems.append(problem("wrong_width", found=len(cells), expected=len(columns)))
        columns = [*columns, *(f"#{extra}" for extra in range(len(columns) + 1, len(cells) + 1))]
    named = zip(columns, cells, strict=False)
    return Line(number, {name: clean(cell).strip() for name, cell in named}, sheet, problems)


# Workbooks


def _open_workbook(path: Path, size: int) -> Table:
    try:
        with ZipFile(path) as archive:
            infos = archive.infolist()
    except (BadZipFile, ValueError, NotImplementedError) as error:
        raise FileProblem("broken_workbook", reason=error) from error
    if not any(info.filename == "xl/workbook.xml" for info in infos):
        raise FileProblem("not_a_table", found="a ZIP archive that is no XLSX workbook")
    if sum(info.file_size for info in infos) > settings.IMPORT_MAX_UNPACKED_BYTES:
        limit = filesizeformat(settings.IMPORT_MAX_UNPACKED_BYTES)
        raise FileProblem("unpacks_too_large", limit=limit)
    try:
        book = CalamineWorkbook.from_path(str(path))
        columns = {name: _sheet_columns(book, name) for name in book.sheet_names}
    except (CalamineError, PasswordError, ValueError, KeyError, OSError) as error:
        raise FileProblem("broken_workbook", reason=error) from error
    columns = {clean(name)[:100]: names for name, names in columns.items() if names}
    if not columns:
        raise FileProblem("empty_file")
    return Table(columns, "XLSX", _workbook_lines(book, columns), lambda: size)


def _sheet_columns(book: CalamineWorkbook, sheet: str) -> list[str]:
    first = next(iter(book.get_sheet_by_name(sheet).iter_rows()), [])
    cells = [cell_text(cell) for cell in first]
    while cells and not cells[-1].strip():
        cells.pop()
    return name_columns(cells)


def _workbook_lines(book: CalamineWorkbook, columns: dict[str, list[str]]) -> Iterator[Line]:
    for sheet, names in columns.items():
        offset = book.get_sheet_by_name(sheet).start
        first = (offset[0] if offset else 0) + 1
        for number, row in enumerate(book.get_sheet_by_name(sheet).iter_rows(), start=first):
            cells = [cell_text(cell) for cell in row]
            if number > first and any(cells):
                while len(cells) > len(names) and not cells[-1].strip():
                    cells.pop()
                cells += [""] * (len(names) - len(cells))
                yield make_line(number, names, cells, sheet)


def cell_text(value: object) -> str:
    """A cell as it would stand in a CSV file: whole numbers without a point, dates as ISO 8601."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time(0):
        return value.date().isoformat()
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value)
