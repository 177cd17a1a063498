"""The page on which an editor says what the columns of a spreadsheet mean; and JSON in and out."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from django.contrib import messages
from django.contrib.admin import site
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from pydantic import ValidationError

from imports.mappings import actions, choices, forms, guessing, presenting
from imports.mappings.actions import Refused
from imports.mappings.fields import kinds
from imports.mappings.forms import Choices
from imports.mappings.models import Mapping
from imports.mappings.plans import Plan, PlanError, fingerprint_of
from imports.mappings.sampling import Sheet, sheets_of
from imports.models import Batch
from imports.tasks import carry_on
from records.kinds import kind_models

may_map = permission_required("imports.change_batch", raise_exception=True)
may_keep = permission_required("imports.add_mapping", raise_exception=True)
may_see = permission_required("imports.view_mapping", raise_exception=True)
PREVIEW = "mapping-preview"
LONGEST_NAME = 100
COLUMNS_AT_ONCE = 50


@dataclass
class Page:
    """What a request is about: the batch's sheet, the kind chosen, and the mapping taken up."""

    request: HttpRequest
    batch: Batch
    sheets: list[Sheet]
    sheet: Sheet
    kind: str
    why: str
    kept: Mapping | None
    version: int

    @cached_property
    def guesses(self) -> dict[str, guessing.Guess]:
        return guessing.guess(self.kind, self.sheet)


@require_http_methods(["GET", "POST"])
@may_map
def edit(request: HttpRequest, object_id: int) -> HttpResponseBase:
    """Show the columns with guesses, preview what was chosen, and have the file read by it."""
    batch = get_object_or_404(Batch, pk=object_id)
    if not actions.is_mappable(batch):
        messages.warning(request, _("The columns of this import cannot be mapped now."))
        return redirect("admin:imports_batch_change", batch.pk)
    page = _page_of(request, batch)
    if request.method == "GET":
        return _answer(page, _chosen_first(page))
    chosen = forms.posted(request.POST, page.kind, page.sheet)
    # A preview that was waiting when the button was pressed carries the button's value, too.
    if request.POST.get("do") == "read" and request.htmx.target != PREVIEW:  # type: ignore[attr-defined]
        return _read(page, chosen)
    return _answer(page, chosen)


def _page_of(request: HttpRequest, batch: Batch) -> Page:
    asked = request.POST if request.method == "POST" else request.GET
    kept = _kept(asked.get("kept", ""), batch)
    sheets = sheets_of(batch)
    plan = Plan.model_validate(kept.said) if kept else _plan_of(batch)
    sheet = _sheet(sheets, asked.get("sheet"), plan)
    kind, why = _kind(asked.get("kind", ""), plan, sheet)
    version = asked.get("version", "")
    return Page(
        *(request, batch, sheets, sheet, kind, why, kept),
        version=int(version) if version.isdecimal() and len(version) < 9 else _version(kept),
    )


def _kept(pk: str, batch: Batch) -> Mapping | None:
    """The kept mapping that was asked for, or by which the batch was read."""
    if pk.isascii() and pk.isdecimal() and len(pk) < 18:
        return Mapping.objects.filter(pk=int(pk)).first()
    return batch.mapping if pk == "" else None


def _version(kept: Mapping | None) -> int:
    return kept.version if kept else 0


def _plan_of(batch: Batch) -> Plan | None:
    return Plan.model_validate(batch.plan) if batch.plan else None


def _sheet(sheets: list[Sheet], name: str | None, plan: Plan | None) -> Sheet:
    """The sheet asked for; or the one that the mapping fits best; or the first that has lines."""
    asked = [sheet for sheet in sheets if sheet.name == name]
    if plan and not asked:
        return min(sheets, key=lambda one: len(plan.missing_in(one.columns)))
    full = [sheet for sheet in sheets if sheet.lines]
    return (asked or full or sheets)[0]


def _kind(asked: str, plan: Plan | None, sheet: Sheet) -> tuple[str, str]:
    if asked in kind_models():
        return asked, ""
    if plan:
        return plan.kind, ""
    return guessing.guess_kind(sheet.columns)


def _chosen_first(page: Page) -> Choices:
    """What stands in the form when the page is opened: a mapping, or else the guesses."""
    plan = Plan.model_validate(page.kept.said) if page.kept else _plan_of(page.batch)
    if plan and plan.kind == page.kind:
        if missing := plan.missing_in(page.sheet.columns):
            words = _("The mapping speaks of columns that this file lacks: %(columns)s.")
            messages.warning(page.request, words % {"columns": ", ".join(missing[:12])})
        return forms.planned(plan, page.sheet)
    return forms.guessed(page.kind, page.guesses)


def _read(page: Page, chosen: Choices) -> HttpResponseBase:
    """Keep the mapping where it was given a name, and have the file read by it."""
    name = page.request.POST.get("keep", "").strip()[:LONGEST_NAME]
    try:
        plan = chosen.plan(page.sheet, name or (page.kept.name if page.kept else ""))
        if wrong := forms.wrong_with(plan):
            return _answer(page, chosen, wrong, status=422)
        with transaction.atomic():
            kept = _keep(page, name, plan) if name else None
            actions.map_columns(
                batch=page.batch,
                plan=plan,
                seen=page.request.POST.get("seen", ""),
                kept=kept,
                by=_user(page.request),
            )
            carry_on.delay_on_commit(page.batch.pk)  # type: ignore[attr-defined]
    except ValidationError as error:
        return _answer(page, chosen, [forms.refused(error)], status=422)
    except Refused as error:
        return _answer(page, chosen, [str(error)], status=409)
    return redirect("admin:imports_batch_change", page.batch.pk)


def _keep(page: Page, name: str, plan: Plan) -> Mapping:
    right = "change" if page.kept and page.kept.name == name else "add"
    if not page.request.user.has_perm(f"imports.{right}_mapping"):
        raise Refused(_("You may map this file, but not keep the mapping. Leave its name empty."))
    user = _user(page.request)
    return actions.keep(name=name, plan=plan, over=page.kept, version=page.version, by=user)


def _answer(
    page: Page, chosen: Choices, wrong: list[str] | None = None, *, status: int = 200
) -> TemplateResponse:
    """The whole page, or its preview alone where HTMX asks for that."""
    context, preview = _previewed(page, chosen)
    fragment = page.request.htmx.target == PREVIEW  # type: ignore[attr-defined]
    if not fragment:
        context |= _whole(page, chosen)
    return TemplateResponse(
        page.request,
        f"admin/imports/mapping/{'_preview' if fragment else 'mapping'}.html",
        context | {"preview": preview, "wrong": wrong or [], "is_fragment": fragment},
        status=status,
    )


def _previewed(page: Page, chosen: Choices) -> tuple[dict[str, Any], presenting.Preview | None]:
    """The preview; where what was sent is no mapping at all, the reason instead."""
    try:
        plan = chosen.plan(page.sheet)
    except ValidationError as error:
        return {"advice": [forms.refused(error)]}, None
    preview = presenting.preview_of(plan, page.sheet, page.batch.file_name)
    return {"advice": forms.wrong_with(plan)}, preview


def _whole(page: Page, chosen: Choices) -> dict[str, Any]:
    fingerprints = [fingerprint_of(sheet.columns) for sheet in page.sheets]
    said, asked = chosen.constants, page.request.POST
    columns = presenting.columns_of(page.sheet, chosen, page.guesses)
    shown = Paginator(columns, COLUMNS_AT_ONCE).get_page(asked.get("turn") or asked.get("at"))
    return site.each_context(page.request) | {
        "title": _("Map the columns of %(file)s") % {"file": page.batch.file_name},
        "opts": Batch._meta,
        "batch": page.batch,
        "page": page,
        "seen": asked.get("seen") or actions.standing_of(page.batch),
        "name": asked.get("keep", page.kept.name if page.kept else ""),
        "kinds": kinds(),
        "columns": shown,
        "elsewhere": [one for one in columns if one.field and one not in shown.object_list],
        "parts": presenting.parts_of(shown.paginator),
        "options": presenting.known_options(page.kind),
        "hidden_columns": len(page.sheet.columns) - len(page.guesses),
        "groups": choices.field_groups(page.kind),
        "constants": [
            {
                "code": code,
                "label": label,
                "choices": codes,
                "value": said.get(code, ""),
            }
            for code, label, codes in choices.constants_of(page.kind)
        ],
        "fitting": Mapping.objects.for_headers(fingerprints),
        "others": Mapping.objects.exclude(fingerprint__in=fingerprints),
    }


@require_http_methods(["GET", "POST"])
@may_keep
def bring_in(request: HttpRequest) -> HttpResponseBase:
    """Keep a mapping from a JSON file."""
    form = forms.BringInForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data, name = form.cleaned_data["file"], form.cleaned_data["name"]
        try:
            mapping = actions.bring_in(data=data, name=name, by=_user(request))
        except (PlanError, Refused) as error:
            form.add_error("file", str(error))
        else:
            messages.success(request, _("The mapping “%(name)s” is kept.") % {"name": mapping})
            return redirect("admin:imports_mapping_changelist")
    context = {"form": form, "opts": Mapping._meta, "title": _("Bring in a mapping")}
    return TemplateResponse(
        request, "admin/imports/mapping/bring_in.html", site.each_context(request) | context
    )


@require_GET
@may_see
def export(_request: HttpRequest, object_id: int) -> HttpResponse:
    """A mapping as a JSON file to pass on."""
    mapping = get_object_or_404(Mapping, pk=object_id)
    name = slugify(mapping.name) or f"{mapping.pk}"
    response = HttpResponse(actions.as_json(mapping), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="parley-mapping-{name}.json"'
    return response


def _user(request: HttpRequest) -> User:
    """Who asks; the permission checks let nobody in who is not logged in."""
    return cast(User, request.user)
