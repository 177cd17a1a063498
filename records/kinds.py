"""The kinds of entry, found through Django's model registry: a new kind needs no line here."""

from functools import cache
from typing import TYPE_CHECKING

from django.apps import apps

if TYPE_CHECKING:
    from records.models import Entry


@cache
def kind_models() -> dict[str, type["Entry"]]:
    """Every kind's code with its model, in the order of their ranks."""
    entry = apps.get_model("records", "Entry")
    kinds = [m for m in apps.get_models() if issubclass(m, entry) and m is not entry]
    return {model.KIND: model for model in sorted(kinds, key=lambda model: model.RANK)}


def kind_model(kind: str) -> type["Entry"]:
    """The model of a kind's code. Raises KeyError for a code that no installed app has."""
    return kind_models()[kind]
