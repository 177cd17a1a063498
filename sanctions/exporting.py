"""The register as records: each instrument with where it stands on the day that was asked.

Names of the keys are part of the address: they stay. `docs/registers.md` describes them.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse

from records.models import Involvement
from records.rows import Row
from records.tables import Record
from sanctions.models import Designation, Relief
from sanctions.register import Held, Line, Register

COLUMNS = [
    *("id", "url", "title", "instrument", "number", "authority", "programme", "standing", "as_of"),
    *("begins", "ends", "ends_at", "ends_zone", "ends_precision", "revoked_on", "replaced_on"),
    *("replaces", "issuers", "targets", "beneficiaries"),
]
WIDTHS = {"minute": 16, "day": 10, "month": 7}  # of an end as its instrument writes it
Absolute = Callable[[str], str]
Role = Involvement.Role


def relief_records(register: Register, today: date, absolute: Absolute) -> list[Record]:
    lines = register.lines(register.chosen.rows)
    as_of = register.as_of or today
    replaced = _replaced(line.row.pk for line in lines)
    return [_relief(line, as_of, replaced.get(line.row.pk), absolute) for line in lines]


def designation_records(designations: Iterable[Designation], absolute: Absolute) -> list[Record]:
    return [
        {
            "actor": one.actor.slug,
            "name": one.actor.name_i18n,
            "url": absolute(one.actor.get_absolute_url()),
            "authority": one.programme.authority,
            "programme": one.programme.code,
            "list_id": one.list_id,
            "listed_on": one.listed_on,
            "until": one.until,
            "source": absolute(reverse("timeline:source", args=[one.source_id]))
            if one.source_id
            else "",
        }
        for one in designations
    ]


def in_cell(value: Any) -> str:
    """An actor as it stands in a cell of a table."""
    return str(value["name"])


def _relief(line: Line, as_of: date, replaces: int | None, absolute: Absolute) -> Record:
    row, held = line.row, line.held
    return {
        "id": row.pk,
        "url": absolute(reverse("timeline:entry", args=[row.pk])),
        "title": row.title,
        "instrument": row.own["instrument"],
        "number": row.own["number"],
        "authority": held.authority,
        "programme": held.code,
        "standing": line.standing.value,
        "as_of": as_of,
        "begins": str(row.span),
        **_end(held),
        "revoked_on": held.revoked_on,
        "replaced_on": held.replaced_on,
        "replaces": absolute(reverse("timeline:entry", args=[replaces])) if replaces else "",
        "issuers": _who(row, Role.ISSUER),
        "targets": _who(row, Role.TARGET),
        "beneficiaries": _who(row, Role.BENEFICIARY),
    }


def _end(held: Held) -> Record:
    """The end by the clock of its zone, as sure as it is known; an instant where to the minute."""
    if held.expires_at is None:
        return {"ends": "", "ends_at": None, "ends_zone": "", "ends_precision": ""}
    precision = held.expires_precision
    written = held.expires_at.astimezone(ZoneInfo(held.expires_zone)).isoformat(" ")
    return {
        "ends": written[: WIDTHS[precision]],
        "ends_at": held.expires_at if precision == "minute" else None,
        "ends_zone": held.expires_zone,
        "ends_precision": precision,
    }


def _replaced(pks: Iterable[int]) -> dict[int, int]:
    """By instrument the published one whose place it took."""
    later = Relief.objects.filter(pk__in=list(pks), replaces__state="published")
    return {pk: before for pk, before in later.values_list("pk", "replaces") if before}


def _who(row: Row, role: str) -> list[Record]:
    return [
        {"actor": part.actor.slug, "name": part.actor.name}
        for part in row.parts
        if part.role == role
    ]
