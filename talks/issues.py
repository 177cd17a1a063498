"""One issue: what each party's stands on it were over time, and the provisions about it."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

from records.models import Actor, Citation, Process, Source
from talks.models import Issue, Position, Provision

FIRST = 6  # of a party's stands that are shown at once; the earlier ones are folded
PROVISIONS = 100


@dataclass
class Stand:
    """A position with its entry's sources, and whether its stance differs from the one before."""

    position: Position
    sources: list[Source]
    is_change: bool = False


@dataclass
class PartyStands:
    party: Actor
    stands: list[Stand]

    @property
    def newest(self) -> list[Stand]:
        return self.stands[:FIRST]

    @property
    def earlier(self) -> list[Stand]:
        return self.stands[FIRST:]


def processes_with_positions() -> "QuerySet[Process]":
    taken = Position.objects.published().filter(issue__process=OuterRef("pk"))
    return Process.objects.filter(Exists(taken)).order_by("name_i18n", "id")


def issue_stands(issue: Issue) -> list[PartyStands]:
    """Each party with its published stands on the issue, latest first. Two queries.

    Raises Http404 where no published entry speaks of the issue.
    """
    positions = Position.objects.filter(issue=issue).published().dated().for_cells().latest_first()
    by_party: dict[int, list[Position]] = {}
    for position in positions:
        by_party.setdefault(position.party_id, []).append(position)
    sources = _sources({p.entry_id for stands in by_party.values() for p in stands})
    if not by_party and not _provisions(issue).exists():
        raise Http404
    return sorted(
        (_stands_of(stands, sources) for stands in by_party.values()),
        key=lambda found: (-len(found.stands), str(found.party), found.party.pk),
    )


def provisions_on(issue: Issue) -> list[Provision]:
    """Provisions of published documents about the issue, newest document first."""
    return list(
        _provisions(issue)
        .select_related("document")
        .order_by("-document__starts_on", "-document__pk", "position", "id")[:PROVISIONS]
    )


def _provisions(issue: Issue) -> Any:
    return issue.provisions.filter(document__state="published")


def _stands_of(positions: list[Position], sources: dict[int, list[Source]]) -> PartyStands:
    stands = [Stand(position, sources.get(position.entry_id, [])) for position in positions]
    for stand, before in pairwise(stands):
        stand.is_change = stand.position.stance != before.position.stance
    return PartyStands(positions[0].party, stands)


def _sources(entries: set[int]) -> dict[int, list[Source]]:
    """The sources that each of these entries cites, each once."""
    found: dict[int, dict[int, Source]] = {}
    citations = Citation.objects.filter(entry__in=entries).select_related("source").order_by("id")
    for citation in citations:
        found.setdefault(citation.entry_id, {})[citation.source_id] = citation.source
    return {entry: list(sources.values()) for entry, sources in found.items()}
