"""Which connector reads a batch's file, where the file may need a mapping of its columns."""

from imports.connectors import choose
from imports.connectors.base import Connector
from imports.connectors.mapped import MAPPED
from imports.files import Opened
from imports.lines import Table
from imports.mappings.models import Mapping, Sample
from imports.mappings.plans import Plan, fingerprint_of
from imports.mappings.reading import mapped_by
from imports.mappings.sampling import sample
from imports.models import Batch
from imports.problems import FileProblem


class Unmapped(Exception):  # noqa: N818 - nothing is wrong; somebody has to say what columns mean
    """No connector recognises the table, and no mapping is kept for its header."""


def connector_for(batch: Batch, opened: Opened) -> Connector:
    """The one asked for, the one that recognises the file, or a mapping of its columns.

    Raises FileProblem where the file can be nothing of the kind, and Unmapped where a person has
    to say what its columns mean.
    """
    if batch.plan:
        return _by_plan(batch, opened)
    if batch.connector != MAPPED.name:
        try:
            return choose(batch.connector, opened)
        except FileProblem as error:
            if error.problem.code != "not_recognised":
                raise
    table = _table(opened)
    sample(batch, table)
    if batch.connector != MAPPED.name and _take_kept(batch, table):
        return _by_plan(batch, table)
    raise Unmapped


def _table(opened: Opened) -> Table:
    if not isinstance(opened, Table):
        raise FileProblem("no_table", found=opened.described)
    return opened


def _by_plan(batch: Batch, opened: Opened) -> Connector:
    table = _table(opened)
    if not Sample.objects.filter(batch=batch).exists():
        sample(batch, table)
    plan = _on_its_sheet(Plan.model_validate(batch.plan), table)
    connector = mapped_by(plan, batch.file_name)
    if missing := connector.lacks(table):
        raise FileProblem("columns_missing", name=plan.name, missing=", ".join(missing[:12]))
    return connector


def _on_its_sheet(plan: Plan, table: Table) -> Plan:
    """The plan for the sheet that it names, or else for the one that has most of its columns."""
    if plan.sheet in table.columns:
        return plan
    best = min(table.columns, key=lambda name: len(plan.missing_in(table.columns[name])))
    return plan.model_copy(update={"sheet": best})


def _take_kept(batch: Batch, table: Table) -> bool:
    """Give the batch the mapping that was kept for this header, if there is one."""
    sheets = {fingerprint_of(columns): name for name, columns in table.columns.items()}
    kept = Mapping.objects.for_headers(sheets).first()
    if not kept:
        return False
    give(batch, kept, sheet=sheets[kept.fingerprint])
    return True


def give(batch: Batch, kept: Mapping, *, sheet: str) -> None:
    """Let the batch be read by a copy of a kept mapping."""
    batch.mapping = kept
    batch.plan = kept.said | {"name": kept.name, "sheet": sheet}
    batch.save(update_fields=["mapping", "plan"])
