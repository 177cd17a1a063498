"""Where the parties stand, as a table of issues by parties."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q
from django.db.models.functions import Coalesce

from records.models import Actor, Involvement
from talks.models import Issue, Position, Round

AT_THE_TABLE = 8  # parties that are shown though no stand of theirs is on record
Role = Involvement.Role


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

    Issues without any stand on record are left out; parties with the most stands come first, and
    after them those at the table without any. Three queries, and one more with `since`.
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
    if found:
        parties += [party for party in at_the_table(processes) if party not in stands]
    issues = sorted({p.issue for p in found}, key=lambda issue: (str(issue), issue.pk))
    rows = [
        Row(issue, [(party, cells.get((issue.pk, party.pk), Cell(None))) for party in parties])
        for issue in issues
    ]
    return Matrix(parties, rows, sum(cell.is_new for cell in cells.values()))


def at_the_table(processes: Collection[int]) -> list[Actor]:
    """For whom people negotiate in the processes' published rounds, those in most rounds first.

    Two queries.
    """
    rounds = Round.objects.published()
    belonging = rounds.in_process(processes).values("pk")
    negotiating = Q(role=Role.PARTY) | Q(
        role__in=[Role.HEAD_OF_DELEGATION, Role.NEGOTIATOR], party__isnull=False
    )
    seats = Involvement.objects.filter(
        negotiating,
        entry__in=rounds.filter(Q(track__process__in=processes) | Q(pk__in=belonging)).values("pk"),
    )
    sides = seats.annotate(side=Coalesce("party_id", "actor_id")).values_list("side")
    counted = sides.annotate(rounds=Count("entry", distinct=True)).order_by("-rounds", "side")
    ids = [side for side, _rounds in counted[:AT_THE_TABLE]]
    found = Actor.objects.in_bulk(ids)
    return [found[pk] for pk in ids]
