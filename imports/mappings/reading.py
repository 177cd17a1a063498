"""A table read by a plan: the connector that a mapping is."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from imports.connectors.base import Connector
from imports.connectors.mapped import MAPPED
from imports.lines import Table
from imports.mappings.converting import NOTHING, convert
from imports.mappings.plans import Plan
from imports.rows import ReadRow


def mapped_by(plan: Plan, file_name: str) -> Connector:
    """The connector that reads a table by this plan."""
    return replace(
        MAPPED,
        missing=partial(_missing, plan),
        read=partial(read, plan=plan, file_name=file_name),
    )


def read(table: Table, *, plan: Plan, file_name: str) -> Iterator[ReadRow]:
    """A row of each line of the plan's sheet that holds anything in a column that is mapped."""
    for line in table.lines:
        if line.sheet != plan.sheet or not (line.problems or _says_anything(plan, line.cells)):
            continue
        if line.problems:
            yield ReadRow(line.number, line.cells, line.sheet, problems=line.problems)
            continue
        found = convert(plan, line.cells, file_name)
        yield ReadRow(line.number, line.cells, line.sheet, found.entry, found.problems)


def _says_anything(plan: Plan, cells: dict[str, str]) -> bool:
    return any(cells.get(column, "").casefold() not in NOTHING for column in plan.columns)


def _missing(plan: Plan, table: Table) -> list[str]:
    return plan.missing_in(table.columns.get(plan.sheet, []))
