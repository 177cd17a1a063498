"""Sources; what they say of an entry is written on the entry's form."""

from django.contrib import admin

from records.admin.base import RecordAdmin
from records.models import Source


@admin.register(Source)
class SourceAdmin(RecordAdmin):
    main = (
        "url",
        ("publisher", "author"),
        ("language", "published_on", "reliability"),
        "retrieved_at",
        "archived_url",
        "sha256",
    )
    search_fields = ("title", "publisher", "author", "url")
    list_display = ("title_i18n", "publisher", "published_on", "reliability", "language")
    list_filter = ("reliability", "language")
    date_hierarchy = "published_on"
