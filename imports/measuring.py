"""Measuring: how large the sheets of a workbook are, told from a stream of their XML.

Every part of the archive is looked at, as a workbook may call its sheets what it likes. Entities
and document types are refused: no spreadsheet program writes them.
"""

import re
from typing import IO
from xml.parsers import expat
from zipfile import ZipFile

from imports.lines import MAX_COLUMNS
from imports.problems import FileProblem

MAX_CELLS = 10_000_000  # 100,000 rows of 100 columns, some 300 MB once calamine holds them
BLOCK = 1 << 16
REFERENCE = re.compile(r"([A-Za-z]{1,7})([0-9]{1,10})")
VALUES = ("v", "is", "f")
SHEET = b"sheetData"


def check_extent(archive: ZipFile) -> None:
    """Raises FileProblem where a sheet is too wide, or all sheets together are too large."""
    cells = 0
    for info in archive.infolist():
        with archive.open(info) as part:
            extent = _measured(part)
        if extent.columns > MAX_COLUMNS:
            raise FileProblem("too_wide", columns=extent.columns, limit=MAX_COLUMNS)
        cells += extent.rows * extent.columns
        if cells > MAX_CELLS:
            raise FileProblem("too_many_cells", cells=cells, limit=MAX_CELLS)


def _measured(part: IO[bytes]) -> "_Extent":
    """Parts that are no XML, such as pictures, have no extent, unless they pretend to a sheet."""
    extent = _Extent()
    parser = expat.ParserCreate()
    parser.StartElementHandler = extent.element
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        while block := part.read(BLOCK):
            parser.Parse(block)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as error:  # also of an encoding
        part.seek(0)
        if _mentions_sheet(part):
            raise FileProblem("broken_workbook", reason=error) from error
        return _Extent()
    return extent


class _Extent:
    """The rectangle around all cells of a sheet that hold something; formats alone do not count."""

    def __init__(self) -> None:
        self.row, self.column = 0, 0
        self.first: tuple[int, int] | None = None
        self.last = (0, 0)

    def element(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local in VALUES:
            self._hold()
        elif local == "c":
            self._place(attributes.get("r", ""))
        elif local == "row":
            said = attributes.get("r", "")
            self.row = int(said) if re.fullmatch(r"[0-9]{1,10}", said) else self.row + 1
            self.column = 0

    def _place(self, reference: str) -> None:
        if match := REFERENCE.fullmatch(reference):
            self.row, self.column = int(match[2]), _number(match[1])
        else:
            self.column += 1

    def _hold(self) -> None:
        here = (self.row, self.column)
        first = self.first or here
        self.first = (min(first[0], here[0]), min(first[1], here[1]))
        self.last = (max(self.last[0], here[0]), max(self.last[1], here[1]))

    @property
    def rows(self) -> int:
        return self.last[0] - self.first[0] + 1 if self.first else 0

    @property
    def columns(self) -> int:
        return self.last[1] - self.first[1] + 1 if self.first else 0


def _number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def _mentions_sheet(part: IO[bytes]) -> bool:
    kept = b""
    while block := part.read(BLOCK):
        if SHEET in kept + block:
            return True
        kept = block[-len(SHEET) :]
    return False


def _refuse_doctype(*_declaration: object) -> None:
    raise FileProblem("broken_workbook", reason="it declares a document type")
