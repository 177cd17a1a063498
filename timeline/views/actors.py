"""Who takes part: the list, and a profile for each."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from records.contributions import panels_for
from records.dates import parse
from records.display import span_words
from records.keeping import keep
from records.loading import load_rows
from records.models import Actor, ActorName, Redirect
from records.vocabulary import COUNTRY_CODES
from timeline import querysets
from timeline.asked import text_of, values_of
from timeline.facets import occurring_countries
from timeline.filters import EntryFilter
from timeline.listing import Page, newest
from timeline.paging import numbered
from timeline.terms import (
    position,
    term_of_identifier,
    term_of_name,
    term_of_post,
    under_terms,
)

PAIR = 25


@require_safe
@keep
def actor_list(request: HttpRequest) -> HttpResponse:
    text = text_of(request, "q")
    kinds, strange_kinds = values_of(request, "kind", Actor.Kind.values)
    codes, strange_codes = values_of(request, "country", COUNTRY_CODES)
    actors = querysets.listed_actors(text, kinds, codes)
    if (strange_kinds and not kinds) or (strange_codes and not codes):
        actors = actors.none()
    page = numbered(request, actors)
    context = {
        "page": page,
        "counts": querysets.entries_of_each(page.rows),
        "text": text,
        "kinds": Actor.Kind.choices,
        "chosen_kinds": kinds,
        "countries": occurring_countries().items(),
        "chosen_countries": codes,
        "strange": strange_kinds + strange_codes,
        "is_filtered": bool(text or kinds or codes or strange_kinds or strange_codes),
    }
    return render(request, "timeline/actors.html", context)


@require_safe
@keep
def actor_page(request: HttpRequest, slug: str) -> HttpResponse:
    actor = Actor.objects.filter(slug=slug).first()
    if actor is None:
        return _moved(slug)
    panels = panels_for(actor)
    if not panels and not querysets.is_known(actor):
        raise Http404
    names = list(actor.names.all())
    context = {
        "actor": actor,
        "born": span_words(parse(actor.born)) if actor.born else "",
        "original": next((n for n in names if n.kind == ActorName.Kind.PRIMARY), None),
        "names": under_terms((n for n in names if n.text != actor.name_i18n), term_of_name),
        "posts": under_terms(querysets.posts_of(actor), term_of_post),
        "people": under_terms(querysets.people_of(actor), position),
        "identifiers": under_terms(querysets.public_identifiers(actor), term_of_identifier),
        "roles": querysets.roles_of(actor),
        "company": querysets.company_of(actor),
        "shared": querysets.SHARED,
        "panels": panels,
        "page": newest(EntryFilter(actors=(actor,))),
        "query": f"actor={actor.slug}",
        "asked": ("actor", actor.slug),
    }
    return render(request, "timeline/actor.html", context)


@require_safe
def pair_page(request: HttpRequest, slug: str, other: str) -> HttpResponse:
    """What two actors have in common: the timeline's `actor` means any of them, this means both."""
    if slug == other:
        return redirect("timeline:actor", slug=slug)
    one, two = (get_object_or_404(Actor, slug=s) for s in (slug, other))
    entries = querysets.shared_entries(one, two)
    page = numbered(request, entries.only("pk"), size=PAIR)
    if not page.rows:
        raise Http404
    context = {
        "one": one,
        "two": two,
        "kinds": querysets.kinds_of(entries),
        "page": page,
        "entries": Page(load_rows(row.pk for row in page.rows), None),
    }
    return render(request, "timeline/pair.html", context)


def _moved(slug: str) -> HttpResponse:
    former = Redirect.objects.filter(kind="actor", slug=slug).select_related("actor").first()
    if former is None or former.actor is None or not querysets.is_known(former.actor):
        raise Http404
    return HttpResponsePermanentRedirect(former.actor.get_absolute_url())
