"""Relief on the desk: its end is written as the instrument writes it, in the instrument's zone."""

import re
from calendar import monthrange
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from records.forms import EntryForm
from records.vocabulary import validate_time_zone
from sanctions.models import Relief

Precision = Relief.ExpiryPrecision
FORMATS = {
    Precision.MINUTE: (re.compile(r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}"), "%Y-%m-%d %H:%M"),
    Precision.DAY: (re.compile(r"\d{4}-\d{2}-\d{2}"), "%Y-%m-%d"),
    Precision.MONTH: (re.compile(r"\d{4}-\d{2}"), "%Y-%m"),
}


class ReliefForm(EntryForm):
    expires = forms.CharField(
        label=_("Expires"),
        required=False,
        max_length=16,
        help_text=_(
            "By the clock of the zone beside it: 2026-04-29 00:01; or the last day 2026-04-29, or "
            "the last month 2026-04, where no more is known."
        ),
    )
    expires_zone = forms.CharField(
        label=_("Time zone of the instrument"),
        required=False,
        max_length=50,
        validators=[validate_time_zone],
        help_text=_("IANA name, such as America/New_York."),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["expires"] = written_expiry(self.instance)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        text, zone = cleaned.get("expires"), cleaned.get("expires_zone")
        if {"expires", "expires_zone"} & self.errors.keys():
            return cleaned
        if bool(text) != bool(zone):
            missing, name = ("expires_zone", "America/New_York") if text else ("expires", "2026-04")
            message = _("An end and its time zone go together: add one such as %(name)s.")
            self.add_error(missing, ValidationError(message, params={"name": name}))
        elif {"expires", "expires_zone"} & {*self.changed_data}:
            try:
                self._set_expiry(text or "", zone or "")
            except ValidationError as error:
                self.add_error("expires", error)
        return cleaned

    def _set_expiry(self, text: str, zone: str) -> None:
        relief = self.instance
        if not text:
            relief.expires_at, relief.expires_precision = None, Precision.MINUTE
            return
        relief.expires_at, relief.expires_precision = read_expiry(text, ZoneInfo(zone))

    def validated_columns(self) -> set[str]:
        return super().validated_columns() | {"expires_at", "expires_precision"}


def read_expiry(text: str, zone: ZoneInfo) -> tuple[datetime, Relief.ExpiryPrecision]:
    """The last instant of a minute, day or month as written in `zone`.

    Raises ValidationError for what is no such text, and for an hour that the zone's clocks skip.
    """
    text = text.strip().replace("T", " ")
    precision = next((p for p, (shape, _f) in FORMATS.items() if shape.fullmatch(text)), None)
    if precision is None:
        raise ValidationError(_("Write 2026-04-29 00:01, 2026-04-29 or 2026-04."))
    try:
        local = datetime.strptime(text, FORMATS[precision][1])
    except ValueError as error:
        raise ValidationError(_("There is no such day or hour.")) from error
    if precision == Precision.MONTH:
        local = local.replace(day=monthrange(local.year, local.month)[1])
    if precision != Precision.MINUTE:
        local = local.replace(hour=23, minute=59, second=59)
    instant = local.replace(tzinfo=zone)
    if instant.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local:
        raise ValidationError(_("The clocks of this zone skip that hour on that day."))
    return instant, precision


def written_expiry(relief: Relief) -> str:
    """The end as it would be typed, in the instrument's own zone."""
    local = relief.expires_local
    if local is None:
        return ""
    return local.strftime(FORMATS[Precision(relief.expires_precision)][1])
