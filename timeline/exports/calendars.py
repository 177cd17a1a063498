"""Entries of a query as an iCalendar (RFC 5545), for calendars that subscribe to it."""

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from icalendar import Calendar

from records.calendar import event, has_days
from records.dates import parse
from timeline.exports.records import Record

END = b"END:VCALENDAR\r\n"


def calendar(found: Iterable[Record], address: str, name: str) -> Iterator[bytes]:
    """Each entry whose days are known as an event of whole days, written one by one.

    What is known to the month or year alone, or was put off, would stand on days that nobody
    named, and is left out.
    """
    book = Calendar()
    book.add("prodid", "-//Parley//Timeline//EN")
    book.add("version", "2.0")
    book.add("name", name)
    book.add("x-wr-calname", name)
    book.add("url", address)
    yield book.to_ical().removesuffix(END)
    host = urlsplit(address).hostname or "parley"
    for record in found:
        span, status = parse(record["date"]), record.get("status") or ""
        if has_days(span, status):
            yield event(
                uid=f"entry-{record['id']}@{host}",
                changed_at=record["changed_at"],
                span=span,
                title=record["title"],
                url=record["url"],
                words=record["summary"],
                place=record["place"],
                status=status,
            ).to_ical()
    yield END
