"""Where relief stands on a day: derived, never stored."""

from datetime import date, datetime
from typing import Protocol

from django.db import models
from django.utils.translation import gettext_lazy as _

from records.dates import Precision, day_in, days_until

SOON = 30  # days


class Standing(models.TextChoices):
    NOT_YET = "not_yet", _("not yet in force")
    PERHAPS = "perhaps", _("perhaps in force")
    IN_FORCE = "in_force", _("in force")
    EXPIRES_SOON = "expires_soon", _("expires within 30 days")
    EXPIRED = "expired", _("expired")
    REPLACED = "replaced", _("replaced")
    REVOKED = "revoked", _("revoked")


ENDED_BEFORE = (Standing.REPLACED, Standing.REVOKED)  # its own end means nothing any more


class Instrument(Protocol):
    """What decides where relief stands."""

    @property
    def starts_on(self) -> date: ...
    @property
    def ends_on(self) -> date | None: ...
    @property
    def date_precision(self) -> str: ...
    @property
    def expires_at(self) -> datetime | None: ...
    @property
    def expires_zone(self) -> str: ...
    @property
    def expires_precision(self) -> str: ...
    @property
    def revoked_on(self) -> date | None: ...
    @property
    def replaced_on(self) -> date | None: ...


def standing_on(relief: Instrument, now: datetime) -> Standing:
    """Revoked, replaced, expired, not yet, perhaps, expires soon, in force: the first that holds.

    Within the month or year of its issue, where its day is not known, it is perhaps in force: it
    may have been issued by then or not. An instrument that expired before its successor was issued
    has expired, not been replaced, by its own clock. Days are compared in the zone of `now`; those
    left are counted by the instrument's clock.
    """
    today = now.date()
    if ended := _ended(relief, now):
        return ended
    if relief.starts_on > today:
        return Standing.NOT_YET
    if relief.date_precision != Precision.DAY and today < (relief.ends_on or relief.starts_on):
        return Standing.PERHAPS
    if relief.expires_at and days_until(relief.expires_at, relief.expires_zone, now) <= SOON:
        return Standing.EXPIRES_SOON
    return Standing.IN_FORCE


def _ended(relief: Instrument, now: datetime) -> Standing | None:
    today, replaced_on = now.date(), relief.replaced_on
    if relief.revoked_on and relief.revoked_on <= today:
        return Standing.REVOKED
    if replaced_on and replaced_on <= today and not _expired_by(relief, replaced_on):
        return Standing.REPLACED
    if relief.expires_at and relief.expires_at <= now:
        return Standing.EXPIRED
    return None


def _expired_by(relief: Instrument, day: date) -> bool:
    if relief.expires_at is None:
        return False
    return day_in(relief.expires_zone, relief.expires_at) < day
