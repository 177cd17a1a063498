"""Kept mappings on the editors' desk: the list, renaming, deleting, and JSON in and out."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from imports.mappings import actions, views
from imports.mappings.fields import kinds, label_of
from imports.mappings.models import Mapping
from imports.mappings.plans import Plan


@admin.register(Mapping)
class MappingAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ["name", "kind_name", "columns", "created_by", "changed_at"]
    list_select_related = ["created_by"]
    search_fields = ["name"]
    fields = ["name", "kind_name", "meanings", "created_by", "created_at", "changed_at"]
    readonly_fields = ["kind_name", "meanings", "created_by", "created_at", "changed_at"]
    change_list_template = "admin/imports/mapping/change_list.html"
    change_form_template = "admin/imports/mapping/change_form.html"

    @admin.display(description=_("kind of entry"), ordering="kind")
    def kind_name(self, mapping: Mapping) -> str:
        return str(dict(kinds()).get(mapping.kind, mapping.kind))

    @admin.display(description=_("columns"))
    def columns(self, mapping: Mapping) -> str:
        plan = Plan.model_validate(mapping.plan)
        number, total = len(plan.columns), len(plan.header)
        return ngettext(
            "%(number)d of %(total)d column", "%(number)d of %(total)d columns", total
        ) % {"number": number, "total": total}

    @admin.display(description=_("what the columns mean"))
    def meanings(self, mapping: Mapping) -> str:
        plan = Plan.model_validate(mapping.plan)
        said = (f"{name} → {label_of(plan.kind, one.field)}" for name, one in plan.columns.items())
        return "\n".join(said)

    def has_add_permission(self, _request: HttpRequest) -> bool:
        """A mapping is made on the page of a file, or brought in."""
        return False

    def save_model(self, request: HttpRequest, obj: Mapping, form: Any, change: bool) -> None:
        actions.rename(mapping=obj, name=obj.name)

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        own = [
            path("bring-in/", wrap(views.bring_in), name="imports_mapping_bring_in"),
            path("<int:object_id>/export.json", wrap(views.export), name="imports_mapping_export"),
        ]
        return [*own, *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        may = request.user.has_perm("imports.add_mapping")
        return super().changelist_view(request, {**(extra_context or {}), "may_bring_in": may})
