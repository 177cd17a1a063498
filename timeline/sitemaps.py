"""What search engines may find: every published entry and profile, in every language.

A file has the records behind a number, so that one statement finds them by their key however many
others there are, and languages are written out for these alone.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import F, Max, QuerySet, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils import translation

from records.contributions import pages
from records.models import Entry, Process, Source
from timeline.facets import occurring_codes
from timeline.querysets import known_actors

PAGE = 500  # records in a file; each has an address in every language
OWN = [
    "timeline:home",
    "timeline:timeline",
    "timeline:processes",
    "timeline:actors",
    "timeline:countries",
    "timeline:sources",
    "timeline:calendar",
    "timeline:map",
    "timeline:network",
]


@dataclass(frozen=True)
class Place:
    """One page by its path in English, and the day of its last change."""

    path: str
    changed_on: str = ""

    @property
    def languages(self) -> dict[str, str]:
        """The path by language."""
        return {
            code: self.path if code == settings.LANGUAGE_CODE else f"/{code}{self.path}"
            for code, _name in settings.LANGUAGES
        }


@dataclass(frozen=True)
class File:
    """One sitemap of a section: its records are numbered higher than `after`."""

    section: str
    after: int = 0
    changed_at: datetime | None = None


@dataclass(frozen=True)
class Records:
    """A section of records: which, what is read of each, and its page."""

    rows: Callable[[], "QuerySet[Any, Any]"]
    columns: tuple[str, ...]
    place: Callable[..., Place]
    changes: str = ""

    def places(self, after: int) -> list[Place]:
        rows = self.rows().filter(pk__gt=after).order_by("pk")
        return [self.place(*row) for row in rows.values_list(*self.columns)[:PAGE]]

    def files(self, section: str) -> Iterator[File]:
        rows = self.rows().order_by()
        changed_at = rows.aggregate(at=Max(self.changes))["at"] if self.changes else None
        place = Window(RowNumber(), order_by=F("pk").asc())
        last = rows.annotate(place=place, rest=F("place") % PAGE).filter(rest=0)
        yield File(section, 0, changed_at)
        for after in last.order_by("pk").values_list("pk", flat=True):
            yield File(section, after, changed_at)


@dataclass(frozen=True)
class Few:
    """A section that one file has."""

    paths: Callable[[], list[str]]

    def places(self, after: int) -> list[Place]:
        return [] if after else [Place(path) for path in self.paths()]

    def files(self, section: str) -> Iterator[File]:
        yield File(section)


def _entry(kind: str, slug: str, changed_at: datetime) -> Place:
    return Place(Entry(kind=kind, slug=slug).get_absolute_url(), f"{changed_at:%Y-%m-%d}")


def _at(name: str) -> Callable[..., Place]:
    return lambda value: Place(reverse(name, args=[value]))


SECTIONS: dict[str, Records | Few] = {
    "pages": Few(lambda: [reverse(name) for name in [*OWN, *pages()]]),
    "entries": Records(
        Entry.objects.published, ("kind", "slug", "changed_at"), _entry, "changed_at"
    ),
    "actors": Records(known_actors, ("slug",), _at("timeline:actor")),
    "processes": Records(Process.objects.with_published, ("slug",), _at("timeline:process")),
    "countries": Few(
        lambda: [reverse("timeline:country", args=[code]) for code in sorted(occurring_codes())]
    ),
    "sources": Records(Source.objects.of_published, ("pk",), _at("timeline:source")),
}


def files() -> list[File]:
    return [file for name, section in SECTIONS.items() for file in section.files(name)]


def places(section: str, after: int) -> list[Place]:
    """The pages of one file. Raises KeyError for a section that does not exist."""
    with translation.override(settings.LANGUAGE_CODE):
        return SECTIONS[section].places(after)
