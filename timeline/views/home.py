"""Where things stand: the answer for a reader who has ten seconds."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from records.keeping import keep
from timeline import languages
from timeline.activity import weeks_of_activity
from timeline.filters import EntryFilter
from timeline.listing import newest
from timeline.standing import SERIES, active_processes, passed, standings, upcoming

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
    context = {
        "today": timezone.localdate(now),
        "standings": standings(active_processes(), now, limit=SERIES),
        "due": upcoming(now),
        "passed": passed(now),
        "page": newest(EntryFilter(), size=NEWEST),
        "weeks": weeks_of_activity(timezone.localdate(now)),
    }
    return render(request, "timeline/home.html", context)
