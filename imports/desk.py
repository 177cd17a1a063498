"""What the import pages of the editors' desk share."""

from typing import Any, cast

from django.contrib.admin import site
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.template.response import TemplateResponse

from imports.models import Batch

may_view = permission_required("imports.view_batch", raise_exception=True)
may_add = permission_required("imports.add_batch", raise_exception=True)
may_change = permission_required("imports.change_batch", raise_exception=True)


def page(request: HttpRequest, template: str, **context: Any) -> TemplateResponse:
    base = site.each_context(request)
    return TemplateResponse(request, f"admin/imports/batch/{template}.html", base | context)


def user_of(request: HttpRequest) -> User:
    """Who asks; the permission checks let nobody in who is not logged in."""
    return cast(User, request.user)


def can_undo(batch: Batch) -> bool:
    return batch.state in Batch.UNDOABLE and batch.standing().exists()
