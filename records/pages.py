"""What every kind's detail page shares: finding the entry, who may see it, and what it shows."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeAlias

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from records.evidence import attach_evidence
from records.exporting import reference_to
from records.models import Entry, Redirect
from records.public import current_version

READABLE = (Entry.State.PUBLISHED, Entry.State.WITHDRAWN)

Page: TypeAlias = Callable[..., dict[str, object]]


def entry_page(model: type[Entry], template: str) -> Callable[[Page], Callable[..., HttpResponse]]:
    """Make `page(entry) -> context` the view of a kind's detail page; it may read `entry.asked`.

    A published entry is shown; a withdrawn one answers 410 with its reason; a former address moves
    on for good; a draft is not found, but for those who may view entries, who get a preview.
    """

    def decorate(page: Page) -> Callable[..., HttpResponse]:
        @require_safe
        @wraps(page)
        def view(request: HttpRequest, slug: str) -> HttpResponse:
            entries: Any = model._default_manager
            entry = entries.for_page().filter(kind=model.KIND, slug=slug).first()
            if entry is None or not may_see(request, entry):
                return moved(model.KIND, slug)
            if entry.state == Entry.State.WITHDRAWN:
                return withdrawn(request, entry)
            attach_evidence(entry)
            entry.asked = request.GET
            preview = entry.state != Entry.State.PUBLISHED
            context = {"entry": entry, "preview": preview, **page(entry)}
            if version := None if preview else current_version(entry):
                context["version"] = version
                context["reference"] = reference_to(request, version)
            response = render(request, template, context)
            if preview:
                patch_cache_control(response, private=True, no_store=True)
            return response

        return view

    return decorate


def withdrawn(request: HttpRequest, entry: Any) -> HttpResponse:
    """The page of a withdrawn entry: why and, where readers had seen it, what and since when."""
    last = entry.versions.filter(state=Entry.State.PUBLISHED).last()
    after = entry.versions.filter(pgh_id__gt=last.pgh_id).first() if last else None
    context = {"entry": entry, "withdrawn_at": after and after.pgh_created_at}
    return render(request, "410.html", context, status=410)


def may_see(request: HttpRequest, entry: Entry) -> bool:
    """Readers see what was published, even if only its withdrawal; editors see drafts too."""
    return entry.state in READABLE or request.user.has_perm("records.view_entry")


def moved(kind: str, slug: str) -> HttpResponsePermanentRedirect:
    """Send on from an address that a readable entry had before. Raises Http404 for any other."""
    former = (
        Redirect.objects.filter(kind=kind, slug=slug, entry__state__in=READABLE)
        .select_related("entry")
        .first()
    )
    if former is None or former.entry is None:
        raise Http404
    return HttpResponsePermanentRedirect(former.entry.get_absolute_url())
