"""What a reader asks of the timeline: one `EntryFilter`, read from the address, for every format.

`docs/reading.md` says what each parameter means and what becomes of a value that does not exist.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from hashlib import blake2s
from typing import Any, NamedTuple, Self
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from records.choosing import Problem
from records.dates import InvalidDateError, parse
from records.keeping import figures
from records.kinds import kind_models
from records.models import Actor, Process, Source
from records.querysets import EntryQuerySet
from records.statements import Statement, translated
from records.tidying import LONG, MANY, tidied
from records.vocabulary import COUNTRY_CODES
from records.words import wanted
from timeline.as_of import published_then
from timeline.querysets import known_actors
from timeline.statuses import status_names, with_status

PARAMETERS = (
    *("process", "kind", "status", "country", "actor", "source"),
    *("from", "to", "q", "as_of"),
)
# The facets whose values are counted, and where the filter keeps what is chosen
FACETS = {
    "process": "processes",
    "kind": "kinds",
    "status": "statuses",
    "country": "countries",
    "actor": "actors",
}
SLUG = re.compile(r"[-a-zA-Z0-9_]{1,100}")
NUMBER = re.compile(r"[0-9]{1,18}")


class Sort(StrEnum):
    """In which order entries stand."""

    DATE = "date"
    CHANGED = "changed"
    RELEVANCE = "relevance"


class ProcessName(NamedTuple):
    """A process that readers may choose, in their language."""

    pk: int
    slug: str
    name: str


PROCESSES = Statement(
    lambda: (
        Process.objects.with_published()
        .annotate(shown_name=translated("name"))
        .values_list("pk", "slug", "shown_name")
    )
)


def offered_processes() -> list[ProcessName]:
    """Processes with a published entry; asked of the database once for each version of the data."""
    language = get_language() or ""
    rows = figures("processes", {language: ""}, lambda _keys: {language: PROCESSES.rows()})
    return [ProcessName(*row) for row in rows[language]]


@dataclass(frozen=True)
class EntryFilter:
    """Values of one facet mean any of them, facets mean all; an empty facet asks nothing.

    `unmatched` names facets of which every value is unknown: nothing passes those. Machine formats
    answer 400 where there are `problems`; pages show them and apply the rest.
    """

    processes: tuple[ProcessName, ...] = ()
    kinds: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    actors: tuple[Actor, ...] = ()
    sources: tuple[Source, ...] = ()
    first: date | None = None
    last: date | None = None
    statuses: tuple[str, ...] = ()
    as_of: date | None = None
    sort: Sort = Sort.DATE
    words: tuple[str, ...] = ()
    given: dict[str, tuple[str, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    unmatched: frozenset[str] = frozenset()

    @classmethod
    def parse(cls, query: QueryDict, processes: Iterable[ProcessName]) -> Self:
        """Read `query`; `processes` are those that a reader may choose from."""
        return cls(**_Reading(query, {process.slug: process for process in processes}).result())  # type: ignore[arg-type]

    @property
    def is_empty(self) -> bool:
        return not self.given

    @property
    def chosen(self) -> int:
        """How many values are chosen, all filters together."""
        return sum(map(len, self.given.values()))

    @property
    def query(self) -> str:
        """The query that says just this, without empty values."""
        return self.query_by(self.sort)

    def query_by(self, sort: Sort) -> str:
        """The same query in another order."""
        order = {} if sort == Sort.DATE else {"sort": sort.value}
        return urlencode({**self.given, **order}, doseq=True)

    def asks(self, facet: str) -> bool:
        """Whether anything is asked of a facet, be it of values that do not exist."""
        return bool(getattr(self, FACETS[facet])) or facet in self.unmatched

    def values_of(self, facet: str) -> list[object]:
        """What is asked of a facet, as its values are counted: processes and actors by number."""
        return [getattr(value, "pk", value) for value in getattr(self, FACETS[facet])]

    @property
    def needs_database(self) -> bool:
        """Whether something is asked that the columns held in memory cannot answer."""
        return bool(self.words or self.sources or self.as_of)

    @property
    def in_database(self) -> "EntryFilter":
        """That alone."""
        return EntryFilter(words=self.words, sources=self.sources, as_of=self.as_of)

    @property
    def rests_on_entries(self) -> bool:
        """Whether the answer changes only where an entry, or an actor's name, is written."""
        return not (self.sources or self.as_of or self.processes or self.statuses)

    def without(self, facet: str) -> Self:
        """The same, with nothing asked of one facet."""
        values: dict[str, Any] = {FACETS[facet]: ()}
        return replace(self, **values, unmatched=self.unmatched - {facet})

    @property
    def mark(self) -> str:
        """Another text for another question: places in a list belong to one."""
        asked = (
            *(sorted(process.pk for process in self.processes), sorted(self.kinds)),
            *(sorted(self.statuses), sorted(self.countries), self.first, self.last, self.as_of),
            *(sorted(actor.pk for actor in self.actors), sorted(s.pk for s in self.sources)),
            *(sorted(self.words), sorted(self.unmatched)),
        )
        return blake2s(repr(asked).encode(), digest_size=8).hexdigest()

    def problems_of(self, parameter: str) -> list[Problem]:
        return [problem for problem in self.problems if problem.parameter == parameter]

    @property
    def is_selective(self) -> bool:
        """Whether an index of its own answers it, rather than the walk by date."""
        facets = (self.countries, self.actors, self.processes, self.sources, self.statuses)
        return bool(self.words or any(facets))

    def apply(self, entries: EntryQuerySet) -> EntryQuerySet:
        """Those of `entries` that pass every facet."""
        if self.unmatched:
            return entries.none()
        if self.words:
            entries = entries.search_among(
                self.words,
                countries=self.countries,
                actor_ids=[actor.pk for actor in self.actors],
                kinds=self.kinds,
            )
        else:
            entries = self._by_columns(entries)
        if self.processes:
            entries = entries.in_process([process.pk for process in self.processes])
        if self.sources:
            entries = entries.from_source([source.pk for source in self.sources])
        if self.statuses:
            entries = entries.filter(with_status(self.statuses))
        if self.as_of:
            entries = published_then(entries, self.as_of)
        return entries.between(self.first, self.last)

    def _by_columns(self, entries: EntryQuerySet) -> EntryQuerySet:
        if self.kinds:
            entries = entries.of_kind(self.kinds)
        if self.countries:
            entries = entries.in_country(self.countries)
        if self.actors:
            entries = entries.involving([actor.pk for actor in self.actors])
        return entries


class _Reading:
    """One reading of a query: the values that exist, and a problem for each that does not."""

    def __init__(self, query: QueryDict, processes: dict[str, ProcessName]) -> None:
        self.problems: list[Problem] = []
        self.given = {
            name: values for name in PARAMETERS if (values := self.texts(name, query.getlist(name)))
        }
        self.wanted_order = self.texts("sort", query.getlist("sort"))
        self.processes = processes

    def result(self) -> dict[str, object]:
        statuses = {code: code for code in status_names()}
        facets: dict[str, tuple[object, ...]] = {
            "process": self.known("process", self.processes, _("No process has this address.")),
            "kind": self.known("kind", {kind: kind for kind in kind_models()}, self.kinds_help()),
            "country": self.known(
                "country",
                {code: code for code in COUNTRY_CODES},
                _("A country is an ISO 3166-1 code of two letters, such as UA."),
            ),
            "actor": self.known("actor", self.actors(), _("No actor has this address.")),
            "source": self.known("source", self.sources(), _("No source has this number.")),
            "status": self.known("status", statuses, self.statuses_help()),
        }
        first, last = self.day("from"), self.day("to")
        if first and last and last < first:
            self.refuse("to", self.given["to"][0], _("The end is before the start."))
        words = self.searchable()
        return {
            "statuses": facets["status"],
            "as_of": self.past_day("as_of"),
            "sort": self.sort(words),
            "processes": facets["process"],
            "kinds": facets["kind"],
            "countries": facets["country"],
            "actors": facets["actor"],
            "sources": facets["source"],
            "first": first,
            "last": last,
            "words": words,
            "given": self.given,
            "problems": tuple(self.problems),
            "unmatched": frozenset(
                name for name, found in facets.items() if name in self.given and not found
            ),
        }

    def refuse(self, parameter: str, value: str, message: str) -> None:
        self.problems.append(Problem(parameter, value, message))

    def texts(self, name: str, values: list[str]) -> tuple[str, ...]:
        """The values that say something, each once, without control characters."""
        cleaned = dict.fromkeys(map(tidied, values))
        cleaned.pop("", None)
        if name == "country":
            cleaned = dict.fromkeys(value.upper() for value in cleaned)
        if len(cleaned) > MANY:
            message = _("Only the first %(count)s values are used.") % {"count": MANY}
            self.refuse(name, str(len(cleaned)), message)
        if any(len(value) > LONG for value in cleaned):
            message = _("Only the first %(count)s characters are used.") % {"count": LONG}
            self.refuse(name, "…", message)
        return tuple(dict.fromkeys(value[:LONG] for value in list(cleaned)[:MANY]))

    def known(self, name: str, choices: Mapping[str, object], help_text: str) -> tuple[object, ...]:
        found = {}
        for value in self.given.get(name, ()):
            if value in choices:
                found[value] = choices[value]
            else:
                self.refuse(name, value, help_text)
        return tuple(found.values())

    def actors(self) -> dict[str, object]:
        slugs = [value for value in self.given.get("actor", ()) if SLUG.fullmatch(value)]
        actors = known_actors().filter(slug__in=slugs) if slugs else []
        found: dict[str, object] = {actor.slug: actor for actor in actors}
        if former := set(slugs) - found.keys():
            moved = known_actors().filter(redirects__kind="actor", redirects__slug__in=former)
            numbers = dict(moved.values_list("redirects__slug", "pk"))
            kept = Actor.objects.in_bulk(numbers.values())
            found |= {slug: kept[pk] for slug, pk in numbers.items()}
        return found

    def sources(self) -> dict[str, object]:
        ids = [value for value in self.given.get("source", ()) if NUMBER.fullmatch(value)]
        sources = Source.objects.of_published().filter(pk__in=ids) if ids else []
        return {str(source.pk): source for source in sources}

    def day(self, name: str) -> date | None:
        """The first day of `from`, the last of `to`; nothing where it is no date."""
        values = self.given.get(name, ())
        for value in values[1:]:
            self.refuse(name, value, _("One date is used, the first."))
        if not values:
            return None
        try:
            span = parse(values[0])
        except InvalidDateError as error:
            self.refuse(name, values[0], str(error))
            return None
        return span.starts_on if name == "from" else span.ends_on or span.starts_on

    def past_day(self, name: str) -> date | None:
        """A day up to today; nothing where it is no date, or one to come."""
        day = self.day(name)
        if day and day > timezone.localdate():
            message = _("What will have been published on a day to come is not known yet.")
            self.refuse(name, self.given[name][0], message)
            return None
        return day

    def sort(self, words: tuple[str, ...]) -> Sort:
        """The order asked for; by date where it is none, or has nothing to go by."""
        for value in self.wanted_order[1:]:
            self.refuse("sort", value, _("One order is used, the first."))
        wanted = self.wanted_order[0] if self.wanted_order else Sort.DATE.value
        if wanted not in set(Sort):
            help_text = _("The orders are: %(orders)s.") % {"orders": ", ".join(Sort)}
            self.refuse("sort", wanted, help_text)
            return Sort.DATE
        if wanted == Sort.RELEVANCE and not words:
            self.refuse("sort", wanted, _("Relevance needs words to search for."))
            return Sort.DATE
        return Sort(wanted)

    def searchable(self) -> tuple[str, ...]:
        """The texts with a word in them."""
        found = []
        for value in self.given.get("q", ()):
            if wanted(value):
                found.append(value)
            else:
                self.refuse("q", value, _("Write at least one word or number to search for."))
        return tuple(found)

    def statuses_help(self) -> str:
        return _("The statuses are: %(statuses)s.") % {"statuses": ", ".join(status_names())}

    def kinds_help(self) -> str:
        return _("The kinds are: %(kinds)s.") % {"kinds": ", ".join(kind_models())}
