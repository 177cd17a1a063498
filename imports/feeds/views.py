"""The inbox and the actions on feeds; `imports.feeds.admin` gives them their addresses."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.contrib.admin import site
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from imports.feeds import actions, inbox
from imports.feeds.forms import InboxForm
from imports.feeds.models import Feed, FeedItem
from imports.tasks import fetch_feed

may_see_items = permission_required("imports.view_feeditem", raise_exception=True)
may_change_feeds = permission_required("imports.change_feed", raise_exception=True)
PAGE = 50
# What is done with items → the permission that it needs
NEEDS = {
    "keep": "records.add_source",
    "aside": "imports.change_feeditem",
    "back": "imports.change_feeditem",
}


@require_GET
@may_see_items
def show_inbox(request: HttpRequest, **_kwargs: Any) -> HttpResponse:
    """Items, newest first: at first those that nobody has decided on."""
    form = InboxForm(request.GET)
    page = Paginator(form.chosen(), PAGE).get_page(request.GET.get("page"))
    asked = request.GET.copy()
    asked.pop("page", None)
    context = {
        "title": _("Inbox"),
        "form": form,
        "page": page,
        "query": asked.urlencode(),
        "is_narrowed": any(request.GET.get(name) for name in ("q", "feed", "state")),
        "has_feeds": Feed.objects.exists(),
        "opts": FeedItem._meta,
        **_rights(request),
    }
    return _page(request, "inbox", context)


@require_POST
@may_see_items
def decide(request: HttpRequest) -> HttpResponseBase:
    """Keep items as sources, set them aside or put them back: the ticked ones, or one by its own
    button (`keep=12`)."""
    verb = next((name for name in NEEDS if name in request.POST), "")
    ids = _ids(request, verb)
    if not verb or ids is None:
        return HttpResponseBadRequest(_("It was not said what to do with which items."))
    if not request.user.has_perm(NEEDS[verb]):
        raise PermissionDenied
    by = cast(User, request.user)
    done = {
        "keep": lambda: inbox.keep(items=ids, by=by),
        "aside": lambda: inbox.set_aside(items=ids, by=by),
        "back": lambda: inbox.put_back(items=ids),
    }[verb]()
    target = request.htmx.target  # type: ignore[attr-defined]
    if len(ids) == 1 and target == f"item-{ids[0]}":
        return _row(request, ids[0])
    messages.info(request, _told(verb, len(done)))
    return _back(request, "admin:imports_feeditem_changelist")


def _ids(request: HttpRequest, verb: str) -> list[int] | None:
    """The items that are meant, or None where something is no number."""
    own = request.POST.get(verb, "")
    asked = [own] if own else request.POST.getlist("item")[:PAGE]
    is_right = all(one.isascii() and one.isdigit() and len(one) < 19 for one in asked)
    return [int(one) for one in asked] if is_right else None


def _told(verb: str, number: int) -> str:
    words = {
        "keep": ngettext("%d item kept as a source.", "%d items kept as sources.", number),
        "aside": ngettext("%d item set aside.", "%d items set aside.", number),
        "back": ngettext("%d item put back.", "%d items put back.", number),
    }
    return words[verb] % number


def _row(request: HttpRequest, item_id: int) -> HttpResponse:
    item = get_object_or_404(FeedItem.objects.with_sources(), pk=item_id)
    return _page(request, "_item", {"item": item, **_rights(request)})


def _rights(request: HttpRequest) -> dict[str, bool]:
    rights = {f"may_{verb}": request.user.has_perm(code) for verb, code in NEEDS.items()}
    return rights | {"may_read": request.user.has_perm("imports.add_batch")}


def _page(request: HttpRequest, template: str, context: dict[str, Any]) -> TemplateResponse:
    base = site.each_context(request)
    return TemplateResponse(request, f"admin/imports/feeditem/{template}.html", base | context)


def _back(request: HttpRequest, name: str, *args: object) -> HttpResponseBase:
    answer = redirect(name, *args)
    if request.GET:
        answer["Location"] += f"?{request.GET.urlencode()}"
    return answer


def queue(feeds: list[int]) -> None:
    for pk in feeds:
        fetch_feed.delay_on_commit(pk)  # type: ignore[attr-defined]


def _feed_view(act: Callable[[HttpRequest, int], bool]) -> Callable[..., HttpResponseBase]:
    """A view that does one thing to one feed, and says so when it cannot be done."""

    @require_POST
    @may_change_feeds
    def view(request: HttpRequest, object_id: int) -> HttpResponseBase:
        feed = get_object_or_404(Feed, pk=object_id)
        if not act(request, feed.pk):
            messages.warning(request, _("This cannot be done now: look at the state of the feed."))
        return redirect("admin:imports_feed_change", feed.pk)

    return view


def _fetch_now(request: HttpRequest, pk: int) -> bool:
    claimed = actions.ask_now(feeds=[pk])
    queue(claimed)
    if claimed:
        messages.info(request, _("The feed is being fetched. Load the page again to see."))
    return bool(claimed)


def _resume(request: HttpRequest, pk: int) -> bool:
    resumed = actions.resume(feeds=[pk])
    queue(resumed)
    if resumed:
        messages.info(request, _("The feed goes on, and is being fetched."))
    return bool(resumed)


def _pause(request: HttpRequest, pk: int) -> bool:
    return bool(actions.pause(feeds=[pk], by=cast(User, request.user)))


fetch_now, resume, pause = map(_feed_view, (_fetch_now, _resume, _pause))
