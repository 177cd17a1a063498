"""Pledges on the desk: an amount and its currency go together; the form says what is missing."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from records.forms import EntryForm


class PledgeForm(EntryForm):
    def clean_currency(self) -> str:
        return str(self.cleaned_data.get("currency") or "").upper()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if {"amount", "currency"} & self.errors.keys():
            return cleaned
        amount, currency = cleaned.get("amount"), cleaned.get("currency")
        if amount is not None and not currency:
            message = _("In which currency? Three letters, such as EUR.")
            self.add_error("currency", ValidationError(message, code="currency_missing"))
        if currency and amount is None:
            message = _("How much? Leave the currency empty where no amount is known.")
            self.add_error("amount", ValidationError(message, code="amount_missing"))
        return cleaned
