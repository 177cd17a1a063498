"""What machines ask of a site: what they may read, its icon, how it installs."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

DAY = 24 * 60 * 60
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
