"""The timeline with its filters, and the address of an entry that never changes."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from records.keeping import keep
from records.models import Entry
from records.pages import withdrawn
from timeline import facets
from timeline.embedding import embeddable
from timeline.filters import PARAMETERS, EntryFilter, Sort, offered_processes
from timeline.listing import newest
from timeline.narrowing import chosen
from timeline.ordering import Cursor
from timeline.picture import picture_of

# What HTMX replaces, by the id of the element that is its target, and the partial that fills it
FRAGMENTS = {
    "results": "timeline/timeline.html#results",
    "older": "timeline/timeline.html#days",
    "complement": "timeline/_complement.html",
    "picture": "timeline/timeline.html#picture",
}


@require_safe
@embeddable
@keep
def timeline(request: HttpRequest) -> HttpResponse:
    """The whole page, or the one part of it that HTMX names: the list answers first, and then asks
    for what stands around it."""
    processes = offered_processes()
    entry_filter = EntryFilter.parse(request.GET, processes)
    target = _target(request)
    context: dict[str, object] = {"filter": entry_filter, "target": target}
    if target in {"", "results", "older"}:
        context |= _listed(entry_filter, request.GET.get("before", ""))
    if target in {"", "complement"}:
        context["complement"] = facets.complement(entry_filter, processes)
    if target in {"", "complement", "picture"}:
        context["picture"] = picture_of(entry_filter, timezone.localdate())
    response = render(request, FRAGMENTS.get(target, "timeline/timeline.html"), context)
    if target == "results":  # without the empty fields that a form sends
        address, query = reverse("timeline:timeline"), entry_filter.query
        response["HX-Push-Url"] = f"{address}?{query}" if query else address
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def _listed(entry_filter: EntryFilter, before: str) -> dict[str, object]:
    """A page of entries, the chips and what is said of them."""
    cursor = Cursor.parse(before)
    place = cursor if cursor and cursor.is_in(entry_filter) else None
    page = newest(entry_filter, place)
    return {
        "page": page,
        "chips": chosen(entry_filter, {}, reverse("timeline:timeline")),
        "lost_place": bool(before) and cursor is None,
        "other_place": cursor is not None and place is None,
        "examples": facets.examples(page.entries) if entry_filter.is_empty else [],
        "sorts": _sorts(entry_filter),
        "parameters": [*(name for name in PARAMETERS if name != "source"), "sort"],
    }


def _sorts(entry_filter: EntryFilter) -> list[tuple[Sort, str]]:
    """The orders that a reader may choose, with the query of each."""
    orders = [sort for sort in Sort if sort != Sort.RELEVANCE or entry_filter.words]
    return [(sort, entry_filter.query_by(sort)) for sort in orders]


def _target(request: HttpRequest) -> str:
    """The named part, where HTMX asks for one that there is."""
    named = request.headers.get("HX-Target", "") if "HX-Request" in request.headers else ""
    return named if named in FRAGMENTS else ""


@require_safe
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    """On to where the entry stands today: not for good, since that address may change."""
    found: Entry = get_object_or_404(Entry.objects.defer("search"), pk=pk)
    if found.state == Entry.State.WITHDRAWN:
        return withdrawn(request, found)
    if found.state != Entry.State.PUBLISHED:
        raise Http404
    return redirect(found)
