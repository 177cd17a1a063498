"""Small makers of entries and actors for the tests of the kinds' pages."""

from itertools import count
from typing import Any

from records.dates import parse
from records.kinds import kind_model
from records.models import Actor, Citation, Process, Source

numbers = count(1)
DEFAULTS: dict[str, dict[str, Any]] = {
    "relief": {"instrument": "general_licence"},
    "document": {"form": "draft"},
}


def actor(name: str, kind: str = "person", **columns: Any) -> Actor:
    return Actor.objects.create(name=name, slug=f"actor-{next(numbers)}", kind=kind, **columns)


def process(name: str = "Talks") -> Process:
    return Process.objects.create(name=name, slug=f"process-{next(numbers)}")


def entry(kind: str, on: str = "2025-12-04", state: str = "published", **columns: Any) -> Any:
    number = next(numbers)
    values = {"title": f"{kind} {number}", "slug": f"{kind}-{number}", **DEFAULTS.get(kind, {})}
    made = kind_model(kind)(state=state, **{**values, **columns})
    made.span = parse(on)
    made.save()
    return made


def cite(made: Any, publisher: str = "RFE/RL", **columns: Any) -> Citation:
    source, _new = Source.objects.get_or_create(publisher=publisher, title="A report")
    return Citation.objects.create(entry_id=made.pk, source=source, **columns)
