"""How long relief holds, in words: its end, the time left, its place in a chain of renewals."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from records.contributions import Extent
from records.dates import Precision, Span, days_until
from records.display import day_words, instant_words, span_words
from sanctions.models import Relief
from sanctions.standing import Instrument, Standing, standing_on

LABEL = 60  # characters of a title that stands for a number


class Dated(Instrument, Protocol):
    """An instrument, and how exactly the day of its issue is known."""

    @property
    def date_precision(self) -> str: ...


@dataclass(frozen=True)
class Step:
    """One instrument in a chain, in the terms of `components/chain.html`."""

    label: str
    words: str
    url: str
    is_current: bool


def label(relief: Relief) -> str:
    """The number by which an instrument is known, else its title."""
    return relief.number or Truncator(relief.title_i18n).chars(LABEL)


def end_words(relief: Relief) -> str:
    """The end as the instrument sets it; empty where it sets none."""
    if relief.expires_at is None:
        return ""
    return instant_words(relief.expires_at, relief.expires_zone, relief.expires_precision)


def time_left(relief: Dated, now: datetime) -> str:
    """The days to the beginning or the end, or since: "in 12 days", "expired 207 days ago"."""
    standing = standing_on(relief, now)
    if standing == Standing.NOT_YET:
        if relief.date_precision != Precision.DAY:
            return ""
        days = (relief.starts_on - now.date()).days
        return ngettext("begins in %(n)d day", "begins in %(n)d days", days) % {"n": days}
    if relief.expires_at is None or standing in (Standing.REPLACED, Standing.REVOKED):
        return ""
    days = days_until(relief.expires_at, relief.expires_zone, now)
    if relief.expires_at > now:
        left = _days_left(days)
        if relief.expires_precision == Relief.ExpiryPrecision.MONTH:
            return _("%(left)s at the latest") % {"left": left}
        return left
    words = (
        ngettext("expired %(n)d day ago", "expired %(n)d days ago", -days) % {"n": -days}
        if days
        else _("expired today")
    )
    return (
        words if relief.replaced_on else _("%(expired)s; no renewal on record") % {"expired": words}
    )


def _days_left(days: int) -> str:
    if not days:
        return _("ends today")
    return ngettext("in %(n)d day", "in %(n)d days", days) % {"n": days}


def period_words(relief: Relief, now: datetime) -> str:
    """From when to when it held or holds, and why it ended."""
    issued = span_words(relief.span, "short")
    standing = relief.standing(now)
    if standing == Standing.REVOKED and relief.revoked_on:
        return _("issued %(issued)s, revoked %(end)s") % {
            "issued": issued,
            "end": day_words(relief.revoked_on, "short"),
        }
    if standing == Standing.REPLACED and relief.replaced_on:
        replaced = _("issued %(issued)s, replaced %(end)s") % {
            "issued": issued,
            "end": day_words(relief.replaced_on, "short"),
        }
        if not relief.expires_at:
            return replaced
        return _("%(replaced)s; its own end was %(end)s") % {
            "replaced": replaced,
            "end": end_words(relief),
        }
    return _from_to(issued, end_words(relief), standing == Standing.NOT_YET)


def _from_to(first: str, end: str, is_to_come: bool) -> str:
    if is_to_come:
        words = _("begins %(begins)s, until %(end)s") if end else _("begins %(begins)s, no end set")
        return words % {"begins": first, "end": end}
    words = _("issued %(issued)s, until %(end)s") if end else _("issued %(issued)s, no end set")
    return words % {"issued": first, "end": end}


def extent_of(relief: Relief, now: datetime) -> Extent:
    """How long it is in force: from its issue to its end, or until another took its place."""
    standing = relief.standing(now)
    holds = standing in (Standing.NOT_YET, Standing.IN_FORCE, Standing.EXPIRES_SOON)
    ended = end_day(relief, standing)
    label = day_words(ended, "short") if ended else ""
    if holds and ended and relief.expires_precision == Relief.ExpiryPrecision.MONTH:
        label = span_words(Span(ended, ended, Precision.MONTH), "short")
    last = ended
    if ended and standing == Standing.REPLACED:  # that day is its successor's first
        last = max(ended - timedelta(1), relief.starts_on)
    words = f"{standing.label}{pgettext('after a standing', ': ')}{period_words(relief, now)}"
    return Extent(relief.starts_on, last, label, words, holds)


def end_day(relief: Relief, standing: Standing) -> date | None:
    """The day on which it ended or will end, in its own time zone; None where no end is set."""
    if standing == Standing.REVOKED:
        return relief.revoked_on
    if standing == Standing.REPLACED:
        return relief.replaced_on
    return relief.expires_local.date() if relief.expires_local else None


def steps(chain: Iterable[Relief], current: Relief, now: datetime) -> list[Step]:
    colon = pgettext("after a standing", ": ")
    return [
        Step(
            label=label(relief),
            words=f"{relief.standing(now).label}{colon}{period_words(relief, now)}",
            url=relief.get_absolute_url(),
            is_current=relief.pk == current.pk,
        )
        for relief in chain
    ]
