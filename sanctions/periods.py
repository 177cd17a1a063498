"""How long relief holds, in words: its end, the time left, its place in a chain of renewals."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from records.display import day_words, instant_words, span_words
from sanctions.models import Relief
from sanctions.standing import Instrument, Standing, standing_on

LABEL = 60  # characters of a title that stands for a number


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


def time_left(relief: Instrument, now: datetime) -> str:
    """The time to the end, or since: "in 12 days", "207 days ago; no renewal on record"."""
    standing = standing_on(relief, now)
    if relief.expires_at is None or standing in (Standing.REPLACED, Standing.REVOKED):
        return ""
    if relief.expires_at > now:
        left = _days_left((relief.expires_at - now).days)
        if relief.expires_precision == Relief.ExpiryPrecision.MONTH:
            return _("%(left)s at the latest") % {"left": left}
        return left
    days = (now - relief.expires_at).days
    words = (
        ngettext("expired %(n)d day ago", "expired %(n)d days ago", days) % {"n": days}
        if days
        else _("expired less than a day ago")
    )
    return (
        words if relief.replaced_on else _("%(expired)s; no renewal on record") % {"expired": words}
    )


def _days_left(days: int) -> str:
    if not days:
        return _("in less than a day")
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
    if not relief.expires_at:
        return _("issued %(issued)s, no end set") % {"issued": issued}
    return _("issued %(issued)s, until %(end)s") % {"issued": issued, "end": end_words(relief)}


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
