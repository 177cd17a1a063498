"""The cells of Parley's spreadsheet that hold more than one value: a line each, read by rules.

involved      negotiator: Steve Witkoff [person US] for United States [state US] — special envoy
sources       https://example.org/a | publisher: Example | title: … | at: §2 | quote: …
processes     Process — why
links         follows parley:round-1 — linked because
identifiers   scheme:value
provisions    1 | heading | text
transactions  disbursement 2026-01-31 250000.00 EUR — first tranche
"""

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from imports.countries import country_of, state_named
from imports.problems import Problem, problem
from imports.rows import (
    ActorRef,
    Citation,
    Involvement,
    Link,
    Membership,
    Name,
    Provision,
    SourceRef,
    Transaction,
)
from imports.texts import web_address
from records.dates import InvalidDateError, Span, parse
from records.models import Actor
from records.models import Citation as CitationModel
from records.models import Involvement as InvolvementModel
from records.models import Link as LinkModel
from records.vocabulary import CURRENCY_CODES

TRANSACTION_TYPES = {
    "commitment": "2",
    "disbursement": "3",
    "expenditure": "4",
    "incoming commitment": "11",
    "pledge": "12",
    "incoming pledge": "13",
}
IDENTIFIER = re.compile(r"(?P<scheme>[a-z][a-z0-9-]{0,48}):(?P<value>(?!//)\S.{0,298})")
NOTE = re.compile(r"(?<!\s)\s+(?:—|--)\s+")
ACTOR = r"(?P<{0}name>[^\[\]]+?)(?:\s*\[(?P<{0}tags>[^\[\]]*)\])?"
INVOLVED = re.compile(
    r"(?P<role>[a-z_ ]+):\s*" + ACTOR.format("") + r"(?:(?<=\])\s+for\s+" + ACTOR.format("p") + ")?"
)
# Codes, asked of the models once instead of with every cell
ROLES = InvolvementModel.Role.values
ACTOR_KINDS = Actor.Kind.values
LINK_KINDS = LinkModel.Kind.values
ATTRIBUTIONS = CitationModel.Attribution.values
CREDIBILITIES = [str(value) for value in CitationModel.Credibility.values]
LONGEST = 2000  # characters of an involvement: two names with what stands in brackets
SHORT = 500  # characters of a line that is worth remembering; lines repeat through a file
MAX_AMOUNT = Decimal(10) ** 18


class CellError(ValueError):
    """A line of a cell is not understood; carries the problem."""

    def __init__(self, found: Problem) -> None:
        self.problem = found
        super().__init__(found.code)


def refuse(code: str, /, **params: Any) -> CellError:
    return CellError(problem(code, "", **params))


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def fitting(text: str, limit: int) -> str:
    if len(text) > limit:
        raise refuse("too_long", length=len(text), limit=limit)
    return text


def code(value: str, allowed: Sequence[str]) -> str:
    """`value` as one of the codes; capitals and spaces for underscores do not matter."""
    wanted = value.strip()
    if wanted in allowed:
        return wanted
    for one in allowed:
        if wanted.casefold().replace(" ", "_") == one.casefold():
            return one
    raise refuse("unknown_code", value=value, allowed=", ".join(allowed))


def identifier(text: str) -> Name:
    """`scheme:value`; a bare value is one of Parley's own spreadsheets."""
    if match := IDENTIFIER.fullmatch(text):
        return Name(scheme=match["scheme"], value=match["value"])
    if not text or "://" in text:
        raise refuse("bad_reference", value=text, form="scheme:value")
    return Name(scheme="parley", value=fitting(text, 300))


def involvement(text: str) -> Involvement:
    return _remembered(text) if len(text) <= SHORT else _involvement(text)


def _involvement(text: str) -> Involvement:
    body, note = split_note(text)
    match = INVOLVED.fullmatch(body) if len(body) <= LONGEST else None
    if not match:
        raise refuse("bad_involvement", value=text)
    return Involvement(
        role=code(match["role"], ROLES),
        actor=_actor(match["name"], match["tags"]),
        party=_actor(match["pname"], match["ptags"]) if match["pname"] else None,
        note=fitting(note, 300),
    )


_remembered = lru_cache(maxsize=10_000)(_involvement)


def _actor(name: str, tags: str | None) -> ActorRef:
    """A name and, in brackets, kind, country and identifiers in any order."""
    name = fitting(name.strip(), 300)
    kind, country, ids = "", "", []
    for tag in (tags or "").split():
        if ":" in tag:
            ids.append(identifier(tag))
        elif tag.casefold() in ACTOR_KINDS:
            kind = tag.casefold()
        elif found := country_of(tag):
            country = found
        else:
            raise refuse("unknown_code", value=tag, allowed=", ".join(ACTOR_KINDS))
    if not kind:
        state = state_named(name)
        kind, country = ("state", country or state) if state else ("organisation", country)
    return ActorRef(name=name, kind=kind, country=country, identifiers=tuple(ids))


def split_note(text: str) -> tuple[str, str]:
    parts = NOTE.split(text, maxsplit=1)
    return parts[0].strip(), parts[1].strip() if len(parts) > 1 else ""


def membership(text: str) -> Membership:
    name, note = split_note(text)
    return Membership(process=fitting(name, 300), note=fitting(note, 300))


def link(text: str) -> Link:
    body, note = split_note(text)
    kind, _space, to = body.partition(" ")
    if not to or not note:
        raise refuse("bad_reference", value=text, form="kind scheme:value — linked because")
    return Link(kind=code(kind, LINK_KINDS), to=identifier(to.strip()), note=fitting(note, 300))


def provision(text: str) -> Provision:
    number, heading, words = (part.strip() for part in (text + " | | ").split("|", 3)[:3])
    return Provision(number=fitting(number, 30), heading=fitting(heading, 300), text=words)


def transaction(text: str) -> Transaction:
    body, note = split_note(text)
    parts = body.rsplit(maxsplit=3)
    if len(parts) != 4:
        raise refuse("bad_reference", value=text, form="disbursement 2026-01-31 250000 EUR")
    kind, day, amount, currency = parts
    name = kind.strip().casefold()
    type_code = TRANSACTION_TYPES.get(name, name)
    if type_code not in TRANSACTION_TYPES.values():
        raise refuse("unknown_code", value=kind, allowed=", ".join(TRANSACTION_TYPES))
    span = edtf(day)
    return Transaction(
        type=type_code,
        happened_on=span.starts_on.isoformat(),
        date_precision=span.precision.value,
        amount=str(decimal(amount)),
        currency=currency_code(currency),
        description=fitting(note, 500),
    )


def source(text: str) -> Citation:
    """Parts between bars: the first is the address or “Publisher: title”, the rest are named."""
    first, *rest = (part.strip() for part in re.split(r"(?<!\\)\|", text))
    named: dict[str, str] = {}
    for part in rest:
        label, colon, value = part.replace("\\|", "|").partition(":")
        if not colon:
            raise refuse("unknown_source", value=text)
        named[label.strip().casefold()] = value.strip()
    field, _equals, value = (part.strip() for part in named.pop("field", "").partition("="))
    if bool(field) != bool(value):
        raise refuse("bad_reference", value=text, form="field: starts_on = 2025-12-04")
    citation = Citation(
        source=_source(first, text, named),
        locator=fitting(named.pop("at", ""), 100),
        quotation=fitting(named.pop("quote", ""), 500),
        attribution=code(named.pop("attribution", "publication"), ATTRIBUTIONS),
        attributed_to=fitting(named.pop("attributed to", ""), 300),
        credibility=int(code(named.pop("credibility", "6"), CREDIBILITIES)),
        field=fitting(field, 50),
        value=fitting(value, 500),
    )
    if named:
        raise refuse("unknown_code", value=", ".join(named), allowed=", ".join(SOURCE_PARTS))
    return citation


SOURCE_PARTS = [
    *("publisher", "title", "author", "language", "published", "at", "quote"),
    *("attribution", "attributed to", "credibility", "field"),
]


def _source(first: str, text: str, named: dict[str, str]) -> SourceRef:
    url = web_address(first) if "://" in first else ""
    publisher, _colon, title = ("", "", "") if url else first.partition(":")
    if ("://" in first and not url) or (not url and not title.strip()):
        raise refuse("unknown_source", value=text)
    published = named.pop("published", "")
    return SourceRef(
        url=url,
        publisher=fitting(named.pop("publisher", publisher.strip()), 300),
        title=fitting(named.pop("title", title.strip()) or url.split("://", 1)[1][:300], 500),
        author=fitting(named.pop("author", ""), 300),
        language=fitting(named.pop("language", ""), 15),
        published_on=edtf(published).starts_on.isoformat() if published else None,
    )


def edtf(text: str) -> Span:
    try:
        return parse(text)
    except InvalidDateError as error:
        if "/" in text and "before" in str(error):
            raise refuse("end_before_start") from error
        raise refuse("impossible_date", reason=error) from error


def decimal(text: str) -> Decimal:
    try:
        number = Decimal(text.replace(" ", "").replace("\u00a0", "").replace("_", "x"))
    except InvalidOperation as error:
        raise refuse("not_a_number", value=text) from error
    if not number.is_finite() or abs(number) >= MAX_AMOUNT:
        raise refuse("number_range", value=text, least=-MAX_AMOUNT, most=MAX_AMOUNT)
    return round(number, 2)


def currency_code(text: str) -> str:
    if text.upper() not in CURRENCY_CODES:
        raise refuse("unknown_currency", value=text)
    return text.upper()
