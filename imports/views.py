"""The import pages of the editors' desk; `imports.admin` gives them their addresses."""

import re
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from imports import actions, confirming, presenting
from imports.connectors import CONNECTORS
from imports.connectors.parley_template import template_csv, template_xlsx
from imports.desk import can_undo as _can_undo
from imports.desk import may_add, may_change, may_view
from imports.desk import page as _page
from imports.desk import user_of as _user
from imports.forms import UploadForm
from imports.mappings.actions import is_mappable
from imports.mending import rows_to_mend
from imports.models import Batch, Row
from imports.problems import FileProblem, words
from imports.reviewing import Review, reasons_of, standings, tabs_of
from imports.tasks import carry_on

PAGE = 50
TEMPLATES = {
    "xlsx": (template_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (template_csv, "text/csv; charset=utf-8"),
}


def _number(text: str) -> int | None:
    """A record's number from outside, or None for what can be none."""
    return int(text) if re.fullmatch(r"[0-9]{1,18}", text) else None


@require_http_methods(["GET", "POST"])
@may_add
def upload(request: HttpRequest, **_kwargs: Any) -> HttpResponseBase:
    """Choose a file; keep it and queue its reading."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            with form.cleaned_data["file"] as file, transaction.atomic():
                batch = actions.receive(
                    file=file,
                    name=file.name,
                    connector=form.cleaned_data["connector"],
                    by=_user(request),
                )
                carry_on.delay_on_commit(batch.pk)  # type: ignore[attr-defined]
        except FileProblem as error:
            form.add_error("file", str(error))
        else:
            return redirect("admin:imports_batch_change", batch.pk)
    return _page(
        request, "upload", form=form, connectors=CONNECTORS.values(), title=_("Import a file")
    )


@require_GET
@may_view
def show(request: HttpRequest, object_id: str, **_kwargs: Any) -> HttpResponseBase:
    """Progress while it works; then the counts, and the rows of the chosen outcome."""
    batch = get_object_or_404(Batch, pk=_number(object_id))
    if request.htmx.target == "import-progress":  # type: ignore[attr-defined]
        return _page(request, "_progress", **_state(request, batch))
    review = Review.of(batch, request.GET)
    page = Paginator(review.rows().select_related("entry", "actor"), PAGE).get_page(
        request.GET.get("page")
    )
    can_choose = _can_choose(request, batch)
    context = _state(request, batch) | {
        "page": page,
        "shown": [presenting.shown(row) for row in page],
        "review": review,
        "outcome": review.outcome,
        "outcomes": tabs_of(batch),
        "reasons": reasons_of(batch),
        "fields": presenting.fields_of(batch),
        "standings": standings(),
        "can_choose": can_choose
        and review.outcome in ("new", "changed")
        and batch.waiting().filter(outcome=review.outcome).exists(),
        "can_decide": can_choose and review.outcome == Row.Outcome.CONFLICT,
    }
    context["can_tick"] = any(context[name] for name in ("can_choose", "can_decide", "can_undo"))
    return _page(request, "batch", title=str(batch.file_name), **context)


def _state(request: HttpRequest, batch: Batch) -> dict[str, Any]:
    user = request.user
    changes = user.has_perm("imports.change_batch")
    return {
        "batch": batch,
        "opts": Batch._meta,
        "progress": presenting.progress_of(batch),
        "error": words(batch.error["code"], batch.error["params"]) if batch.error else "",
        "connector": CONNECTORS.get(batch.connector),
        "can_map": changes and is_mappable(batch),
        "can_cancel": changes and batch.is_working,
        "can_apply": changes and _can_apply(batch),
        "can_publish": user.has_perm("records.publish_entry"),
        "can_undo": changes and _can_undo(batch),
    }


def _can_apply(batch: Batch) -> bool:
    is_read = batch.rows_total is not None and batch.state in Batch.APPLICABLE
    return is_read and batch.waiting().filter(accepted=True).exists()


def _can_choose(request: HttpRequest, batch: Batch) -> bool:
    return request.user.has_perm("imports.change_batch") and batch.state in Batch.APPLICABLE


@require_POST
@may_change
def apply(request: HttpRequest, object_id: str) -> HttpResponseBase:
    """Queue the applying of all accepted rows; publishing needs its own permission, and asks."""
    batch = get_object_or_404(Batch, pk=object_id)
    publish = "publish" in request.POST
    if publish and not request.user.has_perm("records.publish_entry"):
        messages.error(request, _("You may apply rows as drafts, but not publish them."))
    elif publish and "confirmed" not in request.POST and _can_apply(batch):
        return _confirm(request, batch, confirming.of_publish(batch), publish=True)
    else:
        _queue(
            request, batch, actions.request_apply(batch=batch, publish=publish, by=_user(request))
        )
    return redirect("admin:imports_batch_change", batch.pk)


@require_POST
@may_change
def undo(request: HttpRequest, object_id: str) -> HttpResponseBase:
    """Queue the undoing, once it is confirmed: it deletes entries that readers may have seen."""
    batch = get_object_or_404(Batch, pk=object_id)
    if "confirmed" not in request.POST and _can_undo(batch):
        return _confirm(request, batch, confirming.of_undo(batch), publish=False)
    _queue(request, batch, actions.request_undo(batch=batch, by=_user(request)))
    return redirect("admin:imports_batch_change", batch.pk)


def _confirm(
    request: HttpRequest, batch: Batch, numbers: dict[str, int], *, publish: bool, **part: Any
) -> TemplateResponse:
    """Ask before it is done; `part` holds the rows that are meant, where it is not all of them."""
    title = _("Apply and publish?") if publish else _("Undo this import?")
    if part:
        title = _("Undo these rows?")
    context = {"batch": batch, "opts": Batch._meta, "numbers": numbers, "publish": publish}
    return _page(request, "confirm", title=title, **context, **part)


@require_POST
@may_change
def cancel(request: HttpRequest, object_id: str) -> HttpResponseBase:
    batch = get_object_or_404(Batch, pk=object_id)
    if actions.request_cancel(batch=batch):
        messages.info(request, _("The import stops after the rows that it is busy with."))
    return redirect("admin:imports_batch_change", batch.pk)


@require_POST
@may_change
def choose(request: HttpRequest, object_id: str) -> HttpResponseBase:
    """Do with the ticked rows, or with all that are shown, what the pressed button says."""
    batch = get_object_or_404(Batch, pk=object_id)
    review = Review.of(batch, request.GET)
    asked = [_number(pk) for pk in request.POST.getlist("row")[:PAGE]]
    ticked = [pk for pk in asked if pk is not None]
    if len(ticked) < len(asked):
        return HttpResponseBadRequest(_("A row was named that is no number; nothing was chosen."))
    rows = review.rows()
    if "all" not in request.POST:
        rows = rows.filter(pk__in=ticked)
    if "undo" in request.POST:
        return _undo_part(request, batch, review, rows)
    if _can_choose(request, batch):
        messages.success(request, _chosen(request, batch, rows))
    else:
        messages.error(request, _("These rows can no longer be chosen."))
    return _back(batch, review, request.GET.get("page", ""))


def _chosen(request: HttpRequest, batch: Batch, rows: "QuerySet[Row]") -> str:
    """Carry out the pressed button, and say in words what was done."""
    if settled := request.POST.get("settle", ""):
        number = actions.decide(batch=batch, rows=rows, take=settled, by=_user(request))
        return ngettext("%d conflict decided.", "%d conflicts decided.", number) % number
    if (pk := _number(request.POST.get("decide", ""))) is not None:
        row = batch.rows.filter(pk=pk)
        take = presenting.decisions_in(request.POST, pk)
        number = actions.decide(batch=batch, rows=row, take=take, by=_user(request))
        return ngettext("%d conflict decided.", "%d conflicts decided.", number) % number
    accepted = "accept" in request.POST
    number = actions.choose_rows(rows=rows, accepted=accepted)
    return (_("%d rows accepted.") if accepted else _("%d rows rejected.")) % number


def _undo_part(
    request: HttpRequest, batch: Batch, review: Review, rows: "QuerySet[Row]"
) -> HttpResponseBase:
    """Undo rows of the batch, once it is confirmed."""
    if not _can_undo(batch) or not batch.standing().filter(pk__in=rows.values("pk")).exists():
        messages.error(request, _("None of these rows is applied, so there is nothing to undo."))
    elif "confirmed" not in request.POST:
        part = {"part_rows": request.POST.getlist("row"), "part_all": "all" in request.POST}
        return _confirm(request, batch, confirming.of_undo(batch, rows), publish=False, **part)
    else:
        _queue(request, batch, actions.request_undo(batch=batch, rows=rows, by=_user(request)))
    return _back(batch, review, request.GET.get("page", ""))


def _back(batch: Batch, review: Review, page: str) -> HttpResponseBase:
    back = redirect("admin:imports_batch_change", batch.pk)
    back["Location"] += review.address() + (f"&page={page}" if page.isdigit() else "")
    return back


@require_GET
@may_view
def mend(request: HttpRequest, object_id: str) -> HttpResponseBase:
    """The rows that are shown, with what is wrong with them, to be mended and uploaded again."""
    batch = get_object_or_404(Batch, pk=object_id)
    review = Review.of(batch, request.GET)
    try:
        found = rows_to_mend(batch, review.rows().exclude(problems=[]).order_by("number"))
    except FileProblem as error:
        messages.error(request, str(error))
        return _back(batch, review, "")
    name = quote(found.name)
    return StreamingHttpResponse(
        found.content,
        content_type=found.content_type,
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"},
    )


def _queue(request: HttpRequest, batch: Batch, asked: bool) -> None:
    if asked:
        carry_on.delay_on_commit(batch.pk)  # type: ignore[attr-defined]
    else:
        messages.warning(
            request,
            _("This cannot be done now: the import is “%(state)s”.")
            % {"state": batch.get_state_display()},
        )


@require_GET
@may_add
def template(_request: HttpRequest, form: str) -> HttpResponse:
    """Parley's own spreadsheet, empty but for an example, to be filled in."""
    make, content_type = TEMPLATES[form]
    response = HttpResponse(make(), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="parley-template.{form}"'
    return response
