"""Rows with a name that several actors have are held: nobody is chosen for the reviewer."""

from collections.abc import Iterable

from imports.knowing import Knowledge
from imports.models import Batch, UnknownName
from imports.statements import execute

HOLD = """
UPDATE imports_row SET held = NOT held
WHERE batch_id = %(batch)s AND applied_at IS NULL AND held <> (mentions && %(whole)s::varchar[])
"""
HOLD_MORE = """
UPDATE imports_row SET held = true
WHERE batch_id = %(batch)s AND applied_at IS NULL AND NOT held AND mentions && %(whole)s::varchar[]
"""


def hold(batch: Batch, keys: Iterable[str]) -> None:
    """Hold the rows that mention one of these actors, beside those that are held already."""
    execute(HOLD_MORE, {"batch": batch.pk, "whole": [f"actor:{key}" for key in keys]})


def hold_again(batch: Batch) -> None:
    """Look again whose the ambiguous names are; hold the rows of those still open, and no others.

    Namesakes may have been merged, or a decision made or taken back.
    """
    names = list(UnknownName.objects.undecided().filter(batch=batch, ambiguous=True))
    knowledge = Knowledge([name.data for name in names])
    unsure = [name for name in names if len(knowledge.who(name.data)) > 1]
    whole = [f"actor:{key}" for name in unsure for key in name.mentions]
    execute(HOLD, {"batch": batch.pk, "whole": whole})
