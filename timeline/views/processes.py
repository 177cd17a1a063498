"""Peace processes: all of them, and where each stands."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from records.contributions import panels_for
from records.keeping import keep
from records.models import Process
from timeline.activity import years_of
from timeline.filters import EntryFilter, ProcessName
from timeline.listing import newest
from timeline.paging import numbered
from timeline.standing import dues, standings


@require_safe
@keep
def process_list(request: HttpRequest) -> HttpResponse:
    processes = Process.objects.with_published().order_by("name_i18n", "id")
    return render(request, "timeline/processes.html", {"page": numbered(request, processes)})


@require_safe
@keep
def process_page(request: HttpRequest, slug: str) -> HttpResponse:
    process = get_object_or_404(Process.objects.with_published(), slug=slug)
    name, now = ProcessName(process.pk, process.slug, process.name_i18n), timezone.now()
    context = {
        "process": process,
        "standing": standings([process], now)[0],
        "dues": dues(now, [process.pk], late=None),
        "years": years_of([process], timezone.localdate(now)),
        "panels": panels_for(process),
        "page": newest(EntryFilter(processes=(name,))),
        "query": f"process={process.slug}",
        "asked": ("process", process.slug),
    }
    return render(request, "timeline/process.html", context)
