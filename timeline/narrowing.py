"""The filter form of the pages that draw the timeline's query in another way."""

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from timeline import facets
from timeline.filters import EntryFilter, ProcessName, offered_processes

DATES = ("from", "to")


def read_filter(
    request: HttpRequest, *, without: tuple[str, ...] = ()
) -> tuple[EntryFilter, list[ProcessName]]:
    """The filter that the address gives, and the processes there are to choose from.

    `without` names parameters that the page answers in its own way, such as a calendar dates.
    """
    query: QueryDict = request.GET.copy()
    for name in without:
        query.pop(name, None)
    processes = offered_processes()
    return EntryFilter.parse(query, processes), processes


def offered(filter_: EntryFilter, processes: list[ProcessName]) -> dict[str, object]:
    """What `timeline/_narrowing.html` needs."""
    around = facets.complement(filter_, processes)
    return {
        "processes": around.processes,
        "kinds": around.kinds,
        "countries": around.countries,
        "actors": around.actors,
    }


def respond(
    request: HttpRequest,
    template: str,
    fragment: str,
    context: dict[str, object],
    processes: list[ProcessName],
) -> HttpResponse:
    """The page, or the fragment alone where it is what HTMX will replace.

    A fragment sets the address without the empty fields that a form sends: the filter's query and
    what stands in `context["kept"]`.
    """
    filter_: EntryFilter = context["filter"]  # type: ignore[assignment]
    kept: dict[str, str] = context["kept"]  # type: ignore[assignment]
    is_fragment = "HX-Request" in request.headers and request.headers.get("HX-Target") == fragment
    context |= {
        "is_fragment": is_fragment,
        "chips": chosen(filter_, kept),
        "cleared": f"?{urlencode(kept)}",
        "action": request.path,
    }
    if is_fragment:
        response = render(request, f"{template}#{fragment}", context)
        query = urlencode({**filter_.given, **kept}, doseq=True)
        response["HX-Push-Url"] = f"{request.path}?{query}"
    else:
        response = render(request, template, {**offered(filter_, processes), **context})
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


class Chosen(NamedTuple):
    """A value that is chosen, and this page's address without it."""

    label: str
    address: str


def chosen(filter_: EntryFilter, kept: Mapping[str, str]) -> list[Chosen]:
    """A chip for each value of the filter; `kept` stays in every address."""
    return [
        Chosen(chip.label, f"?{urlencode({**_without(filter_, chip), **kept}, doseq=True)}")
        for chip in facets.chips(filter_)
    ]


def _without(filter_: EntryFilter, chip: facets.Chip) -> dict[str, list[str]]:
    return {
        name: [v for v in values if (name, v) != (chip.parameter, chip.value)]
        for name, values in filter_.given.items()
    }
