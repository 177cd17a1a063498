"""The import pages of the editors' desk; `imports.admin` gives them their addresses."""

from tempfile import TemporaryFile
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from imports import actions, confirming, presenting
from imports.connectors import CONNECTORS
from imports.connectors.parley_template import template_csv, template_xlsx
from imports.desk import (
    ROWS_OF_A_PAGE,
    can_choose,
    can_undo,
    confirm,
    may_add,
    may_change,
    may_export,
    may_view,
    number_of,
    page,
    queue,
    user_of,
)
from imports.forms import UploadForm
from imports.mappings.actions import is_mappable
from imports.models import Batch, Row
from imports.problems import FileProblem, words
from imports.reviewing import Review, reasons_of, standings, tabs_of
from imports.tasks import carry_on
from imports.who.views import notice
from imports.whole.exporting import export

TEMPLATES = {
    "xlsx": (template_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (template_csv, "text/csv; charset=utf-8"),
}


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
                    by=user_of(request),
                )
                carry_on.delay_on_commit(batch.pk)  # type: ignore[attr-defined]
        except FileProblem as error:
            form.add_error("file", str(error))
        else:
            return redirect("admin:imports_batch_change", batch.pk)
    return page(
        request, "upload", form=form, connectors=CONNECTORS.values(), title=_("Import a file")
    )


@require_GET
@may_view
def show(request: HttpRequest, object_id: str, **_kwargs: Any) -> HttpResponseBase:
    """Progress while it works; then the counts, and the rows of the chosen outcome."""
    batch = get_object_or_404(Batch, pk=number_of(object_id))
    if request.htmx.target == "import-progress":  # type: ignore[attr-defined]
        return page(request, "_progress", **_state(request, batch))
    review = Review.of(batch, request.GET)
    paginator = Paginator(review.rows().select_related("entry", "actor"), ROWS_OF_A_PAGE)
    current = paginator.get_page(request.GET.get("page"))
    may_choose = can_choose(request, batch)
    context = _state(request, batch) | {
        "page": current,
        "shown": [presenting.shown(row) for row in current],
        "review": review,
        "outcome": review.outcome,
        "outcomes": tabs_of(batch),
        "reasons": reasons_of(batch),
        "fields": presenting.fields_of(batch),
        "standings": standings(),
        "unknown": notice(batch),
        "can_choose": may_choose
        and review.outcome in ("new", "changed")
        and batch.waiting().filter(outcome=review.outcome).exists(),
        "can_decide": may_choose and review.outcome == Row.Outcome.CONFLICT,
    }
    context["can_tick"] = any(context[name] for name in ("can_choose", "can_decide", "can_undo"))
    return page(request, "batch", title=str(batch.file_name), **context)


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
        "can_undo": changes and can_undo(batch),
    }


def _can_apply(batch: Batch) -> bool:
    is_read = batch.rows_total is not None and batch.state in Batch.APPLICABLE
    return is_read and batch.waiting().filter(accepted=True).exists()


@require_POST
@may_change
def apply(request: HttpRequest, object_id: str) -> HttpResponseBase:
    """Queue the applying of all accepted rows; publishing needs its own permission, and asks."""
    batch = get_object_or_404(Batch, pk=object_id)
    publish = "publish" in request.POST
    if publish and not request.user.has_perm("records.publish_entry"):
        messages.error(request, _("You may apply rows as drafts, but not publish them."))
    elif publish and "confirmed" not in request.POST and _can_apply(batch):
        return confirm(request, batch, confirming.of_publish(batch), publish=True)
    else:
        queue(
            request, batch, actions.request_apply(batch=batch, publish=publish, by=user_of(request))
        )
    return redirect("admin:imports_batch_change", batch.pk)


@require_POST
@may_change
def undo(request: HttpRequest, object_id: str) -> HttpResponseBase:
    """Queue the undoing, once it is confirmed: it deletes entries that readers may have seen."""
    batch = get_object_or_404(Batch, pk=object_id)
    if "confirmed" not in request.POST and can_undo(batch):
        return confirm(request, batch, confirming.of_undo(batch), publish=False)
    queue(request, batch, actions.request_undo(batch=batch, by=user_of(request)))
    return redirect("admin:imports_batch_change", batch.pk)


@require_POST
@may_change
def cancel(request: HttpRequest, object_id: str) -> HttpResponseBase:
    batch = get_object_or_404(Batch, pk=object_id)
    if actions.request_cancel(batch=batch):
        messages.info(request, _("The import stops after the rows that it is busy with."))
    return redirect("admin:imports_batch_change", batch.pk)


@require_GET
@may_add
def template(_request: HttpRequest, form: str) -> HttpResponse:
    """Parley's own spreadsheet, empty but for an example, to be filled in."""
    make, content_type = TEMPLATES[form]
    response = HttpResponse(make(), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="parley-template.{form}"'
    return response


@require_GET
@may_export
@never_cache
def everything(_request: HttpRequest) -> FileResponse:
    """All records as JSON lines, drafts included; written whole before the first byte is sent."""
    file = TemporaryFile()  # noqa: SIM115 - the response closes it when it is sent
    try:
        export(file)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    name = f"parley-{timezone.localdate()}.parley.jsonl"
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/jsonl")
