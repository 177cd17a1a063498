"""Actors, with their names in every script and the posts they held."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from records.admin.base import RowInline
from records.admin.inlines import TRANSLATIONS, IdentifierInline
from records.admin.merging import MergingAdmin
from records.models import Actor, ActorName, Affiliation


class ActorNameInline(RowInline):
    model = ActorName
    fields = (("text", "language", "kind"),)


class AffiliationInline(RowInline):
    model = Affiliation
    fk_name = "person"
    related = ("person",)
    autocomplete_fields = ("organisation", "source")
    fieldsets = (
        (None, {"fields": (("organisation", "position"), ("starts_on", "ends_on"), "source")}),
        (TRANSLATIONS, {"fields": (("position_fr", "position_uk"),), "classes": ["collapse"]}),
    )


@admin.register(Actor)
class ActorAdmin(MergingAdmin):
    main = ("kind", "slug", "country", "born")
    search_fields = ("name",)
    list_display = ("name_i18n", "kind", "country", "description_i18n")
    list_filter = ("kind",)
    inlines = (ActorNameInline, AffiliationInline, IdentifierInline)

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return {} if obj else {"slug": ("name",)}

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[Any, bool]:
        """Any of the actor's names, in any script."""
        return queryset.named_like(search_term), False
