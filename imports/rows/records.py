"""A row that becomes a record of any type, with its lists: a line of a whole export."""

from collections.abc import Iterator
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict

from imports.rows.parts import Name


class RecordRow(BaseModel):
    """One record as the file has it; what it refers to stands there as keys (`imports.whole.keys`).

    `key` is its own. `refers` says that something of it may come later in the file.
    """

    model_config = ConfigDict(extra="forbid")
    target: ClassVar = "record"

    kind: str
    identifier: Name
    key: tuple[str, ...]
    fields: dict[str, Any]
    lists: dict[str, list[dict[str, Any]]] = {}
    refers: bool = False

    def mentions(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Nothing that would have to be found or made: the file has its own line for it."""
        return iter(())

    def stored(self) -> dict[str, Any]:
        """The form in which a row is kept and compared."""
        return self.model_dump(exclude={"identifier", "refers"}, mode="json")
