"""The register of relief: what stands, filtered and grouped by its standing today."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from records.models import Involvement
from sanctions.models import Designation, Relief
from sanctions.standing import Standing

ORDER = [
    Standing.EXPIRES_SOON,
    Standing.IN_FORCE,
    Standing.NOT_YET,
    Standing.EXPIRED,
    Standing.REPLACED,
    Standing.REVOKED,
]


@dataclass
class Register:
    """Relief with its standing, in the order of the register, and what the filters offer."""

    rows: list[tuple[Standing, Relief]]
    standings: list[tuple[Standing, int]]
    authorities: list[tuple[str, int]]


def read_register(now: datetime, standing: str = "", authority: str = "") -> Register:
    """All published relief of a standing and an authority; an empty filter means any. One query.

    The counts beside a filter's values are those of the other filter's choice.
    """
    reliefs = Relief.objects.for_rows().published().newest_first()
    rows = [(relief.standing(now), relief) for relief in reliefs]
    of_authority = [row for row in rows if not authority or authority_of(row[1]) == authority]
    of_standing = [row for row in rows if not standing or row[0] == standing]
    counts = Counter(row[0] for row in of_authority)
    authorities = Counter(authority_of(relief) for _standing, relief in of_standing)
    chosen = [row for row in of_authority if not standing or row[0] == standing]
    chosen.sort(key=lambda row: ORDER.index(row[0]))
    return Register(
        chosen,
        [(known, counts[known]) for known in ORDER],
        sorted((name, n) for name, n in authorities.items() if name),
    )


def authority_of(relief: Relief) -> str:
    return relief.programme.authority if relief.programme else ""


def grouped(rows: Iterable[tuple[Standing, Relief]]) -> list[tuple[Standing, list[Relief]]]:
    """Rows of the register, which come sorted, under their standings."""
    return [(key, [row[1] for row in group]) for key, group in groupby(rows, lambda row: row[0])]


def designations_concerned(reliefs: Iterable[Relief]) -> list[Designation]:
    """Designations of those whom `reliefs` (involvements loaded) are for or about. One query."""
    roles = (Involvement.Role.TARGET, Involvement.Role.BENEFICIARY)
    actors = {i.actor_id for r in reliefs for i in r.involvements.all() if i.role in roles}
    designations = Designation.objects.filter(actor__in=actors).order_by(
        "actor__name", "actor", "-listed_on", "pk"
    )
    return list(designations.select_related("actor", "programme", "source"))
