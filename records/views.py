"""An entry's versions, and the same entry for machines: JSON, calendar, citations."""

from collections.abc import Callable
from functools import wraps
from itertools import pairwise
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from records.calendar import calendar_of
from records.citing import FORMS, download
from records.exporting import entry_data, reference_to
from records.kinds import kind_model
from records.models import Entry
from records.numbers import small_int
from records.pages import READABLE, withdrawn
from records.public import PublicVersion, canonical_json, public_versions
from records.telling import sections_of, summary_of

View = Callable[..., HttpResponse]


class Shown(NamedTuple):
    """An entry that readers see, and what they have seen of it, oldest first."""

    entry: Any
    versions: list[PublicVersion]

    @property
    def current(self) -> PublicVersion:
        return self.versions[-1]

    def version(self, number: int) -> PublicVersion:
        """Raises Http404 where there is no version of this number."""
        if not 1 <= number <= len(self.versions):
            raise Http404
        return self.versions[number - 1]


def of_readable(view: View) -> View:
    """Give `view` the entry of the address; a withdrawn one answers 410, a draft is not found."""

    @require_safe
    @wraps(view)
    def decorated(request: HttpRequest, pk: int, **given: object) -> HttpResponse:
        entry: Any = get_object_or_404(Entry.objects.defer("search"), pk=pk, state__in=READABLE)
        if entry.state == Entry.State.WITHDRAWN:
            return withdrawn(request, entry)
        own: Any = kind_model(entry.kind).objects.for_page().get(pk=pk)
        if not (versions := public_versions(own)):
            raise Http404
        return view(request, Shown(own, versions), **given)

    return decorated


@of_readable
def versions(request: HttpRequest, shown: Shown) -> HttpResponse:
    changed = [(new, new.changes(old)) for old, new in pairwise(shown.versions)]
    context = {
        "entry": shown.entry,
        "first": shown.versions[0],
        "changed": changed[::-1],
        "current": shown.current,
        "corrected": list(shown.entry.corrections.all()),
    }
    return render(request, "records/versions.html", context)


@of_readable
def version(request: HttpRequest, shown: Shown, number: int) -> HttpResponse:
    wanted = shown.version(number)
    context = {
        "entry": shown.entry,
        "version": wanted,
        "current": shown.current,
        "sections": sections_of(wanted),
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
    number = shown.current.number if given is None else small_int(given) or 0
    return download(FORMS[form], reference_to(request, shown.version(number)))
