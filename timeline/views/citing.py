"""How to cite a list: its query, the day, how many entries, and a hash of which they were."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from records.citing import FORMS, download
from timeline.citing import listed, reference_to
from timeline.filters import EntryFilter, offered_processes

PLAIN = ("plain", "")


@require_safe
def cite(request: HttpRequest) -> HttpResponse:
    """A page, or with `?format=` a file: `bibtex`, `ris`, `csl-json`, or `list`, what is hashed."""
    entry_filter = EntryFilter.parse(request.GET, offered_processes())
    form = request.GET.get("format", "")
    if form not in (*PLAIN, "list", *FORMS):
        return render(request, "400.html", status=400)
    if entry_filter.problems and form not in PLAIN:
        problems = [{"parameter": p.parameter, "value": p.value} for p in entry_filter.problems]
        return JsonResponse({"problems": problems}, status=400)
    lines = listed(entry_filter)
    if form == "list":
        return HttpResponse(lines, content_type="text/plain; charset=utf-8")
    reference = reference_to(request, entry_filter, lines)
    if form in FORMS:
        return download(FORMS[form], reference)
    context = {"filter": entry_filter, "reference": reference}
    return render(request, "timeline/cite.html", context)
