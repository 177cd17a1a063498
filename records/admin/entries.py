"""Entries of every kind on one list: the review queue, and what links are chosen from."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from records.admin.kinds import EntryAdmin
from records.kinds import kind_model, kind_models
from records.models import Entry
from records.numbers import small_int


class KindFilter(admin.SimpleListFilter):
    title = _("kind")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [(kind, model._meta.verbose_name) for kind, model in kind_models().items()]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.of_kind([self.value()]) if self.value() else queryset


@admin.register(Entry)
class EveryEntryAdmin(EntryAdmin):
    """Lists, searches and reviews; an entry is written on the form of its kind."""

    list_display = ("title_shown", "kind_shown", "date", "state", "verification", "changed_at")
    own_filters = (KindFilter,)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        return self._at_kind(request, object_id, "change")

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        return self._at_kind(request, object_id, "history")

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        return self._at_kind(request, object_id, "delete")

    def _at_kind(self, request: HttpRequest, object_id: str, view: str) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        entry = get_object_or_404(self.get_queryset(request), pk=small_int(object_id))
        meta = kind_model(entry.kind)._meta
        return HttpResponseRedirect(
            reverse(f"admin:{meta.app_label}_{meta.model_name}_{view}", args=[entry.pk])
        )

    @admin.display(description=_("kind"), ordering="kind")
    def kind_shown(self, entry: Entry) -> str:
        return str(kind_model(entry.kind)._meta.verbose_name)
