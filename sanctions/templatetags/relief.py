"""`{% load relief %}`: where relief stands today."""

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from records.display import instant_words
from records.rows import Part, Row
from sanctions.periods import time_left
from sanctions.register import parts_concerned
from sanctions.standing import ENDED_BEFORE, Standing, standing_on

register = template.Library()


@dataclass
class Dates:
    """What decides where relief stands."""

    starts_on: date
    ends_on: date | None
    date_precision: str
    expires_at: datetime | None
    expires_zone: str
    expires_precision: str
    revoked_on: date | None
    replaced_on: date | None


@register.filter
def standing_now(entry: Row) -> Standing:
    """Where the relief of a row stands today."""
    return standing_on(_dates(entry), timezone.now())


@register.filter
def extent_now(entry: Row) -> str:
    """Until when the relief of a row holds; from when on it was revoked or replaced."""
    dates, now = _dates(entry), timezone.now()
    if standing_on(dates, now) in ENDED_BEFORE:
        return time_left(dates, now)
    return _("until %(end)s") % {"end": ends(entry)} if dates.expires_at else ""


def _dates(entry: Row) -> Dates:
    own = entry.own
    return Dates(
        entry.starts_on,
        entry.ends_on,
        entry.date_precision,
        own["expires_at"],
        own["expires_zone"],
        own["expires_precision"],
        own["revoked_on"],
        own["successor_on"],
    )


@register.filter
def concerned(entry: Row) -> list[Part]:
    """Whom relief is for or about, each once."""
    return parts_concerned(entry)


@register.filter
def ends(entry: Row) -> str:
    """The end of a row's relief, as the instrument sets it."""
    own = entry.own
    return instant_words(own["expires_at"], own["expires_zone"], own["expires_precision"])


@register.simple_tag
def programme_address(pk: int) -> str:
    """The register with the relief of one programme."""
    return f"{reverse('sanctions:register')}?{urlencode({'programme': pk})}"


@register.simple_tag
def target_address(slug: str) -> str:
    """The register with the relief for or about one actor, and the actor's designations."""
    return f"{reverse('sanctions:register')}?{urlencode({'target': slug})}"
