"""The parts of normalised rows: names, references and what hangs on a record."""

from pydantic import BaseModel, ConfigDict

from imports.texts import short_key

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
    born: str = ""
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


class Alias(Part):
    text: str
    language: str = ""
    kind: str = "alias"


class Designation(Part):
    """A place on a list; the source is the legal act, or the list as it was published."""

    programme: ProgrammeRef
    list_id: str = ""
    listed_on: str | None = None
    until: str | None = None
    source: SourceRef | None = None


class Affiliation(Part):
    organisation: ActorRef
    position: str
    starts_on: str | None = None
    ends_on: str | None = None
    source: SourceRef | None = None


class Transaction(Part):
    type: str
    happened_on: str
    date_precision: str = "day"
    amount: str
    currency: str
    description: str = ""


def track_key(track: TrackRef) -> str:
    return short_key(f"{track.process} / {track.name}")


def programme_key(programme: ProgrammeRef) -> str:
    return short_key(f"{programme.authority} {programme.code}")
