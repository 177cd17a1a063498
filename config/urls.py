"""Every address of Parley: operations without a language, the rest under its language's prefix."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    *i18n_patterns(
        path("admin/", admin.site.urls),
        path("", include("talks.urls")),
        path("", include("sanctions.urls")),
        path("", include("aid.urls")),
        path("", include("timeline.urls")),
        prefix_default_language=False,
    ),
]
