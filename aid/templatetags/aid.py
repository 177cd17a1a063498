"""`{% load aid %}`: addresses into the ledger."""

from decimal import Decimal
from urllib.parse import urlencode

from django import template
from django.urls import reverse

from aid import rates

register = template.Library()


@register.simple_tag
def donor_address(slug: str) -> str:
    """The ledger with the promises of one donor."""
    return f"{reverse('aid:ledger')}?{urlencode({'donor': slug})}"


@register.filter
def percent(share: Decimal) -> str:
    """A share without decimals, with a minus sign where more was taken back than paid."""
    return str(rates.percent(share)).replace("-", "−")
