"""`{% load months %}`: names of months and days of the week, and addresses of months."""

from datetime import date
from urllib.parse import urlencode

from babel.dates import format_date
from django import template
from django.urls import reverse

from records.display import locale, span_words
from timeline.calendar import Month
from timeline.filters import EntryFilter

register = template.Library()


@register.filter
def month_name(month: Month) -> str:
    """Such as "April 2026"."""
    return span_words(month.span)


@register.filter
def weekday_short(day: date) -> str:
    return format_date(day, format="ccc", locale=locale())


@register.simple_tag
def month_url(filter_: EntryFilter, month: Month | None = None) -> str:
    """The calendar's address for a month, or for the current one, under the same filter."""
    query = {**filter_.given, **({"month": str(month)} if month else {})}
    return _address("timeline:calendar", query)


@register.simple_tag
def calendar_file_url(filter_: EntryFilter) -> str:
    return _address("timeline:calendar_file", filter_.given)


@register.simple_tag
def days_url(filter_: EntryFilter, span: str) -> str:
    """The timeline's address for a day or a month under the same filter."""
    return _address("timeline:timeline", {**filter_.given, "from": span, "to": span})


def _address(view: str, query: object) -> str:
    words = urlencode(query, doseq=True)  # type: ignore[arg-type]
    return f"{reverse(view)}?{words}" if words else reverse(view)
