"""What stored versions hold, read back: rows with the values of their columns, and differences."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db import models
from modeltrans.fields import TranslatedVirtualField

from records.dates import InvalidDateError, Span, parse
from records.models import Entry, PublicVersion
from records.public import columns_said, public_streams, references_of
from records.version_words import Labels, column_of, field_label, words_of
from records.versions import Change, Stream, Values, event_model, row_name

ON_A_PAGE = 20

Told = dict[str, Any]  # a row as the JSON has it


class Row(NamedTuple):
    """The entry itself in one of its own tables, or a row that belongs to it."""

    stream: Stream
    told: Told
    values: Values


class Content:
    """A version's rows, and what is named there by the names that it had then.

    `titles` are those of the entries that may be read now; any other is its number alone.
    """

    def __init__(self, version: PublicVersion, titles: dict[int, str]) -> None:
        self.kind: str = version.content["kind"]
        self.rows: list[Row] = []
        names: dict[type[models.Model], dict[int, str]] = defaultdict(dict)
        for stream, told in _told_rows(version.content):
            self.rows.append(Row(stream, told, _values(stream, told)))
            for column, named in _named(stream, told):
                names[column.related_model][named["id"]] = _called(column, named, titles)
        self.labels = Labels(names)

    def of(self, stream: Stream) -> list[Row]:
        return [row for row in self.rows if row.stream is stream]


def contents_of(versions: Iterable[PublicVersion]) -> list[Content]:
    """The contents in the same order: one query, for the titles of other entries."""
    versions = list(versions)
    others = {
        named["id"]
        for version in versions
        for stream, told in _told_rows(version.content)
        for column, named in _named(stream, told)
        if issubclass(column.related_model, Entry)
    }
    found = Entry.objects.published().filter(pk__in=others).only("title", "i18n")
    titles = {entry.pk: str(entry) for entry in found}
    return [Content(version, titles) for version in versions]


class Step(NamedTuple):
    """A version, and what it changed; None where there is none before it."""

    version: PublicVersion
    changes: list[Change] | None


def page_of_versions(entry: Entry, number: int) -> tuple[Page[PublicVersion], list[Step]]:
    """Newest first; the last of a page is compared with the first of the next."""
    versions = PublicVersion.objects.filter(entry=entry.pk).order_by("-number")
    page = Paginator(versions, ON_A_PAGE).get_page(number)
    shown = list(versions[max(page.start_index() - 1, 0) : page.end_index() + 1])
    contents = contents_of(shown)
    steps = [
        Step(version, changes(old, new))
        for version, new, old in zip(shown, contents, contents[1:], strict=False)
    ]
    if shown and shown[-1].number == 1:
        steps.append(Step(shown[-1], None))
    return page, steps


# Differences


def changes(old: Content, new: Content) -> list[Change]:
    """What readers could see change, field by field; what is named by its name of each time."""
    found: list[Change] = []
    for stream in public_streams(new.kind):
        for was, now in _pairs(old.of(stream), new.of(stream)):
            found += _changes_of_row(stream, was, now, old.labels, new.labels)
    return list(dict.fromkeys(found))


def _pairs(old: list[Row], new: list[Row]) -> Iterator[tuple[Row | None, Row | None]]:
    """Rows that changed, each beside what it was: the one most like it that names the same."""
    went, came = list(old), list(new)
    for row in old:
        twin = next((other for other in came if other.told == row.told), None)
        if twin is not None:
            went.remove(row)
            came.remove(twin)
    for now in came:
        alike = max(went, key=lambda was: _likeness(was, now), default=None)
        if alike is not None and _likeness(alike, now):
            went.remove(alike)
            yield alike, now
        else:
            yield None, now
    yield from ((was, None) for was in went)


def _likeness(was: Row, now: Row) -> int:
    """How many columns are the same; 0 where the rows name other records."""
    if not was.stream.owner:
        return 1
    if _ids(was) != _ids(now):
        return 0
    return sum(value == now.told.get(name) for name, value in was.told.items())


def _ids(row: Row) -> dict[str, int]:
    return {column.name: named["id"] for column, named in _named(row.stream, row.told)}


def _changes_of_row(
    stream: Stream, was: Row | None, now: Row | None, before: Labels, after: Labels
) -> Iterator[Change]:
    what = str(stream.model._meta.verbose_name)
    old, new = was.values if was else {}, now.values if now else {}
    if stream.owner:
        what = f"{what}: {row_name(stream, new, after) or row_name(stream, old, before)}"
    for name in {**old, **new}:
        words = (
            words_of(stream.model, name, old.get(name), before),
            words_of(stream.model, name, new.get(name), after),
        )
        if words[0] != words[1]:
            yield Change(what, field_label(stream.model, name), *words)
    if was and now:
        yield from _changes_of_named(stream, was.told, now.told)


def _changes_of_named(stream: Stream, old: Told, new: Told) -> Iterator[Change]:
    """What else is said of a record that is still named, such as its name in another language."""
    nobody = Labels({})
    for column, named in _named(stream, new):
        was, model = old.get(column.name) or {}, column.related_model
        if was.get("id") != named["id"]:
            continue
        what = f"{column.verbose_name}: {_called(column, named, {})}"
        for name in {**was, **named}:
            words = [
                words_of(model, name, _typed(model, name, said.get(name)), nobody)
                for said in (was, named)
            ]
            if words[0] != words[1]:
                yield Change(what, field_label(model, name), *words)


# Reading


def _told_rows(content: dict[str, Any]) -> Iterator[tuple[Stream, Told]]:
    for stream in public_streams(content["kind"]):
        if stream.owner:
            yield from ((stream, told) for told in content.get(stream.name, []))
        else:
            places = _places(stream.model)
            own = {n: v for n, v in content.items() if _stem(stream.model, n) in places}
            yield stream, own


def _named(stream: Stream, told: Told) -> Iterator[tuple[Any, Told]]:
    """The records that a row names, with the columns that do."""
    for column in references_of(stream).values():
        if isinstance(told.get(column.name), dict):
            yield column, told[column.name]


def _values(stream: Stream, told: Told) -> Values:
    """By the names and in the order of the model's columns, translations beside their originals."""
    places = _places(stream.model)
    names = sorted(told, key=lambda name: places.get(_stem(stream.model, name), len(places)))
    references = {column.name: column.attname for column in references_of(stream).values()}
    return {
        references.get(name, name): told[name]["id"]
        if name in references
        else _typed(stream.model, name, told[name])
        for name in names
    }


@cache
def _places(model: type[models.Model]) -> dict[str, int]:
    names = [column.name for column in event_model(model)._meta.concrete_fields]
    names += ["date"] if model is Entry else []
    return {name: place for place, name in enumerate(names)}


def _stem(model: type[models.Model], name: str) -> str:
    """The column that a translation is of; any other column itself."""
    column = column_of(model, name)
    return column.original_field.name if isinstance(column, TranslatedVirtualField) else name


def _span(text: str) -> Span | str:
    """A date as a version has it, which may be older than what is refused today."""
    try:
        return parse(text)
    except InvalidDateError:
        return text


def _typed(model: type[models.Model], name: str, value: Any) -> Any:
    """What JSON has as a text, as what it is."""
    if value is None:
        return None
    if model is Entry and name == "date":
        return _span(value)
    column = column_of(model, name)
    if column is None or isinstance(column, TranslatedVirtualField):
        return value
    return column.to_python(value)


def _called(column: Any, named: Told, titles: dict[int, str]) -> str:
    """What a record was called, in the reader's language."""
    model, pk = column.related_model, named["id"]
    if issubclass(model, Entry):
        return titles.get(pk, f"#{pk}")
    columns = {one.name for one in columns_said(model)}
    own = {name: _typed(model, name, value) for name, value in named.items() if name in columns}
    translated = {n: v for n, v in named.items() if n != "id" and n not in columns}
    if any(one.name == "i18n" for one in model._meta.concrete_fields):
        own["i18n"] = translated
    return str(model(**own)) or f"#{pk}"
