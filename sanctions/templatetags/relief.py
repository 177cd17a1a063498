"""`{% load relief %}`: where relief stands today."""

from dataclasses import dataclass
from datetime import date, datetime

from django import template
from django.utils import timezone

from records.display import instant_words
from records.rows import Row
from sanctions.standing import Standing, standing_on

register = template.Library()


@dataclass
class Dates:
    """What decides where relief stands."""

    starts_on: date
    expires_at: datetime | None
    revoked_on: date | None
    replaced_on: date | None


@register.filter
def standing_now(entry: Row) -> Standing:
    """Where the relief of a row stands today."""
    own = entry.own
    dates = Dates(entry.starts_on, own["expires_at"], own["revoked_on"], own["successor_on"])
    return standing_on(dates, timezone.now())


@register.filter
def ends(entry: Row) -> str:
    """The end of a row's relief, as the instrument sets it."""
    own = entry.own
    return instant_words(own["expires_at"], own["expires_zone"], own["expires_precision"])
