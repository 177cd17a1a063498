"""How a mapping is shown: the columns of the file beside what they become, and the first rows."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from imports.connectors.parley_cells import CellError
from imports.connectors.parley_cells import involvement as involvement_of
from imports.connectors.parley_columns import codes_of, model_field
from imports.mappings.choices import OPTION_LABELS, options_of
from imports.mappings.converting import Converted, cell_of, convert
from imports.mappings.fields import fields_of, label_of
from imports.mappings.forms import Choices
from imports.mappings.guessing import Guess, offered
from imports.mappings.plans import Plan
from imports.mappings.sampling import PREVIEWED, Sheet
from imports.problems import Problem
from records.dates import InvalidDateError, parse
from records.display import span_words
from records.models import Involvement
from records.templatetags.parley import country

SAMPLES = 3
SAMPLE_LENGTH = 70
SHOWN_LENGTH = 200


@dataclass(frozen=True)
class ShownOption:
    """`id` and `value` are those of one column; `fields` are all that take the option."""

    name: str
    label: Any
    choices: list[tuple[str, Any]]
    fields: tuple[str, ...]
    id: str = ""
    value: str = ""


@dataclass(frozen=True)
class ShownColumn:
    place: int
    name: str
    samples: list[str]
    field: str
    options: list[ShownOption]
    guess: Guess


@dataclass(frozen=True)
class Part:
    """Some of the columns, which are shown at once; the numbers of the first and the last."""

    number: int
    first: int
    last: int


@dataclass(frozen=True)
class ShownCell:
    text: str
    original: str
    problems: list[Problem]


@dataclass(frozen=True)
class ShownRow:
    line: int
    cells: list[ShownCell]
    others: list[Problem]
    is_entry: bool


@dataclass(frozen=True)
class Preview:
    """The first rows as they would become; `heads` names what stands in their cells."""

    heads: list[str]
    rows: list[ShownRow]
    aside: list[str]

    @property
    def entries(self) -> int:
        return sum(row.is_entry for row in self.rows)


def columns_of(sheet: Sheet, choices: Choices, guesses: dict[str, Guess]) -> list[ShownColumn]:
    known = known_options(choices.kind)
    places = {name: place for place, name in enumerate(sheet.columns)}
    return [
        ShownColumn(
            place=places[name],
            name=name,
            samples=_samples(sheet.values(name)),
            field=choices.fields.get(name, ""),
            options=_options(places[name], name, choices, known),
            guess=guesses[name],
        )
        for name in offered(sheet)
    ]


def known_options(kind: str) -> list[ShownOption]:
    """Each option once, of no column."""
    fields = fields_of(kind).values()
    return [
        ShownOption(
            name, label, options_of(name), tuple(one.code for one in fields if name in one.takes)
        )
        for name, label in OPTION_LABELS.items()
    ]


def parts_of(pages: "Paginator[ShownColumn]") -> list[Part]:
    found = [pages.page(number) for number in pages.page_range]
    return [Part(one.number, one.start_index(), one.end_index()) for one in found]


def preview_of(plan: Plan, sheet: Sheet, file_name: str) -> Preview:
    cells = dict.fromkeys(cell_of(fields_of(plan.kind)[one.field]) for one in plan.columns.values())
    rows = [
        _row(plan, list(cells), line, row, convert(plan, row, file_name))
        for line, row in sheet.rows(PREVIEWED)
    ]
    aside = [name for name in sheet.columns if name not in plan.columns]
    return Preview([_head(plan, cell) for cell in cells], rows, aside)


def _samples(values: list[str]) -> list[str]:
    return [_short(value, SAMPLE_LENGTH) for value in list(dict.fromkeys(values))[:SAMPLES]]


def _short(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def _options(
    place: int, name: str, choices: Choices, known: list[ShownOption]
) -> list[ShownOption]:
    """Those that the column's field takes, with what was said of them."""
    said = choices.options.get(name, {})
    return [
        replace(one, id=f"c{place}-{one.name}", value=said.get(one.name, ""))
        for one in known
        if choices.fields.get(name) in one.fields
    ]


def _head(plan: Plan, cell: str) -> str:
    if cell == "sources":
        return _("Sources")
    if cell == "involved":
        return _("Who")
    return label_of(plan.kind, cell)


def _row(
    plan: Plan, cells: list[str], line: int, row: dict[str, str], found: Converted
) -> ShownRow:
    placed = {cell: _problems_of(cell, found) for cell in cells}
    beside = {id(one) for problems in placed.values() for one in problems}
    return ShownRow(
        line,
        [
            ShownCell(_shown(plan.kind, cell, found), _original(cell, row, found), placed[cell])
            for cell in cells
        ],
        [one for one in found.problems if id(one) not in beside],
        found.entry is not None,
    )


def _problems_of(cell: str, found: Converted) -> list[Problem]:
    columns = found.origins.get(cell, [])
    mine = {cell, *columns, found.origin_of(cell)}
    return [one for one in found.problems if one.column in mine]


def _original(cell: str, row: dict[str, str], found: Converted) -> str:
    """What stands in the file where it could not be read."""
    wrong = {one.column for one in found.problems}
    columns = [name for name in found.origins.get(cell, []) if name in wrong]
    texts = (row.get(name, "") for name in columns)
    return _short(" · ".join(text for text in texts if text), SHOWN_LENGTH)


def _shown(kind: str, cell: str, found: Converted) -> str:
    text = found.cells.get(cell, "")
    if not text:
        return ""
    if cell in OWN_WORDS:
        return "\n".join(OWN_WORDS[cell](line) for line in text.splitlines())
    reads = fields_of(kind)[cell].reads
    if reads == "date":
        return _date(text)
    if reads == "code" and text in codes_of(kind, cell):
        return str(dict(model_field(kind, cell).choices or ())[text])
    return _short(text, SHOWN_LENGTH)


def _person(line: str) -> str:
    try:
        found = involvement_of(line)
    except CellError:
        return line
    role = Involvement.Role(found.role).label
    name = country(found.actor.country) if found.actor.kind == "state" else found.actor.name
    return _("%(role)s: %(name)s") % {"role": role, "name": name}


def _date(text: str) -> str:
    try:
        return span_words(parse(text))
    except InvalidDateError:
        return text


def _source(line: str) -> str:
    return _short(line.removeprefix("-: - | "), SAMPLE_LENGTH)


OWN_WORDS: dict[str, Callable[[str], str]] = {
    "involved": _person,
    "sources": _source,
    "country": country,
    "id": lambda text: text.partition(":")[2],
}
