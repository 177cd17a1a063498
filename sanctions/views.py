"""The register of relief, and the page of one instrument."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from records.chains import chain_of
from records.evidence import differences
from records.loading import attach_involvements, load_rows
from records.models import Involvement
from records.pages import entry_page
from sanctions import periods
from sanctions import register as registers
from sanctions.models import Relief
from sanctions.standing import Standing

PER_PAGE = 100


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    standing = request.GET.get("standing", "")
    authority = request.GET.get("authority", "")
    unknown = standing not in ("", *Standing.values)
    found = registers.read_register(timezone.now(), "" if unknown else standing, authority)
    page = Paginator(found.rows, PER_PAGE).get_page(request.GET.get("page"))
    reliefs = [relief for _standing, relief in page]
    attach_involvements(reliefs)
    rows = {row.pk: row for row in load_rows(relief.pk for relief in reliefs)}
    context = {
        "page": page,
        "groups": [
            (standing, [rows[relief.pk] for relief in group])
            for standing, group in registers.grouped(page)
        ],
        "register": found,
        "standing": "" if unknown else standing,
        "unknown_standing": standing if unknown else "",
        "authority": authority,
        "designations": registers.designations_concerned(reliefs),
    }
    return render(request, "sanctions/register.html", context)


@entry_page(Relief, "sanctions/relief.html")
def relief_page(entry: Any) -> dict[str, object]:
    now, roles = timezone.now(), Involvement.Role
    involved = list(entry.involvements.all())
    differing = differences(entry)
    return {
        "standing": entry.standing(now),
        "time_left": periods.time_left(entry, now),
        "steps": periods.steps(chain_of(entry), entry, now),
        "issuers": [i for i in involved if i.role == roles.ISSUER],
        "targets": [i for i in involved if i.role == roles.TARGET],
        "beneficiaries": [i for i in involved if i.role == roles.BENEFICIARY],
        "others": [
            i for i in involved if i.role not in (roles.ISSUER, roles.TARGET, roles.BENEFICIARY)
        ],
        "designations": registers.designations_concerned([entry]),
        "differences": differing,
        "ends_elsewhere": [c for c in entry.cited if c.field == "expires_at"],
    }
