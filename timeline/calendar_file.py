"""What falls due and the meetings, as a calendar that others subscribe to (RFC 5545)."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vUri

from records.calendar import event, has_days
from records.contributions import Due, due_after
from records.dates import Precision
from records.kinds import kind_model, kind_models
from records.models import Entry
from timeline.calendar import Month, day_of, passing
from timeline.filters import EntryFilter

BACK = timedelta(days=365)
MEETINGS = 500  # the newest; a calendar is for what is near
DAY = timedelta(days=1)
REFRESH = timedelta(hours=6)


@dataclass(frozen=True)
class Site:
    """Where the calendar is served: its host, and how a path becomes an address."""

    host: str
    absolute: Callable[[str], str]


def calendar_file(filter_: EntryFilter, now: datetime, site: Site, address: str) -> bytes:
    """The calendar of the query at `address`: dues since a year ago, and the newest meetings."""
    ids = [process.pk for process in filter_.processes]
    dues = passing(filter_, due_after(now - BACK, ids))
    meetings = _meetings(filter_)
    changed = dict(
        Entry.objects.filter(pk__in=[due.entry_id for due in dues]).values_list("pk", "changed_at")
    )
    file = Calendar.new(
        prodid="-//Parley//Calendar//EN",
        name=_("Parley: what falls due"),
        uid=f"calendar@{site.host}",
    )
    file.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
    file.add("SOURCE", vUri(address), parameters={"VALUE": "URI"})
    for made in _events_of(dues, changed, now, site):
        file.add_component(made)
    for entry in meetings:
        file.add_component(_meeting(entry, site))
    days = [day_of(due) for due in dues] or [now.date()]
    file.add_missing_timezones(min(days) - BACK, max(days) + BACK)
    return bytes(file.to_ical())


def _meetings(filter_: EntryFilter) -> list[Entry]:
    """Those held, and those cancelled, so that a diary says why nothing takes place."""
    found: list[Entry] = []
    for model in kind_models().values():
        if model.IS_MEETING:
            settled = model.objects.took_place() | model.objects.called_off()
            settled = settled.published().filter(date_precision=Precision.DAY)
            found += filter_.apply(settled).for_rows().newest_first()[:MEETINGS]
    return [entry for entry in found if has_days(entry.span, entry.status)]  # type: ignore[attr-defined]


def _events_of(
    dues: Iterable[Due], changed: dict[int, datetime], now: datetime, site: Site
) -> Iterable[Event]:
    seen: Counter[str] = Counter()
    for due in dues:
        uid = _uid_of(due)
        seen[uid] += 1
        number = f"-{seen[uid]}" if seen[uid] > 1 else ""
        start, end = _when(due)
        yield event(
            uid=f"{uid}{number}@{site.host}",
            changed_at=changed.get(due.entry_id, now),
            start=start,
            end=end,
            title=f"{due.what}{_(': ')}{due.title}",
            url=site.absolute(due.url),
            status="announced" if kind_model(due.kind).IS_MEETING else "",
        )


def _uid_of(due: Due) -> str:
    """A planned meeting and the meeting held are one event, as in the timeline's own calendar.

    The end of something is another event than its beginning.
    """
    what = "" if kind_model(due.kind).IS_MEETING else "-due"
    return f"entry-{due.entry_id}{what}" if due.entry_id else due.url.strip("/")


def _when(due: Due) -> tuple[date, date | None]:
    """The instant in its own zone, or whole days where no time, or no day, is known."""
    if due.precision == "minute":
        return due.at.astimezone(ZoneInfo(due.zone or "UTC")), None
    day = day_of(due)
    if due.precision == "month":
        month = Month.of(day)
        return month.first, month.last + DAY
    return day, day + DAY


def _meeting(entry: Entry, site: Site) -> Event:
    return event(
        uid=f"entry-{entry.pk}@{site.host}",
        changed_at=entry.changed_at,
        span=entry.span,
        title=entry.title_i18n,
        place=entry.place_name_i18n,  # type: ignore[attr-defined]
        url=site.absolute(entry.get_absolute_url()),
        status=entry.status,  # type: ignore[attr-defined]
    )
