"""What marks, lanes and counts are called where they are not seen."""

from datetime import date
from functools import lru_cache

from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from records.dates import Span
from records.display import span_words
from records.kinds import kind_models
from records.templatetags.parley import kind_name
from timeline.picture.marks import Shown
from timeline.statuses import status_names

LONGEST = 150  # letters of a title in a mark's name


def lane_name(kind: str) -> str:
    return capfirst(str(kind_models()[kind]._meta.verbose_name_plural))


def mark_name(shown: Shown) -> str:
    """Title, kind, whether it was not held, and date or how long it holds."""
    parts = [_isolated(_cut(shown.title)), kind_name(shown.kind), when_words(shown)]
    if shown.unheld:
        parts.insert(2, _status(shown.unheld, get_language()))
    return pgettext("between the parts of a mark's name", ", ").join(parts)


def what_words(shown: Shown) -> str:
    """The title, and that of a meeting that did not take place, or not yet, how it stands."""
    if not shown.unheld:
        return shown.title
    return f"{shown.title} ({_status(shown.unheld, get_language())})"


@lru_cache(maxsize=128)
def _status(code: str, _language: str | None) -> str:
    return status_names()[code]


def when_words(shown: Shown) -> str:
    return shown.extent.words if shown.extent else span_words(shown.span)


def crowd_words(lane: str, count: int, first: date, last: date) -> tuple[str, str, str]:
    """Of entries that are counted: how many, when, and both with their lane's name."""
    return _crowd_words(lane, count, first, last, get_language())


@lru_cache(maxsize=4096)
def _crowd_words(
    lane: str, count: int, first: date, last: date, _language: str | None
) -> tuple[str, str, str]:
    entries = ngettext("%(count)s entry", "%(count)s entries", count) % {"count": count}
    days = span_words(Span(first, last))
    said = {"kind": lane, "entries": entries, "date": days}
    return entries, days, _("%(kind)s: %(entries)s, %(date)s") % said


def _cut(title: str) -> str:
    return title if len(title) <= LONGEST else f"{title[: LONGEST - 1].rstrip()}…"


def _isolated(text: str) -> str:
    """Between Unicode's isolates, so that a title of any script keeps its place."""
    return f"\u2068{text}\u2069"
