"""Sources: all that published entries cite, and what was cited from each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from records.keeping import keep
from records.models import Source
from timeline.asked import text_of
from timeline.cited import cited
from timeline.paging import numbered
from timeline.querysets import citations_from, shown_sources


@require_safe
@keep
def source_list(request: HttpRequest) -> HttpResponse:
    text = text_of(request, "q")
    context = {
        "page": numbered(request, shown_sources(text)),
        "text": text,
        "grades": Source.Reliability.choices,
    }
    return render(request, "timeline/sources.html", context)


@require_safe
@keep
def source_page(request: HttpRequest, pk: int) -> HttpResponse:
    source = get_object_or_404(Source.objects.of_published(), pk=pk)
    page = numbered(request, citations_from(source))
    context = {"source": source, "page": page, "cited": cited(page.rows)}
    return render(request, "timeline/source.html", context)
