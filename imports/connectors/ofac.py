"""OFAC's lists as CSV: the SDN and the consolidated (non-SDN) list, in up to four files.

As the Treasury's data specification has them: no header, "-0-" for nothing, Windows line ends, a
byte 0x1A at the end, several programmes in a cell parted by "] [". The primary file (`sdn.csv`,
`cons_prim.csv`) holds a subject on each line, the others add names, addresses and the rest of its
remarks by the subject's number. Files are told apart by their shape, so they may bear any name.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from itertools import chain

from django.utils.translation import gettext_lazy as _

from imports.bundles import Bundle
from imports.connectors.base import Connector
from imports.connectors.subjects import Subject
from imports.countries import country_of
from imports.lines import Table, make_line
from imports.problems import Problem, problem, warning
from imports.rows import ReadRow, SourceRef

NOTHING = "-0-"
KINDS = {"individual": "person", "vessel": "vessel", "aircraft": "vessel", NOTHING: "organisation"}
ALIASES = {"aka", "fka", "nka"}
END = "\x1a"
PRIMARY, ALTERNATE, ADDRESS, COMMENTS = "primary", "alternate", "address", "comments"
PROGRAMMES = re.compile(r"\]\s*\[")
BORN = re.compile(
    r"\bDOB (?P<about>circa )?(?P<day>\d{1,2} )?(?P<month>[A-Z][a-z]{2} )?(?P<year>\d{4})"
)
NATIONALITY = re.compile(r"\b(?:nationality|citizen) ([^;.]+)")
WEAK = re.compile(r"a\.k\.a\. '([^']+)'")
NUMBERS = {
    "imo": re.compile(r"\bIMO (\d{7})\b"),
    "lei": re.compile(r"\bLegal Entity Number ([A-Z0-9]{20})\b"),
}
CELLS = [
    *("id", "name", "type", "programs", "title", "call sign", "vessel type", "tonnage"),
    *("gross tonnage", "flag", "owner", "remarks"),
]
LIST = SourceRef(
    url="https://sanctionslistservice.ofac.treas.gov/",
    publisher="OFAC",
    title="OFAC sanctions lists",
    language="en",
)

Cells = list[str]


def shape_of(cells: Cells) -> str:
    """Which of the files a line is from, by its width and the look of its cells; empty if none."""
    told = [cell.strip() for cell in cells]
    if not told or not told[0].isdigit():
        return ""
    if len(told) == 12 and told[2].casefold() in KINDS:
        return PRIMARY
    if len(told) == 5 and told[1].isdigit() and told[2].casefold() in ALIASES:
        return ALTERNATE
    if len(told) == 6 and told[1].isdigit():
        return ADDRESS
    return COMMENTS if len(told) == 2 and not told[1].isdigit() else ""


def tables_of(opened: Table | Bundle) -> list[Table]:
    files = opened.files.values() if isinstance(opened, Bundle) else [opened]
    return [one for one in files if isinstance(one, Table)]


def missing(opened: Table | Bundle) -> list[str]:
    """Files without the primary one are understood, too: what they add lacks its subjects."""
    shapes = [shape_of(table.first) for table in tables_of(opened)]
    return [] if shapes and all(shapes) else ["sdn.csv / cons_prim.csv", "only OFAC’s files"]


def read(opened: Table | Bundle) -> Iterator[ReadRow]:
    tables = {shape_of(table.first): table for table in tables_of(opened)}
    more = {shape: _by_subject(tables[shape]) for shape in tables if shape != PRIMARY}
    told: set[str] = set()
    for number, cells, problems in _records(tables[PRIMARY]) if PRIMARY in tables else ():
        yield _row(number, cells, problems, more)
        told.add(cells[0].strip())
    for shape, subjects in more.items():
        for key in subjects.keys() - told:
            raw = {"file": shape, "id": key}
            lost = problem("subject_missing", "id", value=key, file=shape)
            yield ReadRow(subjects[key][0][0], raw, shape, problems=[lost])


def _records(table: Table) -> Iterator[tuple[int, Cells, list[Problem]]]:
    """Every line, the first one too, which other tables have their header on."""
    names = [str(place) for place in range(1, len(table.first) + 1)]
    for line in chain([make_line(1, names, table.first)], table.lines):
        cells = list(line.cells.values())
        if cells[0].strip() != END:
            yield line.number, cells, line.problems


def _by_subject(table: Table) -> dict[str, list[tuple[int, Cells]]]:
    """What a file adds, by the number of the subject it is added to."""
    found: dict[str, list[tuple[int, Cells]]] = defaultdict(list)
    for number, cells, problems in _records(table):
        if not problems:
            found[cells[0].strip()].append((number, [_value(cell) for cell in cells]))
    return found


def _value(cell: str) -> str:
    cell = cell.strip()
    return "" if cell == NOTHING else cell


def _row(
    number: int,
    cells: Cells,
    problems: list[Problem],
    more: dict[str, dict[str, list[tuple[int, Cells]]]],
) -> ReadRow:
    told = [_value(cell) for cell in cells]
    raw = dict(zip(CELLS, told, strict=False))
    if problems or shape_of(cells) != PRIMARY:
        return ReadRow(number, raw, problems=problems or [problem("not_a_subject")])
    if not raw["name"]:
        return ReadRow(number, raw, problems=[problem("missing", "name")])
    comments = [one[1] for _n, one in more.get(COMMENTS, {}).get(raw["id"], [])]
    remarks = "".join([raw["remarks"], *comments])
    subject = _subject(raw, remarks)
    for _line, (_id, _number, _type, name, _remarks) in more.get(ALTERNATE, {}).get(raw["id"], []):
        subject.call([_spoken(name, subject.kind)])
    countries = {one[4] for _n, one in more.get(ADDRESS, {}).get(raw["id"], []) if one[4]}
    found, remark = _country(remarks, countries, raw)
    subject.country = found
    return ReadRow(number, raw, record=subject.row(), problems=remark)


def _subject(raw: dict[str, str], remarks: str) -> Subject:
    kind = KINDS[raw["type"].casefold() or NOTHING]
    subject = Subject(kind, "ofac", raw["id"], _spoken(raw["name"], kind), description=raw["title"])
    subject.born = _born(remarks) if kind == "person" else ""
    subject.call(_spoken(name, kind) for name in WEAK.findall(remarks))
    for scheme, pattern in NUMBERS.items():
        if match := pattern.search(remarks):
            subject.know_as(scheme, match[1])
    codes = PROGRAMMES.split(raw["programs"].strip("[] "))
    subject.list_under("OFAC", codes, list_id=raw["id"], source=LIST)
    return subject


def _spoken(name: str, kind: str) -> str:
    """“HANIYA, Ismail” as it is said: given names first."""
    last, comma, first = name.partition(", ")
    return f"{first} {last}" if comma and kind == "person" else name


def _born(remarks: str) -> str:
    """The first date of birth, as EDTF; a “to” after it makes it uncertain what is meant."""
    match = BORN.search(remarks)
    if not match:
        return ""
    year, about = match["year"], "~" if match["about"] else ""
    if match["day"] and match["month"]:
        try:
            text = f"{match['day'].strip()} {match['month'].strip()} {year}"
            return datetime.strptime(text, "%d %b %Y").date().isoformat() + about
        except ValueError:
            return year + about
    return year + about


def _country(remarks: str, addresses: set[str], raw: dict[str, str]) -> tuple[str, list[Problem]]:
    """By nationality, then by the flag, then by the one country of all addresses."""
    told = NATIONALITY.search(remarks)
    name = told[1].strip() if told else raw["flag"]
    if not name and len(addresses) == 1:
        [name] = addresses
    code = country_of(name) if name else ""
    remark = [warning("unknown_country", "country", value=name)] if name and not code else []
    return code, remark


OFAC = Connector(
    name="ofac",
    label=_("OFAC sanctions lists (CSV files or ZIP)"),
    licence=_("Works of the government of the United States, free of copyright there."),
    opens=(Table, Bundle),
    missing=missing,
    read=read,
)
