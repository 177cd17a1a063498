"""The timeline with its filters, and the address of an entry that never changes."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from records.models import Entry
from records.pages import withdrawn
from timeline import facets
from timeline.embedding import embeddable
from timeline.filters import EntryFilter, offered_processes
from timeline.listing import Cursor, newest
from timeline.picture import picture_of

# What HTMX replaces, by the id of the element that is its target, and the partial that fills it
FRAGMENTS = {
    "results": "timeline/timeline.html#results",
    "older": "timeline/timeline.html#days",
    "picture": "timeline/timeline.html#picture",
}


@require_safe
@embeddable
def timeline(request: HttpRequest) -> HttpResponse:
    processes = offered_processes()
    entry_filter = EntryFilter.parse(request.GET, processes)
    before = request.GET.get("before", "")
    cursor = Cursor.parse(before)
    page = newest(entry_filter, cursor)
    context = {
        "filter": entry_filter,
        "page": page,
        "chips": facets.chips(entry_filter),
        "lost_place": bool(before) and cursor is None,
        "examples": facets.examples(page.entries) if entry_filter.is_empty else [],
        "parameters": ("process", "kind", "country", "actor", "from", "to", "q"),
    }
    fragment = FRAGMENTS.get(_target(request))
    if fragment != FRAGMENTS["older"]:
        context["picture"] = picture_of(entry_filter, timezone.localdate())
    if fragment is None:
        context |= {
            "processes": facets.process_choices(entry_filter, processes),
            "kinds": facets.kind_choices(entry_filter),
            "countries": facets.country_choices(entry_filter),
            "actors": facets.actor_choices(entry_filter, page.entries),
        }
    response = render(request, fragment or "timeline/timeline.html", context)
    if fragment == FRAGMENTS["results"]:  # without the empty fields that a form sends
        address = reverse("timeline:timeline")
        query = entry_filter.query
        response["HX-Push-Url"] = f"{address}?{query}" if query else address
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def _target(request: HttpRequest) -> str:
    return request.headers.get("HX-Target", "") if "HX-Request" in request.headers else ""


@require_safe
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    """On to where the entry stands today: not for good, since that address may change."""
    found: Entry = get_object_or_404(Entry.objects.defer("search"), pk=pk)
    if found.state == Entry.State.WITHDRAWN:
        return withdrawn(request, found)
    if found.state != Entry.State.PUBLISHED:
        raise Http404
    return redirect(found)
