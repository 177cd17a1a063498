"""Designations of the European Union from its Official Journal, as CSV.

One row for each subject in one legal context: consolidated files (`celex`) hold a whole annex,
amendment files (`amendedCelex`, `amendmentCelex`) what one act added. All columns but the first
ones and `name` may hold several values parted by ";". Nothing of the meaning is normalised there:
dates and nationalities stand as the act prints them.
"""

import csv
import re

from django.utils.translation import gettext_lazy as _

from imports.connectors.base import Connector, line_by_line
from imports.connectors.subjects import Subject, birth_of, day_of
from imports.countries import DEMONYMS, country_of
from imports.lines import Line, Table
from imports.problems import Problem, problem, warning
from imports.rows import Record, SourceRef
from imports.slugs import plain_slug
from imports.texts import web_address

NEEDED = ("recordId", "programKey", "measure", "startDate", "schema", "name", "alias", "leiCode")
KINDS = {
    "Person": "person",
    "LegalEntity": "organisation",
    "Organization": "organisation",
    "Company": "company",
    "Vessel": "vessel",
    "Asset": "organisation",
}
SCHEMES = {
    "innCode": "inn",
    "ogrnCode": "ogrn",
    "leiCode": "lei",
    "imoNumber": "imo",
    "swiftBic": "bic",
}
COUNTRIES = ("nationality", "jurisdiction", "flag", "country")
SEVERAL = re.compile(r",| and/or | and | or |\(")
SCRIPTS = re.compile(r"^(?P<one>[^()]+) \((?P<other>[^()]*[Ѐ-ӿ][^()]*)\)$")
ASSET_FREEZE = "Asset freeze"
ACT = "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:{celex}"


def missing(table: Table) -> list[str]:
    columns = table.columns.get("", [])
    lacking = [name for name in NEEDED if name not in columns]
    return lacking if {"celex", "amendedCelex"} & set(columns) else ["celex", *lacking]


def several(cell: str) -> list[str]:
    """The values of a cell; one that holds a semicolon itself stands in quotation marks."""
    reader = csv.reader([cell.replace("\n", " ")], delimiter=";", skipinitialspace=True)
    try:
        return [value.strip() for value in next(reader, []) if value.strip()]
    except csv.Error:
        return [value.strip() for value in cell.split(";") if value.strip()]


def _normalise(line: Line) -> tuple[Record | None, list[Problem]]:
    cells = line.cells
    celex = cells.get("celex") or cells.get("amendedCelex", "")
    told = {"celex": celex, "name": cells["name"], "programKey": cells["programKey"]}
    problems = [problem("missing", column) for column, value in told.items() if not value]
    if cells["schema"] not in KINDS:
        allowed = ", ".join(KINDS)
        problems.append(problem("unknown_code", "schema", value=cells["schema"], allowed=allowed))
    if problems:
        return None, problems
    number = " ".join(part for part in (cells.get("annex", ""), cells["recordId"]) if part)
    subject = Subject(
        kind=KINDS[cells["schema"]],
        scheme=_scheme(celex, cells["measure"]),
        key=number if cells["recordId"] else cells["name"],
        name=_names(cells["name"])[0],
        description="; ".join(several(cells.get("position", ""))),
    )
    subject.country, problems = _country(cells)
    subject.born = birth_of(cells.get("birthDate", ""))
    subject.call(_names(cells["name"])[1:])
    for column in ("alias", "weakAlias", "previousName"):
        for name in several(cells.get(column, "")):
            subject.call(_names(name))
    for column, scheme in SCHEMES.items():
        for value in several(cells.get(column, "")):
            subject.know_as(scheme, value)
    listed, remark = day_of(cells["startDate"], "startDate")
    act = cells.get("amendmentCelex") or celex
    source = SourceRef(
        url=web_address(ACT.format(celex=act)),
        publisher="EU",
        title=f"CELEX {act}"[:500],
        language="en",
    )
    subject.list_under("EU", [cells["programKey"]], list_id=number, listed_on=listed, source=source)
    return subject.row(), [*problems, *remark]


def _scheme(celex: str, measure: str) -> str:
    """Numbers count within an act, and again for each measure but the common one."""
    others = "" if measure in (ASSET_FREEZE, "") else f"-{plain_slug(measure, 'other', limit=20)}"
    return f"eu-{celex[:20]}{others}"


def _names(name: str) -> list[str]:
    """A name, and the same in Cyrillic letters where they stand in brackets after it."""
    found = SCRIPTS.match(name)
    return [found["one"], found["other"]] if found else [name]


def _country(cells: dict[str, str]) -> tuple[str, list[Problem]]:
    """The first country of the most telling column that is filled."""
    for column in COUNTRIES:
        for cell in several(cells.get(column, ""))[:1]:
            name = SEVERAL.split(cell)[0].strip()
            code = country_of(name) or DEMONYMS.get(name.casefold(), "")
            return code, [] if code else [warning("unknown_country", column, value=name)]
    return "", []


EU = Connector(
    name="eu",
    label=_("EU designations of the Official Journal (CSV)"),
    licence=_("Legal acts of the European Union may be used freely if their source is named."),
    opens=(Table,),
    missing=missing,
    read=line_by_line(_normalise),
)
