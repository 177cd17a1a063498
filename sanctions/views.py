"""The register of relief, and the page of one instrument."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from records.chains import chain_of
from records.choosing import Asked, answered, only_results, part_of
from records.display import zone_words
from records.evidence import differences
from records.models import Involvement
from records.pages import entry_page
from sanctions import periods
from sanctions import register as registers
from sanctions.models import Relief
from sanctions.renewals import compared_steps

PER_PAGE = 100


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    asked = Asked.read(request, registers.PARAMETERS)
    found = registers.read_register(asked, timezone.now())
    part = part_of(found.chosen.rows, PER_PAGE, asked)
    lines = found.lines(part.rows)
    targets = asked.given.get("target", ())
    concerned = targets or registers.slugs_concerned(line.row for line in lines)
    context = {
        "asked": asked,
        "register": found,
        "chosen": found.chosen,
        "part": part,
        "groups": found.groups(lines),
        "designations": registers.designations_of(concerned),
        "beside": bool(targets),
        "by_standing": asked.address(sort="", page=""),
        "clear": request.path,
    }
    template = "sanctions/register.html" + ("#results" if only_results(request) else "")
    return answered(request, render(request, template, context), asked)


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
        "designations": registers.designations_of(i.actor.slug for i in concerned),
        "differences": differences(entry),
        "ends_elsewhere": [c for c in entry.cited if c.field == "expires_at"],
    }
