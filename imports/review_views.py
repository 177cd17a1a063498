"""What is done with the rows of an import under review; `imports.admin` gives the addresses."""

from urllib.parse import quote

from django.contrib import messages
from django.db.models import QuerySet
from django.http import (
    HttpRequest,
    HttpResponseBadRequest,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from imports import actions, confirming, presenting
from imports.desk import (
    ROWS_OF_A_PAGE,
    can_undo,
    confirm,
    may_change,
    may_view,
    number_of,
    queue,
    user_of,
)
from imports.mending import rows_to_mend
from imports.models import Batch, Row
from imports.problems import FileProblem
from imports.reviewing import Review


@require_POST
@may_change
def choose(request: HttpRequest, object_id: str) -> HttpResponseBase:
    """Do with the ticked rows, or with all that are shown, what the pressed button says."""
    batch = get_object_or_404(Batch, pk=object_id)
    review = Review.of(batch, request.GET)
    asked = [number_of(pk) for pk in request.POST.getlist("row")[:ROWS_OF_A_PAGE]]
    ticked = [pk for pk in asked if pk is not None]
    if len(ticked) < len(asked):
        return HttpResponseBadRequest(_("A row was named that is no number; nothing was chosen."))
    rows = review.rows()
    if "all" not in request.POST:
        rows = rows.filter(pk__in=ticked)
    if "undo" in request.POST:
        return _undo_part(request, batch, review, rows)
    try:
        messages.success(request, _chosen(request, batch, rows))
    except actions.UndecidableError:
        messages.error(request, _("These rows can no longer be chosen."))
    return _back(batch, review, request.GET.get("page", ""))


def _chosen(request: HttpRequest, batch: Batch, rows: "QuerySet[Row]") -> str:
    """Carry out the pressed button, and say in words what was done. Raises UndecidableError."""
    if settled := request.POST.get("settle", ""):
        number = actions.decide(batch=batch, rows=rows, take=settled, by=user_of(request))
        return ngettext("%d conflict decided.", "%d conflicts decided.", number) % number
    if (pk := number_of(request.POST.get("decide", ""))) is not None:
        row = batch.rows.filter(pk=pk)
        take = presenting.decisions_in(request.POST, pk)
        number = actions.decide(batch=batch, rows=row, take=take, by=user_of(request))
        return ngettext("%d conflict decided.", "%d conflicts decided.", number) % number
    accepted = "accept" in request.POST
    number = actions.choose_rows(batch=batch, rows=rows, accepted=accepted)
    return (_("%d rows accepted.") if accepted else _("%d rows rejected.")) % number


def _undo_part(
    request: HttpRequest, batch: Batch, review: Review, rows: "QuerySet[Row]"
) -> HttpResponseBase:
    """Undo rows of the batch, once it is confirmed."""
    if not can_undo(batch) or not batch.standing().filter(pk__in=rows.values("pk")).exists():
        messages.error(request, _("None of these rows is applied, so there is nothing to undo."))
    elif "confirmed" not in request.POST:
        part = {"part_rows": request.POST.getlist("row"), "part_all": "all" in request.POST}
        return confirm(request, batch, confirming.of_undo(batch, rows), publish=False, **part)
    else:
        queue(request, batch, actions.request_undo(batch=batch, rows=rows, by=user_of(request)))
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
