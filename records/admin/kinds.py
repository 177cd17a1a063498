"""The form and list of one kind of entry; a kind's room names its own fields and rows."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from records.admin.inlines import FIRST_INLINES, LAST_INLINES
from records.admin.review import ReviewAdmin
from records.display import span_words
from records.forms import EntryForm
from records.models import Entry


class EntryAdmin(ReviewAdmin):
    """`own_fields` are the kind's own, as a fieldset lists them; `own_inlines` its rows."""

    form = EntryForm
    own_fields: Sequence[Any] = ()
    own_inlines: Sequence[Any] = ()
    own_filters: Sequence[Any] = ()
    ignoring = ("links_in",)
    search_fields = ("title",)
    date_hierarchy = "starts_on"
    ordering = ("-starts_on", "-id")
    list_display = ("title_shown", "date", "state", "verification", "place_name", "changed_at")
    list_display_links = ("title_shown",)
    readonly_fields = ("state", "withdrawn_because")
    list_per_page = 50

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        return [*FIRST_INLINES, *self.own_inlines, *LAST_INLINES]

    def get_list_filter(self, request: HttpRequest) -> Any:
        return [
            "state",
            *self.own_filters,
            "verification",
            ("processes", admin.RelatedOnlyFieldListFilter),
        ]

    def get_main_fieldsets(self, request: HttpRequest, obj: Any) -> list[Any]:
        head: list[Any] = ["slug", "date", ("part_of_day", "published_on"), "verification"]
        if obj is not None:
            head.insert(0, "state")
        if obj is not None and obj.state == Entry.State.WITHDRAWN:
            head.insert(1, "withdrawn_because")
        place = [("place_country", "place_precision"), ("latitude", "longitude")]
        return [
            (None, {"fields": head}),
            *(
                [(capfirst(self.opts.verbose_name), {"fields": self.own_fields})]
                * bool(self.own_fields)
            ),
            (_("Place"), {"fields": place}),
        ]

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return {} if obj else {"slug": ("title",)}

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("search", "countries", "actor_ids")

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[Any, bool]:
        """The readers' own search: titles, summaries, places and every name of the actors."""
        return queryset.search(search_term), False

    def get_view_on_site_url(self, obj: Any = None) -> str | None:
        """Only a published entry has a page."""
        if obj is None or obj.state != Entry.State.PUBLISHED:
            return None
        return super().get_view_on_site_url(obj)

    @admin.display(description=_("title"), ordering="title")
    def title_shown(self, entry: Entry) -> str:
        return str(entry)

    @admin.display(description=_("date"), ordering="starts_on")
    def date(self, entry: Entry) -> str:
        return span_words(entry.span, "short")
