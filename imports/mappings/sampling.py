"""The first lines of every sheet of a table, kept small whatever the file holds."""

from dataclasses import dataclass
from itertools import chain, islice

from imports.lines import Line, Table
from imports.mappings.models import Sample
from imports.models import Batch
from imports.problems import FileProblem

MOST_LINES = 100
MOST_READ = 10_000
MOST_SHEETS = 20
MOST_CELL = 2_000
MOST_CHARACTERS = 1_000_000
PREVIEWED = 10


@dataclass(frozen=True)
class Sheet:
    """The beginning of one sheet; a text file is one without a name."""

    name: str
    columns: list[str]
    lines: list[tuple[int, list[str]]]

    def rows(self, number: int = MOST_LINES) -> list[tuple[int, dict[str, str]]]:
        return [(line, dict(zip(self.columns, cells, strict=True))) for line, cells in
                self.lines[:number]]  # fmt: skip

    def values(self, column: str) -> list[str]:
        place = self.columns.index(column)
        return [cells[place] for _line, cells in self.lines if cells[place]]


def sample(batch: Batch, table: Table) -> None:
    """Keep the beginning of a table with its batch. Raises FileProblem where it has no line.

    What was looked at is put back, to be read once more.
    """
    names = list(table.columns)[:MOST_SHEETS]
    kept: dict[str, list[list[object]]] = {name: [] for name in names}
    seen, room = [], MOST_CHARACTERS
    for line in islice(table.lines, MOST_READ):
        seen.append(line)
        if line.sheet in kept and not line.problems and len(kept[line.sheet]) < MOST_LINES:
            cells = _cells(line, table.columns[line.sheet])
            room -= sum(len(cell) for cell in cells)
            kept[line.sheet].append([line.number, *cells])
        if room < 0 or all(len(lines) == MOST_LINES for lines in kept.values()):
            break
    if not seen:
        raise FileProblem("empty_file")
    table.lines = chain(seen, table.lines)
    sheets = [{"name": n, "columns": table.columns[n], "lines": kept[n]} for n in names]
    Sample.objects.update_or_create(batch=batch, defaults={"sheets": sheets})


def _cells(line: Line, columns: list[str]) -> list[str]:
    return [line.cells.get(column, "")[:MOST_CELL] for column in columns]


def sheets_of(batch: Batch) -> list[Sheet]:
    """What was kept of the batch's table; nothing where it is none."""
    kept = Sample.objects.filter(batch=batch).values_list("sheets", flat=True).first() or []
    return [
        Sheet(one["name"], one["columns"], [(line[0], line[1:]) for line in one["lines"]])
        for one in kept
    ]
