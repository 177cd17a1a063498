"""Reference rates of the European Central Bank, as CSV or in its ZIP archive.

A line for each day, a column for each currency, units per euro; "N/A" where there was no rate.
The file of one day writes it as "4 December 2025", the history as 2025-12-04.
"""

from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from imports.amounts import number_of
from imports.connectors.base import Connector, line_by_line
from imports.lines import Line, Table
from imports.problems import Problem, problem, warning
from imports.rows import Name, RatesRow, Record
from records.dates import is_kept
from records.vocabulary import CURRENCY_CODES

DATE = "Date"
LEAST, MOST = Decimal("0.00000001"), Decimal(10**10)  # what the column holds
FORMATS = ("%Y-%m-%d", "%d %B %Y")
NOTHING = {"", "N/A", "-"}


def missing(table: Table) -> list[str]:
    """A column of days, and currencies in all others."""
    columns = table.columns.get("", [])
    if not columns or columns[0] != DATE:
        return [DATE]
    strange = [one for one in columns[1:] if one not in CURRENCY_CODES and "#" not in one]
    return strange or ([] if {"USD", "GBP"} & set(columns) else ["USD"])


def _normalise(line: Line) -> tuple[Record | None, list[Problem]]:
    day = _day(line.cells[DATE])
    if not day:
        return None, [problem("impossible_date", DATE, reason=line.cells[DATE] or "–")]
    rates, problems = {}, []
    for currency, cell in line.cells.items():
        if currency not in CURRENCY_CODES or cell in NOTHING:
            continue
        if rate := rate_of(cell):
            rates[currency] = rate
        else:
            problems.append(warning("not_a_rate", currency, value=cell))
    if not rates:
        return None, [*problems, problem("no_rates")]
    return RatesRow(identifier=Name(scheme="ecb", value=day), date=day, rates=rates), problems


def _day(text: str) -> str:
    for form in FORMATS:
        try:
            day = datetime.strptime(text.strip(), form).date()
        except ValueError:
            continue
        return day.isoformat() if is_kept(day) else ""
    return ""


def rate_of(text: str) -> str:
    """A decimal number above zero that the database can hold, as text; else empty."""
    rate = number_of(text)
    return f"{rate.normalize():f}" if rate is not None and LEAST <= rate < MOST else ""


ECB = Connector(
    name="ecb",
    label=_("ECB reference rates (CSV or ZIP)"),
    licence=_("Published by the European Central Bank, which asks to be named as the source."),
    opens=(Table,),
    missing=missing,
    read=line_by_line(_normalise),
)
