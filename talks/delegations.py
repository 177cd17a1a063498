"""Who sat with whom: involvements grouped into delegations by the party they sat for."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from records.models import Actor, ActorName, Involvement
from records.rows import Name, Part

Role = Involvement.Role
AT_THE_TABLE = (Role.HEAD_OF_DELEGATION, Role.NEGOTIATOR, Role.PARTY)
AT_THE_ENDS = (Role.MEDIATOR, Role.FACILITATOR, Role.HOST, Role.GUARANTOR, Role.OBSERVER)
BETWEEN = (Role.MEDIATOR, Role.FACILITATOR)
NAMED_ON_A_ROW = 3  # of each delegation; the page names them all
PARTIES_ON_A_ROW = 4


@dataclass
class Seat:
    """One person, or body, and its part; `original` is its name in its own language."""

    involvement: Any  # an Involvement; on a list, a Part
    original: str = ""
    language: str = ""
    in_every_source: bool = True

    @property
    def url(self) -> str:
        return str(self.involvement.actor.get_absolute_url())

    @property
    def name(self) -> str:
        return str(self.involvement.actor)

    @property
    def note(self) -> str:
        return str(self.involvement.note_i18n)

    @property
    def role(self) -> str:
        """The role where it says more than that somebody sat at the table."""
        role = self.involvement.role
        words = "" if role in (Role.NEGOTIATOR, Role.PARTY) else self.involvement.get_role_display()
        party = self.involvement.party
        if party and role in AT_THE_ENDS:
            return _("%(role)s, for %(party)s") % {"role": words, "party": party}
        return str(words)


@dataclass
class Delegation:
    """Those who sat for one party; `party` is None where the record does not say for whom."""

    party: Actor | Name | None
    people: list[Seat] = field(default_factory=list)
    title: str = ""

    @property
    def named(self) -> list[Seat]:
        return self.people[:NAMED_ON_A_ROW]

    @property
    def unnamed(self) -> int:
        return len(self.people) - len(self.named)


@dataclass
class Table:
    delegations: list[Delegation]
    ends: list[Seat]
    others: list[Seat]

    @property
    def on_a_row(self) -> list[Delegation]:
        return self.delegations[:PARTIES_ON_A_ROW]

    @property
    def further(self) -> int:
        return len(self.delegations) - len(self.on_a_row)

    @property
    def seats(self) -> list[Seat]:
        people = [seat for delegation in self.delegations for seat in delegation.people]
        return [*people, *self.ends, *self.others]

    @property
    def left(self) -> Delegation | None:
        return self.delegations[0] if self.delegations else None

    @property
    def right(self) -> Delegation | None:
        return self.delegations[1] if len(self.delegations) > 1 else None

    @property
    def mediators(self) -> list[Seat]:
        return [seat for seat in self.ends if seat.involvement.role in BETWEEN]

    @property
    def around(self) -> list[Seat]:
        return [seat for seat in self.ends if seat.involvement.role not in BETWEEN]

    @property
    def head_end(self) -> Delegation | None:
        """Who stood between the parties."""
        return Delegation(None, self.mediators, _("Mediators")) if self.mediators else None

    @property
    def far_end(self) -> Delegation | None:
        """Who received, vouched and watched."""
        return Delegation(None, self.around, _("Hosts and observers")) if self.around else None

    @property
    def beside(self) -> list[Delegation]:
        """Delegations for which the long sides have no room, then those with another part."""
        rest = self.delegations[2:]
        return [*rest, Delegation(None, self.others, _("Also present"))] if self.others else rest


def table_of(involvements: Iterable[Involvement | Part]) -> Table:
    """Seat `involvements`: parties in the order of the record, heads of delegation first.

    Somebody who sits for no named party sits for itself if it is a state, a group or a body; a
    person without a party joins those of whom the record does not say for whom they sat.
    """
    table = Table([], [], [])
    by_party: dict[int | None, Delegation] = {}
    for involvement in involvements:
        if involvement.role in AT_THE_ENDS:
            table.ends.append(Seat(involvement))
            continue
        if involvement.role not in AT_THE_TABLE:
            table.others.append(Seat(involvement))
            continue
        actor, party = involvement.actor, involvement.party
        stands_for_itself = party is None and actor.kind != Actor.Kind.PERSON
        if stands_for_itself:
            party = actor
        delegation = by_party.setdefault(party.pk if party else None, Delegation(party))
        if not stands_for_itself:
            delegation.people.append(Seat(involvement))
    table.delegations = [by_party[key] for key in by_party if key] + [
        by_party[key] for key in by_party if not key
    ]
    for delegation in table.delegations:
        delegation.title = _("For whom is not recorded")
        delegation.people.sort(key=lambda seat: seat.involvement.role != Role.HEAD_OF_DELEGATION)
    table.ends.sort(key=lambda seat: AT_THE_ENDS.index(Role(seat.involvement.role)))
    return table


def name_originals(seats: Iterable[Seat]) -> None:
    """Give each seat the actor's name in its own language where readers see another: one query."""
    seats = list(seats)
    names = ActorName.objects.filter(
        kind=ActorName.Kind.PRIMARY, actor__in={seat.involvement.actor_id for seat in seats}
    ).order_by("-id")
    language = (get_language() or "en").split("-")[0]
    own = {name.actor_id: name for name in names if name.language.split("-")[0] != language}
    for seat in seats:
        name = own.get(seat.involvement.actor_id)
        if name and name.text != seat.name:
            seat.original, seat.language = name.text, name.language
