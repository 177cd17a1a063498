"""Checking a line of a whole export: every key, type, length and code, before anything is stored.

What comes out is spelled as `describing` spells it, so that the two can be compared.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, URLValidator
from django.db import models
from modeltrans.fields import TranslationField

from imports.problems import Problem, problem
from imports.rows import Name, RecordRow
from imports.texts import UNSTORABLE
from imports.whole.keys import NTH, form_of, key_in, key_of, name_of_key, reference
from imports.whole.kinds import (
    Field,
    Listed,
    Model,
    columns,
    is_late,
    lists_of,
    record_models,
    translations,
)
from records.dates import KEPT_INSTANTS, is_kept
from records.models import Source

SCHEME = "parley"
REMARK = "#"  # begins a key that says something of the line, such as what is wrong with it
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
NUMBER = re.compile(r"-?\d{1,30}(\.\d{1,30})?", re.ASCII)
MOST = 1_000_000  # sources that say the same of themselves


class Refused(Exception):  # noqa: N818 - a value of the file is, not a fault of ours
    """A value cannot be kept; says why and how to mend it."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params


@dataclass
class _Line:
    """A line while it is checked, with what was found wrong."""

    problems: list[Problem] = field(default_factory=list)

    def columns(
        self, model: Model, fields: dict[str, Field], said: dict[str, Any], where: str = ""
    ) -> dict[str, Any]:
        """The columns that are said, in the models' order; unknown and missing keys are noted."""
        for name in sorted(said.keys() - fields.keys()):
            known = ", ".join(fields)
            self.problems.append(problem("unknown_key", f"{where}{name}", allowed=known))
        found = {}
        for name, column in fields.items():
            try:
                value = checked(model, column, said.get(name))
            except Refused as refused:
                self.problems.append(problem(refused.code, f"{where}{name}", **refused.params))
                continue
            if value is not None:
                found[name] = value
        return found

    def rows(self, listed: Listed, said: Any) -> list[dict[str, Any]]:
        name = listed.name
        if not isinstance(said, list):
            self.problems.append(problem("wrong_type", name, wanted="[…]", found=_type(said)))
            return []
        found = []
        for number, row in enumerate(said, start=1):
            where = f"{name}[{number}]"
            if isinstance(row, dict):
                found.append(self.columns(listed.model, listed.columns, row, f"{where}."))
            else:
                self.problems.append(problem("wrong_type", where, wanted="{…}", found=_type(row)))
        return found


def record_of(value: dict[str, Any]) -> tuple[RecordRow | None, list[Problem]]:
    """What a line says, and what is wrong with it; raises nothing."""
    kind = value.get("type")
    model = record_models().get(kind) if isinstance(kind, str) else None
    if model is None or not isinstance(kind, str):
        known = ", ".join(record_models())
        return None, [problem("unknown_type", "type", value=kind, allowed=known)]
    said = {name: one for name, one in value.items() if name != "type" and name[:1] != REMARK}
    line = _Line()
    nth = line_nth(line, said) if model is Source else 1
    own = lists_of(model)
    lists = {name: line.rows(own[name], said.pop(name)) for name in own if name in said}
    fields = line.columns(model, columns(model), said)
    if fields.get("state") == "withdrawn" and not fields.get("withdrawn_because", "").strip():
        line.problems.append(problem("missing_key", "withdrawn_because"))
    if line.problems:
        return None, line.problems
    key = key_of(kind, fields, nth)
    row = RecordRow(
        kind=kind,
        identifier=Name(scheme=SCHEME, value=name_of_key(key)),
        key=key,
        fields=fields,
        lists={name: rows for name, rows in lists.items() if rows},
        refers=_refers(model, fields, lists),
    )
    return row, _remarks(row)


def line_nth(line: _Line, said: dict[str, Any]) -> int:
    nth = said.pop(NTH, 1)
    if type(nth) is not int or not 1 <= nth <= MOST:
        line.problems.append(problem("number_range", NTH, value=nth, least=1, most=MOST))
        return 1
    return nth


def _refers(model: Model, fields: dict[str, Any], lists: dict[str, Any]) -> bool:
    late = any(is_late(model, column) and name in fields for name, column in columns(model).items())
    return late or any(
        is_late(model, column) and name in row
        for one, rows in lists.items()
        for name, column in lists_of(model)[one].columns.items()
        for row in rows
    )


def _remarks(row: RecordRow) -> list[Problem]:
    """A published entry without a source is kept as a draft."""
    if row.fields.get("state") == "published" and not row.lists.get("citations"):
        return [problem("no_source", "citations").model_copy(update={"level": "warning"})]
    return []


def checked(model: Model, column: Field, value: Any) -> Any:
    """The value of a model's column as it is kept; None for none. Raises Refused."""
    if value is None or (value == "" and column.blank):
        if column.null or column.blank or column.has_default():
            return None
        raise Refused("missing_key")
    if column.is_relation:
        return _reference(column, value)
    if isinstance(column, TranslationField):
        return _translated(translations(model), value)
    found = _READ[_family(column)](column, value)
    if column.choices and found not in [code for code, _name in column.flatchoices]:
        allowed = ", ".join(str(code) for code, _name in column.flatchoices)
        raise Refused("unknown_code", value=found, allowed=allowed)
    return found


def _family(column: Field) -> type:
    return next((one for one in _READ if isinstance(column, one)), models.CharField)


def _reference(column: Field, value: Any) -> Any:
    model = column.related_model
    if (key := key_in(model, value)) is None:
        raise Refused("bad_reference", value=value, form=form_of(model))
    for part in key:
        _storable(part)
    return reference(model, key)


def _text(column: Field, value: Any) -> str:
    text: str = _of_type(str, value, '"…"')
    _storable(text)
    if column.max_length and len(text) > column.max_length:
        raise Refused("too_long", length=len(text), limit=column.max_length)
    _validate(column, text)
    return text


def _storable(text: str) -> None:
    if UNSTORABLE.search(text):
        raise Refused("unstorable")


def _whole(column: Field, value: Any) -> int:
    number: int = _of_type(int, value, "1")
    _validate(column, number)
    return number


def _decimal(column: Field, value: Any) -> str:
    text = _of_type(str, value, '"1250000.50"')
    if not NUMBER.fullmatch(text):
        raise Refused("not_a_number", value=text)
    number = Decimal(text)
    _validate(column, number)
    try:
        return f"{number.quantize(Decimal(1).scaleb(-column.decimal_places)) + 0:f}"
    except InvalidOperation:
        raise Refused("not_a_number", value=text) from None


def _day(_column: Field, value: Any) -> str:
    text: str = _of_type(str, value, '"2025-12-04"')
    if not is_day(text):
        raise Refused("unknown_date", value=text)
    return text


def is_day(text: str) -> bool:
    try:
        return bool(DAY.fullmatch(text)) and is_kept(date.fromisoformat(text))
    except ValueError:
        return False


def _moment(_column: Field, value: Any) -> str:
    text = _of_type(str, value, '"2025-12-04T10:00:00+00:00"')
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None or not KEPT_INSTANTS[0] <= moment <= KEPT_INSTANTS[1]:
            raise Refused("no_such_moment", value=text)
        return moment.astimezone(UTC).isoformat()
    except (ValueError, OverflowError):
        raise Refused("no_such_moment", value=text) from None


def _translated(known: dict[str, Field], value: Any) -> dict[str, str | None]:
    said = _of_type(dict, value, "{…}")
    found: dict[str, str | None] = {}
    for name, text in said.items():
        if name not in known:
            raise Refused("unknown_translation", value=name, allowed=", ".join(known))
        found[name] = None if text is None else _of_translation(known[name], text)
    return found


def _of_translation(original: Field, text: Any) -> str:
    """Like the text that it translates, but that no rule asks for it."""
    said: str = _of_type(str, text, '"…"')
    return _text(original, said) if said else said


_READ: dict[type, Callable[[Field, Any], Any]] = {
    models.DecimalField: _decimal,
    models.DateTimeField: _moment,
    models.DateField: _day,
    models.IntegerField: _whole,
    models.CharField: _text,
}


def _of_type(wanted: type, value: Any, form: str) -> Any:
    if type(value) is not wanted:
        raise Refused("wrong_type", wanted=form, found=_type(value))
    return value


def _type(value: Any) -> str:
    """What stands there, in the words of JSON."""
    names = {bool: "true/false", int: "1", float: "1.5", str: '"…"', list: "[…]", dict: "{…}"}
    return names.get(type(value), "null")


def _validate(column: Field, value: Any) -> None:
    """By the model's own rules, but for those that are told better here, or allow less than stands.

    Addresses that come from files are not all such as Django's rule for forms would pass.
    """
    for validator in column.validators:
        if isinstance(validator, MaxLengthValidator):
            continue
        if isinstance(validator, URLValidator):
            _web(str(value), validator)
            continue
        try:
            validator(value)
        except ValidationError as error:
            raise Refused("unfit", reason=" ".join(error.messages)) from None


def _web(text: str, validator: URLValidator) -> None:
    if text.partition("://")[0].lower() not in validator.schemes:
        raise Refused("no_address", value=text)


def references(
    model: Model, fields: dict[str, Any], lists: dict[str, list[dict[str, Any]]]
) -> Iterator[tuple[str, dict[str, Any], str, Field]]:
    """Every reference of a record: where it stands, in what, by which name, and its column."""
    for name, column in columns(model).items():
        if column.is_relation and name in fields:
            yield name, fields, name, column
    for one, rows in lists.items():
        relations = {n: c for n, c in lists_of(model)[one].columns.items() if c.is_relation}
        for number, row in enumerate(rows, start=1):
            for name, column in relations.items():
                if name in row:
                    yield f"{one}[{number}].{name}", row, name, column
