"""The UK Sanctions List as CSV, the one list of the United Kingdom since 28 January 2026.

A subject has a row for each of its names, addresses or births, all under one `Unique ID`; a line
with the date of the report may stand above the header. A birth of which only the year is known is
written "dd/mm/1965".
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from imports.connectors.base import Connector, columns_missing
from imports.connectors.subjects import Subject, birth_of, day_of
from imports.countries import DEMONYMS, country_of
from imports.lines import Line, Table
from imports.problems import Problem, problem, warning
from imports.rows import ReadRow, SourceRef

NEEDED = ("Unique ID", "Name 6", "Name 1", "Name type", "Regime Name")
KIND, KINDS = (
    ("Designation Type", "Individual, Entity, Ship"),
    {
        "individual": "person",
        "entity": "organisation",
        "ship": "vessel",
    },
)
GIVEN = ("Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Name 6")
PRIMARY = "primary name"
SEVERAL = re.compile(r"\||\(\d+\)|;")
LIST = SourceRef(
    url="https://www.gov.uk/government/publications/the-uk-sanctions-list",
    publisher="FCDO",
    title="The UK Sanctions List",
    language="en",
)


def read(table: Table) -> Iterator[ReadRow]:
    """A row for each subject, which stands on the first of its lines."""
    subjects: dict[str, list[Line]] = {}
    for line in table.lines:
        key = line.cells.get("Unique ID", "")
        if line.problems or not key:
            wrong = line.problems or [problem("missing", "Unique ID")]
            yield ReadRow(line.number, line.cells, problems=wrong)
        else:
            subjects.setdefault(key, []).append(line)
    for key, lines in subjects.items():
        yield _row(key, lines)


def _row(key: str, lines: list[Line]) -> ReadRow:
    first = next((one for one in lines if _type(one) == PRIMARY), lines[0])
    raw = first.cells | {"lines": ", ".join(str(one.number) for one in lines)}
    name, kind = _name(first), _kind(first)
    problems = [] if name else [problem("missing", "Name 6")]
    if not kind:
        problems.append(
            problem("unknown_code", KIND[0], value=_told(first, *KIND), allowed=", ".join(KINDS))
        )
    if problems:
        return ReadRow(lines[0].number, raw, problems=problems)
    subject = Subject(kind, "uk", key, name, description=_told(first, "Position"))
    subject.country, problems = _country(lines)
    subject.born = next(filter(None, (birth_of(_told(one, "D.O.B")) for one in lines)), "")
    for line in lines:
        subject.call([_name(line)])
        script = _told(line, "Name non-latin script")
        subject.call([script], kind="primary")
        subject.know_as("imo", _told(line, "IMO number"))
        subject.know_as("un-reference", _told(line, "UN Reference Number"))
    listed, remark = day_of(_told(first, "Date Designated"), "Date Designated")
    subject.list_under(
        "UK", [first.cells["Regime Name"]], list_id=key, listed_on=listed, source=LIST
    )
    return ReadRow(lines[0].number, raw, record=subject.row(), problems=[*problems, *remark])


def _told(line: Line, *columns: str) -> str:
    return next((line.cells[one] for one in columns if line.cells.get(one)), "")


def _type(line: Line) -> str:
    return _told(line, "Name type").casefold()


def _kind(line: Line) -> str:
    return KINDS.get(_told(line, *KIND).casefold(), "")


def _name(line: Line) -> str:
    return " ".join(line.cells[part] for part in GIVEN if line.cells.get(part))


def _country(lines: list[Line]) -> tuple[str, list[Problem]]:
    """The first nationality, or a ship's flag, or the country of the first address."""
    for column in ("Nationality(/ies)", "Current believed flag of ship", "Address Country"):
        for line in lines:
            names = [name.strip() for name in SEVERAL.split(_told(line, column)) if name.strip()]
            if names:
                code = country_of(names[0]) or DEMONYMS.get(names[0].casefold(), "")
                remark = [] if code else [warning("unknown_country", column, value=names[0])]
                return code, remark
    return "", []


UK = Connector(
    name="uk",
    label=_("UK Sanctions List (CSV)"),
    licence=_("Crown copyright, under the Open Government Licence 3.0."),
    opens=(Table,),
    missing=columns_missing(*NEEDED),
    read=read,
)
