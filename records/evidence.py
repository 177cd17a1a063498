"""What an entry rests on and hangs together with, loaded in a constant number of queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db.models import CharField, DecimalField
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from records.calendar import has_calendar
from records.dates import InvalidDateError, parse
from records.display import instant_words, isolated, span_words
from records.loading import attach_involvements
from records.models import Citation, Entry, Link, Source

DATES = {"date", "dates", "span", "starts_on", "ends_on", "published_on"}
PLACES = {"place", "place_name", "place_country"}
PEOPLE = {"actors", "delegation", "delegations", "involvements", "participants"}
FORWARD: dict[str, Any] = {
    Link.Kind.FOLLOWS: pgettext_lazy("this entry …", "Follows"),
    Link.Kind.RESPONDS_TO: pgettext_lazy("this entry …", "Responds to"),
    Link.Kind.REPLACES: pgettext_lazy("this entry …", "Replaces"),
    Link.Kind.IMPLEMENTS: pgettext_lazy("this entry …", "Implements"),
    Link.Kind.REPORTED_WITH: gettext_lazy("Reported together"),
}
BACKWARD: dict[str, Any] = {
    Link.Kind.FOLLOWS: pgettext_lazy("this entry is …", "Followed by"),
    Link.Kind.RESPONDS_TO: pgettext_lazy("this entry is …", "Answered by"),
    Link.Kind.REPLACES: pgettext_lazy("this entry is …", "Replaced by"),
    Link.Kind.IMPLEMENTS: pgettext_lazy("this entry is …", "Implemented by"),
    Link.Kind.REPORTED_WITH: gettext_lazy("Reported together"),
}


@dataclass(frozen=True)
class Linked:
    """An entry at the other end of a link, and how it stands to this one."""

    how: str
    entry: Entry
    link: Link
    direction: str  # out: this entry says so; in: the other does

    @property
    def kind(self) -> str:
        return self.link.kind

    @property
    def note(self) -> str:
        return self.link.note_i18n


@dataclass
class Difference:
    """A field on which sources are on record: what was adopted, and each source's value."""

    name: str
    what: str
    adopted: str
    by_source: list[tuple[Source, str]]


def attach_evidence(entry: Any) -> None:
    """Set what the shared page shows of `entry`; queries do not grow with how much there is."""
    attach_involvements([entry])
    entry.cited = list(
        Citation.objects.filter(entry=entry.pk).select_related("source").order_by("source_id", "id")
    )
    for citation in entry.cited:
        citation.subject = (
            field_name([type(entry)], canonical(citation.field)) if citation.field else ""
        )
    entry.by_source = by_source(entry.cited)
    entry.linked = linked(entry.pk)
    entry.corrected = list(entry.corrections.all())
    entry.belongs_to = list(entry.processes.order_by("name", "pk"))
    entry.has_calendar = has_calendar(entry)


def by_source(citations: list[Citation]) -> list[tuple[Source, list[Citation]]]:
    """Citations under their sources, the source cited first on top; they come sorted by source."""
    groups = [list(group) for _key, group in groupby(citations, lambda c: c.source_id)]
    groups.sort(key=lambda group: group[0].pk)
    return [(group[0].source, group) for group in groups]


def linked(pk: int) -> list[Linked]:
    """Published entries that the entry `pk` is linked with, whichever of the two says so."""
    unread = ("search", "actor_ids", "countries", "summary")
    forward = (
        Link.objects.filter(from_entry=pk, to_entry__state=Entry.State.PUBLISHED)
        .select_related("to_entry")
        .defer(*(f"to_entry__{name}" for name in unread))
    )
    backward = (
        Link.objects.filter(to_entry=pk, from_entry__state=Entry.State.PUBLISHED)
        .select_related("from_entry")
        .defer(*(f"from_entry__{name}" for name in unread))
    )
    links = [
        *(Linked(str(FORWARD[link.kind]), link.to_entry, link, "out") for link in forward),
        *(Linked(str(BACKWARD[link.kind]), link.from_entry, link, "in") for link in backward),
    ]
    return sorted(links, key=lambda link: (link.entry.starts_on, link.entry.pk))


def differences(entry: Any, adopted: Mapping[str, str] | None = None) -> list[Difference]:
    """The fields on which a source says something else than another, or than what was adopted.

    A field on which all agree is no difference. `adopted` gives the kind's own words for fields
    whose formatting only the kind knows. Values stand in the order of `entry.differing_sources`,
    which is set here too.
    """
    spoken = [citation for citation in entry.cited if citation.field]
    rows: dict[str, dict[int, list[str]]] = {}
    shown: dict[str, str] = {}
    for citation in spoken:
        name = canonical(citation.field)
        shown[name] = (adopted or {}).get(name) or adopted_words(entry, name)
        values = rows.setdefault(name, {}).setdefault(citation.source_id, [])
        words = value_words(name, citation.value_i18n)
        if words not in values:
            values.append(words)
    kept = {
        name: values
        for name, values in rows.items()
        if len({tuple(v) for v in values.values()} | {(shown[name],)}) > 1
    }
    sources = {
        source.pk: source
        for source, _citations in entry.by_source
        if any(source.pk in values for values in kept.values())
    }
    entry.differing_sources = list(sources.values())
    return [
        Difference(
            name,
            field_name([type(entry)], name),
            shown[name],
            [(source, "; ".join(values.get(pk, []))) for pk, source in sources.items()],
        )
        for name, values in kept.items()
    ]


def canonical(name: str) -> str:
    """One name for the several that editors and imports give a field."""
    for names, one in ((DATES - {"published_on"}, "starts_on"), (PLACES, "place_name")):
        if name in names:
            return one
    return "involvements" if name in PEOPLE else name


def field_name(models: Iterable[type[Entry]], name: str) -> str:
    """What readers call a field of the first of these kinds that has it."""
    known = {"starts_on": _("Dates"), "place_name": _("Place"), "involvements": _("Who took part")}
    if name in known:
        return known[name]
    columns = (column for model in models for column in model._meta.fields)
    named = next((column for column in columns if column.name == name), None)
    return capfirst(str(named.verbose_name)) if named else capfirst(name.replace("_", " "))


def adopted_words(entry: Any, name: str) -> str:
    """The entry's own value of a field, in words as on the page; empty where it has none."""
    if name == "starts_on":
        part = entry.get_part_of_day_display() if entry.part_of_day else ""
        return span_words(entry.span, "long", str(part))
    if name == "involvements":
        return ", ".join(dict.fromkeys(isolated(str(i.actor)) for i in entry.involvements.all()))
    value = getattr(entry, f"{name}_i18n", None) or getattr(entry, name, None)
    return "" if value is None or value == "" else _column_words(entry, name, value)


def _column_words(entry: Any, name: str, value: Any) -> str:
    column = next((column for column in entry._meta.fields if column.name == name), None)
    if isinstance(value, datetime):
        stem = name.removesuffix("_at")
        zone = getattr(entry, f"{stem}_zone", "") or "UTC"
        return instant_words(value, zone, getattr(entry, f"{stem}_precision", "minute"))
    if isinstance(column, CharField) and column.choices:
        return str(getattr(entry, f"get_{name}_display")())
    if isinstance(column, DecimalField):
        return f"{value.normalize():f}"
    return value_words(name, str(value))


def value_words(name: str, value: str) -> str:
    """What a source says of a field; a date in EDTF is written out, words stay as they are."""
    if name in DATES:
        try:
            return span_words(parse(value))
        except InvalidDateError:
            return value
    return value
