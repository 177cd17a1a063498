"""What single values of Parley's spreadsheet say; each raises CellError for what it is not."""

from datetime import UTC
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from imports.connectors import parley_cells as cells
from imports.connectors.parley_cells import refuse
from imports.countries import country_of
from imports.rows import ProgrammeRef, TrackRef
from records.vocabulary import validate_time_zone
from sanctions.expiry import read_expiry


def country(text: str) -> str:
    if found := country_of(text):
        return found
    raise refuse("unknown_country", value=text)


def day(text: str) -> str:
    span = cells.edtf(text)
    if span.precision.value != "day" or span.ends_on != span.starts_on:
        raise refuse("impossible_date", reason=_("Write one day here, such as 2025-12-04."))
    return span.starts_on.isoformat()


def decimal(field: "models.Field[Any, Any]", text: str) -> str | float:
    if field.name == "amount":
        amount = cells.decimal(text)
        if amount < 0:
            raise refuse("number_range", value=text, least=0, most=cells.MAX_AMOUNT)
        return str(amount)
    most = 90 if field.name == "latitude" else 180
    try:
        number = round(float(text), 5)
    except ValueError as error:
        raise refuse("not_a_number", value=text) from error
    if not -most <= number <= most:
        raise refuse("number_range", value=text, least=-most, most=most)
    return number


def whole(text: str) -> int:
    if not text.isdecimal() or not text.isascii():
        raise refuse("not_a_number", value=text)
    if not 1 <= int(text[:9]) <= 32767 or len(text) > 9:
        raise refuse("number_range", value=text, least=1, most=32767)
    return int(text)


def zone(text: str) -> str:
    try:
        validate_time_zone(text)
    except ValidationError as error:
        raise refuse("unknown_zone", value=text) from error
    return cells.fitting(text, 50)


def track(text: str, process: str) -> TrackRef:
    before, slash, name = text.rpartition(" / ")
    found = before.strip() if slash else process
    if not found:
        raise refuse("bad_reference", value=text, form=_("process / track"))
    return TrackRef(process=cells.fitting(found, 300), name=cells.fitting(name.strip(), 300))


def programme(text: str) -> ProgrammeRef:
    authority, slash, code = text.partition("/")
    if not slash or not code.strip():
        raise refuse("bad_reference", value=text, form="OFAC / RUSSIA-EO14024")
    return ProgrammeRef(
        authority=cells.fitting(authority.strip(), 100), code=cells.fitting(code.strip(), 100)
    )


def expiry(text: str, zone: str) -> tuple[str, str]:
    """A day and time, a day or a month in `zone` as an instant, with its precision."""
    try:
        instant, precision = read_expiry(text, zone)
    except ValidationError as error:
        raise refuse("impossible_date", reason=error.messages[0]) from error
    return instant.astimezone(UTC).isoformat(), precision.value
