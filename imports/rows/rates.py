"""A row that becomes exchange rates of one day."""

from collections.abc import Iterator
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict

from imports.rows.parts import Name


class RatesRow(BaseModel):
    """Units of each currency per euro on a day, as decimal texts."""

    model_config = ConfigDict(extra="forbid")
    target: ClassVar = "rates"
    refers: ClassVar = False
    kind: ClassVar = "rates"

    identifier: Name
    date: str
    rates: dict[str, str]

    def mentions(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Rates speak of nothing else."""
        return iter(())

    def stored(self) -> dict[str, Any]:
        """The form in which a row is kept and compared."""
        return {"kind": self.kind} | self.model_dump(exclude={"identifier"})
