"""The ledger: every promise once, chosen by facets, summed in groups that open down to its parts.

`docs/registers.md` says how the sums are made.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from babel.numbers import get_currency_name
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from aid.delivery import Delivery, deliveries
from aid.models import Pledge
from aid.rates import Figure, share_of
from records.choosing import Asked, Chosen, Facet, choose
from records.display import locale
from records.models import Actor, Involvement
from records.statements import translated

PARAMETERS = (
    *("group", "donor", "recipient", "kind", "year", "currency"),
    *("sort", "of", "order", "page"),
)
NOBODY = "~"  # stands in no slug
TOGETHER = ","
NO_AMOUNT = "none"
Role = Involvement.Role
GROUPINGS = ("donor", "recipient", "kind", "year")


class Promise(NamedTuple):
    """A pledge that stands for its money."""

    pk: int
    starts_on: date
    amount: Decimal | None
    currency: str
    aid_kind: str


@dataclass
class Group:
    """Promises that are summed together; `key` opens them."""

    key: str
    label: str
    promises: list[Promise] = field(default_factory=list)
    promised: Figure = field(default_factory=Figure)
    committed: Figure = field(default_factory=Figure)
    disbursed: Figure = field(default_factory=Figure)
    unmeasured: bool = False  # a promise among them says no amount

    def add(self, promise: Promise, delivery: Delivery) -> None:
        self.promises.append(promise)
        self.promised.add(delivery.promised, delivery.rates)
        self.committed.add(delivery.committed, delivery.rates)
        self.disbursed.add(delivery.disbursed, delivery.rates)
        self.unmeasured |= promise.amount is None

    @property
    def share(self) -> Decimal | None:
        """Percent of what was promised that was disbursed; None where it cannot be said."""
        return None if self.unmeasured else share_of(self.disbursed, self.promised)


@dataclass
class Ledger:
    """What was chosen of the ledger, with what became of each promise."""

    chosen: Chosen[Promise]
    delivered: dict[int, Delivery]
    groups: list[Group]
    total: Group
    all: int  # promises on record, chosen or not


def read_ledger(asked: Asked, grouping: str) -> Ledger:
    """All promises that pass what is asked, in groups. Five queries; six for a name unseen."""
    promises = [Promise(*row) for row in _promises()]
    parts, names = _who()
    donors, recipients = parts[Role.DONOR], parts[Role.RECIPIENT]
    names |= _others(asked, names)
    chosen = choose(promises, _facets(asked, promises, donors, recipients, names), asked)
    delivered = deliveries(promises)
    keys: dict[str, Callable[[Promise], str]] = {
        "donor": lambda one: TOGETHER.join(donors[one.pk]) or NOBODY,
        "recipient": lambda one: TOGETHER.join(recipients[one.pk]) or NOBODY,
        "kind": lambda one: one.aid_kind,
        "year": lambda one: str(one.starts_on.year),
    }
    labels = names | {kind.value: str(capfirst(kind.label)) for kind in Pledge.AidKind}
    groups: dict[str, Group] = {}
    total = Group("", _("Total"))
    for promise in chosen.rows:
        key = keys[grouping](promise)
        if key not in groups:
            groups[key] = Group(key, _label(key, labels))
        for group in (groups[key], total):
            group.add(promise, delivered[promise.pk])
    return Ledger(chosen, delivered, list(groups.values()), total, len(promises))


def _label(key: str, labels: dict[str, str]) -> str:
    if key == NOBODY:
        return _("not known")
    return ", ".join(labels.get(part, part) for part in key.split(TOGETHER))


def _promises() -> Any:
    return (
        Pledge.objects.counted_once()
        .order_by("-starts_on", "-pk")
        .values_list("pk", "starts_on", "amount", "currency", "aid_kind")
    )


def _who() -> tuple[dict[str, dict[int, list[str]]], dict[str, str]]:
    """By role and pledge the slugs of donors and recipients, by name; and all their names."""
    involvements = (
        Involvement.objects.filter(
            role__in=(Role.DONOR, Role.RECIPIENT),
            entry__kind=Pledge.KIND,
            entry__state="published",
        )
        .annotate(shown_name=translated("actor__name"))
        .order_by("shown_name", "actor")
        .values_list("entry_id", "role", "actor__slug", "shown_name")
    )
    parts: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    names = {}
    for pk, role, slug, name in involvements:
        names[slug] = name
        if slug not in parts[role][pk]:
            parts[role][pk].append(slug)
    return parts, names


def _others(asked: Asked, known: dict[str, str]) -> dict[str, str]:
    """Names of actors that are asked for and have no promise."""
    wanted = [
        slug
        for facet in ("donor", "recipient")
        for slug in asked.given.get(facet, ())
        if slug not in known
    ]
    if not wanted:
        return {}
    actors = Actor.objects.in_published().filter(slug__in=wanted)
    return {actor.slug: actor.name_i18n for actor in actors}


def _facets(
    asked: Asked,
    promises: list[Promise],
    donors: dict[int, list[str]],
    recipients: dict[int, list[str]],
    names: dict[str, str],
) -> list[Facet[Promise]]:
    def those(name: str, parts: dict[int, list[str]]) -> dict[str, str]:
        """Who ever had this role, and who is asked for in it."""
        mine = {slug for slugs in parts.values() for slug in slugs}
        mine |= set(asked.given.get(name, ()))
        return {slug: label for slug, label in names.items() if slug in mine}

    years = sorted({str(one.starts_on.year) for one in promises}, reverse=True)
    kinds = {kind.value: str(capfirst(kind.label)) for kind in Pledge.AidKind}
    nobody = _("No actor has this address.")
    return [
        Facet("donor", _("Donor"), those("donor", donors), lambda p: donors[p.pk], nobody),
        Facet(
            "recipient",
            _("Recipient"),
            those("recipient", recipients),
            lambda p: recipients[p.pk],
            nobody,
        ),
        Facet(
            "kind",
            _("Kind of aid"),
            kinds,
            lambda p: (p.aid_kind,),
            _("Known are: %(values)s.") % {"values": ", ".join(kinds)},
        ),
        Facet(
            "year",
            _("Year of the promise"),
            {year: year for year in years},
            lambda p: (str(p.starts_on.year),),
            _("Nothing was promised in such a year; write one of four digits."),
        ),
        Facet(
            "currency",
            _("Currency"),
            _currencies({one.currency for one in promises}),
            lambda p: (p.currency or NO_AMOUNT,),
            _("No promise on record is in this currency; write a code such as EUR."),
        ),
    ]


def _currencies(codes: Iterable[str]) -> dict[str, str]:
    found = {
        code: f"{code} {get_currency_name(code, locale=locale())}" for code in sorted(codes) if code
    }
    return found | ({NO_AMOUNT: _("no amount given")} if "" in codes else {})
