"""Countries: those that occur, and what is on record about each."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from records.contributions import Country, panels_for
from records.keeping import keep
from records.vocabulary import COUNTRY_CODES
from timeline.asked import text_of
from timeline.facets import occurring_countries, sort_key
from timeline.filters import EntryFilter
from timeline.listing import newest
from timeline.paging import numbered
from timeline.querysets import entries_of_countries, listed_actors


@require_safe
@keep
def country_list(request: HttpRequest) -> HttpResponse:
    text = text_of(request, "q")
    counts = entries_of_countries()
    countries = [
        (code, name, counts.get(code, 0))
        for code, name in occurring_countries().items()
        if _is_like(text, code, name)
    ]
    context = {"countries": countries, "text": text}
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
        "panels": panels_for(Country(code)),
        "query": f"country={code}",
        "asked": ("country", code),
    }
    return render(request, "timeline/country.html", context)


def _is_like(text: str, code: str, name: str) -> bool:
    """Whether `text` stands in the name, accents aside, or is the code."""
    wanted = sort_key(text)
    folded = sort_key(name)
    within = any(
        folded[n : n + len(wanted)] == wanted for n in range(len(folded) - len(wanted) + 1)
    )
    return within or text.upper() == code
