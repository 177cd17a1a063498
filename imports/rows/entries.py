"""A row that becomes an entry."""

from collections.abc import Iterator
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict

from imports.rows.parts import (
    Citation,
    Involvement,
    Link,
    Membership,
    Name,
    ProgrammeRef,
    Provision,
    Scalar,
    TrackRef,
    Transaction,
    programme_key,
    track_key,
)
from imports.slugs import plain_slug


class EntryRow(BaseModel):
    """One entry as a file has it.

    `fields` are columns of Entry, `details` those of the kind, each only where the file says
    something; `i18n` holds translations (`title_fr`). `replaces` and `restates` name another entry
    by its identifier.
    """

    model_config = ConfigDict(extra="forbid")
    target: ClassVar = "entry"

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
