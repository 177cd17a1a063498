"""The timeline's query as a file or a feed: `/timeline.csv?country=UA`."""

from collections.abc import Callable, Iterator

from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    JsonResponse,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from timeline.exports import calendars, feeds, graph, tables, texts
from timeline.exports.records import Record, newest_changes, records
from timeline.facets import chips
from timeline.filters import EntryFilter, offered_processes

Answer = Callable[[HttpRequest, EntryFilter], HttpResponseBase]
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def export(request: HttpRequest, form: str) -> HttpResponseBase:
    """The query in one of FORMS; 400 where a value of it cannot be used."""
    entry_filter = EntryFilter.parse(request.GET, offered_processes())
    if entry_filter.problems:
        problems = [
            {"parameter": problem.parameter, "value": problem.value, "message": problem.message}
            for problem in entry_filter.problems
        ]
        return JsonResponse({"problems": problems}, status=400)
    return FORMS[form](request, entry_filter)


def _csv(request: HttpRequest, entry_filter: EntryFilter) -> HttpResponseBase:
    lines = tables.csv_lines(_records(request, entry_filter))
    return _download(lines, "text/csv; charset=utf-8", "csv")


def _xlsx(request: HttpRequest, entry_filter: EntryFilter) -> HttpResponseBase:
    book = tables.workbook(_records(request, entry_filter))
    return FileResponse(
        book, as_attachment=True, filename=_file_name("xlsx"), content_type=WORKBOOK
    )


def _json(request: HttpRequest, entry_filter: EntryFilter) -> HttpResponseBase:
    found = _records(request, entry_filter)
    text = texts.json_text(found, request.build_absolute_uri(), timezone.now())
    return _download(text, "application/json", "json")


def _jsonl(request: HttpRequest, entry_filter: EntryFilter) -> HttpResponseBase:
    lines = texts.json_lines(_records(request, entry_filter))
    return _download(lines, "application/jsonl; charset=utf-8", "jsonl")


def _jsonld(request: HttpRequest, entry_filter: EntryFilter) -> HttpResponseBase:
    found = graph.things(entry_filter, request.build_absolute_uri)
    return _download(texts.json_ld(found), "application/ld+json", "jsonld")


def _atom(request: HttpRequest, entry_filter: EntryFilter) -> HttpResponseBase:
    query = entry_filter.query
    page = reverse("timeline:timeline")
    text = feeds.atom(
        newest_changes(entry_filter, request.build_absolute_uri),
        address=request.build_absolute_uri(),
        page=request.build_absolute_uri(f"{page}?{query}" if query else page),
        title=_name(entry_filter),
        language=get_language() or "",
    )
    return HttpResponse(text, content_type="application/atom+xml; charset=utf-8")


def _ics(request: HttpRequest, entry_filter: EntryFilter) -> HttpResponseBase:
    found = _records(request, entry_filter)
    text = calendars.calendar(found, request.build_absolute_uri(), _name(entry_filter))
    return HttpResponse(text, content_type="text/calendar; charset=utf-8")


FORMS: dict[str, Answer] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "json": _json,
    "jsonl": _jsonl,
    "jsonld": _jsonld,
    "atom": _atom,
    "ics": _ics,
}


def _records(request: HttpRequest, entry_filter: EntryFilter) -> Iterator[Record]:
    return records(entry_filter, request.build_absolute_uri)


def _name(entry_filter: EntryFilter) -> str:
    """What a feed or calendar is called in a reader's list of them."""
    chosen = ", ".join(chip.label for chip in chips(entry_filter))
    return f"Parley: {chosen}" if chosen else f"Parley: {_('Timeline')}"


def _file_name(ending: str) -> str:
    return f"parley-{timezone.localdate().isoformat()}.{ending}"


def _download(text: Iterator[str], content_type: str, ending: str) -> StreamingHttpResponse:
    name = _file_name(ending)
    return StreamingHttpResponse(
        text,
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
