"""Who met whom: pairs of those who sat at one table, and for how many meetings.

Two met when both had a part in the same meeting that took place, as negotiators, parties, mediators
or facilitators, and not for the same party. Hosts, guarantors and observers are not counted: that
they were in the room with everybody is not on record.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, Self

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _

from records.choosing import Problem
from records.dates import Precision, Qualifier, Span
from records.kinds import kind_models
from records.loading import load_rows
from records.models import Actor, Entry, Involvement
from records.querysets import EntryQuerySet
from records.rows import Name
from records.statements import AnyOf, Statement, translated
from timeline.filters import EntryFilter
from timeline.listing import Page

MOST = 30  # actors that are drawn: those with most meetings
TOGETHER = 50  # newest meetings of a pair on its list
Role = Involvement.Role
AT_THE_TABLE = [
    Role.HEAD_OF_DELEGATION,
    Role.NEGOTIATOR,
    Role.PARTY,
    Role.MEDIATOR,
    Role.FACILITATOR,
]


class Level(Enum):
    """Who is counted: persons, each for its party, or the parties themselves."""

    PERSON = "person"
    PARTY = "party"


@dataclass(frozen=True)
class Node:
    """Somebody who met others: in how many meetings, mostly for which party (itself where none)."""

    actor: Name
    party: Name
    meetings: int


@dataclass(frozen=True)
class Tie:
    """Two who met, how often, and when last."""

    one: Node
    other: Node
    meetings: int
    last: Span


@dataclass(frozen=True)
class Network:
    nodes: list[Node]
    ties: list[Tie]
    has_more: bool = False


# %s: meetings (ids), roles; a seat is one actor's at one meeting
SEATS = """
    SELECT DISTINCT i.entry_id, {node} AS node, coalesce(i.party_id, i.actor_id) AS side
    FROM records_involvement i JOIN records_actor a ON a.id = i.actor_id
    WHERE i.entry_id IN ({meetings}) AND i.role = ANY (%s) {among}
"""
PAIRS = """
    SELECT one.entry_id, one.node AS one, other.node AS other, one.side AS side_of_one
    FROM seats AS one JOIN seats AS other
    ON one.entry_id = other.entry_id AND one.node <> other.node AND one.side <> other.side
"""
_PAIRED = f"WITH seats AS MATERIALIZED ({{seats}}), pairs AS ({PAIRS})"
# As `Span.last_known`: a year or a month surely lasted to its first day alone
LAST_KNOWN = (
    "CASE WHEN e.date_precision = 'day' THEN coalesce(e.ends_on, e.starts_on) ELSE e.starts_on END"
)
NODES = f"""
    {_PAIRED}
    SELECT one, count(DISTINCT entry_id), mode() WITHIN GROUP (ORDER BY side_of_one)
    FROM pairs GROUP BY one ORDER BY 2 DESC, 1 LIMIT {MOST + 1}
"""  # noqa: S608 — made of our own constants
TIES = f"""
    {_PAIRED}
    SELECT one, other, count(DISTINCT entry_id), max({LAST_KNOWN}) AS last_on,
        (array_agg(
            ARRAY[e.starts_on::text, e.ends_on::text, e.date_precision, e.date_qualifier]
            ORDER BY {LAST_KNOWN} DESC, e.id DESC
        ))[1:1]
    FROM pairs JOIN records_entry e ON e.id = entry_id
    WHERE one < other AND one = ANY (%s) AND other = ANY (%s)
    GROUP BY one, other ORDER BY 3 DESC, 4 DESC, 1, 2
"""  # noqa: S608 — made of our own constants
OF_BOTH = f"{_PAIRED} SELECT DISTINCT entry_id FROM pairs WHERE one = %s AND other = %s"  # noqa: S608
NODE_OF = {Level.PERSON: "i.actor_id", Level.PARTY: "coalesce(i.party_id, i.actor_id)"}
AMONG = {Level.PERSON: "AND a.kind = 'person'", Level.PARTY: ""}
NAMES = Statement(
    lambda: (
        Actor.objects.filter(AnyOf("pk"))
        .annotate(shown_name=translated("name"))
        .values_list("pk", "slug", "kind", "shown_name")
    )
)


def network(filter_: EntryFilter, level: Level) -> Network:
    """The `MOST` with most meetings among the entries that pass `filter_`, and who met whom."""
    seats, params = _seats(_meetings(filter_), level)
    counted = _rows(NODES.format(seats=seats), params)
    shown = [node for node, _meetings_of, _side in counted[:MOST]]
    pairs = _rows(TIES.format(seats=seats), [*params, shown, shown])
    names = _names({pk for node, _count, side in counted for pk in (node, side)})
    # Each statement sees what was committed by then: who was removed since has no name, or no node.
    nodes = {
        node: Node(names[node], names[side], meetings)
        for node, meetings, side in counted[:MOST]
        if node in names and side in names
    }
    ties = [
        Tie(nodes[one], nodes[other], times, _span(*last[0]))
        for one, other, times, _last_on, last in pairs
        if one in nodes and other in nodes
    ]
    return Network(list(nodes.values()), ties, has_more=len(counted) > MOST)


@dataclass(frozen=True)
class Pair:
    """Two actors that an address asks for, and what is wrong where it does not name two."""

    actors: tuple[Actor, ...]
    problems: tuple[Problem, ...]

    @classmethod
    def read(cls, one: str, other: str) -> Self:
        """By their addresses' last parts, also former ones."""
        found, problems = [], []
        for parameter, slug in (("one", one), ("other", other)):
            if not slug:
                problems.append(Problem(parameter, "", _("Two actors are compared: name both.")))
            elif actor := _published(slug):
                found.append(actor)
            else:
                problems.append(Problem(parameter, slug, _("No actor has this address.")))
        if len(found) > 1 and found[0] == found[1]:
            problems.append(Problem("other", other, _("This is the same actor twice.")))
        return cls(tuple(found), tuple(problems))


def _published(slug: str) -> Actor | None:
    by_address = Q(slug=slug) | Q(redirects__kind="actor", redirects__slug=slug)
    found: Actor | None = Actor.objects.in_published().filter(by_address).distinct().first()
    return found


def together(filter_: EntryFilter, level: Level, pair: Pair) -> Page:
    """The newest meetings at which both of a pair without problems sat."""
    seats, params = _seats(_meetings(filter_), level)
    ids = _rows(OF_BOTH.format(seats=seats), [*params, *(actor.pk for actor in pair.actors)])
    newest = Entry.objects.filter(pk__in=[pk for (pk,) in ids]).newest_first()
    return Page(load_rows(newest.values_list("pk", flat=True)[:TOGETHER]), None)


def by_party(nodes: Iterable[Node]) -> list[list[Node]]:
    """Those of one party beside each other; the parties with most meetings first."""
    groups: dict[int, list[Node]] = defaultdict(list)
    for node in nodes:
        groups[node.party.pk].append(node)
    return sorted(groups.values(), key=lambda g: (-len(g), -sum(n.meetings for n in g)))


def _meetings(filter_: EntryFilter) -> EntryQuerySet:
    """Ids of the published meetings that took place and pass the filter."""
    held = [
        model.objects.met().values("pk") for model in kind_models().values() if model.IS_MEETING
    ]
    passing = filter_.apply(Entry.objects.published())
    if not held:
        return passing.none()
    return passing.filter(pk__in=held[0].union(*held[1:]) if held[1:] else held[0])


def _seats(meetings: EntryQuerySet, level: Level) -> tuple[str, list[object]]:
    """The seats as SQL; a query that nothing passes has no SQL of its own."""
    text, params = "SELECT NULL::bigint", ()
    if not meetings.query.is_empty():
        text, params = meetings.order_by().values("pk").query.sql_with_params()
    seats = SEATS.format(node=NODE_OF[level], meetings=text, among=AMONG[level])
    return seats, [*params, [str(role) for role in AT_THE_TABLE]]


def _span(first: str, last: str | None, precision: str, qualifier: str) -> Span:
    ends_on = date.fromisoformat(last or first)  # an end that nobody knows is not said here
    return Span(date.fromisoformat(first), ends_on, Precision(precision), Qualifier(qualifier))


def _rows(statement: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def _names(ids: Iterable[int]) -> dict[int, Name]:
    return {row[0]: Name(*row) for row in NAMES.rows(ids)}
