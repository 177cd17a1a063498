"""Parley's own spreadsheet: a workbook with a sheet per kind, or a CSV file.

A CSV file says in its column `kind` what each line is, or has the columns of one kind only.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from imports.connectors import parley_cells as cells
from imports.connectors import parley_values as values
from imports.connectors.base import Connector
from imports.connectors.parley_cells import CellError, refuse
from imports.connectors.parley_columns import (
    ENTRY_COLUMNS,
    KIND_COLUMNS,
    NEEDED,
    SHEETS,
    codes_of,
    columns_of,
    kind_of_columns,
    model_field,
    translated_columns,
)
from imports.lines import Line, Table
from imports.problems import Problem, problem, warning
from imports.rows import EntryRow, Name, ReadRow, Scalar
from imports.texts import short_key
from records.tables import unguarded
from records.vocabulary import CountryField, CurrencyField
from sanctions.expiry import is_no_end

T = TypeVar("T")


def sheets_of(columns: dict[str, list[str]]) -> dict[str, str]:
    """Sheet → kind for the sheets that hold entries; a text file is one sheet without a name."""
    if "" in columns:
        return {"": "" if "kind" in columns[""] else kind_of_columns(columns[""])}
    return {
        name: SHEETS[name.strip().casefold()]
        for name in columns
        if name.strip().casefold() in SHEETS
    }


def missing(table: Table) -> list[str]:
    columns = table.columns
    sheets = sheets_of(columns)
    lacking = [
        f"{sheet}.{name}".lstrip(".")
        for sheet in sheets
        for name in NEEDED
        if name not in columns[sheet]
    ]
    if not sheets:
        return list(SHEETS)
    if sheets.get("") == "" and "" in sheets and "kind" not in columns[""]:
        lacking.append("kind")
    return lacking


def read(table: Table) -> Iterator[ReadRow]:
    kinds = sheets_of(table.columns)
    for line in table.lines:
        if line.sheet not in kinds or (not any(line.cells.values()) and not line.problems):
            continue
        entry, problems = (
            (None, []) if line.problems else _read_line(_as_text(line), kinds[line.sheet])
        )
        found = [*line.problems, *problems]
        yield ReadRow(line.number, line.cells, line.sheet, record=entry, problems=found)


def _as_text(line: Line) -> Line:
    """Of a text file without the apostrophes that keep a spreadsheet from running its cells.

    A workbook's cells say themselves that they are text, and need none.
    """
    if line.sheet:
        return line
    return replace(line, cells={name: unguarded(text) for name, text in line.cells.items()})


def _read_line(line: Line, kind: str) -> tuple[EntryRow | None, list[Problem]]:
    kind = kind or line.cells.get("kind", "").casefold()
    kind = SHEETS.get(kind, kind)
    if kind not in KIND_COLUMNS:
        return None, [problem("unknown_kind", "kind", value=kind, allowed=", ".join(KIND_COLUMNS))]
    return entry_of(kind, line.cells)


def entry_of(kind: str, cells: dict[str, str]) -> tuple[EntryRow | None, list[Problem]]:
    """The entry that these cells of a kind's sheet make, and what is wrong with them."""
    return _Record(kind, cells).normalise()


class _Record:
    """One line on its way to an entry, gathering what is wrong with it."""

    def __init__(self, kind: str, row: dict[str, str]) -> None:
        known = set(columns_of(kind))
        self.kind = kind
        self.cells = {column: text for column, text in row.items() if text and column in known}
        self.problems: list[Problem] = []

    def normalise(self) -> tuple[EntryRow | None, list[Problem]]:
        for column in NEEDED:
            if column not in self.cells:
                self.problems.append(problem("missing", column))
        fields = self._columns(ENTRY_COLUMNS) | self._dates()
        details = self._columns({name: name for name in KIND_COLUMNS[self.kind]})
        parts = self._parts()
        self._expiry(details)
        self._check_together(fields, details, parts)
        if any(one.is_error for one in self.problems):
            return None, self.problems
        entry = EntryRow(
            kind=self.kind,
            identifier=self._identifier(fields),
            fields=fields,
            details=details,
            i18n=self._translations(),
            **parts,
        )
        if not entry.citations:
            self.problems.append(warning("no_source", "sources"))
        return entry, self.problems

    def take(self, column: str, read: Callable[[str], T]) -> T | None:
        """What `read` makes of the cell, or None with the problem noted."""
        text = self.cells.get(column, "")
        if not text:
            return None
        try:
            return read(text)
        except CellError as error:
            self.problems.append(error.problem.model_copy(update={"column": column}))
            return None

    def take_lines(self, column: str, read: Callable[[str], T]) -> list[T]:
        found = (self._take_line(column, line, read) for line in self._lines(column))
        return list(dict.fromkeys(one for one in found if one is not None))

    def _lines(self, column: str) -> list[str]:
        return cells.lines_of(self.cells.get(column, ""))

    def _take_line(self, column: str, line: str, read: Callable[[str], T]) -> T | None:
        try:
            return read(line)
        except CellError as error:
            self.problems.append(error.problem.model_copy(update={"column": column}))
            return None

    # Columns of the models

    def _columns(self, columns: dict[str, str]) -> dict[str, Scalar]:
        values = {
            name: self.take(column, lambda text, column=column: self._value(column, text))  # type: ignore[misc]
            for column, name in columns.items()
            if column in self.cells
        }
        return {name: value for name, value in values.items() if value is not None}

    def _value(self, column: str, text: str) -> Scalar:  # noqa: PLR0911 - a case a line
        field = model_field(self.kind, column)
        if allowed := codes_of(self.kind, column):
            return cells.code(text, allowed)
        if isinstance(field, CountryField):
            return values.country(text)
        if isinstance(field, CurrencyField):
            return cells.currency_code(text)
        if isinstance(field, models.DateField):
            return values.day(text)
        if isinstance(field, models.DecimalField):
            return values.decimal(field, text)
        if isinstance(field, models.IntegerField):
            return values.whole(text)
        if field.name == "expires_zone":
            return values.zone(text)
        if field.name == "cameo_code" and not (text.isdecimal() and 2 <= len(text) <= 4):
            raise refuse("bad_reference", value=text, form="107")
        return cells.fitting(text, field.max_length or 1_000_000)

    def _dates(self) -> dict[str, Scalar]:
        span = self.take("date", cells.edtf)
        if span is None:
            return {}
        return {
            "starts_on": span.starts_on.isoformat(),
            "ends_on": span.ends_on.isoformat() if span.ends_on else None,
            "date_end": span.end.value,
            "date_precision": span.precision.value,
            "date_qualifier": span.qualifier.value,
        }

    def _translations(self) -> dict[str, str]:
        columns = translated_columns(self.kind)
        return {key: self.cells[column] for column, key in columns.items() if column in self.cells}

    # Columns with a syntax of their own

    def _parts(self) -> dict[str, Any]:
        processes = self.take_lines("processes", cells.membership)
        default = processes[0].process if processes else ""
        parts = {
            "processes": processes,
            "involvements": self.take_lines("involved", cells.involvement),
            "citations": self.take_lines("sources", cells.source),
            "links": self.take_lines("links", cells.link),
            "identifiers": self.take_lines("identifiers", cells.identifier),
            "provisions": self.take_lines("provisions", cells.provision),
            "transactions": self.take_lines("transactions", cells.transaction),
            "track": self.take("track", lambda text: values.track(text, default)),
            "programme": self.take("programme", values.programme),
            "replaces": self.take("replaces", cells.identifier),
            "restates": self.take("restates", cells.identifier),
        }
        return {name: part for name, part in parts.items() if part}

    def _expiry(self, details: dict[str, Scalar]) -> None:
        zone = details.get("expires_zone")
        if is_no_end(self.cells.get("expires", "")):
            del self.cells["expires"]
        if "expires" not in self.cells:
            details.pop("expires_zone", None)
        elif not zone:
            if "expires_zone" not in self.cells:  # a wrong one is named already
                self.problems.append(problem("expiry_without_zone", "expires_zone"))
        elif found := self.take("expires", lambda text: values.expiry(text, str(zone))):
            details["expires_at"], details["expires_precision"] = found

    def _identifier(self, fields: dict[str, Scalar]) -> Name:
        """The cell `id`, or else what the record is: its kind, date and title."""
        if found := self.take("id", cells.identifier):
            return found
        text = f"{self.kind} {self.cells['date']} {fields['title']}"
        return Name(scheme="parley", value=short_key(text))

    def _check_together(
        self, fields: dict[str, Scalar], details: dict[str, Scalar], parts: dict[str, Any]
    ) -> None:
        wrong = self.problems.append
        if ("latitude" in fields) != ("longitude" in fields):
            wrong(problem("half_coordinates", "latitude"))
        if self.kind == "pledge" and "amount" in details and "currency" not in self.cells:
            wrong(problem("amount_without_currency", "currency"))
        if self.kind == "pledge" and "currency" in details and "amount" not in self.cells:
            wrong(problem("currency_without_amount", "amount"))
        if self.kind == "round" and "number" in details and "track" not in parts:
            wrong(problem("number_without_track", "track"))
        if "words" in details and "words_language" not in details:
            wrong(problem("language_missing", "words_language"))
        for column in ("form", "instrument"):
            if column in KIND_COLUMNS[self.kind] and column not in self.cells:
                wrong(problem("missing", column))


PARLEY = Connector(
    name="parley",
    label=_("Parley's spreadsheet (XLSX or CSV)"),
    licence=_("Your own data: you decide under which licence it is shown."),
    opens=(Table,),
    missing=missing,
    read=read,
)
