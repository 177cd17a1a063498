"""The aid ledger, and the page of one pledge."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from aid.delivery import deliveries, family_of
from aid.exporting import COLUMNS, in_cell, pledge_records
from aid.ledger import PARAMETERS
from aid.models import Pledge
from aid.table import grouping_tabs, lines_of, moved_under, opened_chip, read_sheet
from records.choosing import Asked, answered, only_results, part_of
from records.downloads import download, refused
from records.evidence import differences
from records.models import Involvement
from records.pages import entry_page
from records.tables import csv_lines, json_text
from records.templatetags.parley import money

PER_PAGE = 50


@require_safe
def ledger(request: HttpRequest) -> HttpResponse:
    asked = Asked.read(request, PARAMETERS)
    sheet = read_sheet(asked)
    chosen = sheet.ledger.chosen
    chosen.chips.extend(opened_chip(sheet.table, asked))
    part = part_of(sheet.promises, PER_PAGE, asked)
    context = {
        "asked": asked,
        "chosen": chosen,
        "ledger": sheet.ledger,
        "table": sheet.table,
        "opened": sheet.opened,
        "part": part,
        "headings": sheet.headings,
        "lines": lines_of(part.rows, sheet.ledger),
        "groupings": grouping_tabs(asked, sheet.grouping),
        "kept": [(name, asked.given.get(name, ())) for name in ("group", "sort", "order")],
        "clear": request.path,
        "query": asked.query(page=""),
    }
    template = "aid/ledger.html" + ("#results" if only_results(request) else "")
    return answered(request, render(request, template, context), asked)


@require_safe
def export(request: HttpRequest, form: str) -> HttpResponseBase:
    """The ledger's query as a file, whole; 400 where a value of it cannot be used."""
    asked = Asked.read(request, PARAMETERS)
    sheet = read_sheet(asked)
    if asked.problems:
        return refused(asked.problems)
    found = pledge_records(sheet.promises, sheet.ledger, request.build_absolute_uri)
    if form == "csv":
        return download(csv_lines(found, COLUMNS, in_cell), form, "aid")
    head = {"address": request.build_absolute_uri(), "generated_at": timezone.now()}
    return download(json_text(head, {"pledges": found}), form, "aid")


@entry_page(Pledge, "aid/pledge.html")
def pledge_page(entry: Any) -> dict[str, object]:
    roles = Involvement.Role
    involved = list(entry.involvements.all())
    parts = (roles.DONOR, roles.RECIPIENT, roles.CHANNEL)
    words = str(money(entry.amount, entry.currency)) if entry.amount is not None else ""
    lead_pk, family = family_of(entry)
    told = Pledge.objects.for_page().in_bulk(family) | {entry.pk: entry}
    lead = told.get(lead_pk, entry)
    delivered = deliveries([lead])
    return {
        "donors": [i for i in involved if i.role == roles.DONOR],
        "recipients": [i for i in involved if i.role == roles.RECIPIENT],
        "channels": [i for i in involved if i.role == roles.CHANNEL],
        "others": [i for i in involved if i.role not in parts],
        "lead": lead,
        "delivery": delivered[lead.pk],
        "moved": moved_under([lead.pk], delivered)[lead.pk],
        "announcements": sorted(told.values(), key=lambda one: (one.starts_on, one.pk)),
        "differences": differences(entry, {"amount": words}),
    }
