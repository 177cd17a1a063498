"""Rows of a register chosen by facets: what an address asks, exact counts, chips and problems.

For registers that fit into memory: every published row is read, so that beside each value stands
how many rows it would show under the other facets. The timeline, which does not fit, has its own.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar
from urllib.parse import urlencode
from zlib import crc32

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from records.tidying import LONG, MANY, tidied

RowT = TypeVar("RowT")

RESULTS = "results"  # the element that HTMX replaces


@dataclass(frozen=True)
class Problem:
    """A value that could not be used, and what to write instead."""

    parameter: str
    value: str
    message: str


@dataclass(frozen=True)
class Asked:
    """What an address says, without empty values; `problems` collects what it should not say."""

    path: str
    given: dict[str, tuple[str, ...]]
    problems: list[Problem] = field(default_factory=list)

    @classmethod
    def read(cls, request: HttpRequest, names: Iterable[str]) -> "Asked":
        """The parameters of `names`; each value once, without control characters."""
        asked = cls(request.path, {})
        for name in names:
            found = dict.fromkeys(tidied(text)[:LONG] for text in request.GET.getlist(name))
            found.pop("", None)
            if found:
                asked.given[name] = tuple(found)[:MANY]
            if len(found) > MANY:
                message = _("Only the first %(count)s values are used.") % {"count": MANY}
                asked.refuse(name, str(len(found)), message)
        return asked

    def one(self, name: str) -> str:
        """The first value of a parameter, or an empty text."""
        return self.given.get(name, ("",))[0]

    def one_of(self, name: str, known: Collection[str], default: str) -> str:
        """The first value where it is known; another is told, and the default applies."""
        value = self.one(name)
        if value and value not in known:
            help_text = _("Known are: %(values)s.") % {"values": ", ".join(known)}
            self.refuse(name, value, help_text)
            return default
        return value or default

    def refuse(self, name: str, value: str, message: str) -> None:
        self.problems.append(Problem(name, value, message))

    def address(self, **changes: str | tuple[str, ...]) -> str:
        """This address with parameters set to other values; an empty value takes one out."""
        query = self.query(**changes)
        return f"{self.path}?{query}" if query else self.path

    def query(self, **changes: str | tuple[str, ...]) -> str:
        """What stands behind the question mark of such an address."""
        wanted = {**self.given, **changes}
        return urlencode({k: v for k, v in wanted.items() if v}, doseq=True)

    def without(self, name: str, value: str) -> str:
        """This address without one value, from the list's start."""
        kept = tuple(v for v in self.given.get(name, ()) if v != value)
        changes: dict[str, str | tuple[str, ...]] = {name: kept, "page": ""}
        return self.address(**changes)


@dataclass(frozen=True)
class Facet(Generic[RowT]):
    """A parameter, its values with their names in the order shown, and those of a row."""

    name: str
    title: str
    names: Mapping[str, str]
    values_of: Callable[[RowT], Collection[str]]
    help: str  # what to write instead of a value that does not exist


@dataclass(frozen=True)
class Choice:
    """A value, and how many rows it would show under the other facets."""

    value: str
    label: str
    count: int
    is_chosen: bool

    @property
    def key(self) -> str:
        """For the id of its count, which HTMX renews; values may hold what no id can."""
        return f"{crc32(self.value.encode()):08x}"


@dataclass(frozen=True)
class Chip:
    """A value that is chosen, and the address without it."""

    label: str
    url: str


@dataclass(frozen=True)
class Offer:
    """A facet as the form shows it."""

    name: str
    title: str
    choices: list[Choice]
    problems: list[Problem]


@dataclass(frozen=True)
class Chosen(Generic[RowT]):
    rows: list[RowT]
    offers: list[Offer]
    chips: list[Chip]


def choose(rows: Collection[RowT], facets: Iterable[Facet[RowT]], asked: Asked) -> Chosen[RowT]:
    """The rows that pass every facet: any value within one, all facets together.

    A value that does not exist is told and shows nothing, beside others of its facet or alone.
    """
    facets = list(facets)
    for facet in facets:
        for value in asked.given.get(facet.name, ()):
            if value not in facet.names:
                asked.refuse(facet.name, value, facet.help)
    fails = [(row, _failed(row, facets, asked)) for row in rows]
    offers = [_offer(facet, fails, asked) for facet in facets]
    return Chosen([row for row, failed in fails if not failed], offers, _chips(facets, asked))


def _failed(row: RowT, facets: Iterable[Facet[RowT]], asked: Asked) -> set[str]:
    return {
        facet.name
        for facet in facets
        if (wanted := asked.given.get(facet.name)) and not set(wanted) & set(facet.values_of(row))
    }


def _offer(facet: Facet[RowT], fails: Iterable[tuple[RowT, set[str]]], asked: Asked) -> Offer:
    counts = Counter(
        value for row, failed in fails if failed <= {facet.name} for value in facet.values_of(row)
    )
    given = asked.given.get(facet.name, ())
    choices = [
        Choice(value, label, counts[value], value in given) for value, label in facet.names.items()
    ]
    problems = [problem for problem in asked.problems if problem.parameter == facet.name]
    return Offer(facet.name, facet.title, choices, problems)


def _chips(facets: Iterable[Facet[RowT]], asked: Asked) -> list[Chip]:
    return [
        Chip(facet.names.get(value, value), asked.without(facet.name, value))
        for facet in facets
        for value in asked.given.get(facet.name, ())
    ]


@dataclass(frozen=True)
class Part(Generic[RowT]):
    """One page of rows, and the addresses of its neighbours; empty where there is none."""

    rows: list[RowT]
    number: int
    of: int
    total: int
    previous: str
    next: str


def part_of(rows: list[RowT], size: int, asked: Asked) -> Part[RowT]:
    """The page that is asked; what is no number means the first, one out of range the last."""
    page = Paginator(rows, size).get_page(asked.one("page"))
    before = page.previous_page_number() if page.has_previous() else 0
    after = page.next_page_number() if page.has_next() else 0
    return Part(
        list(page.object_list),
        page.number,
        page.paginator.num_pages,
        len(rows),
        asked.address(page="" if before == 1 else str(before)) if before else "",
        asked.address(page=str(after)) if after else "",
    )


@dataclass(frozen=True)
class Column:
    """A column that can be sorted by: `aria` is for `aria-sort`, `url` sorts by it or turns it."""

    title: str
    url: str
    aria: str = "none"


def columns(asked: Asked, parameter: str, chosen: str, titles: Mapping[str, str]) -> list[Column]:
    """Headings of `titles`, by key; `chosen` is a key, with a hyphen before it for descending.

    A second click turns the order; the first goes the way the key in `titles` is written.
    """
    found = []
    for key, title in titles.items():
        name, turned = key.lstrip("-"), f"-{key}" if not key.startswith("-") else key[1:]
        is_chosen = chosen.lstrip("-") == name
        target = turned if chosen == key else key
        aria = ("descending" if chosen.startswith("-") else "ascending") if is_chosen else "none"
        found.append(Column(title, asked.address(**{parameter: target, "page": ""}), aria))
    return found


def orders(titles: Mapping[str, str]) -> list[str]:
    """Every value of the parameter that sorts by one of `titles`."""
    return [way for key in titles for way in (key.lstrip("-"), f"-{key.lstrip('-')}")]


def only_results(request: HttpRequest) -> bool:
    """Whether HTMX asks for the results alone; a restored page of the history is asked whole."""
    return request.headers.get("HX-Target") == RESULTS and "HX-Request" in request.headers


def answered(request: HttpRequest, response: HttpResponse, asked: Asked) -> HttpResponse:
    """With the headers of a page and its fragment: what it varies on, the address to show."""
    if only_results(request):
        response["HX-Push-Url"] = asked.address(page="")
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response
