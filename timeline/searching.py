"""What a text finds, by kind: actors, countries, processes, sources and entries."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Func, IntegerField, OuterRef

from records.kinds import kind_models
from records.loading import load_rows, mark_rows
from records.marking import Marks
from records.models import Actor, ActorName, Entry, Involvement, Process, Source
from records.rows import Row
from records.words import Wanted, wanted
from timeline.facets import country_names
from timeline.filters import EntryFilter
from timeline.listing import newest_ids
from timeline.querysets import known_actors, shown_sources
from timeline.territories import countries_named, occurring_among
from timeline.vocabulary import corrected

SHOWN = 3  # entries of a kind
LISTED = 8  # actors, sources
HITS = 300  # actors of which the most prominent are looked for
PROMINENT = 50  # parts in entries that make an actor no more prominent than others
COUNTED = 10_000
FEW = 3  # findings under which another spelling is offered


@dataclass(frozen=True)
class NamedActor:
    """An actor and, where the name shown has not what was searched, the name that has."""

    actor: Actor
    also: ActorName | None = None


@dataclass(frozen=True)
class OfKind:
    """The newest entries of a kind, and how many there are."""

    kind: str
    label: str
    rows: Sequence[Row]
    count: int

    @property
    def has_more(self) -> bool:
        return self.count > len(self.rows)


@dataclass(frozen=True)
class Results:
    text: str
    wanted: Wanted
    marks: Marks
    actors: Sequence[NamedActor] = ()
    more_actors: bool = False
    countries: dict[str, str] = field(default_factory=dict)
    processes: Sequence[Process] = ()
    sources: Sequence[Source] = ()
    kinds: Sequence[OfKind] = ()
    too_many: bool = False  # more entries than are counted
    meant: str | None = None

    @property
    def texts(self) -> list[str]:
        return [self.text]

    @property
    def as_words(self) -> str:
        """The same words, none of them taken exactly."""
        return " ".join(_all_words(self.text))

    @property
    def entries(self) -> int:
        return sum(kind.count for kind in self.kinds)

    @property
    def number(self) -> int:
        """How much was found, of everything."""
        named = (self.actors, self.countries, self.processes, self.sources)
        return self.entries + sum(len(found) for found in named)


def find(text: str) -> Results:
    """Everything that readers may see and that has the words and phrases of `text`."""
    marks = Marks([text])
    actors = named_actors(text, marks, LISTED + 1)
    kinds, too_many = _entries(text)
    results = Results(
        text=text,
        wanted=wanted(text),
        marks=marks,
        actors=actors[:LISTED],
        more_actors=len(actors) > LISTED,
        countries=named_countries(text, marks),
        processes=named_processes(marks),
        sources=list(shown_sources(" ".join(_all_words(text)))[:LISTED]),
        kinds=kinds,
        too_many=too_many,
    )
    return replace(results, meant=meant_by(text)) if results.number < FEW else results


def named_actors(text: str, marks: Marks, limit: int) -> list[NamedActor]:
    """Actors by their names, those with most parts in entries first."""
    parts = Involvement.objects.filter(actor=OuterRef("pk")).order_by().values("pk")[:PROMINENT]
    prominence = Func(ArraySubquery(parts), function="cardinality", output_field=IntegerField())
    hits = Actor.objects.search(text).values("pk")[:HITS]
    actors = list(
        known_actors()
        .filter(pk__in=hits)
        .order_by(prominence.desc(), "name", "pk")
        .defer("search_names")[:limit]
    )
    strangers = [actor.pk for actor in actors if not marks.finds(actor.name_i18n)]
    also: dict[int, ActorName] = {}
    for name in ActorName.objects.filter(actor__in=strangers) if strangers else ():
        if marks.finds(name.text):
            also.setdefault(name.actor_id, name)
    found = [NamedActor(actor, also.get(actor.pk)) for actor in actors]
    return [one for one in found if not marks.has_phrases or _says(one, marks)]


def _says(one: NamedActor, marks: Marks) -> bool:
    """Whether a phrase stands in the name: the index knows words alone."""
    return one.also is not None or marks.finds(one.actor.name_i18n)


def named_countries(text: str, marks: Marks) -> dict[str, str]:
    """Countries of published entries: code → name in the reader's language."""
    codes = countries_named(text, marks)
    if not codes:
        return {}
    occurring, names = occurring_among(codes), country_names()
    return {code: names[code] for code in codes if code in occurring}


def named_processes(marks: Marks) -> list[Process]:
    return [
        process
        for process in Process.objects.with_published()
        if any(marks.finds(name) for name in _names_of(process))
    ]


def _names_of(process: Process) -> Iterable[str]:
    translations = process.i18n or {}
    return [process.name, *(v for k, v in translations.items() if k.startswith("name") and v)]


def _entries(text: str) -> tuple[list[OfKind], bool]:
    """The newest entries of every kind that has any."""
    passing = Entry.objects.published().search_among([text]).order_by()
    kinds = list(passing.values_list("kind", flat=True)[: COUNTED + 1])
    counts = Counter(kinds)
    by_kind = {
        kind: newest_ids(EntryFilter(words=(text,), kinds=(kind,)), SHOWN)
        for kind in kind_models()
        if counts[kind]
    }
    rows = load_rows(pk for pks in by_kind.values() for pk in pks)
    mark_rows(rows, [text])
    found = [
        OfKind(kind, _label(kind), [row for row in rows if row.kind == kind], counts[kind])
        for kind in by_kind
    ]
    return found, len(kinds) > COUNTED


def _label(kind: str) -> str:
    return str(kind_models()[kind]._meta.verbose_name_plural).capitalize()


def meant_by(text: str) -> str | None:
    """Another spelling that finds something."""
    other = corrected(text)
    if other is None:
        return None
    found = (
        known_actors().search(other).exists()
        or Entry.objects.published().search(other).exists()
        or countries_named(other, Marks([other]))
        or named_processes(Marks([other]))
    )
    return other if found else None


def _all_words(text: str) -> list[str]:
    asked = wanted(text)
    return [*(word for phrase in asked.phrases for word in phrase.split()), *asked.words]


def example_names(limit: int = 4) -> list[str]:
    """Names that a search would find: who took part in the newest entries."""
    rows = load_rows(newest_ids(EntryFilter(), limit * 2))
    names = dict.fromkeys(part.actor.name for row in rows for part in row.parts)
    return list(names)[:limit]
