"""An entry as lists show it: values in the reader's language, since thirty stand on a page."""

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from django.urls import get_script_prefix, reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from records.dates import End, Precision, Qualifier, Span
from records.kinds import kind_model
from records.marking import Marks


@dataclass(slots=True)
class Name:
    """An actor by its name."""

    pk: int
    slug: str
    kind: str
    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(slots=True)
class Part:
    """An involvement: who, in which role, on whose behalf."""

    role: str
    actor: Name
    party: Name | None


@dataclass(slots=True)
class Snippet:
    """The part of a summary in which something was found; `language` where not the reader's."""

    text: SafeString
    language: str = ""


@dataclass(slots=True)
class Row:
    """What all kinds share; `own` has what the kind's `row_values()` adds, by the names there."""

    pk: int
    kind: str
    slug: str
    title: str
    starts_on: date
    ends_on: date | None
    date_end: str
    date_precision: str
    date_qualifier: str
    part_of_day: str
    published_on: date | None
    verification: str
    place_name: str
    source_count: int
    differing: int
    parts: list[Part] = field(default_factory=list)
    own: dict[str, Any] = field(default_factory=dict)
    marks: Marks | None = None
    snippet: Snippet | None = None

    @property
    def shown_title(self) -> str:
        """The title, with what was searched for marked."""
        return self.marks.mark(self.title) if self.marks else self.title

    @property
    def sources_differ(self) -> bool:
        """Whether sources give a field more than one value."""
        return self.differing > 0

    @property
    def span(self) -> Span:
        return Span(
            self.starts_on,
            self.ends_on,
            Precision(self.date_precision),
            Qualifier(self.date_qualifier),
            End(self.date_end),
        )

    @property
    def template(self) -> str:
        """The kind's template of a row."""
        return _template(self.kind)

    def get_absolute_url(self) -> str:
        before, after = _address(self.kind, get_script_prefix(), get_language())
        return f"{before}{self.slug}{after}"


@cache
def _template(kind: str) -> str:
    return f"{kind_model(kind)._meta.app_label}/_{kind}_row.html"


@cache
def _address(kind: str, _prefix: str, _language: str | None) -> tuple[str, str]:
    """What stands before and after the slug in the address of an entry of a kind."""
    before, _slug, after = reverse(
        f"{kind_model(kind)._meta.app_label}:{kind}", args=["-_-"]
    ).rpartition("-_-")
    return before, after
