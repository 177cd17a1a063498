"""Decisions on names on the editors' desk: the list, and taking them back."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from imports.desk import user_of
from imports.models import NameDecision
from imports.who.actions import take_back
from records.admin.base import admin_url


@admin.register(NameDecision)
class NameDecisionAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """To delete a decision is to take it back: its alias goes, and files ask again."""

    list_display = ["text", "kind", "country", "numbers", "verdict", "actor_link", "by", "at"]
    list_filter = ["verdict", "kind"]
    search_fields = ["text", "folded", "actor__name"]
    list_select_related = ["actor", "by"]
    date_hierarchy = "at"

    @admin.display(description=_("actor"), ordering="actor__name")
    def actor_link(self, decision: NameDecision) -> str:
        if decision.actor is None:
            return "–"
        return format_html('<a href="{}">{}</a>', admin_url(decision.actor), decision.actor)

    def has_add_permission(self, _request: HttpRequest) -> bool:
        """A decision is made on the page of a file."""
        return False

    def has_change_permission(
        self, _request: HttpRequest, _decision: NameDecision | None = None
    ) -> bool:
        return False

    def delete_model(self, request: HttpRequest, obj: NameDecision) -> None:
        take_back(decisions=[obj], by=user_of(request))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        take_back(decisions=queryset, by=user_of(request))
