"""A row that becomes an actor, or adds to one: names, posts and places on lists of sanctions."""

from collections.abc import Iterator
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict

from imports.rows.parts import (
    ActorRef,
    Affiliation,
    Alias,
    Designation,
    Name,
    Scalar,
    SourceRef,
    programme_key,
)


class SubjectRow(BaseModel):
    """One person, organisation, company or vessel as a file has it.

    `fields` are columns of Actor: `name`, and `country`, `description`, `born` where the file says
    them. Several files may speak of one actor; each row is known by its own identifier.
    """

    model_config = ConfigDict(extra="forbid")
    target: ClassVar = "actor"
    refers: ClassVar = False

    kind: str
    identifier: Name
    fields: dict[str, Scalar]
    names: list[Alias] = []
    identifiers: list[Name] = []
    designations: list[Designation] = []
    affiliations: list[Affiliation] = []

    @property
    def subject(self) -> ActorRef:
        return ActorRef(
            name=str(self.fields["name"]),
            kind=self.kind,
            country=str(self.fields.get("country", "")),
            born=str(self.fields.get("born", "")),
            identifiers=(self.identifier, *self.identifiers),
        )

    def mentions(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Type, key and data of every shared record that the row speaks of, itself included."""
        yield "actor", self.subject.key, self.subject.model_dump() | {"is_subject": True}
        for listed in self.designations:
            key = programme_key(listed.programme)
            yield "programme", key, listed.programme.model_dump()
            yield from _source(listed.source)
        for post in self.affiliations:
            yield "actor", post.organisation.key, post.organisation.model_dump()
            yield from _source(post.source)

    def stored(self) -> dict[str, Any]:
        """The form in which a row is kept and compared: shared records stand as their keys."""
        data = self.model_dump(exclude_defaults=True, exclude={"identifier"})
        data["subject"] = self.subject.key
        data["designations"] = [
            one.model_dump(exclude={"programme", "source"})
            | {"programme": programme_key(one.programme), "source": one.source and one.source.key}
            for one in self.designations
        ]
        data["affiliations"] = [
            one.model_dump(exclude={"organisation", "source"})
            | {"organisation": one.organisation.key, "source": one.source and one.source.key}
            for one in self.affiliations
        ]
        return data


def _source(source: SourceRef | None) -> Iterator[tuple[str, str, dict[str, Any]]]:
    if source:
        yield "source", source.key, source.model_dump()
