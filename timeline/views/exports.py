"""The timeline's query as a file or a feed: `/timeline.csv?country=UA`."""

from collections.abc import Callable, Iterator

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from records.downloads import download, file_name, refused
from records.keeping import tell_unchanged
from records.turns import in_turn
from timeline.exports import calendars, feeds, graph, tables, texts
from timeline.exports.records import Record, newest_changes, outlines, records
from timeline.facets import chosen
from timeline.filters import EntryFilter, offered_processes

Answer = Callable[[HttpRequest, EntryFilter], HttpResponseBase]
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@tell_unchanged
def export(request: HttpRequest, form: str) -> HttpResponseBase:
    """The query in one of FORMS; 400 where a value of it cannot be used."""
    entry_filter = EntryFilter.parse(request.GET, offered_processes())
    if entry_filter.problems:
        return refused(entry_filter.problems)
    return FORMS[form](request, entry_filter)


@in_turn
def _csv(request: HttpRequest, entry_filter: EntryFilter) -> HttpResponseBase:
    return download(tables.csv_text(_records(request, entry_filter)), "csv")


@in_turn
def _xlsx(request: HttpRequest, entry_filter: EntryFilter) -> HttpResponseBase:
    book = tables.workbook(_records(request, entry_filter))
    return FileResponse(book, as_attachment=True, filename=file_name("xlsx"), content_type=WORKBOOK)


@in_turn
def _json(request: HttpRequest, entry_filter: EntryFilter) -> HttpResponseBase:
    found = _records(request, entry_filter)
    text = texts.json_text(found, request.build_absolute_uri(), timezone.now())
    return download(text, "json")


@in_turn
def _jsonl(request: HttpRequest, entry_filter: EntryFilter) -> HttpResponseBase:
    return download(texts.json_lines(_records(request, entry_filter)), "jsonl")


@in_turn
def _jsonld(request: HttpRequest, entry_filter: EntryFilter) -> HttpResponseBase:
    found = graph.things(entry_filter, request.build_absolute_uri)
    return download(texts.json_ld(found), "jsonld")


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


@in_turn
def _ics(request: HttpRequest, entry_filter: EntryFilter) -> HttpResponseBase:
    found = outlines(entry_filter, request.build_absolute_uri)
    text = calendars.calendar(found, request.build_absolute_uri(), _name(entry_filter))
    return StreamingHttpResponse(text, content_type="text/calendar; charset=utf-8")


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
    labels = ", ".join(value.label for value in chosen(entry_filter))
    return f"Parley: {labels}" if labels else f"Parley: {_('Timeline')}"
