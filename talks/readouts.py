"""What each party said of a round, side by side."""

from collections.abc import Iterable
from typing import Any

from records.models import Actor
from talks.delegations import Table
from talks.models import Readout


def by_party(readouts: Iterable[Readout], table: Table) -> list[tuple[Any, list[Readout]]]:
    """A column for each party, those at the table first; empty where only others said something.

    A party at the table without a readout on record has an empty column, where another has one.
    """
    columns: dict[int, tuple[Any, list[Readout]]] = {
        d.party.pk: (d.party, []) for d in table.delegations if isinstance(d.party, Actor)
    }
    found = list(readouts)
    for readout in found:
        columns.setdefault(readout.party_id, (readout.party, []))[1].append(readout)
    return list(columns.values()) if found else []
