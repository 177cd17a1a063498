"""What the search box offers while a reader types."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from records.display import span_words
from records.loading import load_heads
from records.marking import Marks
from records.words import wanted
from timeline.filters import EntryFilter
from timeline.listing import newest_ids
from timeline.searching import named_actors, named_countries, named_processes
from timeline.vocabulary import corrected

ACTORS, COUNTRIES, PROCESSES, ENTRIES = 5, 3, 3, 4


@dataclass(frozen=True)
class Suggestion:
    """A page that may be the one: its address, its name with what was typed marked, a note."""

    address: str
    label: str
    note: str = ""
    note_language: str = ""
    kind: str = ""  # of an entry


@dataclass(frozen=True)
class Group:
    label: str
    suggestions: list[Suggestion]


@dataclass(frozen=True)
class Suggestions:
    """In groups; `meant` is the spelling that found them, where what was typed found nothing."""

    text: str
    groups: list[Group]
    meant: str | None = None

    @property
    def number(self) -> int:
        return sum(len(group.suggestions) for group in self.groups)


def suggest(text: str) -> Suggestions:
    """Actors, countries, processes and entries for a text that may be unfinished or misspelt."""
    if not wanted(text):
        return Suggestions(text, [])
    groups = _groups(text)
    if groups:
        return Suggestions(text, groups)
    meant = corrected(text, unfinished=True)
    groups = _groups(meant) if meant else []
    return Suggestions(text, groups, meant if groups else None)


def _groups(text: str) -> list[Group]:
    marks = Marks([text])
    groups = [
        Group(_("Actors"), _actors(text, marks)),
        Group(_("Countries"), _countries(text, marks)),
        Group(_("Processes"), _processes(marks)),
        Group(_("Entries"), _entries(text, marks)),
    ]
    return [group for group in groups if group.suggestions]


def _actors(text: str, marks: Marks) -> list[Suggestion]:
    return [
        Suggestion(
            one.actor.get_absolute_url(),
            marks.mark(one.actor.name_i18n),
            one.also.text if one.also else one.actor.get_kind_display(),
            one.also.language if one.also else "",
        )
        for one in named_actors(text, marks, ACTORS)
    ]


def _countries(text: str, marks: Marks) -> list[Suggestion]:
    countries = list(named_countries(text, marks).items())[:COUNTRIES]
    return [
        Suggestion(reverse("timeline:country", args=[code]), marks.mark(name), code)
        for code, name in countries
    ]


def _processes(marks: Marks) -> list[Suggestion]:
    return [
        Suggestion(process.get_absolute_url(), marks.mark(process.name_i18n))
        for process in named_processes(marks)[:PROCESSES]
    ]


def _entries(text: str, marks: Marks) -> list[Suggestion]:
    rows = load_heads(newest_ids(EntryFilter(words=(text,)), ENTRIES))
    return [
        Suggestion(
            row.get_absolute_url(),
            marks.mark(row.title),
            span_words(row.span, "short"),
            kind=row.kind,
        )
        for row in rows
    ]
