"""Where the parties stand, as a table of issues by parties."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from records.models import Actor
from talks.models import Issue, Position


@dataclass
class Cell:
    position: Position | None
    is_new: bool = False


@dataclass
class Row:
    issue: Issue
    cells: list[tuple[Actor, Cell]]


@dataclass
class Matrix:
    parties: list[Actor]
    rows: list[Row]


def matrix(
    processes: Collection[int], until: date | None = None, since: date | None = None
) -> Matrix:
    """The parties' last published stands up to `until`; those taken after `since` are new.

    Issues and parties without any stand on record are left out. One query.
    """
    found = list(Position.objects.standing(processes, until)) if processes else []
    parties = sorted({p.party for p in found}, key=lambda actor: (str(actor), actor.pk))
    issues = sorted({p.issue for p in found}, key=lambda issue: (str(issue), issue.pk))
    cells = {(p.issue_id, p.party_id): p for p in found}

    def cell(issue: Issue, party: Actor) -> Cell:
        position = cells.get((issue.pk, party.pk))
        return Cell(position, bool(position and since and position.entry.starts_on > since))

    rows = [Row(issue, [(party, cell(issue, party)) for party in parties]) for issue in issues]
    return Matrix(parties, rows)
