"""From a line of any spreadsheet to the cells of Parley's own, by a plan; and on to the entry.

What Parley's spreadsheet understands is read where it is read always, so that a mapped row passes
the same checks; here only the ways of writing are brought into its own.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from imports.connectors.parley import entry_of
from imports.connectors.parley_cells import CellError, refuse
from imports.mappings.amounts import read_amount, read_number
from imports.mappings.cells import joined, source, source_parts
from imports.mappings.cldr import country_anywhere, currencies_of, english_name, fold
from imports.mappings.codes import code_named, says_yes
from imports.mappings.dates import read_date, span
from imports.mappings.fields import FieldOf, fields_of
from imports.mappings.plans import Options, Plan
from imports.problems import Problem
from imports.rows import EntryRow
from records.models import Involvement

SEPARATORS = {
    "semicolon": re.compile(r";"),
    "comma": re.compile(r"[,،、]"),
    "slash": re.compile(r"/"),
    "bar": re.compile(r"\|"),
    "line": re.compile(r"[\r\n]+"),
    # `(?<!\s)` here and elsewhere: a run of blanks is tried from its beginning, not from each blank
    "and": re.compile(r"[,;]|(?<!\s)\s+(?:and|et|und|y|e|i|и|та|і|й|&)(?=\s)"),
}
NOTHING = {"", "-", "–", "—", "n/a", "#n/a", "null", "none", "nan", "?", "...", "…"}
TRANSLATED = ("fr", "uk")


@dataclass
class Converted:
    """The cells of a row, from which columns of the file each came, and what is wrong with it."""

    cells: dict[str, str] = field(default_factory=dict)
    origins: dict[str, list[str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    entry: EntryRow | None = None

    def origin_of(self, column: str) -> str:
        return ", ".join(self.origins.get(column, []))


def convert(plan: Plan, row: dict[str, str], file_name: str) -> Converted:
    """What becomes of a line; its problems name the columns of the file."""
    found = _Conversion(plan, row, file_name).run()
    entry, problems = entry_of(plan.kind, found.cells)
    refused = {one.column for one in found.problems}
    for one in problems:
        origin = found.origin_of(one.column)
        if one.code == "missing" and refused & set(found.origins.get(one.column, [])):
            continue  # it is there, and what is wrong with it is said already
        found.problems.append(one.model_copy(update={"column": origin or one.column}))
    found.entry = entry if not refused else None
    return found


def split(text: str, separator: str) -> list[str]:
    """The parts of a cell; a cell without a separator is one."""
    parts = SEPARATORS[separator].split(text) if separator else [text]
    return [part.strip() for part in parts if fold(part) not in NOTHING]


class _Conversion:
    """One line on its way to cells of Parley's spreadsheet."""

    def __init__(self, plan: Plan, row: dict[str, str], file_name: str) -> None:
        self.plan = plan
        self.row = row
        self.file_name = file_name
        self.fields = fields_of(plan.kind)
        self.found = Converted()
        self.texts: dict[str, list[str]] = {}
        self.sources: dict[str, list[str]] = {}

    def run(self) -> Converted:
        for column, target in self.plan.columns.items():
            text = self.row.get(column, "").strip()
            wanted = self.fields[target.field]
            self.found.origins.setdefault(cell_of(wanted), []).append(column)
            if fold(text) in NOTHING and wanted.reads != "flag":
                continue
            try:
                self._take(wanted, text, target.options, column)
            except CellError as error:
                wrong = error.problem.model_copy(update={"column": column})
                self.found.problems.append(wrong)
        self._constants()
        self._source_lines()
        self.found.cells |= {cell: joined(cell, texts) for cell, texts in self.texts.items()}
        self._last_day()
        self._money()
        return self.found

    def _take(self, wanted: FieldOf, text: str, options: Options, column: str) -> None:
        for cell, value in READERS[wanted.reads](self, wanted, text, options, column):
            self.texts.setdefault(cell, []).append(value)

    def _constants(self) -> None:
        """What no column says; a column that says something for this line goes before."""
        for code, text in self.plan.constants.items():
            if code in self.fields and text.strip():
                wanted = self.fields[code]
                if code not in self.texts:
                    self._take(wanted, text, Options(), "")

    def _source_lines(self) -> None:
        """The file itself where it is named as a source, then what the line names."""
        said = self.plan.constants
        lines = []
        if said.get("file_publisher") or said.get("file_address"):
            title = said.get("file_title") or self.file_name
            publisher = said.get("file_publisher", "")
            lines.append(source(said.get("file_address", ""), publisher, title))
        own = {name: " ".join(texts[0].split()) for name, texts in self.sources.items()}
        addresses = self.sources.get("source_url", [])
        if addresses or own.get("source_title"):
            for address in addresses or [""]:
                lines.append(self._own_source(address, own))
        elif lines:
            lines[0] += source_parts(own, quote="source_quote", at="source_at")
        if lines:
            self.found.cells["sources"] = "\n".join(lines)

    def _own_source(self, address: str, own: dict[str, str]) -> str:
        publisher = own.get("source_publisher", "")
        line = source(address, publisher, own.get("source_title", ""))
        line += source_parts(own, published="source_published")
        return line + source_parts(own, quote="source_quote", at="source_at")

    def _last_day(self) -> None:
        cells = self.found.cells
        if last := cells.pop("last_day", ""):
            cells["date"] = span(cells["date"], last) if "date" in cells else last

    def _money(self) -> None:
        """A currency by itself says nothing where the line has no amount."""
        if "amount" not in self.found.cells:
            self.found.cells.pop("currency", None)


Cells = Iterator[tuple[str, str]]
Reader = Callable[[_Conversion, FieldOf, str, Options, str], Cells]


def _text(_self: _Conversion, wanted: FieldOf, text: str, _options: Options, _column: str) -> Cells:
    yield wanted.code, text


def _titled(
    _self: _Conversion, wanted: FieldOf, text: str, options: Options, _column: str
) -> Cells:
    """A text in one of the languages of readers is its own translation, too."""
    words = " ".join(text.split()) if wanted.code == "title" else text
    yield wanted.code, words
    if options.language in TRANSLATED:
        yield f"{wanted.code}_{options.language}", words


def _key(self: _Conversion, wanted: FieldOf, text: str, _options: Options, _column: str) -> Cells:
    """Numbers of one spreadsheet are not those of another."""
    yield wanted.code, f"sheet-{self.plan.fingerprint[:12]}:{' '.join(text.split())}"


def _names(_self: _Conversion, wanted: FieldOf, text: str, options: Options, _column: str) -> Cells:
    for part in split(text, options.separator):
        yield wanted.code, part


def _dated(_self: _Conversion, wanted: FieldOf, text: str, options: Options, _column: str) -> Cells:
    yield wanted.code, read_date(text, options.order, options.language)


def _coded(self: _Conversion, wanted: FieldOf, text: str, _options: Options, _column: str) -> Cells:
    yield wanted.code, code_named(self.plan.kind, wanted.code, text)


def _country(_s: _Conversion, wanted: FieldOf, text: str, _options: Options, _column: str) -> Cells:
    code = country_anywhere(text)
    if not code:
        raise refuse("unknown_country", value=text)
    yield wanted.code, code


def _number(_s: _Conversion, wanted: FieldOf, text: str, options: Options, _column: str) -> Cells:
    yield wanted.code, str(read_number(text, options.decimal))


def _amount(self: _Conversion, wanted: FieldOf, text: str, options: Options, _column: str) -> Cells:
    """The currency of the cell goes before that of the line, and that before that of the column."""
    amount = read_amount(text, options.decimal, options.language)
    yield wanted.code, f"{amount.number:f}"
    if len(amount.currencies) == 1:
        self.texts["currency"] = [min(amount.currencies)]
    elif amount.currencies and options.currency not in amount.currencies:
        raise refuse("several_currencies", value=text)
    elif options.currency:
        self.texts.setdefault("currency", [options.currency])


def _currency(self: _Conversion, _w: FieldOf, text: str, _options: Options, _column: str) -> Cells:
    found = currencies_of(text)
    if len(found) > 1:
        raise refuse("several_currencies", value=text)
    if not found:
        raise refuse("unknown_currency", value=text)
    self.texts["currency"] = [min(found)]
    yield from ()


def _involved(_s: _Conversion, _w: FieldOf, text: str, options: Options, _column: str) -> Cells:
    for name in split(text, options.separator):
        yield "involved", involvement(name, options)


def _flag(_s: _Conversion, _w: FieldOf, text: str, options: Options, column: str) -> Cells:
    said = says_yes(text) if text else False
    if said is None:
        raise refuse("not_yes_or_no", value=text)
    if said:
        yield "involved", involvement(options.actor or column, options)


def involvement(name: str, options: Options) -> str:
    """A line of the cell `involved`. A state is called by its English name, as everywhere."""
    role = options.role or Involvement.Role.PARTY.value
    plain = " ".join(re.sub(r"\s(—|--)\s", " – ", name.replace("[", "(").replace("]", ")")).split())
    country = ""
    if options.actor_kind == "state" or (not options.actor_kind and len(plain) > 2):
        country = country_anywhere(plain)
    if country:
        return f"{role}: {english_name(country)} [state {country}]"
    if options.actor_kind == "state":
        raise refuse("unknown_country", value=name)
    return f"{role}: {plain} [{options.actor_kind or 'organisation'}]"


def _source_part(self: _Conversion, wanted: FieldOf, text: str, o: Options, _column: str) -> Cells:
    for part in split(text, o.separator) if wanted.reads == "sources" else [text]:
        self.sources.setdefault(wanted.code, []).append(part)
    yield from ()


def _source_day(self: _Conversion, wanted: FieldOf, text: str, o: Options, _column: str) -> Cells:
    self.sources[wanted.code] = [read_date(text, o.order, o.language)]
    yield from ()


READERS: dict[str, Reader] = {
    "text": _text,
    "title": _titled,
    "summary": _titled,
    "key": _key,
    "names": _names,
    "date": _dated,
    "code": _coded,
    "country": _country,
    "number": _number,
    "amount": _amount,
    "currency": _currency,
    "involved": _involved,
    "flag": _flag,
    "sources": _source_part,
    "source": _source_part,
    "source_day": _source_day,
}


def cell_of(wanted: FieldOf) -> str:
    """The cell of Parley's spreadsheet that a field ends in."""
    if wanted.code.startswith("source_"):
        return "sources"
    return {"flag": "involved", "last_day": "date"}.get(wanted.code, wanted.code)
