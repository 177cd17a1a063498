"""What falls due, month by month, as a page and as a calendar file."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from timeline import calendar, calendar_file
from timeline.calendar import Month
from timeline.narrowing import DATES, read_filter, respond


@require_safe
def calendar_page(request: HttpRequest) -> HttpResponse:
    filter_, processes = read_filter(request, without=DATES)
    today = timezone.localdate()
    asked = request.GET.get("month", "")
    month = Month.parse(asked) or Month.of(today)
    sheet = calendar.sheet(filter_, month)
    context = {
        "filter": filter_,
        "kept": {"month": str(month)},
        "sheet": sheet,
        "weekdays": calendar.weekdays(month),
        "today": today,
        "this_month": Month.of(today),
        "lost_month": asked[:20] if asked and Month.parse(asked) is None else "",
        "nearest": calendar.nearest(filter_, month) if sheet.is_empty else (None, None),
    }
    return respond(request, "timeline/calendar.html", "month", context, processes)


@require_safe
def calendar_download(request: HttpRequest) -> HttpResponse:
    """For programs: a query that cannot be read is refused rather than guessed."""
    filter_, _processes = read_filter(request, without=DATES)
    if filter_.problems:
        lines = [f"{p.parameter}={p.value}: {p.message}" for p in filter_.problems]
        return HttpResponse("\n".join(lines), status=400, content_type="text/plain; charset=utf-8")
    site = calendar_file.Site(request.get_host().partition(":")[0], request.build_absolute_uri)
    body = calendar_file.calendar_file(filter_, timezone.now(), site, request.build_absolute_uri())
    return HttpResponse(body, content_type="text/calendar; charset=utf-8")
