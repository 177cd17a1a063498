"""Where things stand: the answer for a reader who has ten seconds."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from records.keeping import keep
from timeline import languages
from timeline.activity import years_of
from timeline.filters import EntryFilter
from timeline.listing import newest
from timeline.standing import SERIES, active_processes, dues, standings

NEWEST = 8


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    elsewhere = languages.preferred_home(request)
    if elsewhere:
        return languages.vary(elsewhere)
    return languages.vary(languages.remember(request, _standing(request)))


@keep
def _standing(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    today, processes = timezone.localdate(now), active_processes()
    context = {
        "today": today,
        "standings": standings(processes, now, limit=SERIES),
        "dues": dues(now),
        "page": newest(EntryFilter(last=today), size=NEWEST),
        "years": years_of(processes, today),
    }
    return render(request, "timeline/home.html", context)
