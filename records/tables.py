"""Records as tables that travel: CSV that no spreadsheet runs, and JSON."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeAlias

from django.core.serializers.json import DjangoJSONEncoder

Record: TypeAlias = dict[str, Any]
One: TypeAlias = Callable[[Any], str]  # how an item of a list is written in a cell

BOM = "\ufeff"  # by which spreadsheets know UTF-8
# A spreadsheet would run a cell that begins with one of these; and where it takes semicolons or
# tabs for what separates cells, as where commas are decimal, a cell begins behind each of them.
RISKY = r"""(?:^(?=[ "']*[=+\-@\t\r])|(?<=[;\t\r\n])(?=[ "']*[=+\-@]))"""
GUARDED = re.compile(RISKY.replace("(?=", "'(?="))
UNGUARDED = re.compile(RISKY)


def cell(value: object, one: One = str) -> str:
    """A value as text that no spreadsheet runs: an apostrophe says that it is text."""
    text = words(value, one)
    return UNGUARDED.sub("'", text) if isinstance(value, str | list) else text


def unguarded(text: str) -> str:
    """The text that `cell` made this of."""
    return GUARDED.sub("", text)


def words(value: object, one: One = str) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(map(one, value))
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value)


def csv_lines(found: Iterable[Record], columns: Sequence[str], one: One = str) -> Iterator[str]:
    """A header, then a line for each record (RFC 4180), every cell in quotation marks."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL)
    buffer.write(BOM)
    writer.writerow(columns)
    for number, record in enumerate(found, 1):
        writer.writerow([cell(record.get(name), one) for name in columns])
        if number % 100 == 0:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def json_value(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, cls=DjangoJSONEncoder)


def json_text(head: Record, lists: Mapping[str, Iterable[Record]]) -> Iterator[str]:
    """One object: `head`, then each of `lists` with a record in each line."""
    yield json_value(head)[:-1]
    for name, found in lists.items():
        yield f", {json_value(name)}: ["
        for number, record in enumerate(found):
            yield f"{',' if number else ''}\n{json_value(record)}"
        yield "\n]"
    yield "}\n"
