"""What the import pages of the editors' desk share."""

import re
from typing import Any, cast

from django.contrib import messages
from django.contrib.admin import site
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from imports.models import Batch
from imports.tasks import carry_on

may_view = permission_required("imports.view_batch", raise_exception=True)
may_add = permission_required("imports.add_batch", raise_exception=True)
may_change = permission_required("imports.change_batch", raise_exception=True)
EXPORTING = ("imports.add_batch", "records.view_entry")
may_export = permission_required(EXPORTING, raise_exception=True)
ROWS_OF_A_PAGE = 50


def page(request: HttpRequest, template: str, **context: Any) -> TemplateResponse:
    base = site.each_context(request)
    return TemplateResponse(request, f"admin/imports/batch/{template}.html", base | context)


def user_of(request: HttpRequest) -> User:
    """Who asks; the permission checks let nobody in who is not logged in."""
    return cast(User, request.user)


def can_undo(batch: Batch) -> bool:
    return batch.state in Batch.UNDOABLE and batch.standing().exists()


def can_choose(request: HttpRequest, batch: Batch) -> bool:
    return request.user.has_perm("imports.change_batch") and batch.state in Batch.APPLICABLE


def number_of(text: str) -> int | None:
    """A record's number from outside, or None for what can be none."""
    return int(text) if re.fullmatch(r"[0-9]{1,18}", text) else None


def confirm(
    request: HttpRequest, batch: Batch, numbers: dict[str, int], *, publish: bool, **part: Any
) -> TemplateResponse:
    """Ask before it is done; `part` holds the rows that are meant, where it is not all of them."""
    title = _("Apply and publish?") if publish else _("Undo this import?")
    if part:
        title = _("Undo these rows?")
    context = {"batch": batch, "opts": Batch._meta, "numbers": numbers, "publish": publish}
    return page(request, "confirm", title=title, **context, **part)


def queue(request: HttpRequest, batch: Batch, asked: bool) -> None:
    """Let a worker go on where what was asked for was possible; else say that it was not."""
    if asked:
        carry_on.delay_on_commit(batch.pk)  # type: ignore[attr-defined]
    else:
        warn_not_now(request, batch)


def warn_not_now(request: HttpRequest, batch: Batch) -> None:
    words = _("This cannot be done now: the import is “%(state)s”.")
    messages.warning(request, words % {"state": batch.get_state_display()})
