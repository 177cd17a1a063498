"""Feeds and the inbox on the editors' desk."""

from collections.abc import Iterator
from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.template.defaultfilters import truncatechars
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from imports.feeds import actions, views
from imports.feeds.forms import FeedForm
from imports.feeds.models import Feed, FeedItem


class LanguageFilter(admin.AllValuesFieldListFilter):
    def choices(self, changelist: Any) -> Iterator[Any]:
        for choice in super().choices(changelist):
            yield {**choice, "display": choice["display"] or _("as the feed says")}


@admin.register(Feed)
class FeedAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    form = FeedForm
    list_display = ["__str__", "state", "answer", "fetched_at", "next_fetch", "new", "kept"]
    list_filter = ["state", ("language", LanguageFilter)]
    view_on_site = False  # its address is this very page
    search_fields = ["title", "address", "publisher"]
    actions = ["fetch_now", "resume", "pause"]
    change_form_template = "admin/imports/feed/feed.html"
    change_list_template = "admin/imports/feed/feeds.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Feed]:
        feeds: QuerySet[Feed] = Feed.objects.counted().order_by("title", "address")
        return feeds

    @admin.display(description=_("last answer"))
    def answer(self, feed: Feed) -> str:
        return truncatechars(feed.why_paused or feed.answer_words or "–", 160)

    @admin.display(description=_("next fetch"), ordering="due_at")
    def next_fetch(self, feed: Feed) -> Any:
        return None if feed.is_paused else feed.due_at

    @admin.display(description=_("new"), ordering="new_items")
    def new(self, feed: Any) -> str:
        return _inbox_link(feed, FeedItem.State.NEW, feed.new_items)

    @admin.display(description=_("kept"), ordering="kept_items")
    def kept(self, feed: Any) -> str:
        return _inbox_link(feed, FeedItem.State.KEPT, feed.kept_items)

    @admin.action(description=_("Fetch now"), permissions=["change"])
    def fetch_now(self, request: HttpRequest, feeds: QuerySet[Feed]) -> None:
        claimed = actions.ask_now(feeds=_ids(feeds))
        views.queue(claimed)
        number = len(claimed)
        words = ngettext("%d feed is being fetched.", "%d feeds are being fetched.", number)
        messages.info(request, words % number)

    @admin.action(description=_("Resume"), permissions=["change"])
    def resume(self, request: HttpRequest, feeds: QuerySet[Feed]) -> None:
        resumed = actions.resume(feeds=_ids(feeds))
        views.queue(resumed)
        number = len(resumed)
        messages.info(request, ngettext("%d feed goes on.", "%d feeds go on.", number) % number)

    @admin.action(description=_("Pause"), permissions=["change"])
    def pause(self, request: HttpRequest, feeds: QuerySet[Feed]) -> None:
        number = actions.pause(feeds=_ids(feeds), by=cast(User, request.user))
        messages.info(request, ngettext("%d feed paused.", "%d feeds paused.", number) % number)

    def save_model(self, request: HttpRequest, obj: Feed, form: Any, change: bool) -> None:
        """A new feed is fetched at once. Of an old one only what changed is written, as workers
        write to it, too."""
        if change:
            forgotten = ["etag", "modified"] if "address" in form.changed_data else []
            obj.save(update_fields=[*form.changed_data, *forgotten])
            return
        obj.created_by = cast(User, request.user)
        obj.save()
        views.queue(actions.ask_now(feeds=[obj.pk]))

    def change_view(  # type: ignore[override]
        self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        feed = self.get_object(request, object_id)
        if feed is not None:
            kwargs["extra_context"] = {
                "feed": feed,
                "fetches": feed.fetches.all(),
                "may_act": request.user.has_perm("imports.change_feed"),
            }
        return super().change_view(request, object_id, *args, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        own = [
            path(
                f"<int:object_id>/{name}/",
                self.admin_site.admin_view(view),
                name=f"imports_feed_{name}",
            )
            for name, view in (
                *(("fetch", views.fetch_now), ("resume", views.resume)),
                ("pause", views.pause),
            )
        ]
        return [*own, *super().get_urls()]


def _ids(feeds: QuerySet[Feed]) -> list[int]:
    return list(feeds.values_list("pk", flat=True))


def _inbox_link(feed: Feed, state: str, number: int) -> str:
    url = reverse("admin:imports_feeditem_changelist")
    return format_html('<a href="{}?feed={}&amp;state={}">{}</a>', url, feed.pk, state, number)


@admin.register(FeedItem)
class FeedItemAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    def has_add_permission(self, _request: HttpRequest) -> bool:
        """Items come from feeds."""
        return False

    def has_delete_permission(self, _request: HttpRequest, _item: FeedItem | None = None) -> bool:
        """An item that was deleted would come back with the next fetch; it is set aside."""
        return False

    def changelist_view(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> Any:
        return views.show_inbox(request)

    def change_view(self, *_args: Any, **_kwargs: Any) -> Any:
        return redirect("admin:imports_feeditem_changelist")

    def get_urls(self) -> list[URLPattern]:
        decide = self.admin_site.admin_view(views.decide)
        return [path("decide/", decide, name="imports_feeditem_decide"), *super().get_urls()]
