"""Peace processes."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from records.admin.base import RecordAdmin
from records.models import Process


@admin.register(Process)
class ProcessAdmin(RecordAdmin):
    main = (
        "slug",
        "status",
        ("started_on", "ended_on"),
        ("ucdp_conflict_id", "pax_process_id"),
    )
    search_fields = ("name",)
    list_display = ("name_i18n", "status", "started_on", "ended_on")
    list_filter = ("status",)

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return {} if obj else {"slug": ("name",)}
