"""The face that every connector has."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from imports.lines import Table
from imports.rows import ReadRow

Columns = dict[str, list[str]]  # per sheet; a text file has one sheet without a name


@dataclass(frozen=True)
class Connector:
    """A form of file that is understood.

    `missing` names the columns without which a file is not of this form: none means that it is
    recognised. `read` yields one ReadRow per record and raises nothing but FileProblem.
    """

    name: str
    label: Any
    licence: Any
    missing: Callable[[Columns], list[str]]
    read: Callable[[Table], Iterator[ReadRow]]

    def recognises(self, columns: Columns) -> bool:
        return not self.missing(columns)
