"""Everything that a Parley holds, as `manage.py export` writes it: a header, then JSON lines."""

import json
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from imports.connectors.base import Connector
from imports.connectors.ecb import rate_of
from imports.objects import Object, Objects
from imports.problems import FileProblem, Problem, problem
from imports.rows import Name, RatesRow, ReadRow, Record
from imports.texts import UNSTORABLE
from imports.whole.checking import is_day, record_of
from imports.whole.exporting import FORM, RATES
from records.vocabulary import CURRENCY_CODES

SHOWN = 2000  # characters of a value in the review
HEADER = "parley"


def missing(objects: Objects) -> list[str]:
    return [] if type(objects.first.get(HEADER)) is int else [HEADER]


def header_of(value: dict[str, Any]) -> dict[str, Any]:
    """The header for a part of a file, which counts nothing; empty where a line is none."""
    return {HEADER: value[HEADER]} if HEADER in value else {}


def read(objects: Objects) -> Iterator[ReadRow]:
    """A row for each line but the header, whose counts are compared at the end."""
    form, said = objects.first[HEADER], objects.first.get("records")
    if form != FORM:
        raise FileProblem("newer_form", found=form, known=FORM)
    found = 0
    for line in objects.lines:
        if line.number > 1:
            found += 1
            yield _row(line)
    if isinstance(said, dict) and (total := _total(said)) != found:
        raise FileProblem("cut_short", said=total, found=found)


def _total(said: dict[str, Any]) -> int:
    return sum(number for number in said.values() if isinstance(number, int))


def _row(line: Object) -> ReadRow:
    raw = {str(name): _shown(value) for name, value in line.value.items()}
    if line.problems:
        return ReadRow(line.number, raw, problems=line.problems)
    record, problems = _record(line.value)
    return ReadRow(line.number, raw, record=record, problems=problems)


def _record(value: dict[str, Any]) -> tuple[Record | None, list[Problem]]:
    odd = [name for name in value if UNSTORABLE.search(name)]
    if odd:
        return None, [problem("unstorable", odd[0])]
    return _rates(value) if value.get("type") == RATES else record_of(value)


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text[:SHOWN]


def _rates(value: dict[str, Any]) -> tuple[Record | None, list[Problem]]:
    """The rates of a day; compared and kept like those that the ECB's own file brings."""
    day, said = value.get("date"), value.get("rates")
    if not isinstance(day, str) or not is_day(day):
        return None, [problem("unknown_date", "date", value=day)]
    if not isinstance(said, dict) or not said:
        return None, [problem("no_rates", "rates")]
    problems, rates = [], {}
    for currency, text in said.items():
        rate = rate_of(text) if isinstance(text, str) else ""
        if currency not in CURRENCY_CODES:
            problems.append(problem("unknown_currency", f"rates.{currency}", value=currency))
        elif not rate:
            problems.append(problem("not_a_rate_here", f"rates.{currency}", value=text))
        else:
            rates[currency] = rate
    if problems:
        return None, problems
    return RatesRow(identifier=Name(scheme="ecb", value=day), date=day, rates=rates), []


PARLEY_LINES = Connector(
    name="parley_lines",
    label=_("Everything, as Parley exports it (JSON lines)"),
    licence=_("Your own records: their sources say what may be done with them."),
    opens=(Objects,),
    missing=missing,
    read=read,
)
