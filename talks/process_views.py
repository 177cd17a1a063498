"""What belongs to a process and has its address there: positions, tracks and issues."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from records.models import Process
from talks.as_of import AsOf, standpoints
from talks.issues import issue_stands, processes_with_positions, provisions_on
from talks.models import Issue, Track
from talks.tracks import course_of

AT_ONCE = 50  # rounds of a track on a page


@require_safe
def positions(request: HttpRequest) -> HttpResponse:
    """The processes with a position on record; on to it where there is one, as of the day asked."""
    processes = list(processes_with_positions())
    asked = request.GET.get("as_of", "")
    day = f"?{urlencode({'as_of': asked})}" if asked else ""
    if len(processes) == 1:
        return redirect(reverse("talks:process_positions", args=[processes[0].slug]) + day)
    context = {"processes": processes, "day": day, "as_of": AsOf.read(asked, timezone.localdate())}
    return render(request, "talks/positions.html", context)


@require_safe
def process_positions(request: HttpRequest, slug: str) -> HttpResponse:
    process = get_object_or_404(Process.objects.with_published(), slug=slug)
    today = timezone.localdate()
    as_of = AsOf.read(request.GET.get("as_of", ""), today)
    context = {
        "process": process,
        "as_of": as_of,
        "today": today,
        "asked": request.GET.get("as_of", "")[:40],
        "found": standpoints(process, as_of.day, today),
    }
    target = request.headers.get("HX-Target", "") if "HX-Request" in request.headers else ""
    fragment = "#standing" if target == "standing" else ""
    response = render(request, f"talks/process_positions.html{fragment}", context)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


@require_safe
def track_page(request: HttpRequest, slug: str, track_slug: str) -> HttpResponse:
    track: Track = get_object_or_404(
        Track.objects.select_related("process"), process__slug=slug, slug=track_slug
    )
    course = course_of(track, timezone.localdate())
    context = {
        "track": track,
        "course": course,
        "page": course.page(request.GET.get("page", ""), AT_ONCE),
    }
    return render(request, "talks/track.html", context)


@require_safe
def issue_page(request: HttpRequest, slug: str, issue_slug: str) -> HttpResponse:
    issue: Issue = get_object_or_404(
        Issue.objects.select_related("process"), process__slug=slug, slug=issue_slug
    )
    context = {"issue": issue, "parties": issue_stands(issue), "provisions": provisions_on(issue)}
    return render(request, "talks/issue.html", context)
