"""How long relief holds, in words: its end, the time left, its place in a chain of renewals."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from records.contributions import Extent
from records.dates import Precision, Span, days_until
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
    """The days to the beginning or the end, or since: "ends in 12 days", "expired 207 days ago".

    Of what was revoked or replaced the day on which it was.
    """
    in_words = WORDS.get(standing_on(relief, now), _until_the_end)
    return in_words(relief, now)


def _until_the_beginning(relief: Instrument, now: datetime) -> str:
    if relief.date_precision != Precision.DAY:
        return ""
    days = (relief.starts_on - now.date()).days
    return ngettext("begins in %(n)d day", "begins in %(n)d days", days) % {"n": days}


def _some_day(relief: Instrument, _now: datetime) -> str:
    span = Span(relief.starts_on, relief.ends_on, Precision(relief.date_precision))
    words = {"issued": span_words(span, "short")}
    return _("issued %(issued)s, on which day is not known") % words


def _since_it_lost_force(relief: Instrument, now: datetime) -> str:
    is_revoked = standing_on(relief, now) == Standing.REVOKED
    lost_on = relief.revoked_on if is_revoked else relief.replaced_on
    words = pgettext("what lost its force", "since %(date)s")
    return words % {"date": day_words(lost_on, "short")} if lost_on else ""


def _until_the_end(relief: Instrument, now: datetime) -> str:
    if relief.expires_at is None:
        return ""
    days = days_until(relief.expires_at, relief.expires_zone, now)
    words = ngettext("ends in %(n)d day", "ends in %(n)d days", days) % {"n": days}
    left = words if days else _("ends today")
    if relief.expires_precision == Relief.ExpiryPrecision.MONTH:
        return _("%(left)s at the latest") % {"left": left}
    return left


def _since_the_end(relief: Instrument, now: datetime) -> str:
    if relief.expires_at is None:
        return ""
    days = -days_until(relief.expires_at, relief.expires_zone, now)
    words = (
        ngettext("expired %(n)d day ago", "expired %(n)d days ago", days) % {"n": days}
        if days
        else _("expired today")
    )
    return (
        words if relief.replaced_on else _("%(expired)s; no renewal on record") % {"expired": words}
    )


WORDS: dict[Standing, Callable[[Instrument, datetime], str]] = {
    Standing.NOT_YET: _until_the_beginning,
    Standing.PERHAPS: _some_day,
    Standing.EXPIRED: _since_the_end,
    Standing.REPLACED: _since_it_lost_force,
    Standing.REVOKED: _since_it_lost_force,
}


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
