"""Every version of a record: when, by whom, why, and what each field was before.

Read from the history tables of the record itself and of the rows that belong to it, in a number of
queries that does not grow with the number of versions.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Max, Value
from django.utils.translation import gettext as _
from modeltrans.fields import TranslationField

from records.dates import End, Precision, Qualifier, Span
from records.kinds import kind_model
from records.models import Entry
from records.numbers import small_int
from records.version_words import Labels, field_label, words_of

SPAN = ("starts_on", "ends_on", "date_end", "date_precision", "date_qualifier")
UNSHOWN = frozenset({"id", "created_at", "entry_ptr_id"})

Values = dict[str, Any]


@dataclass(frozen=True)
class Change:
    """One field of the record, or of a row of it, before and after; empty texts for nothing."""

    what: str
    field: str
    old: str
    new: str


@dataclass
class Version:
    """What one save changed. `marks` names the newest history row of each table up to here."""

    at: datetime
    user: str
    reason: str
    changes: list[Change] = field(default_factory=list)
    marks: dict[str, int] = field(default_factory=dict)

    @property
    def who(self) -> str:
        """Whom to name: only what Parley does by itself has a reason without a user."""
        return self.user or (_("Parley itself") if self.reason else _("user not recorded"))


@dataclass(frozen=True)
class Stream:
    """The history of one model in so far as it belongs to a record.

    `owner` is the column that points to the record, None where the row is the record itself.
    """

    name: str
    model: type[models.Model]
    events: Any
    owner: str | None = None


def versions_of(record: models.Model) -> list[Version]:
    """Every version of `record` and of the rows that belong to it, newest first."""
    read = [(stream, list(_ordered(stream))) for stream in streams_of(record)]
    labels = _labels(read)
    groups: dict[tuple[Any, datetime], Version] = {}
    for stream, events in read:
        before: dict[int, Values] = defaultdict(dict)
        for event in events:
            key = (event.pgh_context_id, event.pgh_created_at)
            if key not in groups:
                groups[key] = _version(event)
            version, known = groups[key], before[event.pgh_obj_id]
            after = {} if event.pgh_label == "deleted" else values_of(stream, event)
            named = values_of(stream, event)
            version.changes += changes_between(stream, named, known, after, labels)
            version.marks[stream.name] = event.pgh_id
            before[event.pgh_obj_id] = after
    versions = sorted(groups.values(), key=lambda version: version.at)
    _carry_marks(versions)
    _name_users(versions)
    return [version for version in reversed(versions) if version.changes]


def marks_of(record: models.Model, ignoring: Collection[str] = ()) -> dict[str, int]:
    """The newest history row of each table: one query. Any later save changes the answer."""
    parts = [
        stream.events.order_by()
        .values(stream=Value(stream.name, output_field=models.TextField()))
        .annotate(mark=Max("pgh_id"))
        .values_list("stream", "mark")
        for stream in streams_of(record)
        if stream.name not in ignoring
    ]
    return dict(parts[0].union(*parts[1:], all=True)) if parts else {}


def read_marks(texts: Iterable[str]) -> dict[str, int]:
    """Marks from texts such as `records.entry:17`; what is no mark is passed over."""
    pairs = (text.rpartition(":") for text in texts)
    marks = {name: small_int(number) for name, _colon, number in pairs}
    return {name: mark for name, mark in marks.items() if mark is not None}


def versions_since(record: models.Model, marks: dict[str, int]) -> list[Version]:
    """The versions that somebody who read the record at `marks` has not seen, newest first."""
    return [
        version
        for version in versions_of(record)
        if any(mark > marks.get(name, 0) for name, mark in version.marks.items())
    ]


def snapshot(record: models.Model, marks: dict[str, int]) -> Values:
    """The columns of the record itself as they were at `marks`, by column name.

    Raises ValidationError when `marks` names no version of this record.
    """
    columns: Values = {}
    for stream in streams_of(record):
        if stream.owner is None:
            event = stream.events.filter(pgh_id=marks.get(stream.name, 0)).first()
            if event is None:
                raise ValidationError(_("This version does not exist."), code="no_version")
            own = (column.attname for column in event._meta.concrete_fields)
            names = (name for name in own if not name.startswith("pgh_") and name != "entry_ptr_id")
            columns |= {name: getattr(event, name) for name in names}
    return columns


def streams_of(record: models.Model) -> list[Stream]:
    """The record's own tables, parent first, then those of the rows that belong to it."""
    model = kind_model(record.kind) if isinstance(record, Entry) else type(record)
    own = [*model._meta.get_parent_list(), model]
    streams = [
        Stream(one._meta.label_lower, one, events_of(one).filter(pgh_obj=record.pk))
        for one in own
        if event_model(one)
    ]
    for relation in model._meta.related_objects:
        row = relation.related_model
        if isinstance(row, str) or issubclass(row, Entry) or not relation.one_to_many:
            continue
        if relation.on_delete is models.CASCADE and event_model(row):
            owner = relation.field.attname
            events = events_of(row).filter(**{owner: record.pk})
            streams.append(Stream(relation.get_accessor_name() or "", row, events, owner))
    return streams


def event_model(model: type[models.Model]) -> Any:
    """The history model of a tracked model. A child of Entry inherits its parent's relations."""
    for relation in model._meta.related_objects:
        if relation.field.name == "pgh_obj" and relation.model is model:
            return relation.related_model
    return None


def events_of(model: type[models.Model]) -> Any:
    return event_model(model)._default_manager


def _ordered(stream: Stream) -> Iterable[Any]:
    events: Iterable[Any] = stream.events.select_related("pgh_context").order_by("pgh_id")
    return events


def _version(event: Any) -> Version:
    context = event.pgh_context.metadata if event.pgh_context else {}
    user = context.get("user")
    return Version(
        event.pgh_created_at, "" if user is None else str(user), context.get("reason", "")
    )


def _carry_marks(versions: list[Version]) -> None:
    marks: dict[str, int] = {}
    for version in versions:
        marks = {**marks, **version.marks}
        version.marks = marks


def _name_users(versions: list[Version]) -> None:
    ids = {version.user for version in versions if version.user}
    names = {
        str(user.pk): user.get_username() for user in get_user_model().objects.filter(pk__in=ids)
    }
    for version in versions:
        if version.user:
            version.user = names.get(version.user, _("a former user (%s)") % version.user)


def values_of(stream: Stream, event: Any) -> Values:
    """The shown columns of a history row; translations by their own names, the date as a span."""
    values: Values = {}
    for column in event._meta.concrete_fields:
        name = column.attname
        if name.startswith("pgh_") or name in UNSHOWN or name == stream.owner:
            continue
        if name == "kind" and stream.model is Entry:  # for life
            continue
        if isinstance(column, TranslationField):
            values.update({key: text for key, text in (getattr(event, name) or {}).items() if text})
        else:
            values[name] = getattr(event, name)
    if stream.model is Entry:
        parts = [values.pop(name) for name in SPAN]
        values["date"] = Span(
            parts[0], parts[1], Precision(parts[3]), Qualifier(parts[4]), End(parts[2])
        )
    return values


def changes_between(
    stream: Stream, named: Values, old: Values, new: Values, labels: Labels
) -> Iterator[Change]:
    what = str(stream.model._meta.verbose_name)
    if stream.owner:
        what = f"{what}: {row_name(stream, named, labels)}"
    for name in {**old, **new}:
        before, after = (words_of(stream.model, name, v.get(name), labels) for v in (old, new))
        if old.get(name) != new.get(name) and before != after:
            yield Change(what, field_label(stream.model, name), before, after)


def row_name(stream: Stream, values: Values, labels: Labels) -> str:
    """What tells a row from its neighbours: the actor, source or entry it names, else its text."""
    names = sorted(values, key=lambda name: not name.endswith("_id"))
    words = (words_of(stream.model, name, values[name], labels) for name in names)
    return next((text for text in words if text), "")


def _labels(read: list[tuple[Stream, list[Any]]]) -> Labels:
    """The names as they are today, one query for each model."""
    ids: dict[type[models.Model], set[int]] = defaultdict(set)
    for stream, events in read:
        for column in stream.model._meta.concrete_fields:
            target = column.related_model
            if not isinstance(target, type) or column.attname in (stream.owner, "entry_ptr_id"):
                continue
            found = {getattr(event, column.attname, None) for event in events}
            ids[target] |= {pk for pk in found if pk is not None}
    rows = {model: model._default_manager.in_bulk(pks) for model, pks in ids.items()}
    return Labels(
        {model: {pk: str(row) for pk, row in found.items()} for model, found in rows.items()}
    )
