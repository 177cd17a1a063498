"""The seed: loads the facts that stand as YAML files in `imports/seed/`.

A record in a file bears the names of its model's own columns. A text in several languages is a
mapping `{en, fr, uk}`, a reference is the `key` of another record, a date is EDTF, and a list is
the model's rows of that name (`involvements`, `citations`, `links_out`).
"""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

import pghistory
import yaml
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import connection, models, transaction

from aid.models import Pledge
from records.actions import publish
from records.dates import parse
from records.models import Actor, Entry, Process, Source
from sanctions.models import Programme, Relief
from talks.models import Incident, Issue, Round, Statement, Track

FOLDER = Path(__file__).parent / "seed"
LANGUAGES = ("en", "fr", "uk")
LOCK = 0x5EED  # two first starts at once: the second waits, and finds everything made

# In this order, so that what is referred to comes first.
FILES: dict[str, type[models.Model]] = {
    "sources": Source,
    "actors": Actor,
    "processes": Process,
    "tracks": Track,
    "issues": Issue,
    "programmes": Programme,
    "rounds": Round,
    "incidents": Incident,
    "relief": Relief,
    "pledges": Pledge,
    "statements": Statement,
}

Raw: TypeAlias = dict[str, Any]
Made: TypeAlias = "Counter[type[models.Model]]"


class SeedError(ValueError):
    """A file of the seed says something that cannot be stored; the message says where and why."""


@transaction.atomic
def seed(*, folder: Path = FOLDER) -> Made:
    """Make what is not there yet, and count it by model; nothing that exists is touched.

    A record that was there once and was renamed or deleted since is not made again: the history
    knows it. Rows of a record (names, citations, links) are made with it only.
    Raises SeedError, and then makes nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    with pghistory.context(reason="seed"):
        return _Seeding(folder).run()


class _Seeding:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made: Made = Counter()
        self.known: dict[tuple[str, str], models.Model | None] = {}

    def run(self) -> Made:
        for name, model in FILES.items():
            for key, raw in _records(self.folder / f"{name}.yaml"):
                try:
                    record = self.place(model, key, raw)
                except (ValidationError, ValueError, LookupError, FieldDoesNotExist) as error:
                    raise SeedError(f"{name}.yaml, {key}: {error}") from error
                # A source may have been deleted since: without one, an entry stays a draft
                if isinstance(record, Entry) and record.citations.exists():
                    publish(entry=record, by=None, reason="seed")
        return self.made

    def place(self, model: type[models.Model], key: str, raw: Raw) -> models.Model | None:
        """The record, if it was made now; in any case it is known under its key afterwards."""
        rows = {name: raw.pop(name) for name in list(raw) if _is_rows(model, name)}
        values = self.values(model, {"slug": key, **raw} if _has(model, "slug") else raw)
        found, was_there = _find(model, values)
        made = None
        if not was_there and not _lacks_reference(model, values):
            found = made = self.make(model, values)
            for name, raws in rows.items():
                self.make_rows(made, name, raws)
        self.known[_name(model), key] = found
        if issubclass(model, Entry):
            self.known["entry", f"{model.KIND}/{key}"] = found
        return made

    def make_rows(self, owner: models.Model, name: str, raws: list[Raw]) -> None:
        """The rows of `owner` under that name, but for those that refer to what was deleted."""
        relation: Any = type(owner)._meta.get_field(name)
        for raw in raws:
            values = self.values(relation.related_model, raw)
            if None not in values.values():
                self.make(relation.related_model, {relation.field.name: owner, **values})

    def make(self, model: type[models.Model], values: Raw) -> models.Model:
        record = model()
        for name, value in values.items():
            setattr(record, name, value)
        if isinstance(record, Entry):
            record.kind = record.KIND
        record.full_clean()
        record.save()
        self.made[model] += 1
        return record

    def values(self, model: type[models.Model], raw: Raw) -> Raw:
        """Column → value, as the model takes it; None where a reference was deleted since."""
        values: Raw = {}
        texts: dict[str, str] = {}
        for name, value in raw.items():
            if name == "date" and issubclass(model, Entry):
                values["span"] = parse(str(value))
                continue
            field = model._meta.get_field(name)
            if isinstance(field, models.ForeignKey):
                values[name] = self.reference(field, str(value))
            elif isinstance(value, Mapping):
                if tuple(value) != LANGUAGES:
                    raise SeedError(f"{name} needs the languages {', '.join(LANGUAGES)}, in order")
                values[name] = value["en"]
                texts.update({f"{name}_{code}": value[code] for code in LANGUAGES[1:]})
            else:
                values[name] = value
        if texts:
            values["i18n"] = texts
        if isinstance(values.get("expires_at"), datetime):
            zone = ZoneInfo(values["expires_zone"])
            values["expires_at"] = values["expires_at"].replace(tzinfo=zone)
        return values

    def reference(self, field: Any, key: str) -> models.Model | None:
        kind = _name(field.related_model)
        if (kind, key) not in self.known:
            raise SeedError(f"{field.name}: no {kind} before this has the key {key}")
        return self.known[kind, key]


def _records(path: Path) -> list[tuple[str, Raw]]:
    try:
        return [(raw.pop("key"), raw) for raw in yaml.safe_load(path.read_text(encoding="utf-8"))]
    except (yaml.YAMLError, LookupError, TypeError, AttributeError) as error:
        raise SeedError(
            f"{path.name} is not a list of records, each with a key: {error}"
        ) from error


def _find(model: type[models.Model], values: Raw) -> tuple[models.Model | None, bool]:
    """The record under the natural key that it has or once had, and whether there ever was one."""
    key = _natural_key(model, values)
    rows = model._default_manager.all()
    found = rows.filter(**key).first()
    if found is not None:
        return found, True
    tracked = Entry if issubclass(model, Entry) else model
    versions: Any = tracked._meta.get_field("versions").related_model
    version = versions.objects.filter(**key).order_by("pgh_id").first()
    if version is None:
        return None, False
    return rows.filter(pk=version.pgh_obj_id).first(), True


def _natural_key(model: type[models.Model], values: Raw) -> Raw:
    """What tells a record from others, whoever made it."""
    if issubclass(model, Entry):
        return {"kind": model.KIND, "slug": values["slug"]}
    keys: dict[type[models.Model], tuple[str, ...]] = {
        Source: ("url",) if "url" in values else ("sha256",),
        Actor: ("slug",),
        Process: ("slug",),
        Track: ("process", "slug"),
        Issue: ("process", "slug"),
        Programme: ("authority", "code"),
    }
    return {name: values[name] for name in keys[model]}


def _lacks_reference(model: type[models.Model], values: Raw) -> bool:
    """Whether a reference that the model cannot do without was deleted since."""
    gone = (model._meta.get_field(name) for name, value in values.items() if value is None)
    return any(isinstance(field, models.ForeignKey) and not field.null for field in gone)


def _name(model: Any) -> str:
    return str(model._meta.model_name)


def _has(model: type[models.Model], name: str) -> bool:
    return any(field.name == name for field in model._meta.get_fields())


def _is_rows(model: type[models.Model], name: str) -> bool:
    return _has(model, name) and bool(model._meta.get_field(name).one_to_many)
