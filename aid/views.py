"""The aid ledger, and the page of one pledge."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from aid.delivery import deliveries, family_of
from aid.ledger import GROUPINGS, PARAMETERS, read_ledger
from aid.models import Pledge
from aid.table import group_table, grouping_tabs, in_order, lines_of, moved_under, opened_chip
from records.choosing import Asked, answered, only_results, part_of
from records.evidence import differences
from records.models import Involvement
from records.pages import entry_page
from records.templatetags.parley import money

PER_PAGE = 50


@require_safe
def ledger(request: HttpRequest) -> HttpResponse:
    asked = Asked.read(request, PARAMETERS)
    grouping = asked.one_of("group", GROUPINGS, GROUPINGS[0])
    found = read_ledger(asked, grouping)
    table = group_table(found, asked, grouping)
    found.chosen.chips.extend(opened_chip(table, asked))
    opened = table.opened or found.total
    promises, headings = in_order(opened.promises, found, asked)
    part = part_of(promises, PER_PAGE, asked)
    context = {
        "asked": asked,
        "chosen": found.chosen,
        "ledger": found,
        "table": table,
        "opened": opened,
        "part": part,
        "headings": headings,
        "lines": lines_of(part.rows, found),
        "groupings": grouping_tabs(asked, grouping),
        "kept": [(name, asked.given.get(name, ())) for name in ("group", "sort", "order")],
        "clear": request.path,
    }
    template = "aid/ledger.html" + ("#results" if only_results(request) else "")
    return answered(request, render(request, template, context), asked)


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
