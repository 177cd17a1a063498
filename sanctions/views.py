"""The register of relief, and the page of one instrument."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from records.chains import chain_of
from records.choosing import Asked, answered, only_results, part_of
from records.display import zone_words
from records.downloads import download, refused
from records.evidence import differences
from records.models import Involvement
from records.pages import entry_page
from records.tables import csv_lines, json_text
from sanctions import periods
from sanctions import register as registers
from sanctions.designations import designations_asked, designations_of, listed
from sanctions.exporting import COLUMNS, designation_records, in_cell, relief_records
from sanctions.models import Relief
from sanctions.renewals import compared_steps

PER_PAGE = 100


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    asked = Asked.read(request, registers.PARAMETERS)
    found = registers.read_register(asked, timezone.now())
    part = part_of(found.chosen.rows, PER_PAGE, asked)
    lines = found.lines(part.rows)
    context = {
        "asked": asked,
        "register": found,
        "chosen": found.chosen,
        "part": part,
        "groups": found.groups(lines),
        "designations": listed(asked),
        "beside": "target" in asked.given,
        "by_standing": asked.address(sort="", page=""),
        "clear": request.path,
        "query": asked.query(page=""),
    }
    template = "sanctions/register.html" + ("#results" if only_results(request) else "")
    return answered(request, render(request, template, context), asked)


@require_safe
def export(request: HttpRequest, form: str) -> HttpResponseBase:
    """The register's query as a file, whole; 400 where a value of it cannot be used."""
    asked, now = Asked.read(request, registers.PARAMETERS), timezone.now()
    found = registers.read_register(asked, now)
    if asked.problems:
        return refused(asked.problems)
    absolute = request.build_absolute_uri
    relief = relief_records(found, timezone.localdate(now), absolute)
    if form == "csv":
        return download(csv_lines(relief, COLUMNS, in_cell), form, "sanctions")
    designated = designation_records(designations_asked(asked), absolute)
    head = {"address": absolute(), "generated_at": now}
    text = json_text(head, {"relief": relief, "designations": designated})
    return download(text, form, "sanctions")


@entry_page(Relief, "sanctions/relief.html")
def relief_page(entry: Any) -> dict[str, object]:
    now, roles = timezone.now(), Involvement.Role
    involved = list(entry.involvements.all())
    chain = chain_of(entry)
    concerned = [i for i in involved if i.role in registers.FOR_WHOM]
    return {
        "standing": entry.standing(now),
        "time_left": periods.time_left(entry, now),
        "zone": zone_words(entry.expires_at, entry.expires_zone) if entry.expires_at else "",
        "steps": periods.steps(chain, entry, now),
        "comparison": compared_steps(chain, entry, entry.asked.get("compare", "")),
        "issuers": [i for i in involved if i.role == roles.ISSUER],
        "targets": [i for i in involved if i.role == roles.TARGET],
        "beneficiaries": [i for i in involved if i.role == roles.BENEFICIARY],
        "others": [i for i in involved if i.role not in (roles.ISSUER, *registers.FOR_WHOM)],
        "designations": designations_of(i.actor.slug for i in concerned),
        "differences": differences(entry),
        "ends_elsewhere": [c for c in entry.cited if c.field == "expires_at"],
    }
