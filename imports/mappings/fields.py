"""What a column can be mapped to, for each kind of entry; mostly as in Parley's sheets."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import models
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from imports.connectors.parley_columns import (
    ENTRY_COLUMNS,
    KIND_COLUMNS,
    KIND_SPECIAL,
    codes_of,
    model_field,
    translated_columns,
)
from records.kinds import kind_models

LISTS = ("separator",)
DATED = ("order", "language")
MONEY = ("decimal", "currency", "language")


@dataclass(frozen=True)
class FieldOf:
    """A field of a kind: how its cells are read, and which options that takes.

    `several` columns may be mapped to it where their texts can stand side by side.
    """

    code: str
    label: Any
    group: Any
    reads: str
    takes: tuple[str, ...] = ()
    several: bool = False


WHAT, WHEN, WHERE = _("What"), _("When"), _("Where")
WHO, MONEY_GROUP, EVIDENCE = _("Who"), _("Money"), _("Evidence")
PARTICULAR = pgettext_lazy("fields of a kind", "Particular to it")

COMMON = (
    FieldOf("title", _("title"), WHAT, "title", ("language",), several=True),
    FieldOf("summary", _("summary"), WHAT, "summary", ("language",), several=True),
    FieldOf("id", _("identifier in the file"), WHAT, "key"),
    FieldOf("processes", _("processes"), WHAT, "names", LISTS, several=True),
    FieldOf("date", _("date, or first day"), WHEN, "date", DATED),
    FieldOf("last_day", _("last day"), WHEN, "date", DATED),
    FieldOf("involved", _("somebody involved"), WHO, "involved",
            ("role", "actor_kind", "separator"), several=True),
    FieldOf("flag", _("yes or no: is somebody involved"), WHO, "flag",
            ("actor", "role", "actor_kind"), several=True),
    FieldOf("source_url", _("address of the source"), EVIDENCE, "sources", LISTS, several=True),
    FieldOf("source_publisher", _("publisher of the source"), EVIDENCE, "source"),
    FieldOf("source_title", _("title of the source"), EVIDENCE, "source"),
    FieldOf("source_published", _("day the source appeared"), EVIDENCE, "source_day", DATED),
    FieldOf("source_quote", _("quotation"), EVIDENCE, "source"),
    FieldOf("source_at", _("paragraph or page"), EVIDENCE, "source"),
)  # fmt: skip
GROUPS = {
    **dict.fromkeys(("published_on", "time_of_day", "due_on", "revoked_on", "expires"), WHEN),
    **dict.fromkeys(("place", "country", "latitude", "longitude", "place_precision"), WHERE),
    **dict.fromkeys(("amount", "currency"), MONEY_GROUP),
    "verification": EVIDENCE,
}
SPECIAL = {
    "track": _("track"),
    "programme": _("programme of sanctions"),
    "expires": _("expires"),
    "identifiers": _("identifiers elsewhere"),
}
LABELS = {"place": _("place"), "country": _("country of the place"), "currency": _("currency")}
# What no column says, for the whole file: about the file as a source, and what a kind needs
FILE_CONSTANTS = {
    "file_publisher": _("Publisher of the file, to name the file as a source"),
    "file_title": _("Title of the file as a source"),
    "file_address": _("Address of the file"),
    "processes": _("process"),
}
KIND_CONSTANTS = {
    "round": ("track",),
    "document": ("form",),
    "relief": ("instrument", "programme", "expires_zone"),
    "pledge": ("currency", "aid_kind"),
    "statement": ("words_language",),
    "incident": ("category",),
}
CONSTANTS = {kind: (*FILE_CONSTANTS, *own) for kind, own in KIND_CONSTANTS.items()}


@cache
def fields_of(kind: str) -> dict[str, FieldOf]:
    """The fields of a kind by their codes, in the order in which they are offered."""
    columns = [*list(ENTRY_COLUMNS)[2:], *KIND_COLUMNS[kind]]
    found = [*COMMON, *(_column(kind, name) for name in columns)]
    found += [_special(name) for name in (*KIND_SPECIAL[kind], "identifiers") if name in SPECIAL]
    found += [
        FieldOf(name, _translated_label(kind, name), PARTICULAR, "text")
        for name in translated_columns(kind)
    ]
    return {field.code: field for field in found}


def _column(kind: str, name: str) -> FieldOf:
    field = model_field(kind, name)
    reads, takes = _reading(kind, name, field)
    group = GROUPS.get(name, PARTICULAR)
    return FieldOf(name, LABELS.get(name, field.verbose_name), group, reads, takes)


def _reading(kind: str, name: str, field: "models.Field[Any, Any]") -> tuple[str, tuple[str, ...]]:
    if codes_of(kind, name):
        return "code", ()
    if name == "amount":
        return "amount", MONEY
    if name in ("country", "currency"):
        return name, ()
    if isinstance(field, models.DateField):
        return "date", DATED
    if isinstance(field, models.DecimalField | models.FloatField):
        return "number", ("decimal",)
    return "text", ()


def _special(name: str) -> FieldOf:
    reads, takes = {
        "expires": ("date", DATED),
        "identifiers": ("names", LISTS),
    }.get(name, ("text", ()))
    return FieldOf(name, SPECIAL[name], GROUPS.get(name, PARTICULAR), reads, takes)


def _translated_label(kind: str, column: str) -> Any:
    bare, _sign, language = column.rpartition("_")
    name = LABELS.get(bare) or model_field(kind, bare).verbose_name
    return format_lazy("{} ({})", name, language)


def label_of(kind: str, code: str) -> str:
    """The name of a field or constant in the reader's language."""
    found = fields_of(kind).get(code)
    return str(found.label if found else FILE_CONSTANTS.get(code, code))


def kinds() -> list[tuple[str, Any]]:
    """Codes and names of the kinds, for a choice."""
    return [(code, model._meta.verbose_name) for code, model in kind_models().items()]
