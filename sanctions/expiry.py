"""When a relief ends, as its instrument writes it: by the clock of the instrument's own zone."""

import re
from calendar import monthrange
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from records.dates import is_kept
from records.vocabulary import validate_time_zone
from sanctions.models import Relief

Precision = Relief.ExpiryPrecision
FORMATS = {
    Precision.MINUTE: (
        re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}"),
        "%Y-%m-%d %H:%M",
    ),
    Precision.DAY: (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), "%Y-%m-%d"),
    Precision.MONTH: (re.compile(r"[0-9]{4}-[0-9]{2}"), "%Y-%m"),
}
OUTSIDE = _("Dates are of the years 1000 to 8999. Where there is no end, leave this empty.")
SECONDS = re.compile(r"(?<=[0-9]{2}:[0-9]{2}):00")  # as workbooks write a time of day
NO_END = "9999-"  # the year alone counts: the day and hour beside it vary with programs and zones
OFFSET = re.compile(r"[0-9](Z|[+-][0-9]{2}(:?[0-9]{2})?)", re.IGNORECASE)


def is_no_end(text: str) -> bool:
    """Whether it is how tables write that there is none: 9999-12-31."""
    return text.strip().startswith(NO_END)


def read_expiry(text: str, zone_name: str) -> tuple[datetime, Relief.ExpiryPrecision]:
    """The last instant of a minute, day or month as written in the zone.

    Raises ValidationError for what is no such text or zone, for a text with an offset of its own,
    for a year that Parley does not keep, and for an hour that the zone's clocks skip.
    """
    validate_time_zone(zone_name)
    zone = ZoneInfo(zone_name)
    text = SECONDS.sub("", text.strip().replace("T", " "))
    precision = next((p for p, (shape, _f) in FORMATS.items() if shape.fullmatch(text)), None)
    if precision is None:
        raise ValidationError(_misread(text))
    try:
        local = datetime.strptime(text, FORMATS[precision][1])
        if not is_kept(local.date()):
            raise ValidationError(OUTSIDE)
        instant = _last_instant(local, precision).replace(tzinfo=zone)
        back = instant.astimezone(UTC).astimezone(zone)
    except (ValueError, OverflowError) as error:
        raise ValidationError(_("There is no such day or hour.")) from error
    if back.replace(tzinfo=None) != instant.replace(tzinfo=None):
        raise ValidationError(_("The clocks of this zone skip that hour on that day."))
    return instant, precision


def _misread(text: str) -> str:
    clock = text.partition(" ")[2]
    if OFFSET.search(clock):
        return str(
            _("Write the time without an offset such as Z or +05:00: the zone beside it says it.")
        )
    return str(_("Write 2026-04-29 00:01, 2026-04-29 or 2026-04."))


def _last_instant(local: datetime, precision: Relief.ExpiryPrecision) -> datetime:
    if precision == Precision.MONTH:
        local = local.replace(day=monthrange(local.year, local.month)[1])
    if precision != Precision.MINUTE:
        local = local.replace(hour=23, minute=59, second=59)
    return local


def written_expiry(relief: Relief) -> str:
    """The end as it would be typed, in the instrument's own zone."""
    local = relief.expires_local
    if local is None:
        return ""
    return local.strftime(FORMATS[Precision(relief.expires_precision)][1])
