"""What the page of a mapping offers to choose from, in words."""

from collections.abc import Callable
from itertools import groupby
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from imports.connectors.parley_columns import codes_of, model_field
from imports.mappings.cldr import LANGUAGES
from imports.mappings.fields import CONSTANTS, FieldOf, fields_of, label_of
from imports.mappings.plans import DECIMALS, ORDERS, SEPARATORS
from records.display import locale
from records.models import Actor, Involvement
from records.vocabulary import CURRENCY_CODES

ORDER_WORDS = dict(zip(ORDERS, (_("day first"), _("month first"), _("year first")), strict=True))
SEPARATOR_WORDS = dict(
    zip(
        SEPARATORS,
        (
            *(_("semicolon ;"), _("comma ,"), _("slash /"), _("bar |"), _("line break")),
            _("comma, or a word such as “and”"),
        ),
        strict=True,
    )
)
DECIMAL_WORDS = dict(zip(DECIMALS, (_("comma"), _("point")), strict=True))
OPTION_LABELS = {
    "order": _("Order of day and month"),
    "language": _("Language"),
    "separator": _("Parts of the list are separated by"),
    "decimal": _("Decimal mark"),
    "currency": _("Currency"),
    "role": _("Role"),
    "actor_kind": _("Who they are"),
    "actor": pgettext_lazy("of an actor", "Name"),
}
UNSAID = {
    "order": _("as the values show"),
    "language": _("any"),
    "separator": _("nothing: one name a cell"),
    "decimal": _("as the values show"),
    "currency": _("as the cells say"),
    "role": _("choose"),
    "actor_kind": _("states by their names, else organisations"),
}


def options_of(name: str) -> list[tuple[str, Any]]:
    """The values of an option with their words; none where any text may stand."""
    makers: dict[str, Callable[[], list[tuple[str, Any]]]] = {
        "order": lambda: list(ORDER_WORDS.items()),
        "separator": lambda: list(SEPARATOR_WORDS.items()),
        "decimal": lambda: list(DECIMAL_WORDS.items()),
        "role": lambda: list(Involvement.Role.choices),
        "actor_kind": lambda: list(Actor.Kind.choices),
        "currency": lambda: [(code, code) for code in sorted(CURRENCY_CODES)],
        "language": _languages,
    }
    return [("", UNSAID[name]), *makers[name]()] if name in makers else []


def _languages() -> list[tuple[str, Any]]:
    names = locale().languages
    return sorted(((one, str(names.get(one, one))) for one in LANGUAGES), key=lambda one: one[1])


def field_groups(kind: str) -> list[tuple[Any, list[FieldOf]]]:
    """The fields of a kind in their groups, in the order in which they are offered."""
    order = list(dict.fromkeys(field.group for field in fields_of(kind).values()))
    fields = sorted(fields_of(kind).values(), key=lambda field: order.index(field.group))
    return [(group, list(found)) for group, found in groupby(fields, lambda one: one.group)]


def constants_of(kind: str) -> list[tuple[str, str, list[tuple[str, Any]]]]:
    """Code, name and choices of what may be said for the whole file."""
    return [(code, label_of(kind, code), _codes(kind, code)) for code in CONSTANTS[kind]]


def _codes(kind: str, code: str) -> list[tuple[str, Any]]:
    reads = fields_of(kind)[code].reads if code in fields_of(kind) else ""
    if reads != "code":
        return []
    allowed = codes_of(kind, code)
    labels = {str(value): label for value, label in model_field(kind, code).choices or ()}
    return [("", "–"), *((one, labels[one]) for one in allowed)]
