"""Imports on the editors' desk: the list is the stock one, the pages are views of ours."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from imports import review_views, views
from imports.articles import views as articles
from imports.connectors import CONNECTORS
from imports.feeds.admin import FeedAdmin, FeedItemAdmin
from imports.mappings import views as mapping_views
from imports.mappings.admin import MappingAdmin
from imports.models import Batch
from imports.who import views as who
from imports.who.admin import NameDecisionAdmin

__all__ = ["BatchAdmin", "FeedAdmin", "FeedItemAdmin", "MappingAdmin", "NameDecisionAdmin"]


def form_words(connector: str) -> Any:
    """The name of the form that a file has, for those who do not know our connectors."""
    return CONNECTORS[connector].label if connector in CONNECTORS else _("not recognised yet")


class FormFilter(admin.AllValuesFieldListFilter):
    def choices(self, changelist: Any) -> Iterator[Any]:
        everything, *each = super().choices(changelist)
        yield everything
        for choice in each:
            yield {**choice, "display": form_words(str(choice["display"]))}


@admin.register(Batch)
class BatchAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ["file_name", "form_of_file", "state", "rows", "created_by", "created_at"]
    list_filter = ["state", ("connector", FormFilter)]
    search_fields = ["file_name", "sha256"]
    date_hierarchy = "created_at"
    list_select_related = ["created_by"]
    actions = None

    @admin.display(description=_("form of the file"), ordering="connector")
    def form_of_file(self, batch: Batch) -> Any:
        return form_words(batch.connector)

    @admin.display(description=_("rows"), ordering="rows_total")
    def rows(self, batch: Batch) -> str:
        return "" if batch.rows_total is None else str(batch.rows_total)

    def has_delete_permission(self, _request: HttpRequest, _batch: Batch | None = None) -> bool:
        """Applied rows are what later imports are compared with: a batch is undone, not deleted."""
        return False

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        own = [
            *(
                path(
                    f"template.{form}",
                    wrap(views.template),
                    {"form": form},
                    name=f"imports_batch_template_{form}",
                )
                for form in views.TEMPLATES
            ),
            path(
                "<int:object_id>/mapping/", wrap(mapping_views.edit), name="imports_batch_mapping"
            ),
            path("<int:object_id>/apply/", wrap(views.apply), name="imports_batch_apply"),
            path("<int:object_id>/undo/", wrap(views.undo), name="imports_batch_undo"),
            path("<int:object_id>/cancel/", wrap(views.cancel), name="imports_batch_cancel"),
            path("<int:object_id>/problems/", wrap(review_views.mend), name="imports_batch_mend"),
            path("<int:object_id>/choose/", wrap(review_views.choose), name="imports_batch_choose"),
            path("<int:object_id>/who/", wrap(who.who), name="imports_batch_who"),
            path("<int:object_id>/who/choose/", wrap(who.choose), name="imports_batch_who_choose"),
            path(
                "<int:object_id>/who/<int:name_id>/others/",
                wrap(who.others),
                name="imports_batch_who_others",
            ),
            path("everything.jsonl", wrap(views.everything), name="imports_batch_everything"),
            path("article/", wrap(articles.add), name="imports_batch_article"),
            path(
                "<int:object_id>/suggestions/<int:row_id>/",
                wrap(articles.decide),
                name="imports_batch_decide",
            ),
        ]
        return [*own, *super().get_urls()]

    def add_view(self, request: HttpRequest, *_args: object, **_kwargs: object) -> HttpResponseBase:  # type: ignore[override]
        return views.upload(request)

    def change_view(  # type: ignore[override]
        self, request: HttpRequest, object_id: str, *_args: object, **_kwargs: object
    ) -> HttpResponseBase:
        batch = self.get_object(request, object_id)
        if batch and "rows" not in request.GET and articles.is_article(batch):
            return articles.review(request, batch)
        return views.show(request, object_id=object_id)
