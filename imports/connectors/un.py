"""The United Nations Security Council's consolidated list, as XML.

Dates of birth are exact, approximate or between two years, and are kept as such (EDTF). A subject
is listed under the regime of its list (`UN_LIST_TYPE`), with its permanent reference number.
"""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from lxml import etree

from imports.connectors.base import Connector
from imports.connectors.subjects import Subject, day_of
from imports.countries import country_of
from imports.markup import Markup, children, line_of, local, raw_of, text_of
from imports.problems import Problem, problem, warning
from imports.rows import ReadRow, SourceRef

ROOT = "CONSOLIDATED_LIST"
KINDS = {"INDIVIDUAL": "person", "ENTITY": "organisation"}
NAMES = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
NO_COUNTRY = {"", "na", "n/a"}
LIST = SourceRef(
    url="https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list",
    publisher="United Nations Security Council",
    title="Consolidated list",
    language="en",
)


def missing(markup: Markup) -> list[str]:
    return [] if markup.root == ROOT else [ROOT]


def read(markup: Markup) -> Iterator[ReadRow]:
    for element in markup.records(set(KINDS)):
        yield _row(element)


def _row(element: etree._Element) -> ReadRow:
    kind = local(element)
    key, name = text_of(element, "DATAID"), _name(element)
    line, raw = line_of(element), raw_of(element)
    problems = [
        problem("missing", column)
        for column, value in (("DATAID", key), ("FIRST_NAME", name))
        if not value
    ]
    if problems:
        return ReadRow(line, raw, problems=problems)
    subject = Subject(KINDS[kind], "un", key, name, description=_posts(element))
    subject.country, problems = _country(element)
    subject.born = _born(children(element, "INDIVIDUAL_DATE_OF_BIRTH"))
    for one in children(element, f"{kind}_ALIAS"):
        subject.call(text_of(one, "ALIAS_NAME").split(";"))
    subject.call([text_of(element, "NAME_ORIGINAL_SCRIPT")], kind="primary")
    number = text_of(element, "REFERENCE_NUMBER")
    subject.know_as("un-reference", number)
    listed, remark = day_of(text_of(element, "LISTED_ON"), "LISTED_ON")
    subject.list_under(
        "UN", [text_of(element, "UN_LIST_TYPE")], list_id=number, listed_on=listed, source=LIST
    )
    return ReadRow(line, raw, record=subject.row(), problems=[*problems, *remark])


def _name(element: etree._Element) -> str:
    return " ".join(part for part in (text_of(element, name) for name in NAMES) if part)


def _posts(element: etree._Element) -> str:
    return "; ".join(_values(element, "DESIGNATION"))


def _values(element: etree._Element, name: str) -> list[str]:
    """The texts of a list such as <NATIONALITY><VALUE>…</VALUE></NATIONALITY>."""
    values = [text_of(one) for held in children(element, name) for one in children(held, "VALUE")]
    return [value for value in values if value]


def _country(element: etree._Element) -> tuple[str, list[Problem]]:
    """By nationality; of entities, where all addresses are in one country, that."""
    told = _values(element, "NATIONALITY")
    if local(element) == "ENTITY":
        told = list({text_of(one, "COUNTRY") for one in children(element, "ENTITY_ADDRESS")} - {""})
        told = told if len(told) == 1 else []
    name = next((one for one in told if one.casefold() not in NO_COUNTRY), "")
    code = country_of(name) if name else ""
    remark = [warning("unknown_country", "NATIONALITY", value=name)] if name and not code else []
    return code, remark


def _born(births: list[etree._Element]) -> str:
    """The first date that is given; what stands in notes alone is left to the raw record."""
    for birth in births:
        about = "~" if text_of(birth, "TYPE_OF_DATE") == "APPROXIMATELY" else ""
        first, last = text_of(birth, "FROM_YEAR"), text_of(birth, "TO_YEAR")
        if _is_year(first) and _is_year(last) and first <= last:
            return first if first == last else f"{first}/{last}"
        day, _remark = day_of(text_of(birth, "DATE"), "")
        if day:
            return day + about
        if _is_year(year := text_of(birth, "YEAR")):
            return year + about
    return ""


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and text.isascii()


UN = Connector(
    name="un",
    label=_("UN Security Council consolidated list (XML)"),
    licence=_("Published by the United Nations, which ask to be named as the source."),
    opens=(Markup,),
    missing=missing,
    read=read,
)
