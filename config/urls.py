"""Every address of Parley: what machines ask without a language, the rest under its prefix."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.sitemaps import views as sitemaps
from django.urls import include, path

from timeline.sitemaps import SITEMAPS
from timeline.views import site

urlpatterns = [
    path("robots.txt", site.robots, name="robots"),
    path("favicon.ico", site.favicon, name="favicon"),
    path("manifest.webmanifest", site.manifest, name="manifest"),
    path("sitemap.xml", sitemaps.index, {"sitemaps": SITEMAPS}, name="sitemap"),
    path(
        "sitemap-<section>.xml",
        sitemaps.sitemap,
        {"sitemaps": SITEMAPS},
        name="django.contrib.sitemaps.views.sitemap",
    ),
    *i18n_patterns(
        path("admin/", admin.site.urls),
        path("", include("records.urls")),
        path("", include("talks.urls")),
        path("", include("sanctions.urls")),
        path("", include("aid.urls")),
        path("", include("timeline.urls")),
        prefix_default_language=False,
    ),
]
