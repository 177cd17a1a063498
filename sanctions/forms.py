"""Relief on the desk: its end is written as the instrument writes it, in the instrument's zone."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from records.forms import EntryForm
from records.vocabulary import validate_time_zone
from sanctions.expiry import read_expiry, written_expiry
from sanctions.models import Relief

Precision = Relief.ExpiryPrecision


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
        relief.expires_at, relief.expires_precision = read_expiry(text, zone)

    def validated_columns(self) -> set[str]:
        return super().validated_columns() | {"expires_at", "expires_precision"}
