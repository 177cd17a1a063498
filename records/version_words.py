"""What a version calls a field, and how it words a value, in the reader's language."""

from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from babel.dates import format_datetime
from django.db import models
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from modeltrans.fields import TranslatedVirtualField

from records.dates import Span
from records.display import day_words, language_name, locale, span_words
from records.evidence import canonical, field_name
from records.kinds import kind_model, kind_models
from records.models import Citation, Entry
from records.vocabulary import CountryField


class Labels:
    """The names of what foreign keys point to."""

    def __init__(self, names: dict[type[models.Model], dict[int, str]]) -> None:
        self.names = names

    def name(self, model: type[models.Model], pk: int) -> str:
        return self.names.get(model, {}).get(pk) or _("deleted (%(id)s)") % {"id": pk}


@cache
def column_of(model: type[models.Model], name: str) -> Any:
    """The field of a column or a translation; an entry's translations may be its kind's own."""
    for candidate in (model, *model.__subclasses__()):
        for column in candidate._meta.get_fields():
            if name in (getattr(column, "attname", None), column.name):
                return column
    return None


def field_label(model: type[models.Model], name: str) -> str:
    if name == "date" and model is Entry:
        return _("date")
    column = column_of(model, name)
    if isinstance(column, TranslatedVirtualField):
        return translated_label(column)
    return str(getattr(column, "verbose_name", name))


def translated_label(column: TranslatedVirtualField) -> str:
    """Such as "title (French)", in the reader's language."""
    language = get_language_info(column.language)["name_translated"]
    return f"{column.original_field.verbose_name} ({language})"


def words_of(model: type[models.Model], name: str, value: Any, labels: Labels) -> str:
    if value is None or value == "":
        return ""
    column = column_of(model, name)
    if column is not None and column.is_relation and isinstance(column.related_model, type):
        return labels.name(column.related_model, value)
    return _decoded(column, value) or _plain(value)


def _decoded(column: Any, value: Any) -> str:
    """What the code of a list stands for; empty where the column holds none."""
    if getattr(column, "choices", None):
        return str(dict(column.flatchoices).get(value, value))
    if isinstance(column, CountryField):
        return f"{locale().territories.get(value, value)} ({value})"
    name = getattr(column, "name", "")
    if name == "kind" and column.model is Entry:
        return str(kind_model(value)._meta.verbose_name)
    if name == "field" and column.model is Citation:
        return field_name(kind_models().values(), canonical(value)) if value else ""
    if name == "language" or name.endswith("_language"):
        return language_name(value)
    return ""


def _plain(value: Any) -> str:
    if isinstance(value, Span):
        return span_words(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        text = format_datetime(value.astimezone(UTC), "d MMMM y, HH:mm", locale=locale())
        return f"{text} UTC"
    if isinstance(value, date):
        return day_words(value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value)
