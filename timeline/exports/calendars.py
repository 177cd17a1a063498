"""Entries of a query as an iCalendar (RFC 5545), for calendars that subscribe to it."""

from collections.abc import Iterable
from datetime import UTC, timedelta
from urllib.parse import urlsplit

from icalendar import Calendar, Event

from timeline.exports.records import Record


def calendar(found: Iterable[Record], address: str, name: str) -> bytes:
    """Each entry whose days are known as an event of whole days; the end of DTEND is not included.

    What is known to the month or year alone would stand on days that nobody named, and is left out.
    """
    book = Calendar()
    book.add("prodid", "-//Parley//Timeline//EN")
    book.add("version", "2.0")
    book.add("name", name)
    book.add("x-wr-calname", name)
    book.add("url", address)
    host = urlsplit(address).hostname
    for record in found:
        if len(record["date"].split("/")[0].rstrip("~?%")) == len("2025-12-04"):
            book.add_component(_event(record, host or "parley"))
    return bytes(book.to_ical())


def _event(record: Record, host: str) -> Event:
    event = Event()
    event.add("uid", f"entry-{record['id']}@{host}")
    event.add("dtstamp", record["changed_at"].astimezone(UTC))
    event.add("dtstart", record["starts_on"])
    last = record["ends_on"] or record["starts_on"]
    event.add("dtend", last + timedelta(days=1))
    event.add("summary", record["title"])
    event.add("url", record["url"])
    event.add("transp", "TRANSPARENT")
    if record["summary"]:
        event.add("description", record["summary"])
    if record["place"]:
        event.add("location", record["place"])
    return event
