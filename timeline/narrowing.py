"""The filter form of the pages that draw the timeline's query in another way."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from records.choosing import Chip
from timeline import facets
from timeline.filters import EntryFilter, ProcessName, Sort, offered_processes

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


def chosen(filter_: EntryFilter, kept: Mapping[str, str], address: str = "") -> list[Chip]:
    """A chip for each value of the filter; `kept` stays in every address, as does the order."""
    found = []
    for value in facets.chosen(filter_):
        query = urlencode({**_without(filter_, value), **kept}, doseq=True)
        found.append(Chip(value.label, f"{address}?{query}" if query or not address else address))
    return found


def _without(filter_: EntryFilter, chosen_value: facets.ChosenValue) -> dict[str, list[str]]:
    given = {
        name: [v for v in values if (name, v) != (chosen_value.parameter, chosen_value.value)]
        for name, values in filter_.given.items()
    }
    if filter_.sort == Sort.CHANGED or (filter_.sort == Sort.RELEVANCE and given.get("q")):
        given["sort"] = [filter_.sort.value]
    return given
