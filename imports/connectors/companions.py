"""Files that come beside the data sets and hold nothing for the timeline themselves.

They are recognised, so that nobody wonders what became of them: each record is refused with the
reason, which also says where its content comes in instead.
"""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from imports.connectors.base import Connector
from imports.lines import Table
from imports.markup import Markup, line_of, raw_of
from imports.problems import problem
from imports.rows import ReadRow

# Columns that tell the file → why its records are left aside
TABLES = {
    ("process", "Start_mth", "Start_y", "third_parties", "local"): "beside_processes",
    ("total_allocations", "military", "financial", "humanitarian"): "beside_sums",
    ("stockpile", "procurement", "unspecified", "nato_purl"): "beside_sums",
    ("bilateral_pct_gdp", "eu_share_pct_gdp", "total_pct_gdp"): "beside_shares",
    ("donor", "category", "number_of_weapons", "monetary_value_eur"): "beside_weapons",
    ("release", "period", "date", "label"): "beside_release",
}
# Root → its records, and why they are left aside
ROOTS = {
    "codelist": ({"codelist-item"}, "beside_codes"),
    "schema": ({"element", "attribute"}, "beside_schema"),
}


def _reason(opened: Table | Markup) -> str:
    if isinstance(opened, Markup):
        return ROOTS[opened.root][1] if opened.root in ROOTS else ""
    columns = set(opened.columns.get("", []))
    return next((reason for needed, reason in TABLES.items() if columns.issuperset(needed)), "")


def missing(opened: Table | Markup) -> list[str]:
    return [] if _reason(opened) else ["a known companion file"]


def read(opened: Table | Markup) -> Iterator[ReadRow]:
    problems = [problem(_reason(opened))]
    if isinstance(opened, Table):
        for line in opened.lines:
            yield ReadRow(line.number, line.cells, problems=line.problems or problems)
    else:
        for element in opened.records(ROOTS[opened.root][0]):
            yield ReadRow(line_of(element), raw_of(element), problems=problems)


COMPANIONS = Connector(
    name="companions",
    label=_("A file beside MEND’s, Kiel’s or IATI’s data"),
    licence=_("See the data set that it belongs to. Nothing of it is kept."),
    opens=(Table, Markup),
    missing=missing,
    read=read,
)
