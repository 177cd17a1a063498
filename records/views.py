"""An entry's versions, and the same entry for machines: JSON, calendar, citations."""

from collections.abc import Callable
from functools import wraps
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from records.calendar import calendar_of
from records.citing import FORMS, download
from records.contents import contents_of, page_of_versions
from records.exporting import entry_data, reference_to
from records.kinds import kind_model
from records.models import Entry, PublicVersion
from records.numbers import small_int
from records.pages import READABLE, withdrawn
from records.public import canonical_json, current_version
from records.telling import sections_of, summary_of

View = Callable[..., HttpResponse]


class Shown(NamedTuple):
    """An entry that readers see, and the version that they see now."""

    entry: Any
    current: PublicVersion

    def version(self, number: int) -> PublicVersion:
        """Raises Http404 where there is no version of this number."""
        if number and number == self.current.number:
            return self.current
        return get_object_or_404(PublicVersion, entry=self.entry.pk, number=number)


def of_readable(view: View) -> View:
    """Give `view` the entry of the address; a withdrawn one answers 410, a draft is not found."""

    @require_safe
    @wraps(view)
    def decorated(request: HttpRequest, pk: int, **given: object) -> HttpResponse:
        entry: Any = get_object_or_404(Entry.objects.defer("search"), pk=pk, state__in=READABLE)
        if entry.state == Entry.State.WITHDRAWN:
            return withdrawn(request, entry)
        own: Any = kind_model(entry.kind).objects.for_page().get(pk=pk)
        if (current := current_version(own)) is None:
            raise Http404
        return view(request, Shown(own, current), **given)

    return decorated


@of_readable
def versions(request: HttpRequest, shown: Shown) -> HttpResponse:
    page, steps = page_of_versions(shown.entry, small_int(request.GET.get("page", "")) or 1)
    context = {
        "entry": shown.entry,
        "page": page,
        "steps": steps,
        "current": shown.current,
        "corrected": list(shown.entry.corrections.all()),
    }
    return render(request, "records/versions.html", context)


@of_readable
def version(request: HttpRequest, shown: Shown, number: int) -> HttpResponse:
    wanted = shown.version(number)
    [content] = contents_of([wanted])
    context = {
        "entry": shown.entry,
        "version": wanted,
        "current": shown.current,
        "sections": sections_of(content),
        "summary": summary_of(wanted),
        "reference": reference_to(request, wanted),
    }
    return render(request, "records/version.html", context)


@of_readable
def version_json(_request: HttpRequest, shown: Shown, number: int) -> HttpResponse:
    """Just the bytes of which the SHA-256 is taken."""
    return HttpResponse(shown.version(number).canonical, content_type="application/json")


@of_readable
def entry_json(request: HttpRequest, shown: Shown) -> HttpResponse:
    data = canonical_json(entry_data(request, shown.entry, shown.current))
    return HttpResponse(data, content_type="application/json")


@of_readable
def entry_ics(request: HttpRequest, shown: Shown) -> HttpResponse:
    """Not found where no day is known: a month is no date to put into a calendar."""
    calendar = calendar_of(request, shown.entry)
    if calendar is None:
        raise Http404
    response = HttpResponse(calendar, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="parley-{shown.entry.pk}.ics"'
    return response


@of_readable
def cite(request: HttpRequest, shown: Shown, form: str) -> HttpResponse:
    """The version of `?version=`, else the one that readers see now."""
    given = request.GET.get("version")
    wanted = shown.current if given is None else shown.version(small_int(given) or 0)
    return download(FORMS[form], reference_to(request, wanted))
