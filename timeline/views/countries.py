"""Countries: those that occur, and what is on record about each."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from records.keeping import keep
from records.vocabulary import COUNTRY_CODES
from timeline.facets import occurring_countries
from timeline.filters import EntryFilter
from timeline.listing import newest
from timeline.paging import numbered
from timeline.querysets import listed_actors


@require_safe
@keep
def country_list(request: HttpRequest) -> HttpResponse:
    context = {"countries": occurring_countries().items()}
    return render(request, "timeline/countries.html", context)


@require_safe
@keep
def country_page(request: HttpRequest, code: str) -> HttpResponse:
    if code.upper() not in COUNTRY_CODES:
        raise Http404
    if not code.isupper():
        return redirect("timeline:country", code=code.upper(), permanent=True)
    context = {
        "code": code,
        "actors": numbered(request, listed_actors("", (), [code])),
        "page": newest(EntryFilter(countries=(code,))),
        "query": f"country={code}",
    }
    return render(request, "timeline/country.html", context)
