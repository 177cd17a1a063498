"""What talks know of an actor or a country: its rounds, its stands, what it said."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from records.loading import load_rows
from records.models import Actor, Involvement
from records.rows import Row
from talks.models import Position, Round, Statement

SHOWN = 12
STANDS = 60  # last stands of a subject, one for each issue and party

Role = Involvement.Role


@dataclass
class Attended:
    """A round and the parts in it that the profile is about."""

    round: Any
    parts: list[Involvement] = field(default_factory=list)


def rounds_with(mine: Q) -> tuple[list[Attended], bool]:
    """The newest published rounds in which involvements pass `mine`, and whether there are more.

    Two queries.
    """
    parts = Involvement.objects.filter(mine, entry__kind=Round.KIND, entry__state="published")
    rounds = Round.objects.published().for_rows().filter(pk__in=parts.values("entry"))
    found = list(rounds.newest_first()[: SHOWN + 1])
    attended = {one.pk: Attended(one) for one in found[:SHOWN]}
    named = parts.filter(entry__in=list(attended)).select_related("actor", "party")
    for part in named.order_by("pk"):
        attended[part.entry_id].parts.append(part)
    return list(attended.values()), len(found) > SHOWN


def last_stands(parties: Q) -> list[Position]:
    """The last published stand on each issue of the parties that pass `parties`; latest first."""
    positions = Position.objects.published().filter(parties).dated().for_cells().last_of_each()
    found = sorted(positions, key=lambda p: (p.taken_on, p.entry_id, p.pk), reverse=True)
    return found[:STANDS]


def said_by(mine: Q) -> tuple[Sequence[Row], bool]:
    """The newest published statements of speakers that pass `mine`, and whether there are more."""
    spoken = Involvement.objects.filter(mine, role=Role.SPEAKER).values("entry")
    statements = Statement.objects.published().filter(pk__in=spoken).newest_first()
    ids = list(statements.values_list("pk", flat=True)[: SHOWN + 1])
    return load_rows(ids[:SHOWN]), len(ids) > SHOWN


def of_actor(actor: Actor) -> Q:
    return Q(actor=actor) | Q(party=actor)


def of_country(code: str) -> Q:
    return Q(actor__country=code) | Q(party__country=code)
