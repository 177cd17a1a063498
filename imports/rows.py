"""A normalised row: what every connector makes of a record, whatever the file looked like.

The shape is JSON all through and stable: the same record always gives the same text, so that two
imports of it can be compared by a digest.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from pydantic import BaseModel, ConfigDict

from imports.problems import Problem
from imports.slugs import plain_slug
from imports.texts import clean, short_key

Scalar = str | int | float | None


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Name(Part):
    """A value in a scheme: the name under which others know a record."""

    scheme: str
    value: str


class ActorRef(Part):
    """An actor as the file speaks of it."""

    name: str
    kind: str = "organisation"
    country: str = ""
    identifiers: tuple[Name, ...] = ()

    @property
    def key(self) -> str:
        ids = " ".join(f"{one.scheme}:{one.value}" for one in self.identifiers)
        return short_key(" ".join(part for part in (self.name, *self._tags(), ids) if part))

    def _tags(self) -> tuple[str, str]:
        return f"[{self.kind}]", self.country


class SourceRef(Part):
    url: str = ""
    publisher: str = ""
    title: str
    author: str = ""
    language: str = ""
    published_on: str | None = None

    @property
    def key(self) -> str:
        described = f"{self.publisher}: {self.title} {self.published_on or ''}".strip(" :")
        return short_key(self.url or described)


class Involvement(Part):
    actor: ActorRef
    role: str
    party: ActorRef | None = None
    note: str = ""


class Citation(Part):
    source: SourceRef
    locator: str = ""
    quotation: str = ""
    attribution: str = "publication"
    attributed_to: str = ""
    credibility: int = 6
    field: str = ""
    value: str = ""


class Link(Part):
    to: Name
    kind: str
    note: str


class Membership(Part):
    """A process, and its numbers at PA-X and UCDP where the file has them."""

    process: str
    note: str = ""
    pax: str = ""
    ucdp: str = ""


class TrackRef(Part):
    process: str
    name: str


class ProgrammeRef(Part):
    authority: str
    code: str


class Provision(Part):
    number: str
    heading: str = ""
    text: str = ""


class Transaction(Part):
    type: str
    happened_on: str
    date_precision: str = "day"
    amount: str
    currency: str
    description: str = ""


class EntryRow(BaseModel):
    """One entry as a file has it.

    `fields` are columns of Entry, `details` those of the kind, each only where the file says
    something; `i18n` holds translations (`title_fr`). `replaces` and `restates` name another entry
    by its identifier.
    """

    model_config = ConfigDict(extra="forbid")

    kind: str
    identifier: Name
    fields: dict[str, Scalar]
    i18n: dict[str, str] = {}
    details: dict[str, Scalar] = {}
    track: TrackRef | None = None
    programme: ProgrammeRef | None = None
    replaces: Name | None = None
    restates: Name | None = None
    identifiers: list[Name] = []
    processes: list[Membership] = []
    involvements: list[Involvement] = []
    citations: list[Citation] = []
    links: list[Link] = []
    provisions: list[Provision] = []
    transactions: list[Transaction] = []

    @property
    def slug(self) -> str:
        """The address it would like: its day and title, in plain letters."""
        words = plain_slug(str(self.fields["title"]), self.kind, limit=75)
        return f"{self.fields['starts_on']}-{words}"[:90].strip("-")

    @property
    def refers(self) -> bool:
        """Whether it speaks of other entries, which may come later in the file."""
        return bool(self.links or self.replaces or self.restates)

    def mentions(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Type, key and data of every shared record that the row speaks of."""
        for one in self.processes:
            yield "process", one.process, {"name": one.process, "pax": one.pax, "ucdp": one.ucdp}
        if self.track:
            yield "process", self.track.process, {"name": self.track.process}
            yield "track", track_key(self.track), self.track.model_dump()
        if self.programme:
            yield "programme", programme_key(self.programme), self.programme.model_dump()
        for involved in self.involvements:
            yield "actor", involved.actor.key, involved.actor.model_dump()
            if involved.party:
                yield "actor", involved.party.key, involved.party.model_dump()
        for citation in self.citations:
            yield "source", citation.source.key, citation.source.model_dump()

    def stored(self) -> dict[str, Any]:
        """The form in which a row is kept and compared: shared records stand as their keys."""
        data = self.model_dump(exclude_defaults=True, exclude={"identifier"})
        data["slug"] = self.slug
        for part in ("track", "programme"):
            data.pop(part, None)
        if self.track:
            data["track"] = track_key(self.track)
        if self.programme:
            data["programme"] = programme_key(self.programme)
        data["involvements"] = [
            one.model_dump(exclude={"actor", "party"})
            | {"actor": one.actor.key, "party": one.party and one.party.key}
            for one in self.involvements
        ]
        data["citations"] = [
            one.model_dump(exclude={"source"}) | {"source": one.source.key}
            for one in self.citations
        ]
        return data


def track_key(track: TrackRef) -> str:
    return short_key(f"{track.process} / {track.name}")


def programme_key(programme: ProgrammeRef) -> str:
    return short_key(f"{programme.authority} {programme.code}")


def digest_of(stored: dict[str, Any]) -> str:
    text = json.dumps(stored, sort_keys=True, ensure_ascii=True)
    return blake2b(text.encode(), digest_size=20).hexdigest()


Record = EntryRow


@dataclass
class ReadRow:
    """What a connector yields for every record of the file, also for those that it refuses."""

    line: int
    raw: dict[str, str]
    sheet: str = ""
    record: Record | None = None
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.raw = {clean(key): clean(value) for key, value in self.raw.items()}
        if any(one.is_error for one in self.problems):
            self.record = None
