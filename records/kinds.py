"""The kinds of entry, found through Django's model registry: a new kind needs no line here."""

from functools import cache
from typing import TYPE_CHECKING

from django.apps import apps

if TYPE_CHECKING:
    from records.models import Entry


@cache
def kind_models() -> dict[str, type["Entry"]]:
    """Every kind's code with its model, in the order of the installed apps."""
    entry = apps.get_model("records", "Entry")
    return {
        model.KIND: model
        for model in apps.get_models()
        if issubclass(model, entry) and model is not entry
    }


def kind_model(kind: str) -> type["Entry"]:
    """The model of a kind's code. Raises KeyError for a code that no installed app has."""
    return kind_models()[kind]
