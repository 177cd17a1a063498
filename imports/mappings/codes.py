"""Codes by their names: what the interface calls a code, in each of its languages."""

from functools import cache

from django.conf import settings
from django.utils.translation import override

from imports.connectors.parley_columns import model_field
from imports.mappings.cldr import fold

YES = {"1", "x", "✓", "yes", "y", "true", "oui", "vrai", "так", "да", "ja", "wahr", "si", "tak"}
NO = {"0", "no", "n", "false", "non", "faux", "ні", "нет", "nein", "falsch", "nie", "-"}


@cache
def _names(kind: str, column: str) -> dict[str, str]:
    found: dict[str, str] = {}
    choices = [c for c in model_field(kind, column).choices or () if c[0] not in ("", None)]
    for language, _name in settings.LANGUAGES:
        with override(language):
            for code, label in choices:
                found.setdefault(fold(str(label)), str(code))
    return {fold(str(code)): str(code) for code, _label in choices} | found


def code_named(kind: str, column: str, text: str) -> str:
    """The code that a text names; the text itself where it names none, to be refused later."""
    return _names(kind, column).get(fold(text).replace("_", " "), text)


def says_yes(text: str) -> bool | None:
    """What a cell of a column of yes and no says; None where it says neither."""
    word = fold(text)
    return True if word in YES else False if word in NO else None
