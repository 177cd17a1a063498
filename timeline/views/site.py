"""What machines ask of a site: what they may read, its pages, its icon, how it installs."""

import re
from collections.abc import Callable
from functools import wraps

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    JsonResponse,
)
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from records.keeping import keep
from timeline.sitemaps import SECTIONS, files, places

DAY = 24 * 60 * 60
XML = "application/xml"
NUMBER = re.compile(r"[0-9]{1,18}")
ROBOTS = """\
User-agent: *
Disallow: /admin/
Disallow: /fr/admin/
Disallow: /uk/admin/
Disallow: /*embed=1
Allow: /

Sitemap: {sitemap}
"""


@require_safe
@cache_control(public=True, max_age=DAY)
def robots(request: HttpRequest) -> HttpResponse:
    sitemap = request.build_absolute_uri(reverse("sitemap"))
    return HttpResponse(ROBOTS.format(sitemap=sitemap), content_type="text/plain; charset=utf-8")


def _not_listed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A list of pages is itself no page to find."""

    @wraps(view)
    def wrapper(request: HttpRequest, **kwargs: str) -> HttpResponse:
        response = view(request, **kwargs)
        response["X-Robots-Tag"] = "noindex, noodp, noarchive"
        return response

    return wrapper


@require_safe
@_not_listed
@keep
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """https://www.sitemaps.org/protocol.html#index"""
    context = {"files": files(), "site": request.build_absolute_uri("/")[:-1]}
    return render(request, "timeline/sitemap_index.xml", context, content_type=XML)


@require_safe
@_not_listed
@keep
def sitemap(request: HttpRequest, section: str) -> HttpResponse:
    """One file of a section: `after` is the number behind which its records begin."""
    after = request.GET.get("after", "0")
    if section not in SECTIONS or not NUMBER.fullmatch(after):
        raise Http404
    found = places(section, int(after))
    if after != "0" and not found:
        raise Http404
    context = {"places": found, "site": request.build_absolute_uri("/")[:-1]}
    return render(request, "timeline/sitemap.xml", context, content_type=XML)


@require_safe
@cache_control(public=True, max_age=DAY)
def favicon(_request: HttpRequest) -> HttpResponse:
    """Browsers ask for this address whatever the page says."""
    return HttpResponsePermanentRedirect(static("icons/favicon.ico"))


@require_safe
@cache_control(public=True, max_age=DAY)
def manifest(_request: HttpRequest) -> HttpResponse:
    """https://www.w3.org/TR/appmanifest/"""
    icons = [
        {"src": static("icons/parley.svg"), "sizes": "any", "type": "image/svg+xml"},
        *(
            {"src": static(f"icons/parley-{n}.png"), "sizes": f"{n}x{n}", "type": "image/png"}
            for n in (192, 512)
        ),
    ]
    content = {
        "name": "Parley",
        "short_name": "Parley",
        "start_url": reverse("timeline:home"),
        "display": "browser",
        "background_color": "#faf8f3",
        "theme_color": "#7a1f2b",
        "icons": icons,
    }
    return JsonResponse(content, content_type="application/manifest+json")
