"""What every kind of table is read as: named columns, and lines one after the other."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from imports.problems import FileProblem, Problem, problem
from imports.texts import clean

MAX_COLUMNS = 1000


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
    first: list[str] = field(default_factory=list)  # the header as it stands in a text file


def name_columns(cells: list[str]) -> list[str]:
    """Names of columns, tidied; one without a name is called by its number."""
    if len(cells) > MAX_COLUMNS:
        raise FileProblem("not_a_table", found=f"a table of {len(cells)} columns")
    names: list[str] = []
    for position, cell in enumerate(cells, start=1):
        name = clean(cell).strip()[:200]
        names.append(name if name and name not in names else f"{name}#{position}")
    return names


def make_line(number: int, columns: list[str], cells: list[str], sheet: str = "") -> Line:
    """Cells under their columns; a line of another width is refused, its cells kept to be shown."""
    problems = [problem("nul", name) for name, c in zip(columns, cells, strict=False) if "\0" in c]
    if len(cells) != len(columns):
        problems.append(problem("wrong_width", found=len(cells), expected=len(columns)))
        columns = [*columns, *(f"#{extra}" for extra in range(len(columns) + 1, len(cells) + 1))]
    named = zip(columns, cells, strict=False)
    return Line(number, {name: clean(cell).strip() for name, cell in named}, sheet, problems)
