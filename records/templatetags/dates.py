"""`{% load dates %}`: `<time>` elements that carry the date's precision."""

from datetime import date, datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from records.dates import Span
from records.display import day_words, instant_words, span_words, weekday
from records.models import Entry
from records.rows import Row

register = template.Library()


@register.filter
@register.simple_tag
def when(entry: Entry | Row, length: str = "long") -> SafeString:
    """An entry's date: `{% when entry %}`, or `{% when entry "short" %}` on a list."""
    part = str(Entry.PartOfDay(entry.part_of_day).label) if entry.part_of_day else ""
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        entry.starts_on.isoformat(),
        str(entry.span),
        span_words(entry.span, length, part),
    )


@register.simple_tag
def span(value: Span, length: str = "long") -> SafeString:
    """Days as sure as they are known: `{% span tie.last "short" %}`."""
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        value.starts_on.isoformat(),
        str(value),
        span_words(value, length),
    )


@register.filter
@register.simple_tag
def day(value: date | None, length: str = "long") -> SafeString | str:
    """A day of its own: `{% day source.published_on "short" %}`; nothing where there is none."""
    if value is None:
        return ""
    plain = value.date() if isinstance(value, datetime) else value
    return format_html('<time datetime="{}">{}</time>', plain.isoformat(), day_words(value, length))


@register.filter
def weekday_name(value: date) -> str:
    return weekday(value)


@register.simple_tag
def instant(value: datetime, zone: str, precision: str = "minute") -> SafeString:
    """An end with its time zone: `{% instant relief.expires_at relief.expires_zone … %}`."""
    return format_html(
        '<time datetime="{}">{}</time>',
        value.isoformat(timespec="seconds"),
        instant_words(value, zone, precision),
    )
