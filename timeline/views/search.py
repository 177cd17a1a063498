"""The search box: its page of results, and what it offers while one types."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from records.tidying import LONG
from records.words import wanted
from timeline.asked import text_of
from timeline.searching import example_names, find
from timeline.suggesting import suggest as suggestions_for


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    text = text_of(request, "q")
    results = find(text) if wanted(text) else None
    context = {
        "text": text,
        "results": results,
        "too_long": len(request.GET.get("q", "")) > LONG,
        "most": LONG,
        "examples": [] if results and results.number else example_names(),
    }
    return render(request, "timeline/search.html", context)


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """A list for the box; whoever comes here otherwise gets the page of results."""
    text = text_of(request, "q")
    if "HX-Request" in request.headers and request.headers.get("HX-Target") == "suggestions":
        context = {"text": text, "found": suggestions_for(text)}
        response = render(request, "timeline/search.html#suggestions", context)
    else:
        response = HttpResponseRedirect(f"{reverse('timeline:search')}?{urlencode({'q': text})}")
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response
