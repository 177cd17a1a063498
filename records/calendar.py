"""What stands on the record as events of an iCalendar (RFC 5545)."""

from datetime import date, datetime, timedelta

from django.http import HttpRequest
from django.urls import reverse
from icalendar import Calendar, Event
from icalendar.enums import STATUS, TRANSP

from records.dates import Precision, Qualifier, Span
from records.models import Entry

PRODUCT = "-//Parley//Entries//EN"
DAY = timedelta(days=1)
POSTPONED = "EventPostponed"  # a day that no longer holds, and no other yet
# Values of a kind's `status` that iCalendar has a word for
STATUSES = {
    "EventCancelled": STATUS.CANCELLED,
    "announced": STATUS.TENTATIVE,
    "EventScheduled": STATUS.TENTATIVE,
    "EventRescheduled": STATUS.TENTATIVE,
}


def event(
    *,
    uid: str,
    changed_at: datetime,
    start: date | None = None,
    end: date | None = None,
    span: Span | None = None,
    title: str,
    url: str,
    words: str = "",
    place: str = "",
    status: str = "",
) -> Event:
    """From `start` to `end`, or on all days of `span`; the end of DTEND is not included.

    It takes nobody's time: readers were not invited.
    """
    if span:
        start, end = span.starts_on, (span.ends_on or span.starts_on) + DAY
    return Event.new(
        uid=uid,
        stamp=changed_at,
        last_modified=changed_at,
        start=start,
        end=end,
        summary=title,
        description=words or None,
        location=place or None,
        url=url,
        status=STATUSES.get(status, STATUS.CONFIRMED),
        transparency=TRANSP.TRANSPARENT,
    )


def has_days(span: Span, status: str = "") -> bool:
    """Whether the days are known: a month, about a day, or put off belongs in no calendar."""
    is_known = (span.precision, span.qualifier) == (Precision.DAY, Qualifier.EXACT)
    return is_known and status != POSTPONED


def has_calendar(entry: Entry) -> bool:
    return has_days(entry.span, _status_of(entry)) or any(entry.due_instants())


def calendar_of(request: HttpRequest, entry: Entry) -> bytes | None:
    """The entry on its days, and each end that its kind sets; None where no day is known."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    uid, host = f"entry-{entry.pk}", request.get_host().partition(":")[0]
    status = _status_of(entry)

    def add(name: str, title: str, start: date | None = None, span: Span | None = None) -> None:
        calendar.add_component(
            event(
                uid=f"{uid}{name}@{host}",
                changed_at=entry.changed_at,
                start=start,
                span=span,
                title=title,
                url=request.build_absolute_uri(reverse("timeline:entry", args=[entry.pk])),
                place=getattr(entry, "place_name_i18n", ""),
                status=status,
            )
        )

    if has_days(entry.span, status):
        add("", entry.title_i18n, span=entry.span)
    for name, words, at in entry.due_instants():
        add(f"-{name}", f"{words}: {entry.title_i18n}", start=at)
    return calendar.to_ical() if calendar.subcomponents else None


def _status_of(entry: Entry) -> str:
    return getattr(entry, "status", "")
