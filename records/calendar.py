"""One entry as an iCalendar event."""

from datetime import timedelta

from django.http import HttpRequest
from django.urls import reverse
from icalendar import Calendar, Event, vText

from records.dates import Precision, Qualifier
from records.models import Entry

PRODUCT = "-//Parley//Entries//EN"
# Values of a kind's `status` that iCalendar has a word for
STATUSES = {
    "EventCancelled": "CANCELLED",
    "EventPostponed": "CANCELLED",
    "announced": "TENTATIVE",
    "EventScheduled": "TENTATIVE",
    "EventRescheduled": "TENTATIVE",
}


def has_days(entry: Entry) -> bool:
    """Whether the entry's days are known: a month, or about a day, belongs in no calendar."""
    return (entry.date_precision, entry.date_qualifier) == (Precision.DAY, Qualifier.EXACT)


def has_calendar(entry: Entry) -> bool:
    return has_days(entry) or any(entry.due_instants())


def calendar_of(request: HttpRequest, entry: Entry) -> bytes | None:
    """The entry on its days, and each end that its kind sets; None where no day is known."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    if has_days(entry):
        event = _event(request, entry, "", entry.title_i18n)
        event.add("dtstart", entry.starts_on)
        event.add("dtend", (entry.ends_on or entry.starts_on) + timedelta(days=1))
        calendar.add_component(event)
    for name, words, at in entry.due_instants():
        event = _event(request, entry, name, f"{words}: {entry.title_i18n}")
        event.add("dtstart", at)
        calendar.add_component(event)
    return calendar.to_ical() if calendar.subcomponents else None


def _event(request: HttpRequest, entry: Entry, name: str, title: str) -> Event:
    event = Event()
    host = request.get_host().partition(":")[0]
    event.add("uid", f"entry-{entry.pk}{name and '-'}{name}@{host}")
    event.add("dtstamp", entry.changed_at)
    event.add("last-modified", entry.changed_at)
    event.add("summary", vText(title))
    permanent = reverse("timeline:entry", args=[entry.pk])
    event.add("url", request.build_absolute_uri(permanent))
    place = getattr(entry, "place_name_i18n", "")
    if place:
        event.add("location", place)
    status = STATUSES.get(getattr(entry, "status", ""), "CONFIRMED")
    event.add("status", status)
    return event
