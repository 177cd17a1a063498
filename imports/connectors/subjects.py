"""What the lists of sanctions have in common: how a subject of one becomes a row."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from imports.problems import Problem, warning
from imports.rows import (
    Affiliation,
    Alias,
    Designation,
    Name,
    ProgrammeRef,
    Scalar,
    SourceRef,
    SubjectRow,
)
from imports.texts import short_key
from records.dates import InvalidDateError, is_kept, parse

DOTTED = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
# What may stand after a day: a time, or the offset that XML allows a date
AFTER_DAY = re.compile(r"(?<=\d{4}-\d{2}-\d{2})(T[\d:.]+)?(Z|[+-]\d\d:?\d\d)?$")
YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
MOST = {"name": 300, "text": 300, "value": 300, "code": 100, "list_id": 100, "description": 300}


def fitting(text: str, what: str) -> str:
    """`text` in one line, cut where the column ends."""
    line = " ".join(text.split())
    limit = MOST[what]
    return line if len(line) <= limit else f"{line[: limit - 1].rstrip()}…"


def day_of(text: str, column: str) -> tuple[str | None, list[Problem]]:
    """The day as ISO 8601, from that or from day, month and year; None with a remark otherwise."""
    text = AFTER_DAY.sub("", text.strip())
    if not text:
        return None, []
    found = DOTTED.fullmatch(text)
    iso = f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}" if found else text
    unknown = None, [warning("unknown_day", column, value=text)]
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return unknown
    return (day.isoformat(), []) if is_kept(day) else unknown


def birth_of(text: str) -> str:
    """The first date of birth in free text, as EDTF: a day, else its year; empty if none."""
    found = DOTTED.search(text)
    day, _remark = day_of(found[0], "") if found else (None, [])
    if day:
        return day
    year = YEAR.search(text)
    return year[0] if year else ""


def _birth_kept(born: str) -> str:
    """EDTF as pages will read it; empty where they could not."""
    try:
        parse(born)
    except InvalidDateError:
        return ""
    return born


@dataclass
class Subject:
    """A subject on its way to a row: told once each, whatever the file repeats."""

    kind: str
    scheme: str
    key: str
    name: str
    country: str = ""
    description: str = ""
    born: str = ""
    aliases: list[Alias] = field(default_factory=list)
    identifiers: list[Name] = field(default_factory=list)
    designations: list[Designation] = field(default_factory=list)
    affiliations: list[Affiliation] = field(default_factory=list)

    def call(self, names: Iterable[str], language: str = "", kind: str = "alias") -> None:
        for name in names:
            if text := fitting(name, "text"):
                self.aliases.append(Alias(text=text, language=language, kind=kind))

    def know_as(self, scheme: str, value: str) -> None:
        if value := " ".join(value.split()):
            self.identifiers.append(Name(scheme=scheme, value=short_key(value)))

    def list_under(
        self,
        authority: str,
        codes: Iterable[str],
        *,
        list_id: str = "",
        listed_on: str | None = None,
        until: str | None = None,
        source: SourceRef | None = None,
    ) -> None:
        self.designations += [
            Designation(
                programme=ProgrammeRef(authority=authority, code=fitting(code, "code")),
                list_id=fitting(list_id, "list_id"),
                listed_on=listed_on,
                until=until if until and listed_on and until >= listed_on else None,
                source=source,
            )
            for code in codes
            if code.strip()
        ]

    def row(self) -> SubjectRow:
        name = fitting(self.name, "name")
        known = {name.casefold()}
        aliases = []
        for one in self.aliases:
            if one.text.casefold() not in known:
                known.add(one.text.casefold())
                aliases.append(one)
        fields: dict[str, Scalar] = {"name": name}
        said = {
            "country": self.country,
            "description": fitting(self.description, "description"),
            "born": _birth_kept(self.born),
        }
        fields |= {column: value for column, value in said.items() if value}
        return SubjectRow(
            kind=self.kind,
            identifier=Name(scheme=self.scheme, value=short_key(self.key)),
            fields=fields,
            names=aliases,
            identifiers=list(dict.fromkeys(self.identifiers)),
            designations=list(dict.fromkeys(self.designations)),
            affiliations=list(dict.fromkeys(self.affiliations)),
        )
