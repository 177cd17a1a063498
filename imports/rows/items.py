"""A row that becomes an item of the inbox."""

from collections.abc import Iterator
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict

from imports.rows.parts import Name


class ItemRow(BaseModel):
    """An item of a feed that came as a file; `feed` is the address that the file says is its own.

    `fields` are columns of FeedItem; the identifier's value is its guid.
    """

    model_config = ConfigDict(extra="forbid")
    target: ClassVar = "source"
    refers: ClassVar = False

    identifier: Name
    feed: str = ""
    fields: dict[str, str | None]

    def mentions(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """An item speaks of nothing else."""
        return iter(())

    def stored(self) -> dict[str, Any]:
        """The form in which a row is kept and compared."""
        return self.model_dump(exclude={"identifier"})
