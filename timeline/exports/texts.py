"""Records as JSON, JSON lines and JSON-LD."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.core.serializers.json import DjangoJSONEncoder

from records.schema import Thing
from timeline.exports.records import Record


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, cls=DjangoJSONEncoder)


def json_lines(found: Iterable[Record]) -> Iterator[str]:
    """A record in each line (https://jsonlines.org)."""
    for record in found:
        yield f"{_json(record)}\n"


def json_text(found: Iterable[Record], address: str, now: datetime) -> Iterator[str]:
    """One object: the address that was asked, when, and the entries."""
    head = _json({"address": address, "generated_at": now})
    yield f'{head[:-1]}, "entries": ['
    for number, record in enumerate(found):
        yield f"{',' if number else ''}\n{_json(record)}"
    yield "\n]}\n"


def json_ld(things: Iterable[Thing]) -> Iterator[str]:
    """One graph of schema.org things."""
    yield '{"@context": "https://schema.org", "@graph": ['
    for number, thing in enumerate(things):
        yield f"{',' if number else ''}\n{_json(thing)}"
    yield "\n]}\n"
