"""Where the parties stand, as a table of issues by parties."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from records.models import Actor
from talks.models import Issue, Position


@dataclass
class Cell:
    """A party's stand on an issue; `before` is the one it had earlier, where that was asked for."""

    position: Position | None
    is_new: bool = False
    before: Position | None = None

    @property
    def change(self) -> str:
        """What became of it since then: nothing, or "new", "changed" or "restated"."""
        if not self.is_new or self.position is None:
            return ""
        if self.before is None:
            return "new"
        return "restated" if self.before.stance == self.position.stance else "changed"


@dataclass
class Row:
    issue: Issue
    cells: list[tuple[Actor, Cell]]


@dataclass
class Matrix:
    parties: list[Actor]
    rows: list[Row]
    changes: int = field(default=0)


def matrix(
    processes: Collection[int], until: date | None = None, since: date | None = None
) -> Matrix:
    """The parties' last published stands up to `until`; those taken after `since` are new.

    Issues and parties without any stand on record are left out; parties with the most stands come
    first. One query, and one more with `since`.
    """
    found = list(Position.objects.standing(processes, until)) if processes else []
    earlier = list(Position.objects.standing(processes, since)) if found and since else []
    before = {(p.issue_id, p.party_id): p for p in earlier}
    cells = {
        (p.issue_id, p.party_id): Cell(
            p, bool(since and p.taken_on > since), before.get((p.issue_id, p.party_id))
        )
        for p in found
    }
    stands = {p.party: p.of_party for p in found}
    parties = sorted(stands, key=lambda actor: (-stands[actor], str(actor), actor.pk))
    issues = sorted({p.issue for p in found}, key=lambda issue: (str(issue), issue.pk))
    rows = [
        Row(issue, [(party, cells.get((issue.pk, party.pk), Cell(None))) for party in parties])
        for issue in issues
    ]
    return Matrix(parties, rows, sum(cell.is_new for cell in cells.values()))
