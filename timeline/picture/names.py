"""What marks, lanes and counts are called where they are not seen."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from records.dates import Span
from records.display import span_words
from records.kinds import kind_models
from timeline.picture.layout import Crowd, Mark

LONGEST = 150  # letters of a title in a mark's name


def mark_name(mark: Mark) -> str:
    """What a mark is called where it is not seen: title, kind, date, and how long it holds."""
    shown = mark.shown
    parts = [_isolated(_cut(shown.title)), str(kind_word(shown.kind)), span_words(shown.span)]
    if shown.extent:
        parts[-1] = shown.extent.words
    return pgettext("between the parts of a mark's name", ", ").join(parts)


def _cut(title: str) -> str:
    return title if len(title) <= LONGEST else f"{title[: LONGEST - 1].rstrip()}…"


def _isolated(text: str) -> str:
    """Between Unicode's isolates, so that a title of any script keeps its place."""
    return f"\u2068{text}\u2069"


def crowd_name(crowd: Crowd) -> str:
    return _("%(kind)s: %(entries)s, %(date)s") % {
        "kind": lane_name(crowd.kind),
        "entries": entries_words(crowd.count),
        "date": span_words(Span(crowd.first, crowd.last)),
    }


def entries_words(count: int) -> str:
    return ngettext("%(count)s entry", "%(count)s entries", count) % {"count": count}


def lane_name(kind: str) -> str:
    return capfirst(str(kind_models()[kind]._meta.verbose_name_plural))


def kind_word(kind: str) -> str:
    return str(kind_models()[kind]._meta.verbose_name)
