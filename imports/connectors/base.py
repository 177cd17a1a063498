"""The face that every connector has."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from imports.files import Opened
from imports.lines import Line, Table
from imports.problems import Problem
from imports.rows import ReadRow, Record

Normalise = Callable[[Line], tuple[Record | None, list[Problem]]]


@dataclass(frozen=True)
class Connector:
    """A form of file that is understood.

    `opens` are the types of file it may be (`imports.files.Opened`). `missing` names what such a
    file lacks to be of this form: nothing means that it is recognised. `read` yields one ReadRow
    per record and raises nothing but FileProblem.
    """

    name: str
    label: Any
    licence: Any
    opens: tuple[type, ...]
    missing: Callable[[Any], list[str]]
    read: Callable[[Any], Iterator[ReadRow]]
    may_be_empty: bool = False  # an article may say nothing that is known

    def lacks(self, opened: Opened) -> list[str]:
        """What keeps the file from being of this form, in words of the form."""
        if not isinstance(opened, self.opens):
            return [" / ".join(one.__name__ for one in self.opens)]
        return self.missing(opened)

    def recognises(self, opened: Opened) -> bool:
        return not self.lacks(opened)


def columns_missing(*needed: str) -> Callable[[Table], list[str]]:
    """Which of the columns a table without sheets lacks."""

    def missing(table: Table) -> list[str]:
        return [name for name in needed if name not in table.columns.get("", [])]

    return missing


def line_by_line(normalise: Normalise) -> Callable[[Table], Iterator[ReadRow]]:
    """A reader that makes one record of each line whose shape is right."""

    def read(table: Table) -> Iterator[ReadRow]:
        for line in table.lines:
            record, problems = (None, []) if line.problems else normalise(line)
            yield ReadRow(
                line.number, line.cells, record=record, problems=[*line.problems, *problems]
            )

    return read
