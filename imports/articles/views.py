"""Articles on the editors' desk; `imports.admin` gives the pages their addresses."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from imports.actions import UndecidableError
from imports.articles import actions, presenting
from imports.articles.forms import ArticleForm, given_of
from imports.articles.models import Article
from imports.desk import (
    can_undo,
    may_add,
    may_change,
    may_view,
    number_of,
    page,
    user_of,
    warn_not_now,
)
from imports.feeds.models import FeedItem
from imports.models import Batch, Row
from imports.presenting import edit_url
from imports.problems import FileProblem, words
from imports.who.views import notice


@require_http_methods(["GET", "POST"])
@may_add
def add(request: HttpRequest) -> HttpResponseBase:
    """Paste an article, choose its file or give its address; it is read at once."""
    form = ArticleForm(request.POST or None, request.FILES or None, initial=_of_item(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            article, is_new = actions.read_article(
                article=given["article"], source=given["source"], by=user_of(request)
            )
        except FileProblem as error:
            form.add_error(None, str(error))
        else:
            if not is_new:
                messages.warning(
                    request, _("This article was read before; here is what it offered then.")
                )
            return redirect(article.get_absolute_url())
    return page(request, "article", form=form, title=_("Read an article"))


def _of_item(request: HttpRequest) -> dict[str, Any]:
    """What the item of the inbox says that the address names, for those who may see the inbox."""
    number = number_of(request.GET.get("item", ""))
    if number is None or not request.user.has_perm("imports.view_feeditem"):
        return {}
    item = FeedItem.objects.select_related("feed").filter(pk=number).first()
    return given_of(item) if item else {}


def is_article(batch: Batch) -> bool:
    """Whether the page of this import is that of an article: one that was read to its end."""
    is_read = batch.rows_total is not None and not batch.is_working
    return is_read and Article.objects.filter(batch=batch).exists()


@require_GET
@may_view
def review(request: HttpRequest, batch: Batch) -> HttpResponseBase:
    """The text with what was found in it, and beside each sentence the drafts that it offers."""
    article = get_object_or_404(Article.objects.select_related("source"), batch=batch)
    rows = list(_rows(batch))
    context = _standing(request, batch, rows) | {
        "article": article,
        "source": article.source,
        "paragraphs": presenting.paragraphs_of(article, rows),
        "marks": presenting.MARKS.items(),
        "unknown": notice(batch),
        "error": words(batch.error["code"], batch.error["params"]) if batch.error else "",
    }
    return page(request, "article_review", title=batch.file_name, **context)


def _rows(batch: Batch) -> "QuerySet[Row]":
    return batch.rows.select_related("entry", "actor", "decided_by").order_by("number")


def _standing(request: HttpRequest, batch: Batch, rows: list[Row]) -> dict[str, Any]:
    changes = request.user.has_perm("imports.change_batch")
    return {
        "batch": batch,
        "opts": Batch._meta,
        "standing": presenting.standing_of(rows),
        "can_decide": changes and batch.state in Batch.APPLICABLE,
        "can_undo": changes and can_undo(batch),
    }


@require_POST
@may_change
def decide(request: HttpRequest, object_id: int, row_id: int) -> HttpResponseBase:
    """Accept, edit, skip or reopen one draft; then the next one, or the form of the draft."""
    batch = get_object_or_404(Batch, pk=object_id, connector="article")
    row = get_object_or_404(_rows(batch), pk=row_id)
    decision = request.POST.get("decision", "")
    changed = _decided(request, row, decision)
    row = get_object_or_404(_rows(batch), pk=row_id)
    if changed and row.accepted and row.applied_at is None:
        messages.warning(request, _("This draft was accepted, but is no entry yet."))
    if decision == Row.Decision.EDITED and changed and edit_url(row):
        return redirect(edit_url(row))
    if request.htmx.target == f"suggestion-{row.pk}":  # type: ignore[attr-defined]
        batch.refresh_from_db()
        article = get_object_or_404(Article, batch=batch)
        shown = presenting.suggestion_of(row, presenting.actor_names(article))
        context = _standing(request, batch, list(batch.rows.order_by("number")))
        return page(request, "_suggestion", item=shown, is_answer=True, **context)
    return redirect(_next(batch, row))


def _decided(request: HttpRequest, row: Row, decision: str) -> bool:
    """Decide on a draft; where that was too late, say so."""
    try:
        changed = actions.decide(row=row, decision=decision, by=user_of(request))
    except UndecidableError:
        row.batch.refresh_from_db()
        warn_not_now(request, row.batch)
        return False
    if not changed:
        messages.warning(request, _("This draft was decided already."))
    return changed


def _next(batch: Batch, row: Row) -> str:
    """The page at the next draft that waits; at this one where none does."""
    waiting = batch.rows.filter(decision="", number__gt=row.number).order_by("number").first()
    address = reverse("admin:imports_batch_change", args=[batch.pk])
    return f"{address}#suggestion-{(waiting or row).pk}"
