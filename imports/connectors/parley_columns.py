"""The columns of Parley's own spreadsheet: names, where each goes, and what may stand in it."""

from functools import cache

from django.db import models
from django.db.models import Field

from records.kinds import kind_model, kind_models
from records.models import Entry

SHEETS = {
    "rounds": "round",
    "statements": "statement",
    "documents": "document",
    "incidents": "incident",
    "relief": "relief",
    "pledges": "pledge",
}

# column → column of Entry
ENTRY_COLUMNS = {
    "title": "title",
    "summary": "summary",
    "time_of_day": "part_of_day",
    "published_on": "published_on",
    "verification": "verification",
    "place": "place_name",
    "country": "place_country",
    "latitude": "latitude",
    "longitude": "longitude",
    "place_precision": "place_precision",
}
# kind → its own columns, named as in the model
KIND_COLUMNS = {
    "round": [
        *("number", "called_by_source", "mode", "format", "level", "track_type"),
        *("status", "outcome"),
    ],
    "statement": [
        *("act", "cameo_code", "speaker_words", "words", "words_language", "translation"),
    ],
    "document": ["form", "stage", "substage", "status", "version"],
    "incident": ["category"],
    "relief": [
        *("instrument", "number", "authorises", "excludes", "conditions"),
        *("expires_zone", "revoked_on"),
    ],
    "pledge": [
        *("amount", "currency", "aid_kind", "modality", "purpose", "conditions", "due_on"),
    ],
}
# kind → columns with a syntax of their own, beside those that every kind has
KIND_SPECIAL = {
    "round": ["track"],
    "statement": [],
    "document": ["replaces", "provisions"],
    "incident": [],
    "relief": ["programme", "expires", "replaces"],
    "pledge": ["restates", "transactions"],
}
SPECIAL = ["processes", "involved", "sources", "links", "identifiers"]
NEEDED = ["title", "date"]
LANGUAGES = ("fr", "uk")


@cache
def translated_columns(kind: str) -> dict[str, str]:
    """Column with a language → key in the translations: `place_fr` → `place_name_fr`."""
    fields = getattr(kind_model(kind), "i18n_field_params")["fields"]  # noqa: B009
    names = {model: column for column, model in ENTRY_COLUMNS.items()}
    return {
        f"{names.get(field, field)}_{language}": f"{field}_{language}"
        for field in fields
        for language in LANGUAGES
    }


@cache
def columns_of(kind: str) -> list[str]:
    """All columns of a kind's sheet, in the order of the template."""
    columns = ["id"]
    for column in ("title", "summary", "date", *list(ENTRY_COLUMNS)[2:], *KIND_COLUMNS[kind]):
        columns.append(column)
        columns += [
            f"{column}_{language}"
            for language in LANGUAGES
            if f"{column}_{language}" in translated_columns(kind)
        ]
    return [*columns, *KIND_SPECIAL[kind], *SPECIAL]


@cache
def model_field(kind: str, column: str) -> "Field[object, object]":
    """The field behind a column of Entry or of the kind."""
    model: type[models.Model] = Entry if column in ENTRY_COLUMNS else kind_model(kind)
    field = model._meta.get_field(ENTRY_COLUMNS.get(column, column))
    assert isinstance(field, Field)  # noqa: S101 - none of the columns is a relation
    return field


@cache
def codes_of(kind: str, column: str) -> list[str]:
    """The codes that may stand in a column, or none where any text may."""
    choices = model_field(kind, column).choices or ()
    return [str(code) for code, _label in choices if code not in ("", None)]


def kind_of_columns(columns: list[str]) -> str:
    """The one kind whose sheet has all these columns, or an empty text where several have."""
    fitting = [kind for kind in kind_models() if set(columns) <= set(columns_of(kind))]
    return fitting[0] if len(fitting) == 1 else ""
