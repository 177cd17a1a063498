"""What marks, lanes and counts are called where they are not seen."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from records.display import span_words
from records.kinds import kind_models
from records.templatetags.parley import kind_name
from timeline.picture.marks import Shown

LONGEST = 150  # letters of a title in a mark's name


def lane_name(kind: str) -> str:
    return capfirst(str(kind_models()[kind]._meta.verbose_name_plural))


def mark_name(shown: Shown) -> str:
    """Title, kind, and date or how long it holds."""
    parts = [_isolated(_cut(shown.title)), kind_name(shown.kind), when_words(shown)]
    return pgettext("between the parts of a mark's name", ", ").join(parts)


def when_words(shown: Shown) -> str:
    return shown.extent.words if shown.extent else span_words(shown.span)


def crowd_name(lane: str, entries: str, days: str) -> str:
    return _("%(kind)s: %(entries)s, %(date)s") % {"kind": lane, "entries": entries, "date": days}


def entries_words(count: int) -> str:
    return ngettext("%(count)s entry", "%(count)s entries", count) % {"count": count}


def _cut(title: str) -> str:
    return title if len(title) <= LONGEST else f"{title[: LONGEST - 1].rstrip()}…"


def _isolated(text: str) -> str:
    """Between Unicode's isolates, so that a title of any script keeps its place."""
    return f"\u2068{text}\u2069"
