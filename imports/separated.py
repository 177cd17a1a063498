"""Text files of separated values, streamed, with each quotation mark that does not pair kept to
the line it stands on."""

import csv
import io
from collections import deque
from collections.abc import Iterator
from pathlib import Path

from imports.encodings import NAMES, detect
from imports.lines import Line, Table, make_line, name_columns
from imports.problems import FileProblem, Problem, problem

MAX_CELL = 1_000_000
MAX_RECORD = 4 * MAX_CELL
MAX_READ_AGAIN = 200_000_000  # characters: some seconds
DELIMITERS = ",;\t"
TITLED = 3  # cells of a header that stands under a title of one
# Columns whose cells never hold a line break: one there is a quotation mark that was not closed.
ONE_LINE = {"id", "kind", "title", "date", "slug", "med_event_id", "year", "month", "day"}


def open_csv(path: Path) -> Table:
    """Raises FileProblem where it is text in no encoding that is read, or no table."""
    binary = path.open("rb")
    try:
        codec = detect(binary)
        binary.seek(0)
        text = io.TextIOWrapper(binary, encoding=codec, newline="")
        csv.field_size_limit(MAX_CELL)
        records = _Records(text, _delimiter(text))
        header = _header(records)
        columns = name_columns(header)
    except BaseException:
        binary.close()
        raise
    size = path.stat().st_size

    def bytes_done() -> int:
        return size if text.closed else binary.tell()

    lines = _lines(records, columns)
    return Table({"": columns}, NAMES[codec], lines, bytes_done, text.close, header)


def _delimiter(text: io.TextIOWrapper) -> str:
    """The separator that the header has most of."""
    for line in iter(lambda: text.readline(MAX_CELL), ""):
        if line.strip():
            text.seek(0)
            return max(DELIMITERS, key=line.count)
    raise FileProblem("empty_file")


class _Records:
    """Records of a text, each with the physical lines it was read from.

    Lines may be given back, to be read once more as the beginning of another record.
    """

    def __init__(self, text: io.TextIOWrapper, delimiter: str) -> None:
        self.text = text
        self.delimiter = delimiter
        self.reader = csv.reader(self, delimiter=delimiter, strict=True)
        self.waiting: deque[str] = deque()
        self.taken: list[str] = []
        self.length = 0
        self.done = 0
        self.read_again = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        """The next physical line, for the reader."""
        line = self.waiting.popleft() if self.waiting else next(self.text)
        self.taken.append(line)
        self.length += len(line)
        if self.length > MAX_RECORD and len(self.taken) > 1:
            raise csv.Error("the record does not end")
        return line

    def record(self) -> list[str]:
        """The cells of the next record. Raises csv.Error, and StopIteration at the end."""
        self.done += len(self.taken)
        self.taken, self.length = [], 0
        return next(self.reader)

    @property
    def start(self) -> int:
        """The physical line on which the record begins, counted from 1."""
        return self.done + 1

    def give_back(self) -> None:
        """All lines of this record but the first. Raises FileProblem where that has no end."""
        later = self.taken[1:]
        self.read_again += self.length if later else 0
        if self.read_again > MAX_READ_AGAIN:
            raise FileProblem("quotes_everywhere", line=self.start)
        self.waiting.extendleft(reversed(later))
        self.taken = self.taken[:1]

    def step_back(self) -> None:
        """This record is to be read again."""
        self.waiting.extendleft(reversed(self.taken))
        self.taken, self.length = [], 0

    def alone(self, line: str) -> list[str]:
        """What a physical line would be as a record of its own."""
        return next(csv.reader([line.rstrip("\r\n")], delimiter=self.delimiter), [])


def _header(records: _Records) -> list[str]:
    cells: list[str] = []
    try:
        while not any(cell.strip() for cell in cells):
            cells = records.record()
    except StopIteration as error:
        raise FileProblem("empty_file") from error
    except csv.Error as error:
        raise FileProblem("not_a_table", found=f"text, but no table ({error})") from error
    return _below_title(records, cells) if len(cells) == 1 else cells


def _below_title(records: _Records, title: list[str]) -> list[str]:
    """The header under a line that is no part of the table, such as the date of a report."""
    try:
        if len(cells := records.record()) >= TITLED:
            return cells
    except StopIteration:
        return title
    except csv.Error:
        pass  # it is met again as the first line
    records.step_back()
    return title


def _lines(records: _Records, columns: list[str]) -> Iterator[Line]:
    while True:
        try:
            cells = records.record()
        except StopIteration:
            return
        except csv.Error as error:
            yield _broken(records, columns, _reason(records, error))
            continue
        if len(records.taken) > 1 and _swallows(records, columns, cells):
            last = records.start + len(records.taken) - 1
            swallowed = problem("swallowed_lines", line=records.start, last=last)
            yield _broken(records, columns, swallowed)
        elif cells:
            yield make_line(records.start, columns, cells)


def _broken(records: _Records, columns: list[str], wrong: Problem) -> Line:
    """Only the line on which the record began is lost; those after it are read on their own."""
    start = records.start
    records.give_back()
    try:
        cells = records.alone(records.taken[0])
    except csv.Error:
        cells = []
    shown = dict(zip(columns, cells, strict=False))
    return Line(start, make_line(start, list(shown), list(shown.values())).cells, problems=[wrong])


def _reason(records: _Records, error: csv.Error) -> Problem:
    if len(records.taken) == 1 and ("field limit" in str(error) or "larger than" in str(error)):
        return problem("cell_too_long", limit=MAX_CELL)
    if len(records.taken) > 1:
        return problem("unclosed_quote", line=records.start)
    return problem("broken_quotes", reason=error)


def _swallows(records: _Records, columns: list[str], cells: list[str]) -> bool:
    """Whether a quotation mark that was not closed took whole lines into a cell.

    It did where a column of one line holds a break, or where one of the later lines is a record
    by itself: as wide as the header, and without the blanks that follow a comma in prose. Long
    texts with breaks of their own are left as they are.
    """
    broken = next((n for n, cell in enumerate(cells) if "\n" in cell or "\r" in cell), None)
    if broken is None:
        return False
    if broken < len(columns) and columns[broken].casefold() in ONE_LINE:
        return True
    return any(_is_record(records, line, len(columns), broken) for line in records.taken[1:])


def _is_record(records: _Records, line: str, width: int, broken: int) -> bool:
    try:
        cells = records.alone(line)
    except csv.Error:
        return False
    if len(cells) != width or width < 2:
        return False
    if not broken and '"' in line:
        return False  # the end of a long text in the first column
    before = cells[1 : broken + 1] if broken else cells[1:]
    return any(before) and not any(cell[:1].isspace() for cell in before)
