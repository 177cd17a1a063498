"""What the columns of an unknown spreadsheet probably mean, from their names and values.

The same file gives the same guesses; each says why, and where the values leave a question open it
is asked instead of answered.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from imports.connectors.parley_columns import KIND_COLUMNS, codes_of
from imports.mappings import evidence, headers
from imports.mappings.cldr import country_anywhere
from imports.mappings.codes import code_named
from imports.mappings.fields import fields_of
from imports.mappings.plans import MOST_MAPPED, Options
from imports.mappings.sampling import Sheet
from records.models import Involvement

LONG_TEXT = 80
DATES = ("date", "last_day", "published_on", "source_published", "due_on", "expires", "revoked_on")
EUROPEAN_ORDER = "dmy"
PLAIN = Options()


@dataclass(frozen=True)
class Guess:
    """A field for a column, or none; why; and what is asked, where the values leave it open.

    `weight` says which of two columns has the better claim to a field that only one can have.
    """

    field: str = ""
    options: Options = PLAIN
    why: str = ""
    asks: str = ""
    weight: int = 0


@dataclass(frozen=True)
class Column:
    """A column as it is guessed about: its name, its values, and what its name says."""

    kind: str
    name: str
    values: list[str]
    named: str
    role: str


def guess_kind(header: list[str]) -> tuple[str, str]:
    """The kind that the columns speak of, and why."""
    kind, columns = headers.kind_named(header)
    if not columns:
        return kind, _("No column tells the kind, so this is only the first of them.")
    return kind, _("Because of: %(columns)s") % {"columns": ", ".join(columns[:4])}


def guess(kind: str, sheet: Sheet) -> dict[str, Guess]:
    """A guess for each column of a sheet, in their order."""
    found = {name: _guess(_column(kind, sheet, name)) for name in offered(sheet)}
    found = _settled(kind, found)
    return _with_title(sheet, found)


def offered(sheet: Sheet) -> list[str]:
    """The columns that can be mapped: those that hold anything first, where there are too many."""
    if len(sheet.columns) <= MOST_MAPPED:
        return sheet.columns
    full = [name for name in sheet.columns if sheet.values(name)]
    return (full or sheet.columns)[:MOST_MAPPED]


def _column(kind: str, sheet: Sheet, name: str) -> Column:
    return Column(
        kind,
        name,
        sheet.values(name),
        headers.field_named(kind, name),
        headers.role_named(name),
    )


def _guess(column: Column) -> Guess:
    if not column.values:
        return Guess(why=_("Nothing stands in it in the first lines."))
    return next(found for one in GUESSES for found in one(column))


def _by_address(column: Column) -> Iterator[Guess]:
    if evidence.are_addresses(column.values):
        yield Guess("source_url", why=_("Its values are web addresses."), weight=3)


def _by_flag(column: Column) -> Iterator[Guess]:
    """0 and 1 under the name of somebody, or of a role and somebody."""
    if not evidence.are_flags(column.values):
        return
    actor = headers.without_role(column.name)
    is_state = bool(country_anywhere(actor))
    if not (is_state or (column.role and actor) or (actor.isupper() and len(actor) < 7)):
        return
    options = Options(
        actor=actor, role=_role(column), actor_kind="state" if is_state else "organisation"
    )
    yield Guess("flag", options, _("Its values say yes or no of “%(actor)s”.") % {"actor": actor})


def _by_date(column: Column) -> Iterator[Guess]:
    is_named = column.named in DATES
    least = evidence.HALF if is_named else evidence.MOST
    is_years = is_named and evidence.are_years(column.values)
    if not (evidence.are_dates(column.values, least) or is_years):
        return
    code = column.named if is_named else "date"
    order = evidence.order_of(column.values)
    points = order == "?" and evidence.with_points(column.values)
    if points:
        order = EUROPEAN_ORDER
    language = evidence.language_of_months(column.values)
    why, asks = _("Its values are dates."), ""
    if order == "?":
        asks = _("The day or the month may stand first: say which.")
    elif points:
        why = _("Its values are dates; with points, the day stands first.")
    elif order == "dmy":
        why = _("Its values are dates; a number above 12 shows that the day stands first.")
    elif order == "mdy":
        why = _("Its values are dates; a number above 12 shows that the month stands first.")
    options = Options(order=order if order != "?" else "", language=language)
    yield Guess(code, options, why, asks, 3 if is_named else 1)


def _by_code(column: Column) -> Iterator[Guess]:
    """Values that are all names of codes, in any language of the interface."""
    for name in KIND_COLUMNS[column.kind]:
        if not (codes := codes_of(column.kind, name)):
            continue
        named = {code_named(column.kind, name, value) for value in set(column.values)}
        if named <= set(codes) and (len(named) > 1 or column.named == name):
            yield Guess(name, why=_("Its values are codes of this field."), weight=2)


def _by_number(column: Column) -> Iterator[Guess]:
    if column.named in ("latitude", "longitude") and evidence.are_amounts(column.values):
        mark = evidence.decimal_of(column.values).replace("?", ".")
        why = _("Its name says it, and its values are numbers.")
        yield Guess(column.named, Options(decimal=mark), why, weight=2)


def _by_amount(column: Column) -> Iterator[Guess]:
    """Numbers under a name that says money, or with the signs of currencies."""
    is_money = column.named == "amount" or evidence.has_signs(column.values)
    if "amount" not in fields_of(column.kind) or not is_money:
        return
    if not evidence.are_amounts(column.values, evidence.HALF):
        return
    mark, signs = evidence.decimal_of(column.values), evidence.signs_of(column.values)
    dollars = "USD" if "USD" in signs else ""
    asks = _("“,” or “.” may part thousands or a fraction: say which.") if mark == "?" else ""
    if signs and not dollars:
        asks = asks or _("Its sign is that of several currencies: say which.")
    why = {
        ",": _("Its values are amounts; the comma is the decimal mark."),
        ".": _("Its values are amounts; the point is the decimal mark."),
    }.get(mark, _("Its values are amounts."))
    if dollars:
        dollars = _("“$” is read as US dollars.")
        why = f"{why} {dollars}"
    options = Options(decimal=mark if mark != "?" else "", currency=dollars)
    yield Guess("amount", options, why, asks, 3 if column.named == "amount" else 1)


def _by_currency(column: Column) -> Iterator[Guess]:
    if "currency" in fields_of(column.kind) and evidence.are_currencies(column.values):
        yield Guess("currency", why=_("Its values are currencies."), weight=2)


def _by_country(column: Column) -> Iterator[Guess]:
    separator = evidence.separator_of(column.values)
    if not evidence.are_countries(column.values, separator):
        return
    role = column.role or _role_of_states(column, separator)
    if not role:
        yield Guess("country", why=_("Its values are countries."), weight=2)
        return
    options = Options(role=role, actor_kind="state", separator=separator)
    why = _("Its values are countries.")
    if separator:
        why = _("Its values are lists of countries.")
    yield Guess("involved", options, why, weight=2)


def _role_of_states(column: Column, separator: str) -> str:
    """Countries are parties where there are several, donors of a pledge, or else places."""
    if separator or column.named == "involved" or column.kind in ("pledge", "relief", "statement"):
        return _role(column) if column.named != "place" else ""
    return ""


def _by_actor(column: Column) -> Iterator[Guess]:
    if column.role or column.named == "involved":
        separator = evidence.separator_of(column.values)
        options = Options(role=_role(column), separator=separator)
        why = _("Its name says who they are.")
        if separator:
            why = _("Its name says who they are, and its values are lists.")
        yield Guess("involved", options, why, weight=2)


def _by_name(column: Column) -> Iterator[Guess]:
    """By the name alone, where values of that field may look like anything."""
    reads = fields_of(column.kind)[column.named].reads if column.named else ""
    if reads in ("text", "title", "summary", "names", "source"):
        language = headers.language_named(column.name) if reads in ("title", "summary") else ""
        yield Guess(column.named, Options(language=language), _("Its name says it."), weight=2)
    if reads == "key" and len(set(column.values)) == len(column.values):
        why = _("Its name says it, and no value comes twice. It finds the record again next time.")
        yield Guess("id", why=why, weight=2)


def _aside(_column: Column) -> Iterator[Guess]:
    yield Guess(why=_("Neither its name nor its values tell what it means."))


GUESSES: tuple[Callable[[Column], Iterator[Guess]], ...] = (
    *(_by_address, _by_flag, _by_date, _by_code, _by_number, _by_amount, _by_currency),
    *(_by_country, _by_actor, _by_name, _aside),
)


def _role(column: Column) -> str:
    return column.role or headers.DEFAULT_ROLES.get(column.kind, Involvement.Role.OTHER).value


def _settled(kind: str, guesses: dict[str, Guess]) -> dict[str, Guess]:
    """A field that only one column can have goes to the best claim, and among equals the first."""
    fields = fields_of(kind)
    owner: dict[str, str] = {}
    for name, one in sorted(guesses.items(), key=lambda item: -item[1].weight):
        if one.field and not fields[one.field].several:
            owner.setdefault(one.field, name)
    return {
        name: one if owner.get(one.field, name) == name else _taken(owner[one.field])
        for name, one in guesses.items()
    }


def _taken(owner: str) -> Guess:
    return Guess(why=_("“%(column)s” was taken for the same before it.") % {"column": owner})


def _with_title(sheet: Sheet, guesses: dict[str, Guess]) -> dict[str, Guess]:
    """Where no column is named as the title, the first of short texts that seldom come again."""
    if any(one.field == "title" for one in guesses.values()):
        return _first_title(guesses)
    for name, one in guesses.items():
        values = sheet.values(name)
        if not one.field and values and _is_title(values):
            why = _("No column is named as the title; this is the first of short texts.")
            return guesses | {name: replace(Guess("title"), why=why)}
    return guesses


def _first_title(guesses: dict[str, Guess]) -> dict[str, Guess]:
    """Of several columns named as the title, the first; joining them is left to people."""
    titles = [name for name, one in guesses.items() if one.field == "title"]
    return guesses | {name: _taken(titles[0]) for name in titles[1:]}


def _is_title(values: list[str]) -> bool:
    lengths = sorted(map(len, values))
    fitting = 8 <= lengths[len(lengths) // 2] <= 2 * LONG_TEXT
    return fitting and len(set(values)) > 0.8 * len(values)
