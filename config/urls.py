"""Every address of Parley: what machines ask without a language, the rest under its prefix."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from timeline.views import site

urlpatterns = [
    path("robots.txt", site.robots, name="robots"),
    path("favicon.ico", site.favicon, name="favicon"),
    path("manifest.webmanifest", site.manifest, name="manifest"),
    path("sitemap.xml", site.sitemap_index, name="sitemap"),
    path("sitemap-<slug:section>.xml", site.sitemap, name="sitemap-section"),
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
