"""The Kiel Institute's Ukraine Support Tracker: what each donor allocated, month by month.

The file of monthly data has billions of euro for each donor and month. A pledge here gathers the
months of a donor, year and kind, since no single promise stands behind a figure. What was promised
and not yet allocated (`to_be_allocated`) is a pledge of its own, with pledges (IATI 12) for
transactions; allocations are commitments (IATI 2). Months below zero, which take back what earlier
ones promised, are kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from imports.amounts import number_of, sum_of, to_the_cent
from imports.connectors.base import Connector, columns_missing
from imports.connectors.states import state_of
from imports.countries import country_of
from imports.lines import Line, Table
from imports.problems import Problem, problem
from imports.rows import (
    ActorRef,
    Citation,
    EntryRow,
    Involvement,
    Membership,
    Name,
    ReadRow,
    Scalar,
    SourceRef,
    Transaction,
)

NEEDED = (
    *("country", "iso", "year", "month", "total", "financial", "humanitarian", "military"),
    *("commitments", "to_be_allocated"),
)
BILLION = Decimal(10**9)
# Column → kind of aid, words for it, IATI type of its transactions, words for those
MONEY = {
    "military": ("military", "Military aid", "2", "allocated"),
    "financial": ("financial", "Financial aid", "2", "allocated"),
    "humanitarian": ("humanitarian", "Humanitarian aid", "2", "allocated"),
    "to_be_allocated": ("unknown", "Aid not yet allocated", "12", "promised, not yet allocated"),
}
PROCESS = "Support for Ukraine"
TRACKER = SourceRef(
    url="https://www.ifw-kiel.de/topics/war-against-ukraine/ukraine-support-tracker/",
    publisher="Kiel Institute",
    title="Ukraine Support Tracker, monthly data by donor",
    language="en",
)


@dataclass
class _Year:
    """A donor's months of a year that hold money of one kind."""

    country: str
    iso: str
    year: int
    column: str
    lines: list[int] = field(default_factory=list)
    months: list[tuple[int, Decimal]] = field(default_factory=list)


def read(table: Table) -> Iterator[ReadRow]:
    """A row for each donor, year and kind, on the first of its lines; and refused lines."""
    years: dict[tuple[str, int, str], _Year] = {}
    for line in table.lines:
        problems = list(line.problems) or _gather(line, years)
        if problems:
            yield ReadRow(line.number, line.cells, problems=problems)
    for one in years.values():
        if one.months:
            yield _row(one)


def _gather(line: Line, years: dict[tuple[str, int, str], _Year]) -> list[Problem]:
    """Add a line to its years, all of it or, where something is wrong, nothing."""
    cells = line.cells
    donor, year, month = cells["country"], cells["year"], cells["month"]
    problems = [] if donor else [problem("missing", "country")]
    if not (_is_whole(year, 1900, 2200) and _is_whole(month, 1, 12)):
        problems.append(problem("impossible_date", "month", reason=f"{year}-{month}"))
    amounts: dict[str, Decimal] = {}
    for column in MONEY:
        billions = number_of(cells[column] or "0")
        amount = to_the_cent(billions * BILLION) if billions is not None else None
        if amount is None:
            problems.append(problem("not_a_number", column, value=cells[column]))
        else:
            amounts[column] = amount
    if problems:
        return problems
    for column, amount in amounts.items():
        key = (donor, int(year), column)
        one = years.setdefault(key, _Year(donor, cells["iso"], int(year), column))
        one.lines.append(line.number)
        if amount:
            one.months.append((int(month), amount))
    return []


def _is_whole(text: str, least: int, most: int) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 5 and least <= int(text) <= most


def _row(one: _Year) -> ReadRow:
    total, remarks = sum_of((amount for _month, amount in one.months), one.column)
    raw = {"country": one.country, "iso": one.iso, "year": str(one.year), "lines": _lines(one)}
    raw |= {f"{one.column} {month}": f"{amount}" for month, amount in one.months}
    return ReadRow(one.lines[0], raw, record=_pledge(one, total), problems=remarks)


def _pledge(one: _Year, total: str | None) -> EntryRow:
    kind, words, code, what = MONEY[one.column]
    amount: dict[str, Scalar] = {} if total is None else {"amount": total, "currency": "EUR"}
    return EntryRow(
        kind="pledge",
        identifier=Name(scheme="kiel", value=f"{one.country} {one.year} {one.column}"[:300]),
        fields={
            "title": f"{words} for Ukraine from {one.country}, {one.year}"[:500],
            "summary": (
                "A sum of many promises: what the Kiel Institute counted for this donor in the "
                f"months of {one.year}, {what}. It is no announcement of its own."
            ),
            "starts_on": f"{one.year}-01-01",
            "ends_on": f"{one.year}-12-31",
            "date_precision": "year",
        },
        details=amount | {"aid_kind": kind},
        processes=[Membership(process=PROCESS)],
        involvements=[
            Involvement(actor=_donor(one), role="donor"),
            Involvement(actor=state_of("UA"), role="recipient"),
        ],
        citations=[Citation(source=TRACKER, locator=_lines(one))],
        transactions=[
            Transaction(
                type=code,
                happened_on=f"{one.year}-{month:02}-01",
                date_precision="month",
                amount=f"{amount}",
                currency="EUR",
                description=what,
            )
            for month, amount in sorted(one.months)
        ],
    )


def _lines(one: _Year) -> str:
    first, last = min(one.lines), max(one.lines)
    return f"lines {first}–{last}" if last > first else f"line {first}"


def _donor(one: _Year) -> ActorRef:
    code = country_of(one.iso) or country_of(one.country)
    if code:
        return state_of(code)
    if one.country.startswith("EU "):
        return ActorRef(name="European Union", kind="bloc")
    return ActorRef(name=one.country[:300])


KIEL = Connector(
    name="kiel",
    label=_("Kiel Ukraine Support Tracker, monthly data by donor (CSV)"),
    licence=_("Published by the Kiel Institute, which asks to be named as the source."),
    opens=(Table,),
    missing=columns_missing(*NEEDED),
    read=read,
)
