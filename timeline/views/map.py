"""Where it took place: places on a map, and the same as a table."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from timeline.asked import text_of
from timeline.narrowing import chosen, offered, read_filter
from timeline.places import MOST, entries_at, places


@require_safe
def map_page(request: HttpRequest) -> HttpResponse:
    filter_, processes = read_filter(request)
    at = text_of(request, "at")[:50]
    context = {
        "at": at,
        "page": entries_at(filter_, at) if at else None,
        "filter": filter_,
        "chips": chosen(filter_, {}),
        "cleared": request.path,
        "action": request.path,
        "places": places(filter_),
        "most": MOST,
        **offered(filter_, processes),
    }
    return render(request, "timeline/map.html", context)
