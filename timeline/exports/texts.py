"""Records as JSON, JSON lines and JSON-LD."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from records import tables
from records.schema import Thing
from records.tables import json_value
from timeline.exports.records import Record


def json_lines(found: Iterable[Record]) -> Iterator[str]:
    """A record in each line (https://jsonlines.org)."""
    for record in found:
        yield f"{json_value(record)}\n"


def json_text(found: Iterable[Record], address: str, now: datetime) -> Iterator[str]:
    """One object: the address that was asked, when, and the entries."""
    return tables.json_text({"address": address, "generated_at": now}, {"entries": found})


def json_ld(things: Iterable[Thing]) -> Iterator[str]:
    """One graph of schema.org things."""
    yield '{"@context": "https://schema.org", "@graph": ['
    for number, thing in enumerate(things):
        yield f"{',' if number else ''}\n{json_value(thing)}"
    yield "\n]}\n"
